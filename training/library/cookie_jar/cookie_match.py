"""Rules that decide which requests a cookie is sent with."""
from cookie import Cookie

# suffixes under which anyone can register names
PUBLIC_SUFFIXES = {"com", "org", "net", "de", "uk", "co.uk"}


def domain_covers(domain, host):
    """True if host is the domain itself or one of its subdomains."""
    host = host.lower()
    return host == domain or host.endswith("." + domain)


def path_covers(cookie_path, request_path):
    """True if the request path is the cookie path or lies below it.

    '/shop' covers '/shop/cart' but not '/shopping'.
    """
    if request_path == cookie_path:
        return True
    prefix = cookie_path if cookie_path.endswith("/") else cookie_path + "/"
    return request_path.startswith(prefix)


def may_set(cookie: Cookie, host):
    """True if the host may set the cookie: not for public suffixes or foreign domains."""
    if cookie.host_only:
        return cookie.domain == host.lower()
    if cookie.domain in PUBLIC_SUFFIXES:
        return False
    return domain_covers(cookie.domain, host)


def is_sent(cookie: Cookie, host, path="/", secure=False):
    """True if the cookie belongs to a request; secure cookies need a secure connection."""
    if cookie.secure and not secure:
        return False
    if cookie.host_only and cookie.domain != host.lower():
        return False
    return domain_covers(cookie.domain, host) and path_covers(cookie.path, path)


def site_of(host):
    """The registrable domain: the public suffix and the one name before it."""
    labels = host.lower().strip(".").split(".")
    for index in range(1, len(labels)):
        if ".".join(labels[index:]) in PUBLIC_SUFFIXES:
            return ".".join(labels[index - 1:])
    return ".".join(labels)


def is_third_party(cookie_domain, page_host):
    """True if the cookie comes from another site than the page in the address bar."""
    return site_of(cookie_domain) != site_of(page_host)

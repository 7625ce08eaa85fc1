"""Take URLs apart and join them to a base."""
DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}


def split_url(url):
    """Return (scheme, host, path, query, fragment); the scheme and host are lower-case.

    The host may include a port. Parts that are absent are empty strings.
    """
    rest, _, fragment = url.strip().partition("#")
    rest, _, query = rest.partition("?")
    scheme, mark, after = rest.partition("://")
    if not mark:
        return "", "", rest, query, fragment
    host, slash, path = after.partition("/")
    return scheme.lower(), host.lower(), slash + path, query, fragment


def unsplit_url(scheme, host, path, query="", fragment=""):
    """Put the parts of a URL together again; empty parts leave no separator behind."""
    url = f"{scheme}://{host}" if host else ""
    url += path
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return url


def host_and_port(url):
    """Return the host name and port of a URL, with the usual port of its scheme."""
    scheme, host, _, _, _ = split_url(url)
    name, colon, port = host.partition(":")
    if not name:
        raise ValueError("URL has no host")
    if colon and port:
        return name, int(port)
    return name, DEFAULT_PORTS.get(scheme)


def resolve_dots(path):
    """Remove '.' and '..' segments; '..' at the root of the path has no effect."""
    output = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(output) > 1:
                output.pop()
        elif segment != ".":
            output.append(segment)
    if segments[-1] in (".", ".."):
        output.append("")
    return "/".join(output)


def join_url(base, link):
    """Resolve a link found on the page base: absolute, '/rooted', '?query' or relative."""
    if "://" in link:
        return link
    scheme, host, path, query, _ = split_url(base)
    _, _, link_path, link_query, fragment = split_url(link)
    if not link_path:
        link_path = path
        link_query = link_query or query
    elif not link_path.startswith("/"):
        folder = path[:path.rfind("/") + 1] or "/"
        link_path = folder + link_path
    return unsplit_url(scheme, host, resolve_dots(link_path), link_query, fragment)

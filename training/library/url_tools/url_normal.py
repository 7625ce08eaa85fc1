from url_encoding import build_query, parse_query
from url_parts import DEFAULT_PORTS, resolve_dots, split_url, unsplit_url

TRACKING_PREFIX = "utm_"
TRACKING_NAMES = {"fbclid", "gclid", "ref"}
INDEX_PAGES = ("index.html", "index.htm", "index.php")


def is_tracking(name):
    """Return True for query parameters that only serve to track visitors."""
    name = name.lower()
    return name.startswith(TRACKING_PREFIX) or name in TRACKING_NAMES


def clean_query(query):
    """Drop the tracking parameters and sort the others by name, then by value."""
    kept = [(name, value) for name, value in parse_query(query) if not is_tracking(name)]
    return build_query(sorted(kept))


def strip_default_port(scheme, host):
    """Remove ':80' and the like when it is the usual port of the scheme."""
    usual = f":{DEFAULT_PORTS.get(scheme)}"
    if host.endswith(usual):
        return host[:-len(usual)]
    return host


def normalise_url(url):
    """Return the URL in a standard form for comparison, without its fragment.

    Index pages are cut off the path, and an empty path becomes '/'.
    """
    scheme, host, path, query, _ = split_url(url)
    path = resolve_dots(path) or "/"
    folder, slash, page = path.rpartition("/")
    if page.lower() in INDEX_PAGES:
        path = folder + slash
    return unsplit_url(scheme, strip_default_port(scheme, host), path, clean_query(query))


def same_page(first, second):
    """Return True if two URLs lead to the same page; http and https are not told apart."""
    left = normalise_url(first).replace("http://", "https://", 1)
    right = normalise_url(second).replace("http://", "https://", 1)
    return left == right


def set_parameter(url, name, value):
    """Return the URL with one query parameter set; a value of None removes it."""
    scheme, host, path, query, fragment = split_url(url)
    pairs = [(key, old) for key, old in parse_query(query) if key != name]
    pairs.append((name, value))
    return unsplit_url(scheme, host, path, build_query(pairs), fragment)


def is_subdomain(host, domain):
    """Return True if host is the domain itself or lies below it, ignoring case."""
    host, domain = host.lower(), domain.lower()
    return host == domain or host.endswith("." + domain)

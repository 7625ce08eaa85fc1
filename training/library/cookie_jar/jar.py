from cookie import Cookie, parse_set_cookie
from cookie_match import is_sent, may_set, site_of


class CookieJar:
    """All cookies of a browser; beyond the limit the oldest of a domain are dropped."""

    def __init__(self, limit_per_domain=50):
        self.limit_per_domain = limit_per_domain
        self.cookies = {}

    def store(self, text, host, path="/", now=0):
        """Store a Set-Cookie value; return 'stored', 'replaced', 'deleted' or 'rejected'.

        A cookie that has already expired deletes the stored one.
        """
        cookie = parse_set_cookie(text, host, path, now)
        if not may_set(cookie, host):
            return "rejected"
        known = self.cookies.pop(cookie.key(), None)
        if cookie.is_expired(now):
            return "deleted" if known else "rejected"
        self.cookies[cookie.key()] = cookie
        self._drop_oldest(cookie.domain)
        return "replaced" if known else "stored"

    def _drop_oldest(self, domain):
        keys = [key for key in self.cookies if key[0] == domain]
        for key in keys[:max(len(keys) - self.limit_per_domain, 0)]:
            del self.cookies[key]

    def header_for(self, host, path="/", secure=False, now=0):
        """Return the Cookie field of a request, cookies with longer paths first."""
        matching = [
            cookie for cookie in self.cookies.values()
            if not cookie.is_expired(now) and is_sent(cookie, host, path, secure)
        ]
        matching.sort(key=lambda cookie: len(cookie.path), reverse=True)
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in matching)

    def purge(self, now):
        """Delete the expired cookies and return how many there were."""
        expired = [key for key, cookie in self.cookies.items() if cookie.is_expired(now)]
        for key in expired:
            del self.cookies[key]
        return len(expired)

    def end_session(self):
        """Delete the cookies without an expiry time and return their names, sorted."""
        session = [cookie for cookie in self.cookies.values() if cookie.expires is None]
        for cookie in session:
            del self.cookies[cookie.key()]
        return sorted(cookie.name for cookie in session)

    def by_site(self):
        """Return {site: {'count', 'bytes'}}; a cookie has the bytes of name and value."""
        sites = {}
        for cookie in self.cookies.values():
            entry = sites.setdefault(site_of(cookie.domain), {"count": 0, "bytes": 0})
            entry["count"] += 1
            entry["bytes"] += len(cookie.name) + len(cookie.value)
        return sites


def longest_lived(cookies: list[Cookie], now):
    """Return the name of the cookie that expires last, None if all are session cookies."""
    lasting = [cookie for cookie in cookies if cookie.expires is not None]
    if not lasting:
        return None
    return max(lasting, key=lambda cookie: cookie.seconds_left(now)).name

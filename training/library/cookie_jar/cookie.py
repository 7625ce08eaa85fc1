"""Cookies and the parsing of Set-Cookie fields; times are seconds since some epoch."""
from dataclasses import dataclass


@dataclass
class Cookie:
    name: str
    value: str
    domain: str
    path: str = "/"
    expires: int | None = None
    secure: bool = False
    host_only: bool = True

    def is_expired(self, now: int) -> bool:
        """A cookie is expired from its expiry time on; session cookies never are."""
        return self.expires is not None and now >= self.expires

    def key(self) -> tuple[str, str, str]:
        """Cookies with the same key replace each other."""
        return self.domain, self.path, self.name

    def seconds_left(self, now: int) -> int | None:
        """Seconds until the cookie expires, at least 0; None for session cookies."""
        if self.expires is None:
            return None
        return max(self.expires - now, 0)


def split_pair(text: str) -> tuple[str, str]:
    """Split 'name=value' and strip both; quotes around the value are removed."""
    name, _, value = text.partition("=")
    return name.strip(), value.strip().strip('"')


def parse_set_cookie(text: str, host: str, path: str = "/", now: int = 0) -> Cookie:
    """Read a Set-Cookie value received from a host while it showed a page at path.

    Max-Age counts from now. A Domain attribute makes the cookie valid for subdomains.
    Raise ValueError for cookies without a name.
    """
    first, *attributes = text.split(";")
    name, value = split_pair(first)
    if not name or "=" not in first:
        raise ValueError("cookie has no name")
    cookie = Cookie(name, value, host.lower(), default_path(path))
    for attribute in attributes:
        key, setting = split_pair(attribute)
        apply_attribute(cookie, key.lower(), setting, now)
    return cookie


def apply_attribute(cookie: Cookie, key: str, setting: str, now: int) -> None:
    """Apply one attribute to a cookie; unknown and malformed ones have no effect."""
    if key == "domain" and setting:
        cookie.domain = setting.lower().removeprefix(".")
        cookie.host_only = False
    elif key == "path" and setting.startswith("/"):
        cookie.path = setting
    elif key == "max-age" and setting.lstrip("-").isdigit():
        cookie.expires = now + int(setting)
    elif key == "secure":
        cookie.secure = True


def default_path(page_path: str) -> str:
    """Folder of the page that set the cookie, without the slash at its end."""
    folder = page_path[:page_path.rfind("/") + 1]
    return folder.rstrip("/") or "/"


def parse_cookie_header(text: str) -> dict[str, str]:
    """Values by name of a Cookie field 'a=1; b=2'; the first of equal names counts."""
    values: dict[str, str] = {}
    for part in text.split(";"):
        name, value = split_pair(part)
        if name and name not in values:
            values[name] = value
    return values

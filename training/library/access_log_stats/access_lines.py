"""Read lines of a web server's access log (combined format)."""
import re
from dataclasses import dataclass

LINE = re.compile(
    r'(?P<client>\S+) \S+ (?P<user>\S+) \[(?P<day>[^:]+):(?P<time>[\d:]+)[^\]]*\] '
    r'"(?P<method>[A-Z]+) (?P<target>\S+)[^"]*" (?P<status>\d{3}) (?P<size>\d+|-)'
)
STATIC_ENDINGS = (".css", ".js", ".png", ".jpg", ".svg", ".ico")


@dataclass
class Hit:
    client: str
    method: str
    path: str
    status: int
    size: int = 0
    minute: int = 0
    user: str | None = None

    def is_error(self) -> bool:
        """True for client and server errors, from status 400 on."""
        return self.status >= 400

    def is_static(self) -> bool:
        """True for style sheets, scripts and images, in upper or lower case."""
        return self.path.lower().endswith(STATIC_ENDINGS)

    def is_page_view(self) -> bool:
        """A successful GET (status 200 to 299) of something that is not static."""
        return self.method == "GET" and 200 <= self.status < 300 and not self.is_static()


def day_minute(time_text: str) -> int:
    """Minutes since midnight of 'HH:MM:SS'; the seconds are ignored."""
    hours, minutes = time_text.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def request_path(target: str) -> str:
    """Path of a request without its query; a slash at the end is removed, except of '/'."""
    path = target.partition("?")[0]
    if len(path) > 1 and path.endswith("/"):
        path = path[:-1]
    return path


def read_hit(line: str) -> Hit | None:
    """The hit of a log line, None if the line is malformed; '-' means 0 bytes or no user."""
    match = LINE.match(line.strip())
    if match is None:
        return None
    size = match["size"]
    user = match["user"]
    return Hit(
        match["client"],
        match["method"],
        request_path(match["target"]),
        int(match["status"]),
        0 if size == "-" else int(size),
        day_minute(match["time"]),
        None if user == "-" else user,
    )


def read_hits(text: str) -> tuple[list[Hit], int]:
    """All hits of a log and the number of malformed lines; blank lines do not count."""
    hits, malformed = [], 0
    for line in text.splitlines():
        if not line.strip():
            continue
        hit = read_hit(line)
        if hit is None:
            malformed += 1
        else:
            hits.append(hit)
    return hits, malformed

import re

_CODE = re.compile(r"^(\d+):(\d\d):(\d\d)[,.](\d{1,3})$")


def parse(code):
    match = _CODE.match(code.strip())
    if match is None:
        raise ValueError(f"bad time code: {code!r}")
    hours, minutes, seconds, fraction = match.groups()
    total = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return total * 1000 + int(fraction.ljust(3, "0"))


def show(ms):
    if ms < 0:
        raise ValueError("time before the start of the film")
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d},{ms:02d}"

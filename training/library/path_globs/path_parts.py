"""Take slash-separated paths apart and put them together."""

DOUBLE_EXTENSIONS = (".tar.gz", ".tar.bz2", ".min.js")


def split_path(path):
    """Return the parts of a path; empty parts and '.' are dropped, a leading '/' is kept."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return ["/"] + parts if path.startswith("/") else parts


def join_parts(*parts):
    """Join path parts with single slashes; an absolute part discards everything before it."""
    joined = ""
    for part in parts:
        if part.startswith("/"):
            joined = part
        elif part:
            joined = f"{joined.rstrip('/')}/{part}" if joined else part
    return joined


def file_name(path):
    """Return the last part of a path; empty if the path ends with a slash."""
    return path[path.rfind("/") + 1:]


def extension(path):
    """Return the lower-case extension with its dot ('.gz', '.tar.gz'), or ''.

    The leading dot of a hidden file does not start an extension.
    """
    name = file_name(path).lower()
    for double in DOUBLE_EXTENSIONS:
        if name.endswith(double) and len(name) > len(double):
            return double
    dot = name.rfind(".")
    if dot <= 0:
        return ""
    return name[dot:]


def stem(path):
    """Return the file name without its extension."""
    name = file_name(path)
    return name[:len(name) - len(extension(path))]


def change_extension(path, new):
    """Replace the extension of a path; new may be given with or without its dot."""
    if new and not new.startswith("."):
        new = "." + new
    return path[:len(path) - len(extension(path))] + new


def common_folder(paths):
    """Return the deepest folder that holds all of the paths ('' if there is none)."""
    if not paths:
        return ""
    folders = [split_path(path)[:-1] for path in paths]
    common = []
    for level in zip(*folders):
        if len(set(level)) > 1:
            break
        common.append(level[0])
    return join_parts(*common)

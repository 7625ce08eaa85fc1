"""Find the {{ placeholders }} of a template and look their values up."""
import re

PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")


def find_placeholders(template: str) -> list[str]:
    """Return the trimmed contents of all placeholders in order, repeats included."""
    return [content.strip() for content in PLACEHOLDER.findall(template)]


def split_placeholder(content: str) -> tuple[str, list[str]]:
    """Split 'user.name | upper | cut:5' into the variable path and its filters."""
    path, *filters = [part.strip() for part in content.split("|")]
    if not path:
        raise ValueError("placeholder has no variable")
    return path, [name for name in filters if name]


def split_filter(spec: str) -> tuple[str, str | None]:
    """Split 'cut:5' into the lower-case filter name and its argument, if there is one."""
    name, colon, argument = spec.partition(":")
    return name.strip().lower(), argument.strip() if colon else None


def lookup(context: dict, path: str) -> object:
    """Follow a dotted path through dicts and lists; a step that is missing gives None.

    Steps into lists are indexes counted from 0.
    """
    value = context
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def variable_names(template: str) -> list[str]:
    """Return the sorted first steps of all variables used in a template."""
    names = set()
    for content in find_placeholders(template):
        path, _ = split_placeholder(content)
        names.add(path.split(".")[0])
    return sorted(names)


def unclosed_position(template: str) -> int:
    """Return the position of the first '{{' that is never closed, or -1."""
    start = template.find("{{")
    while start != -1:
        end = template.find("}}", start)
        if end == -1:
            return start
        start = template.find("{{", end + 2)
    return -1

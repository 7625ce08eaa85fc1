from filters import apply_filters, escape_html
from placeholders import (
    PLACEHOLDER, find_placeholders, lookup, split_placeholder, unclosed_position,
)

RAW_FILTER = "raw"


def render_placeholder(content: str, context: dict, autoescape: bool = True) -> str:
    """Return the text for one placeholder, escaped unless the 'raw' filter is given."""
    path, specs = split_placeholder(content)
    escape = autoescape and RAW_FILTER not in specs
    text = apply_filters(lookup(context, path), [s for s in specs if s != RAW_FILTER])
    return escape_html(text) if escape else text


def render(template: str, context: dict, autoescape: bool = True) -> str:
    """Replace all placeholders of the template by their values."""
    position = unclosed_position(template)
    if position >= 0:
        raise ValueError(f"placeholder at {position} is not closed")
    return PLACEHOLDER.sub(
        lambda found: render_placeholder(found.group(1), context, autoescape), template
    )


def missing_variables(template: str, context: dict) -> list[str]:
    """Return the paths without a value, in order of first use, each one once."""
    missing: list[str] = []
    for content in find_placeholders(template):
        path, _ = split_placeholder(content)
        if lookup(context, path) is None and path not in missing:
            missing.append(path)
    return missing


def render_rows(template: str, rows: list[dict], separator: str = "\n") -> str:
    """Render the template once per row; the row number from 1 is available as 'number'."""
    parts = []
    for number, row in enumerate(rows, start=1):
        parts.append(render(template, {**row, "number": number}))
    return separator.join(parts)


class Template:
    """A template with default values and a count of its uses."""

    def __init__(self, text: str, **defaults):
        self.text = text
        self.defaults = defaults
        self.uses = 0

    def fill(self, **values) -> str:
        """Render with the defaults replaced by the given values."""
        self.uses += 1
        return render(self.text, {**self.defaults, **values})

    def required(self) -> list[str]:
        """Return the variables that have no default."""
        return missing_variables(self.text, self.defaults)

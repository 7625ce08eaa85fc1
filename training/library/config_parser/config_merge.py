from ini_reader import DEFAULT_SECTION, parse_config, split_option
from option_values import parse_bool


def merge_configs(base: dict, extra: dict) -> dict:
    """Return base updated option by option with extra; neither argument is changed."""
    merged = {section: dict(options) for section, options in base.items()}
    for section, options in extra.items():
        merged.setdefault(section, {}).update(options)
    return merged


def apply_override(config: dict, override: str) -> dict:
    """Apply one 'section.key=value' override; without a dot it goes to 'general'."""
    path, value = split_option(override)
    section, dot, key = path.partition(".")
    if not dot:
        section, key = DEFAULT_SECTION, path
    return merge_configs(config, {section: {key: value}})


def changed_options(old: dict, new: dict) -> list[str]:
    """Return the sorted 'section.key' names that were added, removed or changed."""
    changed = []
    for section in old.keys() | new.keys():
        before = old.get(section, {})
        after = new.get(section, {})
        for key in before.keys() | after.keys():
            if before.get(key) != after.get(key):
                changed.append(f"{section}.{key}")
    return sorted(changed)


def missing_options(config: dict, required: list[str]) -> list[str]:
    """Return the required 'section.key' names that are absent or empty, in their order."""
    missing = []
    for name in required:
        section, _, key = name.partition(".")
        if not config.get(section, {}).get(key):
            missing.append(name)
    return missing


class Settings:
    """Typed access to parsed options, with the 'general' section as the fallback."""

    def __init__(self, text: str):
        self.config = parse_config(text)

    def get(self, section: str, key: str, default: str | None = None) -> str | None:
        """Return an option of the section, else of 'general', else the default."""
        for name in (section, DEFAULT_SECTION):
            options = self.config.get(name.lower(), {})
            if key.lower() in options:
                return options[key.lower()]
        return default

    def enabled(self, section: str, key: str) -> bool:
        """Return whether a switch is on; a switch that is not set is off."""
        value = self.get(section, key)
        if value is None:
            return False
        return parse_bool(value)

    def sections(self) -> list[str]:
        """Return the section names in file order, without 'general'."""
        return [name for name in self.config if name != DEFAULT_SECTION]

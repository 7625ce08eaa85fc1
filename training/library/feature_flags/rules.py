# Targeting rules, written as 'attribute operator value'.

OPERATORS = ("is", "not", "in", "atleast", "below", "prefix")


def parse_version(text):
    """Turn a version such as 'v2.10' into a comparable tuple of numbers."""
    return tuple(int(part) for part in text.strip().lower().lstrip("v").split("."))


def parse_rule(line):
    """Split a rule into (attribute, operator, value), the first two in lower case."""
    parts = line.split(maxsplit=2)
    if len(parts) != 3:
        raise ValueError("a rule needs an attribute, an operator and a value")
    attribute, operator, value = parts
    operator = operator.lower()
    if operator not in OPERATORS:
        raise ValueError(f"unknown operator: {operator}")
    return attribute.lower(), operator, value.strip()


def split_list(value):
    """Names of a comma separated list in lower case, without blanks."""
    return [item.strip().lower() for item in value.split(",") if item.strip()]


def matches(rule, context):
    """Check a parsed rule against the attributes of a user.

    An attribute that the user lacks matches nothing, except that it is never
    equal to a value, so 'not' holds. Text is compared without case.
    """
    attribute, operator, value = rule
    actual = context.get(attribute)
    if actual is None:
        return operator == "not"
    if operator == "atleast":
        return parse_version(str(actual)) >= parse_version(value)
    if operator == "below":
        return parse_version(str(actual)) < parse_version(value)
    text = str(actual).strip().lower()
    if operator == "is":
        return text == value.lower()
    if operator == "not":
        return text != value.lower()
    if operator == "prefix":
        return text.startswith(value.lower())
    return text in split_list(value)


def matches_all(lines, context):
    """True if every rule line holds; no rules hold for everybody."""
    return all(matches(parse_rule(line), context) for line in lines)

"""Conditions for WHERE clauses."""
from quoting import quote_name, sql_value

# suffix of a filter key -> operator
OPERATORS = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def compare(column, operator, value):
    """Return a comparison; NULL is tested with IS and IS NOT, other operators refuse it."""
    name = quote_name(column)
    if value is not None:
        return f"{name} {operator} {sql_value(value)}"
    if operator == "=":
        return f"{name} IS NULL"
    if operator == "<>":
        return f"{name} IS NOT NULL"
    raise ValueError(f"cannot compare NULL with {operator}")


def in_list(column, values):
    """Return an IN condition with each value once; no values give a false condition."""
    unique = list(dict.fromkeys(values))
    if not unique:
        return "1 = 0"
    if len(unique) == 1:
        return compare(column, "=", unique[0])
    return f"{quote_name(column)} IN ({', '.join(sql_value(value) for value in unique)})"


def between(column, low=None, high=None):
    """Return a condition for a range with inclusive bounds; a bound of None is open."""
    if low is not None and high is not None:
        return f"{quote_name(column)} BETWEEN {sql_value(low)} AND {sql_value(high)}"
    if low is not None:
        return compare(column, ">=", low)
    if high is not None:
        return compare(column, "<=", high)
    return ""


def join_conditions(conditions, word="AND"):
    """Join the conditions that are not empty; parts with a weaker OR get parentheses."""
    present = [condition for condition in conditions if condition]
    if len(present) > 1 and word == "AND":
        present = [f"({part})" if " OR " in part else part for part in present]
    return f" {word} ".join(present)


def filter_condition(key, value):
    """Return the condition of a filter such as ('price__lt', 5) or ('name', 'Ann').

    Lists become IN conditions. Raise ValueError for an unknown suffix and for lists with
    any other operator than '='.
    """
    column, separator, suffix = key.partition("__")
    if not separator:
        suffix = "eq"
    if suffix not in OPERATORS:
        raise ValueError(f"unknown operator {suffix}")
    if not isinstance(value, (list, tuple)):
        return compare(column, OPERATORS[suffix], value)
    if suffix != "eq":
        raise ValueError(f"a list does not work with {suffix}")
    return in_list(column, value)


def where_clause(filters):
    """Return 'WHERE ...' for a dict of filters, an empty text for an empty dict."""
    joined = join_conditions(filter_condition(key, filters[key]) for key in filters)
    return f"WHERE {joined}" if joined else ""

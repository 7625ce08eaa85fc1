from conditions import filter_condition, join_conditions, where_clause
from quoting import name_list, quote_name, sql_value


class Select:
    """Builds a SELECT statement step by step; every step returns the builder itself."""

    def __init__(self, table, columns=()):
        self.table = table
        self.columns = list(columns)
        self.conditions = []
        self.sort_keys = []
        self.row_limit = None
        self.row_offset = 0

    def where(self, **filters):
        """Add conditions that must all hold."""
        self.conditions += [filter_condition(key, value) for key, value in filters.items()]
        return self

    def where_any(self, **filters):
        """Add a condition of which at least one part must hold."""
        parts = [filter_condition(key, value) for key, value in filters.items()]
        self.conditions.append(join_conditions(parts, "OR"))
        return self

    def order_by(self, *columns):
        """Sort by columns; a minus before the name sorts in descending order."""
        for column in columns:
            direction = " DESC" if column.startswith("-") else ""
            self.sort_keys.append(quote_name(column.removeprefix("-")) + direction)
        return self

    def page(self, number, size=20):
        """Limit the rows to one page; the first page has the number 1."""
        if number < 1 or size < 1:
            raise ValueError("page number and size must be positive")
        self.row_limit = size
        self.row_offset = (number - 1) * size
        return self

    def sql(self):
        """Return the text of the statement; an offset of 0 is left out."""
        parts = [f"SELECT {name_list(self.columns)} FROM {quote_name(self.table)}"]
        where = join_conditions(self.conditions)
        if where:
            parts.append(f"WHERE {where}")
        if self.sort_keys:
            parts.append("ORDER BY " + ", ".join(self.sort_keys))
        if self.row_limit is not None:
            parts.append(f"LIMIT {self.row_limit}")
        if self.row_offset > 0:
            parts.append(f"OFFSET {self.row_offset}")
        return " ".join(parts)


def insert_rows(table, rows):
    """Return an INSERT for dicts; the first one names the columns, missing values are NULL."""
    if not rows:
        raise ValueError("no rows to insert")
    columns = list(rows[0])
    groups = []
    for row in rows:
        groups.append("(" + ", ".join(sql_value(row.get(column)) for column in columns) + ")")
    return f"INSERT INTO {quote_name(table)} ({name_list(columns)}) VALUES {', '.join(groups)}"


def update_rows(table, changes, filters):
    """Return an UPDATE; without changes or without filters it raises ValueError."""
    if not changes:
        raise ValueError("nothing to change")
    if not filters:
        raise ValueError("refusing to update all rows")
    settings = ", ".join(f"{quote_name(name)} = {sql_value(changes[name])}" for name in changes)
    return f"UPDATE {quote_name(table)} SET {settings} {where_clause(filters)}"


def changed_values(before, after):
    """Return the entries of after that are new or differ from before."""
    return {key: value for key, value in after.items()
            if key not in before or before[key] != value}

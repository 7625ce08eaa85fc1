"""Shape checks and row or column access for matrices stored as lists of rows."""


def shape(matrix):
    """Return (row count, column count); an empty matrix is (0, 0).

    Raises ValueError when the rows differ in length.
    """
    if not matrix:
        return (0, 0)
    width = len(matrix[0])
    for row in matrix:
        if len(row) != width:
            raise ValueError("rows have different lengths")
    return (len(matrix), width)


def is_square(matrix):
    """True when the matrix has as many rows as columns."""
    row_count, column_count = shape(matrix)
    return row_count == column_count


def column(matrix, index):
    """Return one column as a list; index counts from 0 and may not be negative."""
    _, column_count = shape(matrix)
    if index < 0 or index >= column_count:
        raise ValueError(f"no column {index}")
    return [row[index] for row in matrix]


def transpose(matrix):
    """Swap rows and columns."""
    row_count, column_count = shape(matrix)
    flipped = []
    for c in range(column_count):
        flipped.append([matrix[r][c] for r in range(row_count)])
    return flipped


def swap_rows(matrix, first, second):
    """Return a copy in which the two rows have changed places."""
    swapped = [list(row) for row in matrix]
    swapped[first], swapped[second] = swapped[second], swapped[first]
    return swapped


def parse_matrix(text):
    """Read rows separated by semicolons and numbers separated by blanks: '1 2; 3 4'.

    A trailing semicolon is allowed; the values are floats.
    """
    matrix = []
    for line in text.split(";"):
        line = line.strip()
        if not line:
            continue
        matrix.append([float(part) for part in line.split()])
    shape(matrix)
    return matrix


def format_matrix(matrix, decimals=1):
    """One text line for each row, numbers separated by one blank."""
    lines = []
    for row in matrix:
        lines.append(" ".join(f"{value:.{decimals}f}" for value in row))
    return "\n".join(lines)

"""Numbers that describe a matrix: trace, determinant, norms, symmetry."""

from layout import is_square, transpose


def trace(matrix):
    """Sum of the main diagonal of a square matrix."""
    if not is_square(matrix):
        raise ValueError("trace needs a square matrix")
    return sum(matrix[i][i] for i in range(len(matrix)))


def minor(matrix, row, col):
    """The matrix that remains when one row and one column are struck out."""
    return [
        line[:col] + line[col + 1:]
        for index, line in enumerate(matrix)
        if index != row
    ]


def determinant(matrix):
    """Determinant by expansion along the first row; the empty matrix gives 1."""
    if not is_square(matrix):
        raise ValueError("determinant needs a square matrix")
    if not matrix:
        return 1
    total = 0
    sign = 1
    for col, value in enumerate(matrix[0]):
        total += sign * value * determinant(minor(matrix, 0, col))
        sign = -sign
    return total


def is_symmetric(matrix):
    """True when the matrix equals its own transpose."""
    return is_square(matrix) and matrix == transpose(matrix)


def row_sum_norm(matrix):
    """Largest sum of absolute values over the rows; 0 for an empty matrix."""
    largest = 0
    for row in matrix:
        total = sum(abs(value) for value in row)
        if total > largest:
            largest = total
    return largest


def column_sum_norm(matrix):
    """Largest sum of absolute values over the columns."""
    return row_sum_norm(transpose(matrix))


def density(matrix):
    """Share of entries that are not zero, 0.0 to 1.0; an empty matrix has density 0.0."""
    entries = [value for row in matrix for value in row]
    if not entries:
        return 0.0
    filled = sum(1 for value in entries if value != 0)
    return filled / len(entries)

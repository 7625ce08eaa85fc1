from layout import column, is_square, shape


def identity(size):
    """The size x size matrix with ones on the diagonal and zeros elsewhere."""
    return [[1 if r == c else 0 for c in range(size)] for r in range(size)]


def add(left, right):
    """Entry by entry sum of two matrices of equal shape."""
    if shape(left) != shape(right):
        raise ValueError("shapes differ")
    return [
        [a + b for a, b in zip(left_row, right_row)]
        for left_row, right_row in zip(left, right)
    ]


def scale(matrix, factor):
    """Multiply every entry by the factor."""
    return [[value * factor for value in row] for row in matrix]


def dot(u, v):
    """Inner product of two vectors of the same length."""
    if len(u) != len(v):
        raise ValueError("vectors have different lengths")
    total = 0
    for a, b in zip(u, v):
        total += a * b
    return total


def multiply(left, right):
    """Matrix product; the columns of left must match the rows of right."""
    left_rows, left_columns = shape(left)
    right_rows, right_columns = shape(right)
    if left_columns != right_rows:
        raise ValueError("inner dimensions differ")
    product = []
    for r in range(left_rows):
        product.append([dot(left[r], column(right, c)) for c in range(right_columns)])
    return product


def outer(u, v):
    """Outer product: entry (i, j) is u[i] * v[j]."""
    return [[a * b for b in v] for a in u]


def power(matrix, exponent):
    """Raise a square matrix to a whole exponent >= 0; exponent 0 gives the identity."""
    if not is_square(matrix):
        raise ValueError("matrix is not square")
    if exponent < 0:
        raise ValueError("negative exponent")
    result = identity(len(matrix))
    for _ in range(exponent):
        result = multiply(result, matrix)
    return result

CASES = {
    "layout.shape": {
        "about": "the row and column count of a matrix",
        "cases": [
            "shape([[1, 2, 3], [4, 5, 6]])",
            "shape([])",
            "shape([[1], [2], [3]])",
            "shape([[1, 2], [3]])",
            "shape([[1, 2, 3], [4, 5, 6], [7, 8]])",
        ],
    },
    "layout.is_square": {
        "about": "the check for a square matrix",
        "cases": [
            "is_square([[1, 2], [3, 4]])",
            "is_square([[1, 2, 3], [4, 5, 6]])",
            "is_square([])",
            "is_square([[1], [2]])",
        ],
    },
    "layout.column": {
        "about": "reading one column of a matrix",
        "cases": [
            "column([[1, 2, 3], [4, 5, 6]], 0)",
            "column([[1, 2, 3], [4, 5, 6]], 2)",
            "column([[1, 2, 3], [4, 5, 6]], 3)",
            "column([[1, 2, 3], [4, 5, 6]], -1)",
            "column([[1, 2], [4, 5], [7, 8]], 1)",
        ],
    },
    "layout.transpose": {
        "about": "the transpose of a matrix",
        "cases": [
            "transpose([[1, 2, 3], [4, 5, 6]])",
            "transpose([[7], [8], [9]])",
            "transpose([])",
            "transpose([[1, 2], [3, 4], [5, 6]])",
        ],
    },
    "layout.swap_rows": {
        "about": "exchanging two rows of a matrix",
        "cases": [
            "swap_rows([[1, 2], [3, 4], [5, 6]], 0, 2)",
            "swap_rows([[1], [2], [3]], 1, 2)",
            ["m = [[1], [2], [3]]", "swap_rows(m, 0, 1)", "m[0].append(9)", "m"],
            ["m = [[1], [2]]", "s = swap_rows(m, 0, 1)", "s[0].append(5)", "(m, s)"],
        ],
    },
    "layout.parse_matrix": {
        "about": "reading a matrix from text",
        "cases": [
            "parse_matrix('1 2; 3 4')",
            "parse_matrix(' 1  2.5 ;3 4 ; ')",
            "parse_matrix('')",
            "parse_matrix('1 2; 3')",
            "parse_matrix('-7')",
        ],
    },
    "layout.format_matrix": {
        "about": "the text form of a matrix",
        "cases": [
            "format_matrix([[1, 2], [3, 4]])",
            "format_matrix([[1.256, -2]], 2)",
            "format_matrix([[5], [12]], 0)",
            "format_matrix([])",
        ],
    },
    "algebra.identity": {
        "about": "the identity matrix",
        "cases": [
            "identity(3)",
            "identity(1)",
            "identity(0)",
            "identity(2)",
        ],
    },
    "algebra.add": {
        "about": "the sum of two matrices",
        "cases": [
            "add([[1, 2], [3, 4]], [[10, 20], [30, 45]])",
            "add([[1, 2, 3]], [[4, 5, 7]])",
            "add([[1, 2]], [[1], [2]])",
            "add([], [])",
        ],
    },
    "algebra.scale": {
        "about": "multiplying a matrix by a number",
        "cases": [
            "scale([[1, 2], [3, 5]], 3)",
            "scale([[4, -2]], 0.5)",
            "scale([[4], [7]], 0)",
            "scale([], 3)",
        ],
    },
    "algebra.dot": {
        "about": "the inner product of two vectors",
        "cases": [
            "dot([1, 2, 3], [4, 5, 6])",
            "dot([], [])",
            "dot([2, 3], [5])",
            "dot([0.5, -3], [4, 7])",
            "dot([3], [7])",
        ],
    },
    "algebra.multiply": {
        "about": "the product of two matrices",
        "cases": [
            "multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]])",
            "multiply([[1, 2, 3]], [[4], [5], [6]])",
            "multiply([[2], [3]], [[4, 5, 6]])",
            "multiply([[1, 2, 3]], [[4, 5, 6]])",
            "multiply([[1, 2], [3, 4]], [[1, 0, 5]])",
        ],
    },
    "algebra.outer": {
        "about": "the outer product of two vectors",
        "cases": [
            "outer([1, 2], [3, 4, 5])",
            "outer([2], [7])",
            "outer([], [1])",
            "outer([3, -1, 0], [10, 4])",
        ],
    },
    "algebra.power": {
        "about": "raising a matrix to a power",
        "cases": [
            "power([[1, 1], [1, 0]], 5)",
            "power([[2, 3], [4, 5]], 0)",
            "power([[2, 3], [4, 5]], 1)",
            "power([[1, 2]], 2)",
            "power([[2]], -1)",
            "power([[3]], 4)",
        ],
    },
    "measures.trace": {
        "about": "the trace of a matrix",
        "cases": [
            "trace([[1, 2], [3, 4]])",
            "trace([[5, 1, 2], [0, 7, 3], [9, 8, -2]])",
            "trace([[1, 2, 3], [4, 5, 6]])",
            "trace([])",
        ],
    },
    "measures.minor": {
        "about": "the matrix without one row and column",
        "cases": [
            "minor([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 0, 1)",
            "minor([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 2, 0)",
            "minor([[1, 2], [3, 4]], 1, 1)",
            "minor([[1, 2], [3, 4], [5, 6]], 1, 0)",
        ],
    },
    "measures.determinant": {
        "about": "the determinant of a matrix",
        "cases": [
            "determinant([[1, 2], [3, 4]])",
            "determinant([[2, 0, 1], [1, 3, 2], [1, 1, 4]])",
            "determinant([])",
            "determinant([[-5]])",
            "determinant([[1, 2, 3], [4, 5, 6]])",
            "determinant([[0, 1, 5], [2, 3, 7], [4, 6, 1]])",
        ],
    },
    "measures.is_symmetric": {
        "about": "the check for a symmetric matrix",
        "cases": [
            "is_symmetric([[1, 2], [2, 3]])",
            "is_symmetric([[1, 2], [4, 3]])",
            "is_symmetric([[1, 2, 3], [2, 3, 4]])",
            "is_symmetric([[7]])",
        ],
    },
    "measures.row_sum_norm": {
        "about": "the row sum norm of a matrix",
        "cases": [
            "row_sum_norm([[1, -2], [3, 4]])",
            "row_sum_norm([[-9, -2], [3, 4]])",
            "row_sum_norm([])",
            "row_sum_norm([[0.25, 0.5]])",
        ],
    },
    "measures.column_sum_norm": {
        "about": "the column sum norm of a matrix",
        "cases": [
            "column_sum_norm([[1, -2], [3, 4]])",
            "column_sum_norm([[5, 1, 2], [-4, 3, 2]])",
            "column_sum_norm([[1, 2, -6]])",
            "column_sum_norm([])",
        ],
    },
    "measures.density": {
        "about": "the share of filled entries of a matrix",
        "cases": [
            "density([[0, 5], [0, 0]])",
            "density([[1, 2], [3, 0]])",
            "density([])",
            "density([[-1, 2]])",
            "density([[0, 0]])",
        ],
    },
}

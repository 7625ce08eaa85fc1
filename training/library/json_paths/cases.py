CASES = {
    "path_steps.parse_path": {
        "about": "the list of steps of a path",
        "cases": [
            "parse_path('orders[0].items[-1].name')",
            "parse_path('a[\"x y\"].b-c')",
            "parse_path('[2][3]')",
            "parse_path('')",
            "parse_path('a..b')",
            "parse_path('a[\"\"]')",
        ],
    },
    "path_steps.format_path": {
        "about": "the path written for some steps",
        "cases": [
            "format_path(['orders', 0, 'price'])",
            "format_path(['a', 'x y', 'b'])",
            "format_path([2, 'name'])",
            "format_path([])",
            "format_path(['1st'])",
        ],
    },
    "path_steps.parent_path": {
        "about": "the parent of a path",
        "cases": [
            "parent_path('a.b[2]')",
            "parent_path('a.b.c')",
            "parent_path('a')",
        ],
    },
    "path_steps.is_below": {
        "about": "the test whether a path lies below another",
        "cases": [
            "is_below('a.b[0]', 'a.b')",
            "is_below('a.b', 'a.b')",
            "is_below('a.bc', 'a.b')",
            "is_below('a', 'a.b')",
            "is_below('a', '')",
        ],
    },
    "path_steps.matches_pattern": {
        "about": "the check of a path against a pattern",
        "cases": [
            "matches_pattern('orders[3].price', 'orders/*/price')",
            "matches_pattern('orders[3].name', 'orders/*/price')",
            "matches_pattern('orders[3].price', 'orders/*')",
            "matches_pattern('orders[3]', 'orders/3')",
            "matches_pattern('orders', 'orders/*')",
        ],
    },
    "access.step_into": {
        "about": "the value behind a step",
        "cases": [
            "step_into({'a': 5}, 'a')",
            "step_into([4, 7], -2)",
            "step_into([4, 7], 1)",
            "bool(step_into([4, 7], 2) is MISSING)",
            "bool(step_into([4, 7], -3) is MISSING)",
            "bool(step_into('text', 0) is MISSING)",
            "bool(step_into({'a': 5}, 'b') is MISSING)",
        ],
    },
    "access.get_path": {
        "about": "the value at a path",
        "cases": [
            "get_path({'a': [{'b': 5}]}, 'a[0].b')",
            "get_path({'a': [1, 2, 3]}, 'a[-1]')",
            "get_path({'a': {}}, 'a.b.c', 'none')",
            "get_path({'a': 1}, 'b')",
            "get_path({'a': None}, 'a', 7)",
            "get_path(5, '')",
        ],
    },
    "access.has_path": {
        "about": "the test whether a path exists",
        "cases": [
            "has_path({'a': None}, 'a')",
            "has_path({'a': [1]}, 'a[1]')",
            "has_path({'a': {'b': 0}}, 'a.b')",
        ],
    },
    "access.set_path": {
        "about": "the document after setting a value",
        "cases": [
            "set_path({'a': {'b': 1}}, 'a.b', 2)",
            "set_path({}, 'x.y.z', 3)",
            "set_path({'a': [1, 2]}, 'a[2]', 9)",
            "set_path({'a': [1, 2]}, 'a[0]', 9)",
            "set_path({'a': []}, 'a[0].b', 1)",
            "set_path({'a': [1]}, 'a[3]', 9)",
        ],
    },
    "access.delete_path": {
        "about": "the result of deleting a path",
        "cases": [
            ["doc = {'a': {'b': 1, 'c': 2}}", "(delete_path(doc, 'a.b'), doc)"],
            ["doc = {'a': [1, 2, 3]}", "(delete_path(doc, 'a[0]'), doc)"],
            ["doc = {'a': 1}", "(delete_path(doc, 'b'), doc)"],
            "delete_path({'a': 1}, '')",
        ],
    },
    "access.increment": {
        "about": "the sum after an increment",
        "cases": [
            ["doc = {'n': {'hits': 4}}", "(increment(doc, 'n.hits'), doc)"],
            ["doc = {}", "(increment(doc, 'n.hits', 5), doc)"],
            ["doc = {'n': 7}", "increment(doc, 'n', -2)"],
        ],
    },
    "access.pluck": {
        "about": "the list of plucked values",
        "cases": [
            "pluck([{'a': {'b': 1}}, {'a': {}}, {'a': {'b': None}}, {'a': {'b': 3}}], 'a.b')",
            "pluck([], 'a')",
        ],
    },
    "structure.flatten": {
        "about": "the flattened document",
        "cases": [
            "flatten({'a': {'b': 1, 'c': [2, {'d': 3}]}})",
            "flatten({'a': {}, 'b': [], 'c': None})",
            "flatten([5, 6])",
            "flatten('x')",
        ],
    },
    "structure.unflatten": {
        "about": "the nested document built from paths",
        "cases": [
            "unflatten({'a.b': 1, 'a.c.d': 2, 'e': 3})",
            "unflatten({})",
            "unflatten(flatten({'x': {'y z': 1}}))",
        ],
    },
    "structure.diff": {
        "about": "the difference of two documents",
        "cases": [
            "diff({'a': 1, 'b': [1, 2]}, {'a': 1, 'b': [1, 3, 4]})",
            "diff({'z': 1, 'a': {'b': 5}}, {'a': {'b': 6}})",
            "diff({'a': 1}, {'a': 1})",
        ],
    },
    "structure.describe_change": {
        "about": "the description of a change",
        "cases": [
            "describe_change('a.b', None, 'x')",
            "describe_change('a.b', 4, None)",
            "describe_change('a.b', 0, 5)",
        ],
    },
    "structure.depth": {
        "about": "the depth of nesting",
        "cases": [
            "depth({'a': [1, {'b': 2}]})",
            "depth([])",
            "depth('text')",
            "depth({'a': 1, 'b': [[]]})",
        ],
    },
    "structure.deep_merge": {
        "about": "the merged document",
        "cases": [
            "deep_merge({'a': {'x': 1, 'y': 2}, 'b': [1]}, {'a': {'y': 5}, 'b': [2]})",
            "deep_merge({'a': {'x': 1}}, {'a': 3, 'c': 4})",
            ["base = {'a': {'x': 1}}", "deep_merge(base, {'a': {'x': 2}, 'd': 1})", "base"],
            "deep_merge({}, {'a': 1})",
        ],
    },
    "structure.prune": {
        "about": "the document without empty values",
        "cases": [
            "prune({'a': None, 'b': {'c': ''}, 'd': 0, 'e': [[], 1]})",
            "prune({'a': False, 'b': [{}, [None]]})",
            "prune([None, '', 'x'])",
            "prune('')",
        ],
    },
    "structure.count_types": {
        "about": "the number of values of each type",
        "cases": [
            "count_types({'a': 1, 'b': ['x', 2, None], 'c': {'d': 3, 'e': True}})",
            "count_types([])",
        ],
    },
}

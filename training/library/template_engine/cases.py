CASES = {
    "placeholders.find_placeholders": {
        "about": "the list of placeholders in a template",
        "cases": [
            "find_placeholders('Dear {{ name }}, {{total|money}} {{ name }}')",
            "find_placeholders('{{a}}{{b}}')",
            "find_placeholders('{ no }')",
        ],
    },
    "placeholders.split_placeholder": {
        "about": "the variable and filters of a placeholder",
        "cases": [
            "split_placeholder(' user.name | upper | cut:5 ')",
            "split_placeholder('total')",
            "split_placeholder('a || b')",
            "split_placeholder(' | upper')",
        ],
    },
    "placeholders.split_filter": {
        "about": "the name and argument of a filter",
        "cases": [
            "split_filter('Cut : 5')",
            "split_filter(' upper ')",
            "split_filter('default:')",
            "split_filter('default:a:b')",
        ],
    },
    "placeholders.lookup": {
        "about": "the value found for a variable path",
        "cases": [
            "lookup({'user': {'name': 'Ann'}}, 'user.name')",
            "lookup({'items': ['pen', 'ink']}, 'items.1')",
            "lookup({'items': ['pen', 'ink']}, 'items.2')",
            "lookup({'a': 5}, 'a.b')",
            "lookup({}, 'x.y')",
            "lookup({'items': [4]}, 'items.first')",
        ],
    },
    "placeholders.variable_names": {
        "about": "the list of variables used in a template",
        "cases": [
            "variable_names('{{ user.name }} {{ total }} {{ user.age | cut:3 }}')",
            "variable_names('none')",
            "variable_names('{{z}}{{a.b}}')",
        ],
    },
    "placeholders.unclosed_position": {
        "about": "the position of an unclosed placeholder",
        "cases": [
            "unclosed_position('a {{ b')",
            "unclosed_position('{{ a }} and {{ b')",
            "unclosed_position('{{ a }} {{b}}')",
            "unclosed_position('}} {{')",
            "unclosed_position('{{a}}{{')",
            "unclosed_position('{{}} x')",
        ],
    },
    "filters.escape_html": {
        "about": "the text escaped for HTML",
        "cases": [
            "escape_html('<b>\"Tom\" & \\'Co\\'</b>')",
            "escape_html(None)",
            "escape_html(0)",
            "escape_html('plain')",
        ],
    },
    "filters.filter_cut": {
        "about": "the text shortened by the cut filter",
        "cases": [
            "filter_cut('notebook', '5')",
            "filter_cut('notebook', '8')",
            "filter_cut('notebook', '7')",
            "filter_cut('abcdefghijklmnopqrst', None)",
            "filter_cut('abcdefghijklmnopqrstu', None)",
        ],
    },
    "filters.filter_money": {
        "about": "the amount of money",
        "cases": [
            "filter_money('1234.5', 'EUR')",
            "filter_money('0', None)",
            "filter_money('-2500000', 'kr')",
            "filter_money('ten', None)",
        ],
    },
    "filters.filter_plural": {
        "about": "the count with its noun",
        "cases": [
            "filter_plural('1', 'file')",
            "filter_plural('3', 'file')",
            "filter_plural('0', None)",
            "filter_plural('1', None)",
        ],
    },
    "filters.filter_default": {
        "about": "the text with its default",
        "cases": [
            "filter_default('', 'unknown')",
            "filter_default('  ', 'unknown')",
            "filter_default('Ann', 'unknown')",
            "filter_default('', None)",
        ],
    },
    "filters.apply_filters": {
        "about": "the text after all filters",
        "cases": [
            "apply_filters('notebook', ['cut:5', 'upper'])",
            "apply_filters(None, ['default:n/a'])",
            "apply_filters('red pen', ['Title'])",
            "apply_filters('x', ['shout'])",
            "apply_filters(7, [])",
        ],
    },
    "rendering.render_placeholder": {
        "about": "the text written for a placeholder",
        "cases": [
            "render_placeholder('name', {'name': 'A<B'})",
            "render_placeholder('name | raw', {'name': 'A<B'})",
            "render_placeholder('name', {'name': 'A<B'}, False)",
            "render_placeholder('name | cut:2 | raw', {'name': '<b>'})",
            "render_placeholder('gone', {})",
        ],
    },
    "rendering.render": {
        "about": "the rendered template",
        "cases": [
            "render('Dear {{ name|title }}: {{ total|money:EUR }}', {'name': 'ann', 'total': 1200})",
            "render('{{ a }}-{{ b }}', {'a': '&', 'b': 0})",
            "render('{{ a }}', {'a': '&'}, False)",
            "render('no end {{ a', {'a': 1})",
            "render('{{ a', {'a': 1})",
            "render('{{ x }}!', {})",
        ],
    },
    "rendering.missing_variables": {
        "about": "the list of variables without a value",
        "cases": [
            "missing_variables('{{b}} {{a}} {{b}} {{c.d}}', {'a': 1, 'c': {}})",
            "missing_variables('{{a}}', {'a': 0})",
            "missing_variables('', {})",
        ],
    },
    "rendering.render_rows": {
        "about": "the text rendered for all rows",
        "cases": [
            "render_rows('{{number}}. {{name}}', [{'name': 'pen'}, {'name': 'ink'}])",
            "render_rows('{{name}}', [{'name': 'a'}, {'name': 'b'}], ', ')",
            "render_rows('{{number}}', [{'number': 9}])",
            "render_rows('x', [])",
        ],
    },
    "rendering.Template.fill": {
        "about": "the text of a filled template",
        "cases": [
            "Template('{{greeting}} {{name}}', greeting='Hi').fill(name='Bo')",
            "Template('{{greeting}} {{name}}', greeting='Hi').fill(name='Bo', greeting='Yo')",
            ["t = Template('x')", "t.fill()", "t.fill()", "t.uses"],
        ],
    },
    "rendering.Template.required": {
        "about": "the list of variables without a default",
        "cases": [
            "Template('{{greeting}} {{name}}', greeting='Hi').required()",
            "Template('{{a}}', a=1).required()",
        ],
    },
}

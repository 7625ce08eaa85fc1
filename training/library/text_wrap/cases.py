CASES = {
    "line_wrap.break_word": {
        "about": "the list of pieces of a long word",
        "cases": [
            "break_word('abcdefgh', 3)",
            "break_word('abcdef', 3)",
            "break_word('', 4)",
            "break_word('abc', 1)",
            "break_word('abc', 0)",
        ],
    },
    "line_wrap.wrap_words": {
        "about": "the list of wrapped lines",
        "cases": [
            "wrap_words('the cat sat on the mat', 7)",
            "wrap_words('the cat sat on the mat', 11)",
            "wrap_words('a  bb ccc', 4)",
            "wrap_words('see extraordinary', 6)",
            "wrap_words('  ', 5)",
        ],
    },
    "line_wrap.split_paragraphs": {
        "about": "the list of paragraphs",
        "cases": [
            "split_paragraphs('one\\n two \\n\\n\\nthree')",
            "split_paragraphs('\\n\\na\\n  \\nb\\n')",
            "split_paragraphs('')",
        ],
    },
    "line_wrap.wrap_text": {
        "about": "the wrapped text",
        "cases": [
            "wrap_text('red green\\nblue\\n\\nend', 9)",
            "wrap_text('x' * 71)",
            "wrap_text('x' * 70)",
            "wrap_text('')",
        ],
    },
    "line_wrap.widest_line": {
        "about": "the length of the longest line",
        "cases": [
            "widest_line('ab\\nabcd   \\nabc')",
            "widest_line('  ab')",
            "widest_line('')",
        ],
    },
    "line_wrap.lines_needed": {
        "about": "the number of lines needed for a text",
        "cases": [
            "lines_needed('red green\\n\\nblue', 5)",
            "lines_needed('red green', 9)",
            "lines_needed('', 9)",
        ],
    },
    "indenting.indent_depth": {
        "about": "the depth of indentation of a line",
        "cases": [
            "indent_depth('   x y')",
            "indent_depth('\\tx')",
            "indent_depth(' \\tx')",
            "indent_depth('    \\t x')",
            "indent_depth('x')",
        ],
    },
    "indenting.indent_block": {
        "about": "the indented text",
        "cases": [
            "indent_block('a\\n\\n  b')",
            "indent_block('a\\n \\nb', 2)",
            "indent_block('')",
        ],
    },
    "indenting.dedent_block": {
        "about": "the text without its common indentation",
        "cases": [
            "dedent_block('    a\\n\\n      b')",
            "dedent_block('\\ta\\n    b  ')",
            "dedent_block('a\\n  b')",
            "dedent_block('')",
        ],
    },
    "indenting.hanging_indent": {
        "about": "the text with a hanging indent",
        "cases": [
            "hanging_indent('1.', 'wash the red apples', 12)",
            "hanging_indent('Note:', 'a b', 12, 3)",
            "hanging_indent('-', '', 10)",
            "hanging_indent('long', 'x', 5)",
            "hanging_indent('long', 'xy', 6)",
        ],
    },
    "indenting.bullet_list": {
        "about": "the bullet list",
        "cases": [
            "bullet_list(['buy milk', 'call the bank'], 10)",
            "bullet_list(['a', 'b'], bullet='-')",
            "bullet_list(['x' * 39])",
            "bullet_list([])",
        ],
    },
    "indenting.quote_reply": {
        "about": "the quoted text of a reply",
        "cases": [
            "quote_reply('hello\\n> old\\n\\nbye')",
            "quote_reply('hi', '|')",
            "quote_reply('|a\\n>b', '|')",
        ],
    },
    "alignment.justify_line": {
        "about": "the justified line",
        "cases": [
            "justify_line('one two six', 14)",
            "justify_line('a b c', 9)",
            "justify_line(' alone ', 9)",
            "justify_line('too long', 7)",
            "justify_line('fits it', 7)",
            "justify_line('', 4)",
        ],
    },
    "alignment.justify_text": {
        "about": "the justified text",
        "cases": [
            "justify_text('we go to the sea', 9)",
            "justify_text('a bb c\\n\\nd e', 5)",
            "justify_text('', 5)",
        ],
    },
    "alignment.centre_line": {
        "about": "the centred line",
        "cases": [
            "centre_line(' menu ', 9)",
            "centre_line('menu', 10, '*')",
            "centre_line('menu', 3)",
            "centre_line('', 3, '-')",
            "centre_line('  menu', 8)",
        ],
    },
    "alignment.align_right": {
        "about": "the text aligned to the right",
        "cases": [
            "align_right('a\\n  bcd ', 5)",
            "align_right('toolong', 3)",
            "align_right('', 3)",
        ],
    },
    "alignment.draw_box": {
        "about": "the box drawn around a text",
        "cases": [
            "draw_box('hi\\nfour')",
            "draw_box('ab', 2)",
            "draw_box('ab  ', 0)",
        ],
    },
    "alignment.dotted_row": {
        "about": "the dotted row",
        "cases": [
            "dotted_row('Soup', '4.50', 12)",
            "dotted_row('Soup', '4.50', 9)",
            "dotted_row('Tea', '2', 7)",
        ],
    },
}

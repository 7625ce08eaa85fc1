CASES = {
    "csv_parse.read_quoted": {
        "about": "the text and end position of a quoted field",
        "cases": [
            "read_quoted('\"pen\",3', 0)",
            "read_quoted('7,\"a \"\"big\"\" cup\",1', 2)",
            "read_quoted('\"\"', 0)",
            "read_quoted('\"open', 0)",
        ],
    },
    "csv_parse.split_line": {
        "about": "the list of fields of a CSV line",
        "cases": [
            "split_line('ink, 4 ,blue')",
            "split_line('\"Lee, Ann\",7')",
            "split_line('a,,c,')",
            "split_line('')",
            "split_line('x;1,5;z', ';')",
            "split_line('9,\"say \"\"hi\"\"\",\" k \"')",
        ],
    },
    "csv_parse.parse_rows": {
        "about": "the list of rows read from CSV text",
        "cases": [
            "parse_rows('a,b\\n\\n1,2\\n')",
            "parse_rows('')",
            "parse_rows('a|b,c\\n  \\n3|4', '|')",
        ],
    },
    "csv_parse.parse_records": {
        "about": "the list of records read from CSV text with a header",
        "cases": [
            "parse_records('Name, QTY\\npen,3\\nink,5')",
            "parse_records('name,qty,note\\npen,3')",
            "parse_records('name,qty\\npen,3,4')",
            "parse_records('name,qty\\nink,2\\npen,3,4,5')",
            "parse_records('  \\n')",
            "parse_records('Id;Town\\n7;Ely', ';')",
            "parse_records('\" Id \",b\\n1,2')",
        ],
    },
    "csv_parse.format_field": {
        "about": "the CSV text of a single value",
        "cases": [
            "format_field('pen')",
            "format_field('a,b')",
            "format_field('5\" disk')",
            "format_field(None)",
            "format_field(' pad')",
            "format_field('a;b', ';')",
            "format_field('one\\ntwo')",
            "format_field(0)",
        ],
    },
    "csv_parse.format_row": {
        "about": "the CSV line written for a list of values",
        "cases": [
            "format_row(['pen', 3, None, 'x,y'])",
            "format_row(['pen', 3, 'x,y', 'u;v'], ';')",
            "format_row([])",
        ],
    },
    "columns.is_missing": {
        "about": "the test whether a cell is missing",
        "cases": [
            "is_missing('')",
            "is_missing('  N/A ')",
            "is_missing(None)",
            "is_missing('0')",
            "is_missing('NULL')",
        ],
    },
    "columns.to_number": {
        "about": "the number read from a cell",
        "cases": [
            "to_number(' 1,250.5 ')",
            "to_number('25%')",
            "to_number(' 40% ')",
            "to_number('7.0')",
            "to_number('n/a')",
            "to_number('', 0)",
            "to_number('seven')",
        ],
    },
    "columns.column_values": {
        "about": "the list of numbers in a column",
        "cases": [
            "column_values([{'qty': '3'}, {'qty': ''}, {'qty': '0'}, {'qty': '2.5'}], 'qty')",
            "column_values([], 'qty')",
            "column_values([{'qty': '3'}], 'price')",
        ],
    },
    "columns.guess_column_type": {
        "about": "the type guessed for a column",
        "cases": [
            "guess_column_type(['1', '2', ''])",
            "guess_column_type(['1', '2.5', '3'])",
            "guess_column_type(['2.5', '7'])",
            "guess_column_type(['', '-', None])",
            "guess_column_type(['1', 'blue', '2'])",
            "guess_column_type(['n/a', '4'])",
        ],
    },
    "columns.rename_column": {
        "about": "the set of records after renaming a column",
        "cases": [
            "rename_column([{'id': '1', 'qty': '2'}], 'id', 'code')",
            "rename_column([{'id': '1'}, {'id': '5', 'b': '6'}], 'b', 'c')",
            "rename_column([], 'id', 'code')",
        ],
    },
    "columns.fill_down": {
        "about": "the column filled down from the cells above",
        "cases": [
            "fill_down([{'t': 'A'}, {'t': ''}, {'t': 'B'}, {'t': '-'}], 't')",
            "fill_down([{'t': ' '}, {'t': 'C'}], 't')",
            "fill_down([], 't')",
        ],
    },
    "aggregates.column_mean": {
        "about": "the mean of a column",
        "cases": [
            "column_mean([{'kg': '1'}, {'kg': ''}, {'kg': '4'}], 'kg')",
            "column_mean([{'kg': '1'}, {'kg': '1'}, {'kg': '2'}], 'kg')",
            "column_mean([{'kg': '1'}, {'kg': '1'}, {'kg': '2'}], 'kg', 1)",
            "column_mean([{'kg': '-'}], 'kg')",
        ],
    },
    "aggregates.column_spread": {
        "about": "the spread between the largest and smallest number of a column",
        "cases": [
            "column_spread([{'t': '12'}, {'t': '-3'}, {'t': '7'}], 't')",
            "column_spread([{'t': '8'}], 't')",
            "column_spread([{'t': ''}], 't')",
        ],
    },
    "aggregates.count_by": {
        "about": "the number of records for each value of a column",
        "cases": [
            "count_by([{'c': 'Red'}, {'c': ' red '}, {'c': 'blue'}, {'c': 'RED'}], 'c')",
            "count_by([{'c': ''}, {'c': 'N/A'}, {'c': 'x'}], 'c')",
            "count_by([], 'c')",
        ],
    },
    "aggregates.group_totals": {
        "about": "the total amount of each group",
        "cases": [
            "group_totals([{'g': 'a', 'n': '4'}, {'g': 'b', 'n': '1'}, {'g': 'a', 'n': '6'}], 'g', 'n')",
            "group_totals([{'g': 'a ', 'n': ''}, {'g': 'a', 'n': '2'}], 'g', 'n')",
            "group_totals([], 'g', 'n')",
        ],
    },
    "aggregates.top_groups": {
        "about": "the ranking of the groups with the largest totals",
        "cases": [
            "top_groups(parse_records('g,n\\na,4\\nb,9\\nc,4\\nd,1\\ne,2'), 'g', 'n')",
            "top_groups(parse_records('g,n\\nb,5\\na,5\\nc,7'), 'g', 'n', 2)",
            "top_groups([], 'g', 'n')",
        ],
    },
    "aggregates.filled_share": {
        "about": "the percentage of filled cells",
        "cases": [
            "filled_share([{'c': 'x'}, {'c': ''}, {'c': '0'}], 'c')",
            "filled_share([{'c': '-'}], 'c')",
            "filled_share([], 'c')",
        ],
    },
    "aggregates.running_totals": {
        "about": "the list of running totals of a column",
        "cases": [
            "running_totals([{'n': '5'}, {'n': ''}, {'n': '-2'}], 'n')",
            "running_totals([{'n': '5'}, {'n': '1'}], 'n', 100)",
            "running_totals([], 'n')",
        ],
    },
}

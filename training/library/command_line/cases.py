CASES = {
    "tokeniser.split_command": {
        "about": "the list of words of a command line",
        "cases": [
            "split_command('  copy \"my file.txt\"  dest ')",
            "split_command('say \"a \\'b\\' \\\\\" c\" \\'d \\\\ e\\'')",
            "split_command('a\\\\ b \"\" c\"d\"e')",
            "split_command('open \"quote')",
            "split_command('')",
            "split_command('end\\\\')",
        ],
    },
    "tokeniser.take_quoted": {
        "about": "the quoted text and its end",
        "cases": [
            "take_quoted('say \"a b\" c', 4)",
            "take_quoted('\"a \\\\\" b\"', 0)",
            "take_quoted(\"'a \\\\ b'\", 0)",
            "take_quoted('\"open', 0)",
            "take_quoted('\"\"', 0)",
        ],
    },
    "tokeniser.take_word": {
        "about": "the word and its end",
        "cases": [
            "take_word('copy file', 5)",
            "take_word('a\"b c\"d e', 0)",
            "take_word('a\\\\ b c', 0)",
            "take_word('x\\\\', 0)",
            "take_word('a\\\\ ', 0)",
        ],
    },
    "tokeniser.quote_word": {
        "about": "the quoted form of a word",
        "cases": [
            "quote_word('plain')",
            "quote_word('two words')",
            "quote_word('')",
            "quote_word('say \"hi\"')",
            "quote_word('back\\\\slash')",
            "quote_word(\"it's\")",
        ],
    },
    "tokeniser.join_command": {
        "about": "the command line built from words",
        "cases": [
            "join_command(['copy', 'my file', ''])",
            "split_command(join_command(['a b', 'c\\\\d', 'e\"f', \"g'h\"]))",
            "join_command([])",
        ],
    },
    "tokeniser.expand_variables": {
        "about": "the text with its variables expanded",
        "cases": [
            "expand_variables('$user@$host_1.org', {'user': 'ann', 'host_1': 'web'})",
            "expand_variables('cost: 5$$ $missing!', {})",
            "expand_variables('$a$b', {'a': 1, 'b': 2})",
            "expand_variables('end$', {})",
            "expand_variables('$$a', {'a': 1})",
            "expand_variables('5$!', {})",
        ],
    },
    "tokeniser.split_pipeline": {
        "about": "the list of commands of a pipeline",
        "cases": [
            "split_pipeline(['ls', '-a', '|', 'sort', '&&', 'echo', 'ok'])",
            "split_pipeline(['make', ';'])",
            "split_pipeline([])",
        ],
    },
    "tokeniser.resolve_alias": {
        "about": "the list of words after resolving aliases",
        "cases": [
            "resolve_alias(['ll', '-a'], {'ll': 'ls -l', 'ls': 'ls --color'})",
            "resolve_alias(['st'], {'st': 'git status'})",
            "resolve_alias(['run', 'st'], {'st': 'git status'})",
            "resolve_alias([], {'st': 'x'})",
        ],
    },
    "flags.Option.check": {
        "about": "the check of an option value",
        "cases": [
            "Option('mode', choices=('fast', 'safe')).check('safe')",
            "Option('mode', choices=('fast', 'safe')).check('slow')",
            "Option('name').check('anything')",
        ],
    },
    "flags.find_option": {
        "about": "the option found for a flag",
        "cases": [
            "find_option([Option('output', 'o'), Option('verbose', 'v')], '-v').name",
            "find_option([Option('output', 'o'), Option('verbose', 'v')], '--out').name",
            "find_option([Option('verb'), Option('verbose')], '--verb').name",
            "find_option([Option('version'), Option('verbose')], '--ver').name",
            "find_option([Option('output'), Option('verbose', 'v')], '-o').name",
            "find_option([Option('output')], '-').name",
        ],
    },
    "flags.split_short_flags": {
        "about": "the list of flags in a cluster",
        "cases": [
            "split_short_flags('-vxofile', [Option('verbose', 'v', True), Option('extra', 'x', True), Option('output', 'o')])",
            "split_short_flags('-vo', [Option('verbose', 'v', True), Option('output', 'o')])",
            "split_short_flags('-ov', [Option('verbose', 'v', True), Option('output', 'o')])",
            "split_short_flags('-vz', [Option('verbose', 'v', True)])",
        ],
    },
    "flags.parse_arguments": {
        "about": "the values and arguments of a command line",
        "cases": [
            "parse_arguments('a.txt -v --output=x.txt b.txt', [Option('verbose', 'v', True), Option('output', 'o')])",
            "parse_arguments('-vo x - y', [Option('verbose', 'v', True), Option('output', 'o')])",
            "parse_arguments('one -- -v', [Option('verbose', 'v', True)])",
            "parse_arguments('', [Option('level', default='3'), Option('dry', switch=True)])",
            "parse_arguments('--out', [Option('output')])",
            "parse_arguments('--dry=yes', [Option('dry', switch=True)])",
            "parse_arguments('--mode slow', [Option('mode', choices=('fast', 'safe'))])",
        ],
    },
    "flags.take_value": {
        "about": "the value taken for an option",
        "cases": [
            "take_value(Option('output'), ['x', 'y'], None)",
            "take_value(Option('output'), ['x', 'y'], '')",
            "take_value(Option('dry', switch=True), ['x'], None)",
            "take_value(Option('dry', switch=True), ['x'], 'no')",
            "take_value(Option('output'), [], None)",
            ["words = ['x', 'y']", "take_value(Option('output'), words, None)", "words"],
        ],
    },
    "flags.negative_flags": {
        "about": "the list of negative flags",
        "cases": [
            "negative_flags([Option('verbose', switch=True), Option('output'), Option('dry', switch=True)])",
            "negative_flags([])",
        ],
    },
    "help_text.option_label": {
        "about": "the label of an option",
        "cases": [
            "option_label(Option('output', 'o'))",
            "option_label(Option('dry', switch=True))",
            "option_label(Option('verbose', 'v', True))",
        ],
    },
    "help_text.option_note": {
        "about": "the note of an option",
        "cases": [
            "option_note(Option('mode', choices=('fast', 'safe'), default='fast', help='How to run'))",
            "option_note(Option('dry', switch=True, default=True, help='Only show'))",
            "option_note(Option('level', default=0))",
            "option_note(Option('output', help='Target'))",
        ],
    },
    "help_text.option_lines": {
        "about": "the list of option lines of the help",
        "cases": [
            "option_lines([Option('output', 'o', help='Target'), Option('dry', switch=True, help='Only show')])",
            "option_lines([Option('very-long-option', help='Rare'), Option('dry', switch=True, help='Show')])",
            "option_lines([Option('dry', switch=True)])",
            "option_lines([Option('max-width', help='In cm'), Option('max-width-xx', switch=True, help='No')])",
            "option_lines([Option('max-depth-2', switch=True), Option('max-sizes', 'm', help='Mb')])",
            "option_lines([Option('max-lines', 's', help='Few')])",
            "option_lines([])",
            "option_lines([Option('keep-original-name', switch=True, help='Safe')])",
        ],
    },
    "help_text.usage_line": {
        "about": "the usage line",
        "cases": [
            "usage_line('copy', [Option('dry', switch=True)], ['src', 'dst?'])",
            "usage_line('now', [], [])",
            "usage_line('show', [], ['file'])",
        ],
    },
    "help_text.edit_distance": {
        "about": "the edit distance of two words",
        "cases": [
            "edit_distance('comit', 'commit')",
            "edit_distance('kitten', 'sitting')",
            "edit_distance('', 'abc')",
            "edit_distance('push', 'push')",
            "edit_distance('flaw', 'la')",
        ],
    },
    "help_text.suggest": {
        "about": "the suggested command",
        "cases": [
            "suggest('Comit', ['push', 'commit', 'clone'])",
            "suggest('cl', ['clean', 'clog', 'clap'])",
            "suggest('xyz', ['push', 'pull'])",
            "suggest('pushed', ['push'], 1)",
            "suggest('pushes', ['push'])",
            "suggest('go', [])",
            "suggest('pushing', ['push'])",
        ],
    },
}

CASES = {
    "ini_reader.strip_comment": {
        "about": "the line left after removing its comment",
        "cases": [
            "strip_comment('  port = 80  # web ')",
            "strip_comment('; note')",
            "strip_comment('colour=#fff')",
            "strip_comment('a = 1;b ; rest')",
            "strip_comment('  ')",
            "strip_comment('a #b')",
            "strip_comment('a# b')",
        ],
    },
    "ini_reader.section_name": {
        "about": "the section name of a header line",
        "cases": [
            "section_name(' [ Server ] ')",
            "section_name('[db')",
            "section_name('db]')",
            "section_name('[ ]')",
            "section_name('key = [x]')",
        ],
    },
    "ini_reader.split_option": {
        "about": "the key and value of an option line",
        "cases": [
            "split_option(' Port = 80 ')",
            "split_option('url: http://x?a=1')",
            "split_option('q=a:b')",
            "split_option('empty=')",
            "split_option('nothing')",
        ],
    },
    "ini_reader.unquote": {
        "about": "the value without its quotes",
        "cases": [
            "unquote('\"a b\"')",
            "unquote(\"'x'\")",
            "unquote('\"open')",
            "unquote('\"')",
            "unquote(\"''\")",
            "unquote('abca')",
        ],
    },
    "ini_reader.parse_config": {
        "about": "the dict of sections read from configuration text",
        "cases": [
            "parse_config('name = Demo\\n[Web]\\nport=80 # http\\nPort=81')",
            "parse_config('[a]\\n\\n[b]\\nx: \" 1 \"')",
            "parse_config('[a]\\nx=1\\n[b]\\ny=2\\n[A]\\nz=3')",
            "parse_config('')",
            "parse_config('[a]\\nbroken')",
        ],
    },
    "option_values.parse_bool": {
        "about": "the truth value read from an option",
        "cases": [
            "parse_bool(' YES ')",
            "parse_bool('Off')",
            "parse_bool('1')",
            "parse_bool('0')",
            "parse_bool('maybe')",
        ],
    },
    "option_values.parse_byte_size": {
        "about": "the size in bytes read from an option",
        "cases": [
            "parse_byte_size('512')",
            "parse_byte_size(' 4K ')",
            "parse_byte_size('2 m')",
            "parse_byte_size('1G')",
            "parse_byte_size('')",
        ],
    },
    "option_values.parse_list": {
        "about": "the list of items read from an option",
        "cases": [
            "parse_list(' red, green ,,blue,')",
            "parse_list('a;b, c', ';')",
            "parse_list('  ')",
        ],
    },
    "option_values.parse_bounded": {
        "about": "the bounded integer read from an option",
        "cases": [
            "parse_bounded('1')",
            "parse_bounded('0')",
            "parse_bounded('65535')",
            "parse_bounded('65536')",
            "parse_bounded('9', 10, 20)",
            "parse_bounded('20', 10, 20)",
            "parse_bounded('21', 10, 20)",
        ],
    },
    "option_values.parse_pairs": {
        "about": "the dict of pairs read from an option",
        "cases": [
            "parse_pairs('host = db, port=5432')",
            "parse_pairs('debug, q=a=b')",
            "parse_pairs('')",
        ],
    },
    "option_values.guess_value": {
        "about": "the typed value guessed for an option",
        "cases": [
            "guess_value(' 12 ')",
            "guess_value('-7')",
            "guess_value('On')",
            "guess_value('no')",
            "guess_value(' blue sky ')",
            "guess_value('1')",
        ],
    },
    "config_merge.merge_configs": {
        "about": "the result of merging two configurations",
        "cases": [
            "merge_configs({'a': {'x': '1', 'y': '2'}}, {'a': {'x': '9'}, 'b': {'z': '3'}})",
            ["base = {'a': {'x': '1'}}", "merge_configs(base, {'a': {'x': '2'}})", "base"],
            "merge_configs({}, {'b': {}})",
        ],
    },
    "config_merge.apply_override": {
        "about": "the configuration after a command-line override",
        "cases": [
            "apply_override({'web': {'port': '80', 'host': 'x'}}, 'Web.Port = 8080')",
            "apply_override({'web': {'port': '80'}}, 'debug=yes')",
            "apply_override({}, 'web.path=a.b')",
            "apply_override({}, 'web.port')",
        ],
    },
    "config_merge.changed_options": {
        "about": "the list of options that differ between two configurations",
        "cases": [
            "changed_options({'a': {'x': '1', 'y': '2'}}, {'a': {'x': '1', 'y': '3'}})",
            "changed_options({'b': {'x': '1'}}, {'a': {'z': '5'}, 'b': {}})",
            "changed_options({'a': {}}, {})",
        ],
    },
    "config_merge.missing_options": {
        "about": "the list of required options that are missing",
        "cases": [
            "missing_options({'db': {'host': 'x', 'user': ''}}, ['db.user', 'db.host', 'web.port'])",
            "missing_options({'db': {'host': 'x'}}, ['db.host'])",
            "missing_options({}, [])",
        ],
    },
    "config_merge.Settings.get": {
        "about": "the option looked up with its fallback",
        "cases": [
            ["s = Settings('tz = utc\\n[web]\\nport=80')", "s.get('WEB', 'Port')"],
            ["s = Settings('tz = utc\\n[web]\\nport=80')", "s.get('web', 'TZ', 'cet')"],
            ["s = Settings('tz = utc\\n[web]\\ntz=est')", "s.get('web', 'tz')"],
            ["s = Settings('')", "s.get('web', 'port', '8000')"],
            ["s = Settings('[db]\\nport=1')", "s.get('web', 'port')"],
        ],
    },
    "config_merge.Settings.enabled": {
        "about": "the state of a switch",
        "cases": [
            ["s = Settings('[log]\\ncolour = On\\ndebug=no')", "s.enabled('log', 'colour')"],
            ["s = Settings('[log]\\ncolour = On\\ndebug=no')", "s.enabled('log', 'debug')"],
            "Settings('').enabled('log', 'debug')",
            "Settings('[log]\\ndebug=some').enabled('log', 'debug')",
        ],
    },
    "config_merge.Settings.sections": {
        "about": "the list of section names",
        "cases": [
            "Settings('a=1\\n[Web]\\nb=2\\n[db]').sections()",
            "Settings('a=1').sections()",
        ],
    },
}

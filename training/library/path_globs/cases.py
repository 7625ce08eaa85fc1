CASES = {
    "path_parts.split_path": {
        "about": "the list of parts of a path",
        "cases": [
            "split_path('src//app/./main.py')",
            "split_path('/etc/hosts')",
            "split_path('docs/')",
            "split_path('')",
            "split_path('/')",
        ],
    },
    "path_parts.join_parts": {
        "about": "the path joined from its parts",
        "cases": [
            "join_parts('src', 'app/', 'main.py')",
            "join_parts('a', '', 'b')",
            "join_parts('a', '/b', 'c')",
            "join_parts('/', 'etc', 'hosts')",
            "join_parts()",
        ],
    },
    "path_parts.file_name": {
        "about": "the file name of a path",
        "cases": [
            "file_name('src/app/main.py')",
            "file_name('README')",
            "file_name('docs/')",
        ],
    },
    "path_parts.extension": {
        "about": "the extension of a file",
        "cases": [
            "extension('photos/Cat.JPG')",
            "extension('backup.tar.gz')",
            "extension('.bashrc')",
            "extension('v1.2/README')",
            "extension('.tar.gz')",
            "extension('a.b')",
        ],
    },
    "path_parts.stem": {
        "about": "the file name without extension",
        "cases": [
            "stem('src/app/Main.py')",
            "stem('backup.tar.gz')",
            "stem('.bashrc')",
            "stem('Makefile')",
        ],
    },
    "path_parts.change_extension": {
        "about": "the path with another extension",
        "cases": [
            "change_extension('doc/a.md', 'html')",
            "change_extension('a.tar.gz', '.zip')",
            "change_extension('a.md', '')",
            "change_extension('x.y/README', 'txt')",
        ],
    },
    "path_parts.common_folder": {
        "about": "the common folder of some paths",
        "cases": [
            "common_folder(['src/app/a.py', 'src/app/sub/b.py', 'src/api/c.py'])",
            "common_folder(['/var/log/a', '/var/log/b'])",
            "common_folder(['a/b', 'c/b'])",
            "common_folder(['x/y/z/k.txt'])",
            "common_folder([])",
            "common_folder(['a/x/c/1', 'a/y/c/2'])",
        ],
    },
    "glob_match.expand_braces": {
        "about": "the list of patterns meant by braces",
        "cases": [
            "expand_braces('src/*.{py, md}.txt')",
            "expand_braces('a{b')",
            "expand_braces('plain')",
            "expand_braces('{x}')",
            "expand_braces('ab}')",
        ],
    },
    "glob_match.match_set": {
        "about": "the check of a character against a set",
        "cases": [
            "[match_set(c, 'a-f0-9') for c in 'afg09-']",
            "[match_set(c, '!xz') for c in 'xyz']",
            "[match_set(c, 'a-') for c in 'a-b']",
            "[match_set(c, 'kb-d') for c in 'kabde']",
            "match_set('a', '')",
            "[match_set(c, '!xz') for c in '!x']",
        ],
    },
    "glob_match.match_name": {
        "about": "the check of a file name against a pattern",
        "cases": [
            "match_name('main.py', '*.py')",
            "match_name('main.pyc', '*.py')",
            "match_name('ab', 'a*b')",
            "match_name('axb', 'a?b')",
            "match_name('ab', 'a?b')",
            "match_name('log3.txt', 'log[0-9].t*t')",
            "match_name('', '*')",
            "match_name('', '')",
            "match_name('log', 'log[0-9]')",
            "match_name('b', 'a')",
            "match_name('logx', 'log[0-9]')",
            "match_name('ab', '*b')",
        ],
    },
    "glob_match.match_parts": {
        "about": "the check of path parts against patterns",
        "cases": [
            "match_parts(['src', 'a', 'b.py'], ['src', '**', '*.py'])",
            "match_parts(['src', 'b.py'], ['src', '**', '*.py'])",
            "match_parts(['src', 'a'], ['src'])",
            "match_parts([], ['**'])",
            "match_parts(['src'], ['src', '*'])",
        ],
    },
    "glob_match.match_path": {
        "about": "the check of a path against a pattern",
        "cases": [
            "match_path('docs/api/index.md', 'docs/**/*.{md,rst}')",
            "match_path('docs/index.md', 'docs/*/*.md')",
            "match_path('/etc/hosts', '/etc/h*')",
            "match_path('etc/hosts', '/etc/h*')",
            "match_path('a/b/c', 'a/**')",
        ],
    },
    "glob_match.select_paths": {
        "about": "the list of paths selected by a pattern",
        "cases": [
            "select_paths(['b.py', 'a.py', 'sub/c.py', 'd.md'], '*.py')",
            "select_paths(['c.py', 'b.py', 'a.py'], '*.py', 2)",
            "select_paths(['b.py'], '*.md')",
        ],
    },
    "ignore_rules.clean_rules": {
        "about": "the list of rules of an ignore file",
        "cases": [
            "clean_rules('# build\\n  *.pyc \\n\\n!keep.pyc\\n  # x')",
            "clean_rules('')",
        ],
    },
    "ignore_rules.rule_matches": {
        "about": "the check of a path against an ignore rule",
        "cases": [
            "rule_matches('*.log', 'var/app/x.log')",
            "rule_matches('build/', 'lib/build/a.o')",
            "rule_matches('build/', 'build')",
            "rule_matches('/todo.md', 'sub/todo.md')",
            "rule_matches('/todo.md', 'todo.md')",
            "rule_matches('docs/*.md', 'sub/docs/a.md')",
        ],
    },
    "ignore_rules.IgnoreRules.ignores": {
        "about": "the decision whether a path is ignored",
        "cases": [
            "IgnoreRules('*.log\\n!keep.log').ignores('a/keep.log')",
            "IgnoreRules('*.log\\n!keep.log').ignores('a/other.log')",
            "IgnoreRules('!keep.log\\n*.log').ignores('keep.log')",
            "IgnoreRules('').ignores('x')",
        ],
    },
    "ignore_rules.IgnoreRules.kept": {
        "about": "the list of paths that are kept",
        "cases": [
            "IgnoreRules('tmp/\\n*.pyc').kept(['b.py', 'b.pyc', 'tmp/x', 'a.py'])",
            "IgnoreRules('').kept(['z', 'y'])",
        ],
    },
    "ignore_rules.count_extensions": {
        "about": "the number of files of each extension",
        "cases": [
            "list(count_extensions(['a.md', 'b.PY', 'c.py', 'Makefile', 'd.csv']).items())",
            "count_extensions(['x/a.tar.gz', 'b.gz'])",
            "count_extensions([])",
        ],
    },
    "ignore_rules.path_depth": {
        "about": "the depth of a path",
        "cases": [
            "path_depth('a/b/c.txt')",
            "path_depth('/c.txt')",
            "path_depth('/x/c.txt')",
            "path_depth('')",
        ],
    },
}

CASES = {
    "semver.Version.core": {
        "about": "the three numbers of a version",
        "cases": [
            "Version(1, 2, 3, 'rc').core()",
            "Version(4).core()",
            "Version(4, 7).core()",
        ],
    },
    "semver.Version.is_stable": {
        "about": "the test for a stable version",
        "cases": [
            "Version(1).is_stable()",
            "Version(0, 9, 9).is_stable()",
            "Version(2, 0, 0, 'rc.1').is_stable()",
            "Version(3, 4).is_stable()",
        ],
    },
    "semver.Version.__str__": {
        "about": "the text of a version",
        "cases": [
            "str(Version(1, 2, 3))",
            "str(Version(2, 0, 5, 'beta.1'))",
            "str(Version(7))",
        ],
    },
    "semver.read_version": {
        "about": "the version parsed from a text",
        "cases": [
            "str(read_version(' V2.5 '))",
            "str(read_version('1.4.2-RC.1+build5'))",
            "read_version('3').core()",
            "read_version('1.0.0-alpha-2').prerelease",
            "read_version('1.2.3.4').core()",
            "read_version('1.x').core()",
        ],
    },
    "semver.prerelease_key": {
        "about": "the sort key of a prerelease",
        "cases": [
            "prerelease_key('')",
            "prerelease_key('beta.11')",
            "bool(prerelease_key('2') < prerelease_key('alpha'))",
            "bool(prerelease_key('beta.2') < prerelease_key('beta.11') < prerelease_key(''))",
        ],
    },
    "semver.compare": {
        "about": "the comparison of two versions",
        "cases": [
            "compare('1.2.10', '1.2.9')",
            "compare('1.0.0-rc.1', '1.0.0')",
            "compare('2.0', 'v2')",
            "compare('1.9.9', '2.0.0')",
            "compare('1.0.0-beta', '1.0.0-alpha.5')",
        ],
    },
    "semver.bump": {
        "about": "the next version",
        "cases": [
            "bump('1.2.3')",
            "bump('1.2.3', 'minor')",
            "bump('1.2.3-rc.1', 'major')",
            "bump('1.2.3-rc.1')",
            "bump('1.2.3', 'build')",
        ],
    },
    "constraints.split_constraint": {
        "about": "the operator and version of a constraint",
        "cases": [
            "split_constraint(' >= 1.2 ')",
            "split_constraint('<3')",
            "split_constraint('1.5')",
            "split_constraint('^0.4')",
        ],
    },
    "constraints.caret_limit": {
        "about": "the upper limit of a caret constraint",
        "cases": [
            "caret_limit('1.4.2')",
            "caret_limit('0.3.7')",
            "caret_limit('0.0.5')",
            "caret_limit('2')",
            "caret_limit('0.1.5')",
        ],
    },
    "constraints.tilde_limit": {
        "about": "the upper limit of a tilde constraint",
        "cases": [
            "tilde_limit('1.2.3')",
            "tilde_limit('1.4')",
            "tilde_limit('3')",
        ],
    },
    "constraints.check_one": {
        "about": "the check of a version against one operator",
        "cases": [
            "check_one('1.4.0', '^', '1.4')",
            "check_one('2.0.0', '^', '1.4')",
            "check_one('1.3.9', '^', '1.4')",
            "check_one('1.4.9', '~', '1.4.2')",
            "check_one('1.5.0', '~', '1.4.2')",
            "check_one('1.4.2', '~', '1.4.2')",
            "[check_one('1.2', op, '1.2.0') for op in ('==', '!=', '>', '>=', '<', '<=')]",
            "[check_one('1.3', op, '1.2.0') for op in ('==', '!=', '>', '>=', '<', '<=')]",
        ],
    },
    "constraints.satisfies": {
        "about": "the check of a version against a constraint",
        "cases": [
            "satisfies('1.5.0', '>=1.2, <2.0')",
            "satisfies('2.0.0', '>=1.2, <2.0')",
            "satisfies('1.1', '>=1.2, <2.0')",
            "satisfies('9.9', '')",
            "satisfies('1.4', ' * , !=1.4.0')",
        ],
    },
    "constraints.satisfies_any": {
        "about": "the check of a version against alternatives",
        "cases": [
            "satisfies_any('3.1.0', '^1.0 || ^3.0')",
            "satisfies_any('2.1.0', '^1.0 || ^3.0')",
            "satisfies_any('1.0', '>=1, <1.5 || 4')",
        ],
    },
    "selection.sort_versions": {
        "about": "the sorted list of versions",
        "cases": [
            "sort_versions(['1.10', '1.9', '2.0-rc', '2.0'])",
            "sort_versions(['1.9', '1.10', '0.4'], True)",
            "sort_versions([])",
        ],
    },
    "selection.best_match": {
        "about": "the best matching version",
        "cases": [
            "best_match(['1.2', '1.10.1', '1.9', '2.0'], '^1.2')",
            "best_match(['1.0', '1.1-beta'], '>=1.0')",
            "best_match(['1.0', '1.1-beta'], '>=1.0', True)",
            "best_match(['1.0'], '>1.0')",
        ],
    },
    "selection.update_kind": {
        "about": "the kind of an update",
        "cases": [
            "update_kind('1.9.9', '2.0.0')",
            "update_kind('1.2.3', '1.4.0')",
            "update_kind('1.2.3', '1.2.4')",
            "update_kind('1.2.3', '1.2.3')",
            "update_kind('2.0.0', '1.9.0')",
            "update_kind('2.0.0-rc.1', '2.0.0')",
        ],
    },
    "selection.outdated": {
        "about": "the list of outdated packages",
        "cases": [
            "outdated({'web': '1.0', 'db': '2.1', 'cli': '0.1'}, {'web': '1.1', 'db': '2.1'})",
            "outdated({'b': '1', 'a': '1'}, {'a': '2', 'b': '1.5'})",
            "outdated({}, {'a': '2'})",
        ],
    },
    "selection.unmet_needs": {
        "about": "the list of conflict messages",
        "cases": [
            "unmet_needs({'web': '1.0', 'db': '2.1'}, {'db': '^3.0', 'mail': '1', 'web': '>=1'})",
            "unmet_needs({'web': '1.0'}, {'web': '1'})",
            "unmet_needs({}, {})",
        ],
    },
    "selection.latest_per_major": {
        "about": "the newest version of each major number",
        "cases": [
            "latest_per_major(['2.1', '1.10', '1.9', '2.0'])",
            "list(latest_per_major(['3.0', '0.2', '1.0']))",
            "latest_per_major([])",
        ],
    },
}

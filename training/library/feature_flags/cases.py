CASES = {
    "rollout.bucket_of": {"about": "the rollout bucket of a user", "cases": [
        "bucket_of('dark-mode', 'ann')", "bucket_of('search', 'ann')", "bucket_of('dark-mode', 'bob')", "bucket_of('', 17)"]},
    "rollout.in_rollout": {"about": "whether a user is part of a rollout", "cases": [
        "[p for p in range(101) if in_rollout('dark-mode', 'ann', p)][:1]", "[p for p in range(101) if in_rollout('search', 'bob', p)][:1]",
        "in_rollout('dark-mode', 'ann', 0)", "in_rollout('dark-mode', 'ann', 100)", "in_rollout('dark-mode', 'ann', 101)",
        "in_rollout('dark-mode', 'ann', -1)"]},
    "rollout.ramp_percent": {"about": "the percentage of a gradual rollout", "cases": [
        "[ramp_percent(13, 10, 8), ramp_percent(10, 10, 8)]",
        "ramp_percent(18, 10, 8)",
        "ramp_percent(30, 10, 8, 60)",
        "ramp_percent(12, 10, 8, 50)",
        "ramp_percent(9, 10, 8)",
        "ramp_percent(17, 10, 8)"]},
    "rollout.choose_variant": {"about": "the variant chosen for a bucket", "cases": [
        "[choose_variant(0, {'red': 30, 'blue': 50}), choose_variant(29, {'red': 30, 'blue': 50})]",
        "choose_variant(30, {'red': 30, 'blue': 50})",
        "choose_variant(79, {'red': 30, 'blue': 50})",
        "choose_variant(80, {'red': 30, 'blue': 50})",
        "choose_variant(5, {})",
        "choose_variant(0, {'off': 0, 'on': 10})"]},
    "rollout.check_weights": {"about": "the check of variant shares", "cases": [
        "check_weights({'a': 60, 'b': 40})", "check_weights({'a': 60, 'b': 30})", "check_weights({'a': 110, 'b': -10})", "check_weights({})",
        "check_weights({'a': 100, 'b': 0})"]},
    "rules.parse_version": {"about": "the version number read from a text", "cases": [
        "parse_version('v2.10')", "parse_version(' 1.0.3 ')", "parse_version('V7')", "parse_version('2.x')"]},
    "rules.parse_rule": {"about": "the targeting rule read from a line", "cases": [
        "parse_rule('Country IS Norway ')", "parse_rule('plan in free, team')", "parse_rule('plan is')", "parse_rule('plan like pro')",
        "parse_rule('  city  not  New York')"]},
    "rules.split_list": {"about": "the names of a comma separated list", "cases": [
        "split_list('Free, TEAM ,pro')", "split_list('')", "split_list('a,,b, ')", "split_list(' New York ')"]},
    "rules.matches": {"about": "whether a user matches a rule", "cases": [
        "[matches(('plan', 'is', 'Pro'), {'plan': ' PRO '}), matches(('plan', 'not', 'Pro'), {'plan': 'pro'}), matches(('plan', 'not', 'pro'), {})]",
        "[matches(('plan', 'is', 'pro'), {'country': 'pro'}), matches(('app', 'atleast', '2.10'), {'app': '2.9'})]",
        "[matches(('app', 'atleast', '2.9'), {'app': '2.9'}), matches(('app', 'below', '2.10'), {'app': '2.9'})]",
        "[matches(('app', 'atleast', '2'), {'app': 10}), matches(('app', 'below', '2.9'), {'app': '2.9'})]",
        "[matches(('plan', 'in', 'free, TEAM'), {'plan': 'Team'}), matches(('plan', 'in', 'free, team'), {'plan': 'tea'})]",
        "[matches(('mail', 'prefix', 'QA-'), {'mail': 'Qa-17'}), matches(('mail', 'prefix', 'qa-'), {'mail': 'x-qa-17'})]"]},
    "rules.matches_all": {"about": "whether a user matches all the rules", "cases": [
        "matches_all([], {})", "matches_all(['plan is pro', 'country is no'], {'plan': 'pro', 'country': 'NO'})",
        "matches_all(['plan is pro', 'country is no'], {'plan': 'pro', 'country': 'se'})", "matches_all(['plan is'], {'plan': 'pro'})"]},
    "flags.Flag.override": {"about": "the override of a flag for one user", "cases": [
        ["f = Flag('beta')", "f.override('ann', 1)", "f.overrides"],
        ["f = Flag('beta')", "f.override('ann', True)", "f.override('ann', None)", "f.overrides"],
        ["f = Flag('beta')", "f.override('bob', None)", "f.override('cy', False)", "f.overrides"]]},
    "flags.Flag.decide": {"about": "the decision on a flag for a user", "cases": [
        ["f = Flag('beta', 100, enabled=False)", "f.override('ann', True)", "f.decide('ann')"],
        ["f = Flag('beta', 0, ['plan is pro'])", "f.override('ann', True)", "(f.decide('ann'), f.decide('bob'))"],
        ["f = Flag('beta', 100)", "f.override('ann', False)", "(f.decide('ann'), f.decide('bob'))"],
        "[Flag('beta', 100, ['plan is pro']).decide('ann', {'plan': 'Pro'}), Flag('beta', 100, ['plan is pro']).decide('ann')]",
        "Flag('beta').decide('ann')",
        "(Flag('dark-mode', 72).decide('ann'), Flag('dark-mode', 71).decide('ann'))"]},
    "flags.FlagStore.clean_name": {"about": "the canonical name of a flag", "cases": [
        "FlagStore.clean_name(' New Checkout ')", "FlagStore.clean_name('new_checkout_v2')", "FlagStore.clean_name('plain')"]},
    "flags.FlagStore.define": {"about": "defining a flag", "cases": [
        "FlagStore().define('Dark Mode', percent=5).name", ["s = FlagStore()", "s.define('dark_mode')", "s.define(' Dark Mode')"],
        ["s = FlagStore()", "f = s.define('beta')", "(f.percent, f.rules, f.enabled)"],
        ["s = FlagStore()", "s.define('b')", "s.define('A')", "list(s.flags)"]]},
    "flags.FlagStore.is_on": {"about": "whether a flag is on for a user", "cases": [
        "FlagStore().is_on('ghost', 'ann')", "FlagStore().is_on('ghost', 'ann', default=True)",
        ["s = FlagStore()", "s.define('beta', percent=100)", "r = [s.is_on(' Beta', u) for u in 'abc']", "(r, s.exposures)"],
        ["s = FlagStore()", "s.define('beta', percent=0)", "r = s.is_on('beta', 'ann', default=True)", "(r, s.exposures)"],
        ["s = FlagStore()", "s.define('beta', percent=100, rules=['plan is pro'])", "(s.is_on('beta', 'a', {'plan': 'pro'}), s.is_on('beta', 'a'))"]]},
    "flags.FlagStore.stale": {"about": "the list of flags ready for clean-up", "cases": [
        ["s = FlagStore()", "s.define('zeta', percent=100)", "s.define('alpha', percent=100)", "s.define('half', percent=50)", "s.stale()"],
        ["s = FlagStore()", "s.define('a', percent=100, rules=['x is y'])", "s.define('b', percent=100, enabled=False)", "s.define('c', percent=99)", "s.stale()"],
        "FlagStore().stale()"]},
}

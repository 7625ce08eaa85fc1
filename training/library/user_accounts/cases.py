CASES = {
    "usernames.normalize_username": {"about": "the normalized user name", "cases": ["normalize_username(' @Maria ')", "normalize_username('BOB')", "normalize_username('a@b')", "normalize_username('@@x')"]},
    "usernames.username_problem": {"about": "the check of a user name", "cases": [
        "[username_problem('bo'), username_problem(' Bob ')]",
        "[username_problem('a' * 20), username_problem('a' * 21)]",
        "[username_problem('9lives'), username_problem('anna.')]",
        "username_problem(' ADMIN')",
        "username_problem('an na')",
        "username_problem('x_1-y.z')"]},
    "usernames.suggest_username": {"about": "the suggested user name", "cases": [
        "suggest_username(' Kim', set())", "suggest_username('kim', {'kim'})", "suggest_username('KIM', {'kim', 'kim2', 'kim4'})", "suggest_username('kim', {'kim2'})", "suggest_username('kim', {'kim', 'kim2', 'kim3'})"]},
    "usernames.canonical_email": {"about": "the canonical e-mail address", "cases": [
        "canonical_email(' Ann+News@Mail.ORG ')", "canonical_email('bob@x.io')", "canonical_email('@x.io')", "canonical_email('bob.x.io')", "canonical_email('bob@localhost')", "canonical_email('a+b+c@d.ef')"]},
    "usernames.mask_email": {"about": "the masked e-mail address", "cases": ["mask_email('maria@x.org')", "mask_email('bo@x.org')", "mask_email('tim@x.org')", "mask_email('a@x.org')"]},
    "usernames.initials": {"about": "the initials of a name", "cases": ["initials('ada lovelace')", "initials('Jan van der Berg')", "initials('cher')", "initials('  ')"]},
    "passwords.character_classes": {"about": "the number of character classes", "cases": [
        "[character_classes('abc'), character_classes('aB')]",
        "[character_classes('aB3'), character_classes('aB3 ')]",
        "character_classes('')",
        "character_classes('123')",
        "character_classes('XY')",
        "character_classes('!?')"]},
    "passwords.longest_run": {"about": "the longest run of a character", "cases": ["longest_run('aabbbc')", "longest_run('')", "longest_run('abc')", "longest_run('zzzza')", "longest_run('abab11')"]},
    "passwords.password_problems": {"about": "the problems found in a password", "cases": [
        "[password_problems('Tr1ckyPass'), password_problems('Tr1ckyPas')]",
        "[password_problems('PassWord12'), password_problems('lowercaseonly')]",
        "[password_problems('Abc1111234'), password_problems('Abc11112345')]",
        "[password_problems('Abc1112345'), password_problems('xxMARIA-77x', ' Maria ')]",
        "password_problems('')",
        "password_problems('Good-Pass-11', 'bob')"]},
    "passwords.strength": {"about": "the strength of a password", "cases": [
        "[strength('abcdefghijkl'), strength('abcdefghijk')]",
        "[strength('abcdefghA'), strength('abcdefghiA')]",
        "[strength('abcdefghijA1-'), strength('abcdefghiA1-')]",
        "[strength('a' * 18), strength('a' * 17)]",
        "strength('')",
        "strength('abcdefghijkA1')"]},
    "passwords.days_until_expiry": {"about": "the days until a password expires", "cases": ["days_until_expiry(100, 130)", "days_until_expiry(100, 279)", "days_until_expiry(100, 280)", "days_until_expiry(100, 400)", "days_until_expiry(5, 5)"]},
    "lockout.LoginGuard.is_locked": {"about": "whether an account is locked", "cases": [
        "LoginGuard(locked_until=50).is_locked(49)", "LoginGuard(locked_until=50).is_locked(50)", "LoginGuard(locked_until=50).is_locked(51)", "LoginGuard().is_locked(0)"]},
    "lockout.LoginGuard.recent_failures": {"about": "the number of recent failed logins", "cases": [
        "LoginGuard([0, 1, 500]).recent_failures(900)", "LoginGuard([0, 1, 500]).recent_failures(899)", "LoginGuard().recent_failures(5)", "LoginGuard([10, 2000]).recent_failures(2000)"]},
    "lockout.LoginGuard.fail": {"about": "locking an account after failed logins", "cases": [
        ["g = LoginGuard()", "[g.fail(t) for t in (1, 2, 3, 4, 5)] + [g.locked_until, g.locks, g.failures]"],
        ["g = LoginGuard()", "[g.fail(t) for t in range(5)]", "r = [g.fail(t) for t in range(1000, 1005)]", "(r, g.locked_until, g.locks)"],
        ["g = LoginGuard([0, 1, 2, 3])", "(g.fail(900), g.failures, g.locked_until)"], ["g = LoginGuard([0, 1, 2, 3], 2)", "(g.fail(10), g.locked_until)"]]},
    "lockout.LoginGuard.succeed": {"about": "the reset after a good login", "cases": [
        ["g = LoginGuard([1, 2], 3)", "g.succeed()", "(g.failures, g.locks)"], ["g = LoginGuard([1, 2, 3, 4], 1)", "g.succeed()", "(g.fail(5), g.failures)"],
        ["g = LoginGuard([1, 2, 3], 2)", "g.succeed()", "r = [g.fail(t) for t in range(5)]", "(r, g.locked_until)"]]},
    "lockout.AccountDirectory.register": {"about": "registering an account", "cases": [
        "AccountDirectory().register(' @Ann', 's')", ["d = AccountDirectory()", "d.register('ann', 's')", "d.register('ANN ', 't')"], ["d = AccountDirectory()", "d.register('Bob', 'pw')", "(d.secrets, sorted(d.guards))"]]},
    "lockout.AccountDirectory.login": {"about": "the result of a login", "cases": [
        ["d = AccountDirectory()", "d.register('ann', 's')", "[d.login(' ANN', 's', 0), d.login('ann', 'S', 0), d.login('bob', 's', 0)]"],
        ["d = AccountDirectory()", "d.register('ann', 's')", "[d.login('ann', 'x', t) for t in range(5)] + [d.login('ann', 's', t) for t in (10, 603, 604)]"],
        ["d = AccountDirectory()", "d.register('ann', 's')", "r = [d.login('ann', p, 1) for p in 'xxxxsxx']", "(r, d.guards['ann'].failures)"]]},
}

CASES = {
    "grants.parse_permission": {"about": "the parts of a permission text", "cases": [
        "parse_permission(' Invoice:READ ')", "parse_permission('report')", "parse_permission('report:')", "parse_permission(':read')", "parse_permission('a:b:c')"]},
    "grants.covers": {"about": "whether one permission covers another", "cases": [
        "[covers('invoice:read', 'Invoice:Read'), covers('invoice:*', 'invoice:write')]",
        "[covers('*:read', 'report:read'), covers('*:read', 'report:write')]",
        "covers('invoice:read', 'invoice:write')",
        "covers('invoice:read', 'report:read')",
        "covers('invoice:read', 'invoice')",
        "covers('invoice', 'invoice:read')"]},
    "grants.path_allows": {"about": "whether a folder grant allows a path", "cases": [
        "path_allows('/docs', '/docs/a.txt')", "path_allows('/docs/', '/docs')", "path_allows('/docs', '/docs2/a.txt')", "path_allows('/docs/hr', '/docs')", "path_allows('/', '/etc')"]},
    "grants.level_at_least": {"about": "whether an access level is sufficient", "cases": [
        "level_at_least('editor', 'editor')", "level_at_least('viewer', 'editor')", "level_at_least('owner', 'viewer')", "level_at_least('guest', 'viewer')", "level_at_least('guest', 'none')"]},
    "grants.strongest": {"about": "the strongest access level", "cases": [
        "strongest(['viewer', 'admin', 'editor'])", "strongest([])", "strongest(['none', 'viewer'])", "strongest(['owner', 'admin'])"]},
    "grants.compact": {"about": "the compact list of permissions", "cases": [
        "compact(['b:read', 'a:read', 'b:read'])", "compact(['a:read', 'a:*', 'b:write'])", "compact([])", "compact(['Log', 'log:*', 'log:read '])", "compact(['a:read', '*:read', 'a:write'])"]},
    "roles.RoleBook.define": {"about": "defining a role", "cases": [
        ["b = RoleBook()", "b.define(' Staff ', ['door:open'])", "(b.grants, b.parents)"], ["b = RoleBook()", "b.define('staff', [])", "b.define('STAFF', [])"],
        ["b = RoleBook()", "b.define('boss', [], 'staff')"], ["b = RoleBook()", "b.define('staff', [])", "b.define('boss', ['x:y'], 'staff')", "b.parents"]]},
    "roles.RoleBook.lineage": {"about": "the lineage of a role", "cases": [
        ["b = RoleBook()", "b.define('a', [])", "b.define('b', [], 'a')", "b.define('c', [], 'b')", "b.lineage('c')"], ["b = RoleBook()", "b.define('a', [])", "b.lineage('a')"], "RoleBook().lineage('x')"]},
    "roles.RoleBook.permissions": {"about": "the permissions of a role", "cases": [
        ["b = RoleBook()", "b.define('a', ['log:read'])", "b.define('b', ['file:write', 'file:read'], 'a')", "b.permissions('b')"],
        ["b = RoleBook()", "b.define('a', ['log:read', 'log:write'])", "b.define('b', ['log:*'], 'a')", "(b.permissions('a'), b.permissions('b'))"],
        ["b = RoleBook()", "b.define('a', [])", "b.permissions('a')"]]},
    "roles.RoleBook.depth": {"about": "the depth of a role", "cases": [
        ["b = RoleBook()", "b.define('a', [])", "b.depth('a')"], ["b = RoleBook()", "b.define('a', [])", "b.define('b', [], 'a')", "b.define('c', [], 'b')", "b.depth('c')"],
        ["b = RoleBook()", "b.define('a', [])", "b.define('b', [], 'a')", "(b.depth('b'), b.depth('a'))"]]},
    "roles.RoleBook.heirs": {"about": "the roles that inherit from a role", "cases": [
        ["b = RoleBook()", "b.define('a', [])", "b.define('z', [], 'a')", "b.define('c', [], 'z')", "b.define('other', [])", "b.heirs('a')"],
        ["b = RoleBook()", "b.define('a', [])", "b.define('b', [], 'a')", "b.heirs('b')"],
        ["b = RoleBook()", "b.define('a', [])", "b.define('b', [])", "b.define('c', [], 'b')", "(b.heirs('a'), b.heirs('b'))"]]},
    "roles.role_allows": {"about": "whether a role allows something", "cases": [
        ["b = RoleBook()", "b.define('a', ['log:read'])", "b.define('b', ['file:*', 'job:run'], 'a')", "[role_allows(b, 'b', w) for w in ('log:read', 'file:drop', 'job:stop')]"],
        ["b = RoleBook()", "b.define('a', ['log:read'])", "b.define('b', ['file:*'], 'a')", "role_allows(b, 'a', 'file:read')"], ["b = RoleBook()", "b.define('a', [])", "role_allows(b, 'a', 'x:y')"]]},
    "access.AccessControl.assign": {"about": "assigning a role to a user", "cases": [
        ["b = RoleBook()", "b.define('staff', [])", "a = AccessControl(b)", "(a.assign('ann', 'staff'), a.assign('ann', 'staff'), a.members)"],
        ["a = AccessControl(RoleBook())", "a.assign('ann', 'staff')"],
        ["b = RoleBook()", "b.define('x', [])", "b.define('y', [])", "a = AccessControl(b)", "a.assign('ann', 'x')", "a.assign('ann', 'y')", "a.members"]]},
    "access.AccessControl.revoke": {"about": "revoking a role of a user", "cases": [
        ["b = RoleBook()", "b.define('staff', [])", "a = AccessControl(b)", "a.assign('ann', 'staff')", "(a.revoke('ann', 'staff'), a.revoke('ann', 'staff'), a.members)"],
        ["a = AccessControl(RoleBook())", "a.revoke('bob', 'staff')"],
        ["b = RoleBook()", "b.define('x', [])", "b.define('y', [])", "a = AccessControl(b)", "a.assign('ann', 'x')", "a.assign('ann', 'y')", "(a.revoke('ann', 'x'), a.members)"]]},
    "access.AccessControl.deny": {"about": "denying something to a user", "cases": [
        ["a = AccessControl(RoleBook())", "a.deny('ann', 'log:read')", "a.deny('ann', 'job:*')", "a.denials"], ["a = AccessControl(RoleBook())", "a.deny('ann', 'log:*')", "a.decide('ann', 'log:read')"],
        ["a = AccessControl(RoleBook())", "a.deny('bob', 'log:read')", "(a.decide('bob', 'log:write'), a.decide('ann', 'log:read'))"]]},
    "access.AccessControl.grant_until": {"about": "granting a permission for a time", "cases": [
        ["a = AccessControl(RoleBook())", "a.grant_until('ann', 'log:read', 50)", "a.grant_until('ann', 'job:run', 9)", "a.temporary"],
        ["a = AccessControl(RoleBook())", "a.grant_until('ann', 'log:read', 50)", "[a.can('ann', 'log:read', t) for t in (49, 50, 51)]"],
        ["a = AccessControl(RoleBook())", "a.grant_until('zoe', 'job:*', 7)", "(a.can('zoe', 'job:run', 6), a.can('ann', 'job:run', 6))"]]},
    "access.AccessControl.decide": {"about": "the decision on a user's access", "cases": [
        ["b = RoleBook()", "b.define('staff', ['log:*'])", "a = AccessControl(b)", "a.assign('ann', 'staff')", "a.deny('ann', 'log:drop')", "[a.decide('ann', w) for w in ('log:read', 'log:drop', 'job:run')]"],
        ["a = AccessControl(RoleBook())", "a.grant_until('ann', 'job:run', 20)", "[a.decide('ann', 'job:run', t) for t in (19, 20)] + [a.decide('ann', 'job:stop', 5)]"],
        ["a = AccessControl(RoleBook())", "a.grant_until('ann', 'job:run', 20)", "a.deny('ann', '*')", "a.decide('ann', 'job:run')"],
        ["b = RoleBook()", "b.define('staff', ['log:*'])", "a = AccessControl(b)", "a.assign('ann', 'staff')", "a.grant_until('ann', 'log:read', 9)", "a.decide('ann', 'log:read', 3)"],
        ["a = AccessControl(RoleBook())", "a.grant_until('ann', 'log:*', 9)", "(a.decide('ann', 'log:read'), a.decide('ann', 'log:read', 8))"]]},
    "access.AccessControl.can": {"about": "whether a user may do something", "cases": [
        ["b = RoleBook()", "b.define('staff', ['log:*'])", "a = AccessControl(b)", "a.assign('ann', 'staff')", "(a.can('ann', 'log:read'), a.can('ann', 'job:run'), a.can('bob', 'log:read'))"],
        ["a = AccessControl(RoleBook())", "a.grant_until('ann', 'job:run', 20)", "(a.can('ann', 'job:run'), a.can('ann', 'job:run', 20))"],
        ["a = AccessControl(RoleBook())", "a.deny('ann', 'job')", "a.can('ann', 'job:run')"]]},
    "access.AccessControl.purge": {"about": "dropping expired grants", "cases": [
        ["a = AccessControl(RoleBook())", "[a.grant_until('ann', 'job:run', t) for t in (5, 6, 7)]", "(a.purge(6), a.temporary)"],
        ["a = AccessControl(RoleBook())", "a.grant_until('ann', 'job:run', 5)", "a.grant_until('bob', 'job:run', 4)", "(a.purge(9), a.temporary)"], "AccessControl(RoleBook()).purge(1)"]},
    "access.AccessControl.who_can": {"about": "the users who may do something", "cases": [
        ["b = RoleBook()", "b.define('staff', ['log:*'])", "a = AccessControl(b)", "a.assign('zoe', 'staff')", "a.assign('max', 'staff')", "a.deny('max', 'log:drop')", "a.grant_until('bob', 'log:read', 9)", "[a.who_can('log:drop'), a.who_can('log:read'), a.who_can('log:read', 9)]"],
        "AccessControl(RoleBook()).who_can('x:y')",
        ["a = AccessControl(RoleBook())", "a.grant_until('zoe', 'job:run', 9)", "a.grant_until('ann', 'job:run', 5)", "(a.who_can('job:run'), a.who_can('job:run', 5))"]]},
}

"""Roles with inheritance, assigned to users."""
from grants import compact, covers


class RoleBook:
    """Knows which roles exist, what they grant and which role they build upon."""

    def __init__(self):
        self.grants = {}
        self.parents = {}

    def define(self, role, permissions, parent=None):
        """Add a role; the parent must exist already, so that no cycle can arise."""
        role = role.strip().lower()
        if role in self.grants:
            raise ValueError(f"role exists: {role}")
        if parent is not None and parent not in self.grants:
            raise KeyError(parent)
        self.grants[role] = list(permissions)
        self.parents[role] = parent

    def lineage(self, role):
        """The role followed by its ancestors, nearest first."""
        chain = []
        while role is not None:
            chain.append(role)
            role = self.parents[role]
        return chain

    def permissions(self, role):
        """All permissions of a role, its own and the inherited, in compact form."""
        collected = []
        for name in self.lineage(role):
            collected.extend(self.grants[name])
        return compact(collected)

    def depth(self, role):
        """Number of ancestors of a role; 0 for a role without a parent."""
        return len(self.lineage(role)) - 1

    def heirs(self, role):
        """Names of the roles that inherit from a role, directly or not, sorted."""
        return sorted(
            name for name in self.grants if name != role and role in self.lineage(name)
        )


def role_allows(book, role, wanted):
    """True if any permission of the role or of its ancestors covers the wanted one."""
    return any(
        covers(granted, wanted)
        for name in book.lineage(role)
        for granted in book.grants[name]
    )

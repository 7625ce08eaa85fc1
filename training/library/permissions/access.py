# Access decisions for users: roles, explicit denials and grants that expire.
from grants import covers
from roles import RoleBook, role_allows


class AccessControl:
    """Combines roles, denials and temporary grants; a denial always wins."""

    def __init__(self, book: RoleBook):
        self.book = book
        self.members = {}
        self.denials = {}
        self.temporary = {}

    def assign(self, user, role):
        """Give a user a role; False if the user has it already."""
        if role not in self.book.grants:
            raise KeyError(role)
        held = self.members.setdefault(user, [])
        if role in held:
            return False
        held.append(role)
        return True

    def revoke(self, user, role):
        """Take a role away; False if the user did not have it."""
        held = self.members.get(user, [])
        if role not in held:
            return False
        held.remove(role)
        return True

    def deny(self, user, permission):
        """Forbid something to a user whatever the roles say."""
        self.denials.setdefault(user, []).append(permission)

    def grant_until(self, user, permission, expires):
        """Grant a permission that is valid before, but no longer at, the given time."""
        self.temporary.setdefault(user, []).append((permission, expires))

    def decide(self, user, wanted, now=0):
        """Return 'denied', 'role', 'temporary' or 'missing', checked in this order."""
        if any(covers(denied, wanted) for denied in self.denials.get(user, [])):
            return "denied"
        if any(role_allows(self.book, role, wanted) for role in self.members.get(user, [])):
            return "role"
        for permission, expires in self.temporary.get(user, []):
            if now < expires and covers(permission, wanted):
                return "temporary"
        return "missing"

    def can(self, user, wanted, now=0):
        """True if the user may do what is wanted."""
        return self.decide(user, wanted, now) in ("role", "temporary")

    def purge(self, now):
        """Drop expired temporary grants and return how many were dropped."""
        dropped = 0
        for user, entries in self.temporary.items():
            valid = [entry for entry in entries if entry[1] > now]
            dropped += len(entries) - len(valid)
            self.temporary[user] = valid
        return dropped

    def who_can(self, wanted, now=0):
        """Sorted names of the users who may do what is wanted."""
        users = set(self.members) | set(self.temporary)
        return sorted(user for user in users if self.can(user, wanted, now))

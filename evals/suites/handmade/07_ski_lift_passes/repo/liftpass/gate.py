"""The turnstile: let the pass through, or say why not."""
from datetime import datetime, time

HALF_DAY_FROM = time(12, 30)


class Refused(Exception):
    pass


class Gate:
    def __init__(self, lift, blocked=()):
        self.lift = lift
        self.blocked = set(blocked)

    def reason(self, ski_pass, when):
        """None if the pass is good here and now, else a short reason."""
        if ski_pass.serial in self.blocked:
            return "blocked"
        if not ski_pass.covers(when.date()):
            return "not valid today"
        if self.lift.sector not in ski_pass.sectors:
            return "wrong sector"
        if ski_pass.half_day and when.time() < HALF_DAY_FROM:
            return "half-day pass"
        if when.time() < self.lift.opens and when.time() > self.lift.closes:
            return "lift closed"
        return None

    def scan(self, ski_pass, when):
        why = self.reason(ski_pass, when)
        if why is not None:
            raise Refused(why)
        ski_pass.scans.append((self.lift.name, when))
        return len(ski_pass.scans)

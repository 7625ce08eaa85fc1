"""Per-client limits as an API gateway applies them."""
from bucket import TokenBucket
from window import SlidingLog, parse_limit

PLANS = {"free": "3/minute", "team": "30/minute", "partner": "5 per 10 seconds"}
COSTS = {"read": 1, "search": 3, "export": 10}


def plan_limit(plan):
    """(count, seconds) of a plan, ignoring case and blanks; unknown plans are free."""
    return parse_limit(PLANS.get(plan.strip().lower(), PLANS["free"]))


def burst_bucket(plan, burst_factor=2):
    """Full token bucket for a plan that tolerates bursts of `burst_factor` times its count."""
    count, seconds = plan_limit(plan)
    return TokenBucket(count * burst_factor, count / seconds)


def rate_headers(limit, remaining, retry_after):
    """Response headers; Retry-After is sent only when nothing remains, in whole seconds."""
    headers = {"X-Limit": str(limit), "X-Remaining": str(max(0, remaining))}
    if remaining <= 0:
        headers["Retry-After"] = str(int(-(-retry_after // 1)))
    return headers


class Gateway:
    """Counts requests of each client against the limit of its plan."""

    def __init__(self):
        self.logs = {}
        self.rejected = {}

    def log_for(self, client, plan):
        """The sliding log of a client, created on first use."""
        if client not in self.logs:
            self.logs[client] = SlidingLog(*plan_limit(plan))
        return self.logs[client]

    def request(self, client, now, plan="free"):
        """Return 200 for an accepted request or 429 for a rejected one."""
        if self.log_for(client, plan).hit(now):
            return 200
        self.rejected[client] = self.rejected.get(client, 0) + 1
        return 429

    def worst_offender(self):
        """Client with the most rejections, the alphabetically first on a tie, or None."""
        if not self.rejected:
            return None
        return min(self.rejected, key=lambda name: (-self.rejected[name], name))


def batch_cost(operations):
    """Token cost of a list of operations; an operation without a price costs one token."""
    return sum(COSTS.get(operation.lower(), 1) for operation in operations)

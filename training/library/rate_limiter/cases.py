CASES = {
    "bucket.TokenBucket": {"about": "setting up a token bucket", "cases": [
        "TokenBucket(5, 2).tokens", "TokenBucket(0, 2)", "TokenBucket(5, 0)", "TokenBucket(5, -1)", "TokenBucket(3, 2).updated", "TokenBucket(1, 2, 9).updated"]},
    "bucket.TokenBucket.refill": {"about": "refilling a token bucket", "cases": [
        ["b = TokenBucket(10, 2)", "b.tokens = 1", "b.refill(3)", "(b.tokens, b.updated)"],
        ["b = TokenBucket(10, 2)", "b.tokens = 1", "b.refill(30)", "(b.tokens, b.updated)"],
        ["b = TokenBucket(10, 2, 50)", "b.tokens = 4", "b.refill(40)", "(b.tokens, b.updated)"],
        ["b = TokenBucket(10, 0.5, 2)", "b.tokens = 0", "b.refill(5)", "b.refill(6)", "(b.tokens, b.updated)"]]},
    "bucket.TokenBucket.allow": {"about": "whether a token bucket allows a request", "cases": [
        ["b = TokenBucket(2, 1)", "[b.allow(0), b.allow(0), b.allow(0), b.tokens]"],
        ["b = TokenBucket(5, 1)", "(b.allow(0, 5), b.tokens)"], ["b = TokenBucket(5, 1)", "(b.allow(0, 6), b.tokens)"],
        ["b = TokenBucket(4, 2)", "b.allow(0, 4)", "[b.allow(1, 3), b.allow(1, 2), b.tokens]"]]},
    "bucket.TokenBucket.wait_time": {"about": "the waiting time for tokens", "cases": [
        ["b = TokenBucket(10, 4)", "b.allow(0, 9)", "b.wait_time(0, 7)"], ["b = TokenBucket(3, 2)", "b.allow(0, 3)", "b.wait_time(0)"],
        "TokenBucket(5, 2).wait_time(0, 6)", "TokenBucket(5, 2).wait_time(0, 5)", ["b = TokenBucket(8, 4)", "b.allow(0, 8)", "b.wait_time(1, 7)"]]},
    "bucket.TokenBucket.fill_level": {"about": "the fill level of a token bucket", "cases": [
        ["b = TokenBucket(3, 1)", "b.allow(0, 2)", "b.fill_level(0)"], ["b = TokenBucket(8, 1)", "b.allow(0, 7)", "b.fill_level(2)"],
        "TokenBucket(6, 1).fill_level(9)"]},
    "bucket.LeakyBucket.drain": {"about": "the draining of a leaky bucket", "cases": [
        ["b = LeakyBucket(10, 2)", "b.level = 9", "b.drain(3)", "(b.level, b.last_drop)"],
        ["b = LeakyBucket(10, 2)", "b.level = 4", "b.drain(30)", "(b.level, b.last_drop)"],
        ["b = LeakyBucket(10, 1)", "b.level = 9", "b.drain(3)", "b.drain(5)", "(b.level, b.last_drop)"]]},
    "bucket.LeakyBucket.pour": {"about": "whether an amount fits into a leaky bucket", "cases": [
        ["b = LeakyBucket(3, 1)", "[b.pour(0, 2), b.pour(0), b.pour(0), b.level]"], ["b = LeakyBucket(5, 2)", "b.pour(0, 5)", "[b.pour(1, 3), b.pour(1, 2), b.level]"],
        "LeakyBucket(4, 1).pour(0, 4)", "LeakyBucket(4, 1).pour(0, 4.5)"]},
    "window.parse_limit": {"about": "the rate limit read from a text", "cases": [
        "[parse_limit('100/minute'), parse_limit(' 5 per 10 Seconds ')]",
        "parse_limit('1000 / day')",
        "parse_limit('7/2 hours')",
        "parse_limit('12')",
        "parse_limit('3/week')",
        "parse_limit('9/second')"]},
    "window.window_start": {"about": "the start of a fixed window", "cases": [
        "window_start(125, 60)", "window_start(120, 60)", "window_start(59, 60)", "window_start(0, 60)", "window_start(25, 7)"]},
    "window.FixedWindow.hit": {"about": "whether a fixed window accepts a hit", "cases": [
        ["w = FixedWindow(2, 10)", "[w.hit(t) for t in (1, 2, 3, 9, 10, 11, 12)]"], ["w = FixedWindow(1, 60)", "[w.hit(59), w.hit(60), w.hit(119), w.hits, w.current]"],
        ["w = FixedWindow(3, 10)", "[w.hit(t) for t in (5, 5, 5, 5)] + [w.hits]"], "FixedWindow(0, 10).hit(3)"]},
    "window.FixedWindow.resets_in": {"about": "the time until a fixed window resets", "cases": [
        "FixedWindow(2, 60).resets_in(125)", "FixedWindow(2, 60).resets_in(120)", "FixedWindow(5, 7).resets_in(20)"]},
    "window.SlidingLog.expire": {"about": "forgetting old hits of a sliding window", "cases": [
        ["s = SlidingLog(5, 10)", "s.times.extend([1, 2, 3, 8])", "s.expire(12)", "list(s.times)"],
        ["s = SlidingLog(5, 10)", "s.times.extend([1, 2])", "s.expire(10)", "list(s.times)"],
        ["s = SlidingLog(5, 10)", "s.times.extend([1, 2])", "s.expire(99)", "list(s.times)"]]},
    "window.SlidingLog.hit": {"about": "whether a sliding window accepts a hit", "cases": [
        ["s = SlidingLog(2, 10)", "[s.hit(t) for t in (0, 4, 9, 10, 13, 14)]"], ["s = SlidingLog(1, 5)", "[s.hit(t) for t in (1, 5, 6)] + [list(s.times)]"],
        "SlidingLog(0, 5).hit(1)"]},
    "window.SlidingLog.remaining": {"about": "the number of hits that remain", "cases": [
        ["s = SlidingLog(3, 10)", "s.hit(0)", "s.hit(5)", "(s.remaining(9), s.remaining(10))"], "SlidingLog(4, 10).remaining(0)",
        ["s = SlidingLog(1, 10)", "s.hit(0)", "s.hit(1)", "s.remaining(2)"]]},
    "window.SlidingLog.retry_after": {"about": "the time after which a client may retry", "cases": [
        ["s = SlidingLog(2, 10)", "s.hit(1)", "s.hit(4)", "s.retry_after(6)"], ["s = SlidingLog(2, 10)", "s.hit(1)", "s.retry_after(6)"],
        ["s = SlidingLog(1, 60)", "s.hit(30)", "(s.retry_after(89), s.retry_after(90))"]]},
    "window.weighted_count": {"about": "the sliding estimate of a hit count", "cases": [
        "weighted_count(40, 6, 15, 60)", "weighted_count(40, 6, 0, 60)", "weighted_count(40, 6, 60, 60)", "weighted_count(0, 3, 5, 10)"]},
    "gateway.plan_limit": {"about": "the limit of a plan", "cases": [
        "plan_limit(' Team ')", "plan_limit('partner')", "plan_limit('gold')", "plan_limit('FREE')"]},
    "gateway.burst_bucket": {"about": "the burst bucket of a plan", "cases": [
        ["b = burst_bucket('team')", "(b.capacity, b.rate)"], ["b = burst_bucket('partner', 3)", "(b.capacity, b.rate, b.tokens)"], ["b = burst_bucket('free', 1)", "(b.capacity, b.rate)"]]},
    "gateway.rate_headers": {"about": "the rate limit headers of a response", "cases": [
        "rate_headers(30, 7, 0)", "rate_headers(30, 0, 12.2)", "rate_headers(5, -1, 4)", "rate_headers(5, 1, 9)"]},
    "gateway.Gateway.request": {"about": "the response to a client's request", "cases": [
        ["g = Gateway()", "[g.request('ann', t) for t in (0, 1, 2, 3, 60, 61)]"], ["g = Gateway()", "[g.request('ann', 0) for _ in range(5)] + [g.rejected]"],
        ["g = Gateway()", "r = [g.request('bo', t, 'partner') for t in range(7)]", "(r, g.rejected)"],
        ["g = Gateway()", "r = [g.request(c, 5) for c in 'aaabb']", "(r, g.rejected)"]]},
    "gateway.Gateway.worst_offender": {"about": "the client with the most rejections", "cases": [
        "Gateway().worst_offender()", ["g = Gateway()", "[g.request(c, 0) for c in 'aaaabbbbbb']", "g.worst_offender()"],
        ["g = Gateway()", "[g.request(c, 0) for c in 'zzzzaaaa']", "g.worst_offender()"], ["g = Gateway()", "g.rejected = {'x': 4, 'c': 9, 'd': 9}", "g.worst_offender()"]]},
    "gateway.batch_cost": {"about": "the token cost of a batch", "cases": [
        "batch_cost(['read', 'Search', 'EXPORT'])", "batch_cost([])", "batch_cost(['ping', 'search', 'search'])"]},
}

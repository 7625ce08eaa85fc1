CASES = {
    "backoff.constant_delay": {"about": "the constant delay", "cases": ["constant_delay(1)", "constant_delay(0)", "constant_delay(4, 2.5)", "constant_delay(0, 2.5)"]},
    "backoff.linear_delay": {"about": "the linear delay", "cases": ["linear_delay(3, 2)", "linear_delay(20, 2)", "linear_delay(4, 5, 12)", "linear_delay(1, 0.5)"]},
    "backoff.exponential_delay": {"about": "the exponential delay", "cases": [
        "exponential_delay(1)", "exponential_delay(4)", "exponential_delay(10)", "exponential_delay(3, 2, 100, 3)", "exponential_delay(0)", "exponential_delay(6, 1, 20)"]},
    "backoff.fibonacci_delay": {"about": "the Fibonacci delay", "cases": [
        "fibonacci_delay(1)", "fibonacci_delay(2)", "fibonacci_delay(6)", "fibonacci_delay(5, 0.5)", "fibonacci_delay(3, 10)"]},
    "backoff.full_jitter": {"about": "the fully jittered delay", "cases": ["full_jitter(8, 0.25)", "full_jitter(8, 0)", "full_jitter(8, 1)", "full_jitter(8, -0.1)", "full_jitter(6, 0.5)"]},
    "backoff.equal_jitter": {"about": "the half jittered delay", "cases": ["equal_jitter(8, 0.25)", "equal_jitter(8, 0)", "equal_jitter(10, 0.5)", "equal_jitter(8, 1.5)"]},
    "backoff.decorrelated_jitter": {"about": "the decorrelated delay", "cases": [
        "decorrelated_jitter(2, 0.5)", "decorrelated_jitter(4, 0.25, 1)", "decorrelated_jitter(0.1, 0.5)", "decorrelated_jitter(40, 0.5)", "decorrelated_jitter(5, 0.5, 1, 6)",
        "decorrelated_jitter(2, 0)"]},
    "backoff.parse_delay": {"about": "the duration read from a text", "cases": [
        "parse_delay('250ms')", "parse_delay(' 1.5S ')", "parse_delay('2m')", "parse_delay('12')", "parse_delay('soon')", "parse_delay('3s')"]},
    "budget.RetryBudget.record_request": {"about": "counting requests in a retry budget", "cases": [
        ["b = RetryBudget()", "b.record_request()", "b.record_request(7)", "b.requests"], ["b = RetryBudget()", "b.record_request(30)", "(b.requests, b.allowance())"], "RetryBudget().requests"]},
    "budget.RetryBudget.allowance": {"about": "the number of allowed retries", "cases": [
        "RetryBudget().allowance()", "RetryBudget(0.25, 1, 18).allowance()", "RetryBudget(0.5, 0, 7).allowance()", "RetryBudget(requests=40).allowance()"]},
    "budget.RetryBudget.try_spend": {"about": "whether a retry fits the budget", "cases": [
        ["b = RetryBudget(0.5, 1, 2)", "[b.try_spend(), b.try_spend(), b.try_spend(), b.retries]"], ["b = RetryBudget()", "[b.try_spend() for _ in range(4)]"], "RetryBudget(0.1, 0).try_spend()"]},
    "budget.RetryBudget.usage": {"about": "the used share of a retry budget", "cases": [
        "RetryBudget(0.1, 3, 0, 1).usage()", "RetryBudget(0.1, 0).usage()", "RetryBudget(0.5, 1, 14, 2).usage()", "RetryBudget().usage()"]},
    "budget.CircuitBreaker.state": {"about": "the state of a circuit breaker", "cases": [
        "CircuitBreaker().state(500)", ["c = CircuitBreaker(1, 30)", "c.failure(100)", "[c.state(t) for t in (100, 129, 130, 200)]"],
        ["c = CircuitBreaker(1)", "c.failure(0)", "(c.state(59), c.state(60))"]]},
    "budget.CircuitBreaker.success": {"about": "closing a circuit after a success", "cases": [
        ["c = CircuitBreaker(1, 30)", "c.failure(5)", "c.success()", "(c.state(6), c.failures)"], ["c = CircuitBreaker(2)", "c.failure(5)", "c.success()", "c.failure(6)", "(c.state(7), c.failures)"],
        ["c = CircuitBreaker(1, 30)", "c.failure(5)", "c.success()", "c.opened_at"]]},
    "budget.CircuitBreaker.failure": {"about": "opening a circuit after failures", "cases": [
        ["c = CircuitBreaker(2)", "c.failure(5)", "(c.state(6), c.failures)"], ["c = CircuitBreaker(2)", "c.failure(5)", "c.failure(8)", "(c.state(9), c.opened_at)"],
        ["c = CircuitBreaker(3, 10)", "c.opened_at = 0", "c.failure(20)", "(c.state(29), c.opened_at, c.failures)"],
        ["c = CircuitBreaker()", "[c.failure(t) for t in range(4)]", "a = c.state(4)", "c.failure(4)", "(a, c.state(5))"],
        ["c = CircuitBreaker(3, 10)", "c.opened_at = 0", "c.failure(5)", "c.opened_at"]]},
    "policy.is_retryable": {"about": "whether a response may be retried", "cases": [
        "is_retryable(503)", "is_retryable(404)", "is_retryable(503, 'POST')", "is_retryable(429, 'POST')", "is_retryable(502, ' put ')", "is_retryable(200)"]},
    "policy.retry_after_seconds": {"about": "the seconds of a Retry-After header", "cases": [
        "retry_after_seconds(' 30 ')", "retry_after_seconds(None)", "retry_after_seconds('Wed, 21 Oct')", "retry_after_seconds('500')", "retry_after_seconds('90', 45)", "retry_after_seconds('')"]},
    "policy.schedule": {"about": "the schedule of delays", "cases": ["schedule(4, 1, 30)", "schedule(5, 2, 10)", "schedule(1, 1, 30)", "schedule(0, 1, 30)"]},
    "policy.attempts_within": {"about": "the number of attempts before a deadline", "cases": [
        "attempts_within(7, 1, 30)", "attempts_within(6.5, 1, 30)", "attempts_within(0, 1, 30)", "attempts_within(10, 1, 2, 2)", "attempts_within(-1, 1, 30)", "attempts_within(9, 1, 2)"]},
    "policy.RetryPolicy": {"about": "setting up a retry policy", "cases": [
        "RetryPolicy(0)", "RetryPolicy(1).max_attempts", ["p = RetryPolicy()", "(p.max_attempts, p.max_wait, p.base, p.waited)"], ["p = RetryPolicy(2, 9, 3)", "(p.max_attempts, p.max_wait, p.base)"]]},
    "policy.RetryPolicy.next_delay": {"about": "the delay before the next attempt", "cases": [
        "[RetryPolicy().next_delay(1, 0.5), RetryPolicy().next_delay(3, 0)]",
        "[RetryPolicy().next_delay(4, 0.5), RetryPolicy(base=4).next_delay(2, 0.25)]",
        "RetryPolicy().next_delay(1, 0.5, '7')",
        "RetryPolicy().next_delay(1, 0.5, '60')",
        "RetryPolicy().next_delay(1, 0.5, '61')",
        ["p = RetryPolicy(9, 10)", "[p.next_delay(n, 0, '4') for n in (1, 2, 3)] + [p.waited]"]]},
}

"""Percentage rollouts: stable buckets, ramps and variants."""
import zlib

BUCKETS = 100


def bucket_of(flag, user):
    """Stable bucket from 0 to 99 for a user; it differs between flags."""
    digest = zlib.crc32(f"{flag}:{user}".encode())
    return digest % BUCKETS


def in_rollout(flag, user, percent):
    """True if the user falls into the first `percent` of the buckets."""
    if not 0 <= percent <= 100:
        raise ValueError(f"percent out of range: {percent}")
    return bucket_of(flag, user) < percent


def ramp_percent(day, start_day, days, target=100):
    """Linear ramp from 0 on the start day to `target` after `days` days."""
    elapsed = day - start_day
    if elapsed <= 0:
        return 0
    if elapsed >= days:
        return target
    return target * elapsed // days


def choose_variant(bucket, weights):
    """Variant whose cumulative weight range holds the bucket; None beyond the last.

    weights maps variant names to percent shares, in order of assignment.
    """
    upper = 0
    for variant, share in weights.items():
        upper += share
        if bucket < upper:
            return variant
    return None


def check_weights(weights):
    """Raise ValueError unless the shares are not negative and add up to 100."""
    if any(share < 0 for share in weights.values()):
        raise ValueError("negative share")
    total = sum(weights.values())
    if total != BUCKETS:
        raise ValueError(f"shares add up to {total}, not {BUCKETS}")
    return True

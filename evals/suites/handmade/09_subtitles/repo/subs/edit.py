from .cue import Cue


def delay(cues, ms):
    """Move every cue; those pushed wholly before the start are dropped."""
    moved = []
    for cue in cues:
        start, end = cue.start + ms, cue.end + ms
        if end <= 0:
            continue
        moved.append(Cue(max(start, 0), end, cue.text))
    return moved


def too_fast(cues, limit=20):
    return [cue for cue in cues if cue.reading_speed() > limit]

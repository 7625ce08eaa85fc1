"""Beats, bars, samples and playing times."""
import re

SAMPLE_RATE = 44100
NOTE_BEATS = {"whole": 4, "half": 2, "quarter": 1, "eighth": 0.5, "sixteenth": 0.25}


def beat_seconds(bpm):
    """Length of one beat at a tempo in beats per minute."""
    if bpm <= 0:
        raise ValueError("tempo must be positive")
    return 60 / bpm


def note_milliseconds(note, bpm, dotted=False):
    """Length of a note in whole milliseconds; a dot makes it half as long again."""
    beats = NOTE_BEATS[note.strip().lower()]
    if dotted:
        beats *= 1.5
    return round(beats * beat_seconds(bpm) * 1000)


def bars_in(seconds, bpm, beats_per_bar=4):
    """Number of complete bars that fit into the time."""
    beats = seconds * bpm / 60
    return int(beats // beats_per_bar)


def tempo_from_taps(times):
    """Tempo from tap times in seconds, rounded to whole beats per minute.

    At least two taps are needed.
    """
    if len(times) < 2:
        raise ValueError("two taps are needed")
    average_gap = (times[-1] - times[0]) / (len(times) - 1)
    return round(60 / average_gap)


def samples_for(milliseconds, rate=SAMPLE_RATE):
    """Number of samples in a time, rounded down."""
    return milliseconds * rate // 1000


def file_size(seconds, channels=2, bits=16, rate=SAMPLE_RATE):
    """Bytes of uncompressed audio, without the file header."""
    return seconds * rate * channels * bits // 8


def format_duration(seconds):
    """Playing time as 'm:ss', or 'h:mm:ss' from one hour on."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, secs = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{secs:02d}"
    return f"{minutes}:{secs:02d}"


def parse_duration(text):
    """Seconds of 'm:ss' or 'h:mm:ss'."""
    if not re.fullmatch(r"\d+(:[0-5]\d){1,2}", text.strip()):
        raise ValueError(f"not a duration: {text!r}")
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def playlist_length(durations, gap=2):
    """Total seconds of a playlist with a pause of `gap` seconds between two tracks."""
    if not durations:
        return 0
    return sum(parse_duration(text) for text in durations) + gap * (len(durations) - 1)

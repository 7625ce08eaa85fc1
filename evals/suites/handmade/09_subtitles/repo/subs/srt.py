from . import timecode
from .cue import Cue

ARROW = "-->"


def load(text):
    cues = []
    for block in text.replace("\r\n", "\n").strip().split("\n\n"):
        lines = block.strip().split("\n")
        if lines and ARROW not in lines[0]:
            lines = lines[1:]
        if not lines:
            continue
        start, end = lines[0].split(ARROW)
        cues.append(Cue(timecode.parse(start), timecode.parse(end), "\n".join(lines[1:])))
    return cues


def dump(cues):
    blocks = []
    for number, cue in enumerate(cues, start=1):
        times = f"{timecode.show(cue.start)} {ARROW} {timecode.show(cue.end)}"
        blocks.append(f"{number}\n{times}\n{cue.text}\n")
    return "\n".join(blocks)

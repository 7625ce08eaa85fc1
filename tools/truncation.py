"""How much of a long output the model is shown: the head and the tail, cut at line borders. Pure."""

from __future__ import annotations

from dataclasses import dataclass

HEAD_BYTES = 8 * 1024
TAIL_BYTES = 8 * 1024


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of an output of ``total_bytes``, of which ``omitted_bytes`` are left out between head and tail."""

    text: str
    omitted_bytes: int
    total_bytes: int


def excerpt(output: bytes, *, already_omitted: int = 0, note: str = "") -> Excerpt:
    r"""Head and tail of ``output``, with a line in between that says what is missing.

    Args:
        output: bytes of any encoding; what is not UTF-8 is shown as ``\xNN``.
        already_omitted: bytes that the sandbox left out between the two halves of ``output``.
        note: where the whole output can be found, told in the same line.
    """
    total = len(output) + already_omitted
    if not already_omitted and len(output) <= HEAD_BYTES + TAIL_BYTES:
        return Excerpt(output.decode("utf-8", "backslashreplace"), 0, total)
    head = _until_last_newline(output[: min(HEAD_BYTES, len(output) // 2)])
    tail = _from_first_newline(output[-min(TAIL_BYTES, len(output) // 2) :])
    omitted = total - len(head) - len(tail)
    middle = f"\n[... {omitted} of {total} bytes left out{note} ...]\n"
    text = head.decode("utf-8", "backslashreplace") + middle + tail.decode("utf-8", "backslashreplace")
    return Excerpt(text, omitted, total)


def _until_last_newline(head: bytes) -> bytes:
    """Whole lines of the head; a head of one endless line is cut between characters instead."""
    end = head.rfind(b"\n")
    if end > len(head) // 2:
        return head[:end]
    return head.decode("utf-8", "ignore").encode("utf-8") if _is_utf8_but_for_its_end(head) else head


def _is_utf8_but_for_its_end(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(piece) or error.start >= len(piece) - 3
    return True


def _from_first_newline(tail: bytes) -> bytes:
    """Whole lines of the tail; a tail of one endless line drops the continuation bytes of a cut character instead."""
    start = tail.find(b"\n")
    if 0 <= start < len(tail) // 2:
        return tail[start + 1 :]
    skip = 0
    while skip < min(3, len(tail)) and tail[skip] & 0xC0 == 0x80:
        skip += 1
    return tail[skip:]

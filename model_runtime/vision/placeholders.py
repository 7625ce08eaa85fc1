"""Token ids for images and videos: the one placeholder of the chat template becomes one for each row. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from model_runtime.vision.grid import Grid
from model_runtime.vision.positions import Placeholders


def expand_images(token_ids: Sequence[int], images: Sequence[Grid], placeholders: Placeholders) -> list[int]:
    """Repeat every image placeholder of a rendered prompt as often as its image has rows.

    Args:
        token_ids: With one placeholder for each image. They must stem from the template's own text, never from a
            user's or a tool's (see ``model_runtime.chat.held_out``).
        images: In the order of their placeholders.
        placeholders: What stands for a row.

    Raises:
        ValueError: There are more placeholders than images, or fewer.
    """
    held = sum(token_id == placeholders.image_token_id for token_id in token_ids)
    if held != len(images):
        raise ValueError(f"{held} placeholders for {len(images)} images")
    counts = iter([image.tokens(placeholders.merge) for image in images])
    expanded: list[int] = []
    for token_id in token_ids:
        expanded += [token_id] * (next(counts) if token_id == placeholders.image_token_id else 1)
    return expanded


def frame_times(picture_times_s: Sequence[float], span: int) -> list[float]:
    """The time of each frame of a video, which the prompt names before the frame: the middle of its pictures.

    Args:
        picture_times_s: When each sampled picture was taken, in seconds from the video's start.
        span: Pictures of a frame (``temporal_patch_size``); the last picture fills up an unfinished frame.

    Raises:
        ValueError: There is no picture.
    """
    if not picture_times_s:
        raise ValueError("a video has at least one picture")
    times = [*picture_times_s, *[picture_times_s[-1]] * (-len(picture_times_s) % span)]
    return [(first + last) / 2 for first, last in zip(times[::span], times[span - 1 :: span], strict=True)]


def frame_label(time_s: float) -> str:
    """The text before a frame, as the model was trained to read it; it is followed by the frame's marks."""
    return f"<{time_s:.1f} seconds>"

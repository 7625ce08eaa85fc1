"""What can go wrong between a checkpoint folder and a sampled token. Every message is one line, made for a person."""

from __future__ import annotations

from pathlib import Path

_LONGEST_REASON = 500


class ModelRuntimeError(Exception):
    """Base of every error that this package raises on purpose."""


class CheckpointError(ModelRuntimeError):
    """The folder is not a checkpoint that this runtime can load."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = _printable(reason)
        super().__init__(f"checkpoint {folder}: {self.reason}")


class SnapshotFileError(ModelRuntimeError):
    """The file does not hold a snapshot that this model can go on from, or cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = _printable(reason)
        super().__init__(f"snapshot {path}: {self.reason}")


class HubError(ModelRuntimeError):
    """A model cannot be fetched from the hub, or not as it was asked for."""

    def __init__(self, reason: str) -> None:
        super().__init__(_printable(reason))


class DeviceError(ModelRuntimeError):
    """The device that was asked for is not there, or cannot hold the model."""


class ContextOverflowError(ModelRuntimeError):
    """The sequence would grow past the longest that the model can hold."""

    def __init__(self, token_count: int, context_tokens: int) -> None:
        super().__init__(f"a sequence of {token_count} tokens does not fit into a context of {context_tokens}")
        self.token_count = token_count
        self.context_tokens = context_tokens


class BrokenSessionError(ModelRuntimeError):
    """An earlier call was interrupted in the middle of a forward pass; the state is no longer that of the tokens."""


class EngineClosedError(ModelRuntimeError):
    """The engine was closed while something waited for it, or before it was asked."""


class ImageError(ModelRuntimeError):
    """An image or video that cannot be shown to the model: damaged, of another format, too large or too narrow."""

    def __init__(self, reason: str) -> None:
        super().__init__(_printable(reason))


class NumericalError(ModelRuntimeError):
    """The model produced logits that are not finite."""


def _printable(text: str) -> str:
    # Names in a file are strangers' text: no line breaks, no terminal escapes, no endless lines.
    line = "".join(letter if letter.isprintable() else "?" for letter in " ".join(text.split()))
    return line if len(line) <= _LONGEST_REASON else line[:_LONGEST_REASON] + "..."

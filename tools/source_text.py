"""A file's text as the editor sees it: every byte can be restored, and the line ending is known. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""Text with ``\n`` line ends. ``newline`` is what the file used; bytes that are not UTF-8 live on as surrogates."""

    text: str
    newline: str

    @classmethod
    def parse(cls, content: bytes) -> SourceText:
        """Decode. A file is taken as CRLF only when every line end is CRLF; any other mixture is left as it is."""
        text = content.decode("utf-8", "surrogateescape")
        line_ends = text.count("\n")
        if line_ends and text.count("\r\n") == line_ends:
            return cls(text.replace("\r\n", "\n"), "\r\n")
        return cls(text, "\n")

    def encode(self) -> bytes:
        """The bytes of the file."""
        text = self.text.replace("\n", "\r\n") if self.newline == "\r\n" else self.text
        return text.encode("utf-8", "surrogateescape")

    def with_text(self, text: str) -> SourceText:
        """The same file with other text."""
        return SourceText(text, self.newline)


def number_lines(lines: list[str], first: int) -> str:
    """Lines with their numbers, as ``cat -n`` prints them."""
    return "\n".join(f"{number:6}\t{line}" for number, line in enumerate(lines, first))


def show(text: str) -> str:
    r"""Text that can be printed: bytes that were not UTF-8 become ``\xNN``."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

"""Text to token ids and back, over a checkpoint folder's ``tokenizer.json``.

Two ways in: plain text, in which the name of a control token is only letters, and control text, which only we write.
It is no chat format: it does not know what the control tokens mean.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer as LibraryTokenizer

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()


class TokenizerError(ValueError):
    """The folder's tokenizer is absent, unreadable or of a kind that is not supported. The message is one line."""


def byte_level_alphabet() -> dict[int, str]:
    """The letter that stands for each byte in a byte-level vocabulary.

    Printable Latin-1 bytes stand for themselves, the others are moved, in order, to U+0100 and up (the convention of
    GPT-2's vocabulary, which all byte-level BPE files follow).
    """
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    alphabet = {byte: chr(byte) for byte in printable}
    hidden = (byte for byte in range(256) if byte not in alphabet)
    return alphabet | {byte: chr(0x100 + index) for index, byte in enumerate(hidden)}


class Tokenizer:
    """Byte-level BPE of one checkpoint. Immutable after construction."""

    def __init__(self, specification: Mapping[str, Any]) -> None:
        """Read the content of a ``tokenizer.json``.

        Raises:
            TokenizerError: not a tokenizer that the library reads, not byte-level, or added tokens whose matching is
                not exact.
        """
        added = list(specification.get("added_tokens") or [])
        try:
            # Without the added tokens the library cannot match them: that, and no escaping, keeps outside text plain.
            self._plain = LibraryTokenizer.from_str(json.dumps({**specification, "added_tokens": []}))
            self._control_ids = {str(token["content"]): int(token["id"]) for token in added}
            inexact = [t["content"] for t in added if t.get("lstrip") or t.get("rstrip") or t.get("single_word")]
        except Exception as error:  # the library raises bare Exception for every fault of the file
            raise TokenizerError(f"tokenizer.json cannot be read: {error}") from error
        if inexact:
            raise TokenizerError(f"added token {inexact[0]!r} takes in its surroundings, which is not supported")
        self._byte_of_letter = {letter: byte for byte, letter in byte_level_alphabet().items()}
        self._pieces: dict[int, bytes] = {i: name.encode() for name, i in self._control_ids.items()}
        names = sorted(self._control_ids, key=len, reverse=True)
        self._control_pattern = re.compile("(" + "|".join(map(re.escape, names)) + ")" if names else "(?!)")
        self._refuse_control_tokens_in_plain_text()

    def _refuse_control_tokens_in_plain_text(self) -> None:
        for name in self._control_ids:
            ids = self.encode_plain(name)
            if self._control_id_set.intersection(ids) or self.decode(ids) != name:
                raise TokenizerError(f"the vocabulary cannot spell the control token {name!r} as plain text")

    @cached_property
    def _control_id_set(self) -> frozenset[int]:
        return frozenset(self._control_ids.values())

    @property
    def control_ids(self) -> Mapping[str, int]:
        """Id of each control token, by name (``<|im_end|>``)."""
        return self._control_ids

    @property
    def control_pattern(self) -> re.Pattern[str]:
        """Matches the names of control tokens; its one group makes ``split`` keep them."""
        return self._control_pattern

    @cached_property
    def size(self) -> int:
        """Number of ids that stand for something; the rows of the embedding beyond it are padding."""
        highest = max(self._plain.get_vocab(with_added_tokens=False).values(), default=-1)
        return max(highest, *self._control_ids.values(), -1) + 1

    def control_id(self, name: str) -> int:
        """Id of the control token ``name``.

        Raises:
            TokenizerError: there is none.
        """
        try:
            return self._control_ids[name]
        except KeyError:
            raise TokenizerError(f"the tokenizer has no control token {name!r}") from None

    def encode_plain(self, text: str) -> list[int]:
        """Ids of text from outside: never the id of a control token. Lone surrogates become U+FFFD."""
        try:
            return list(self._plain.encode(text, add_special_tokens=False).ids)
        except TypeError:
            return self.encode_plain(_LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))

    def encode_control(self, text: str) -> list[int]:
        """Ids of our own text, in which the names of control tokens are control tokens."""
        ids: list[int] = []
        for index, part in enumerate(self._control_pattern.split(text)):
            if index % 2:
                ids.append(self._control_ids[part])
            elif part:
                ids.extend(self.encode_plain(part))
        return ids

    def token_bytes(self, token_id: int) -> bytes:
        """UTF-8 bytes of one token, maybe a part of a letter; U+FFFD for an id that stands for nothing."""
        piece = self._pieces.get(token_id)
        if piece is None:
            piece = self._pieces[token_id] = self._read_bytes(token_id)
        return piece

    def _read_bytes(self, token_id: int) -> bytes:
        token = self._plain.id_to_token(token_id) if 0 <= token_id < self.size else None
        if token is None:
            return _REPLACEMENT
        try:
            return bytes(self._byte_of_letter[letter] for letter in token)
        except KeyError:
            raise TokenizerError(f"token {token_id} ({token!r}) is not of a byte-level vocabulary") from None

    def decode(self, token_ids: Sequence[int]) -> str:
        """Text of ids, control tokens included; bytes that are no UTF-8 become U+FFFD."""
        return b"".join(map(self.token_bytes, token_ids)).decode("utf-8", errors="replace")


class TextStream:
    """Text of a growing sequence of ids: a letter appears when its last byte has come."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def push(self, token_id: int) -> str:
        """What the next id adds to the text; often a word, sometimes nothing yet."""
        return self._decoder.decode(self._tokenizer.token_bytes(token_id))

    def finish(self) -> str:
        """What is left when no more ids come."""
        return self._decoder.decode(b"", final=True)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a checkpoint folder.

    Raises:
        TokenizerError: no ``tokenizer.json`` there, or it is not usable.
    """
    path = folder / "tokenizer.json"
    try:
        specification = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TokenizerError(f"{folder} has no tokenizer.json") from None
    except (OSError, ValueError) as error:
        raise TokenizerError(f"{path} cannot be read: {error}") from error
    if not isinstance(specification, dict):
        raise TokenizerError(f"{path} is not a JSON object")
    return Tokenizer(specification)

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer as LibraryTokenizer

from model_runtime.byte_tokenizer import (
    CONTROL_TOKENS,
    build_byte_tokenizer,
    byte_specification,
    tokenizer_specification,
)
from model_runtime.tokenizer import TextStream, Tokenizer, TokenizerError, load_tokenizer

TOKENIZER = Tokenizer(byte_specification())
LIBRARY = LibraryTokenizer.from_str(json.dumps(byte_specification()))
CONTROL_IDS = frozenset(TOKENIZER.control_ids.values())
NAMES = [name for name, _ in CONTROL_TOKENS]

ALIEN = st.lists(st.one_of(st.sampled_from([*NAMES, "<", "think>", "|im_end|>", "\n", " "]), st.text())).map("".join)


@given(ALIEN)
def test_plain_text_never_gives_a_control_token_and_comes_back(text: str) -> None:
    ids = TOKENIZER.encode_plain(text)
    assert not CONTROL_IDS.intersection(ids)
    assert TOKENIZER.decode(ids) == unicodedata.normalize("NFC", text)


@given(ALIEN)
def test_control_text_is_encoded_as_the_library_does(text: str) -> None:
    assert TOKENIZER.encode_control(text) == LIBRARY.encode(text, add_special_tokens=False).ids


@given(st.lists(st.integers(-5, 400)))
def test_decoding_takes_any_ids_and_a_stream_says_the_same(ids: list[int]) -> None:
    stream = TextStream(TOKENIZER)
    streamed = "".join(stream.push(token_id) for token_id in ids) + stream.finish()
    assert streamed == TOKENIZER.decode(ids)


@given(ALIEN)
def test_decoding_agrees_with_the_library(text: str) -> None:
    ids = TOKENIZER.encode_control(text)
    assert TOKENIZER.decode(ids) == LIBRARY.decode(ids, skip_special_tokens=False)


def test_stream_holds_a_letter_back_until_it_is_whole() -> None:
    stream = TextStream(TOKENIZER)
    assert [stream.push(byte) for byte in "é!".encode()] == ["", "é", "!"]


def test_lone_surrogates_become_replacement_characters() -> None:
    assert TOKENIZER.decode(TOKENIZER.encode_plain("a\ud800b")) == "a\ufffdb"


def test_byte_tokenizer_has_bytes_then_control_tokens() -> None:
    assert TOKENIZER.size == 256 + 33
    assert TOKENIZER.encode_plain("\n<é") == [10, 60, 195, 169]
    assert [TOKENIZER.control_id(name) for name in NAMES] == list(range(256, 289))
    assert TOKENIZER.control_id("<|endoftext|>") == 256
    assert TOKENIZER.control_id("<|im_end|>") == 258


def test_control_tokens_are_those_of_the_published_configuration() -> None:
    special = [name for name, is_special in CONTROL_TOKENS if is_special]
    assert len(CONTROL_TOKENS) == 33
    assert len(special) == 21
    assert NAMES[14:16] == ["<tool_call>", "</tool_call>"]
    assert NAMES[22:26] == ["<tool_response>", "</tool_response>", "<think>", "</think>"]


def test_merged_tokens_decode_to_their_bytes() -> None:
    letters = {**byte_specification()["model"]["vocab"], "Ġa": 256}
    tokenizer = Tokenizer(tokenizer_specification(letters, [("Ġ", "a")]))
    assert tokenizer.encode_plain("b a") == [98, 256]
    assert tokenizer.decode([98, 256, tokenizer.control_id("<think>")]) == "b a<think>"
    assert tokenizer.size == 257 + 33


def test_written_folder_is_read_by_us_and_by_transformers(tmp_path: Path) -> None:
    build_byte_tokenizer(tmp_path, chat_template="x")
    ours = load_tokenizer(tmp_path)
    theirs = pytest.importorskip("transformers").PreTrainedTokenizerFast.from_pretrained(tmp_path)
    text = "<|im_start|>user\nHé  llo<|im_end|>\n<think>\n"
    assert ours.encode_control(text) == theirs(text)["input_ids"]
    assert theirs.eos_token == "<|im_end|>"
    assert theirs.chat_template == "x"


def _without_vocabulary(specification: dict[str, Any]) -> dict[str, Any]:
    return {**specification, "model": {"type": "nonsense"}}


def _with_greedy_token(specification: dict[str, Any]) -> dict[str, Any]:
    added = [{**token, "rstrip": True} for token in specification["added_tokens"]]
    return {**specification, "added_tokens": added}


@pytest.mark.parametrize("spoil", [_without_vocabulary, _with_greedy_token])
def test_unusable_tokenizer_is_refused(spoil: Any) -> None:
    with pytest.raises(TokenizerError) as caught:
        Tokenizer(spoil(byte_specification()))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("content", "said"), [(None, "no tokenizer.json"), ("{", "cannot be read"), ("[]", "object")])
def test_folder_without_a_usable_tokenizer_is_refused_in_one_line(
    tmp_path: Path, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "tokenizer.json").write_text(content)
    with pytest.raises(TokenizerError, match=said) as caught:
        load_tokenizer(tmp_path)
    assert "\n" not in str(caught.value)

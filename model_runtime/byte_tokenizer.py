"""The smallest tokenizer of the Qwen3.6 form: 256 bytes, then the 33 control tokens. For random checkpoints and tests.

Also the place where such a file is put together, so that a trained vocabulary gets the same frame.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from model_runtime.tokenizer import byte_level_alphabet

PRETOKENIZER_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)

CONTROL_TOKENS: tuple[tuple[str, bool], ...] = (
    ("<|endoftext|>", True),
    ("<|im_start|>", True),
    ("<|im_end|>", True),
    ("<|object_ref_start|>", True),
    ("<|object_ref_end|>", True),
    ("<|box_start|>", True),
    ("<|box_end|>", True),
    ("<|quad_start|>", True),
    ("<|quad_end|>", True),
    ("<|vision_start|>", True),
    ("<|vision_end|>", True),
    ("<|vision_pad|>", True),
    ("<|image_pad|>", True),
    ("<|video_pad|>", True),
    ("<tool_call>", False),
    ("</tool_call>", False),
    ("<|fim_prefix|>", False),
    ("<|fim_middle|>", False),
    ("<|fim_suffix|>", False),
    ("<|fim_pad|>", False),
    ("<|repo_name|>", False),
    ("<|file_sep|>", False),
    ("<tool_response>", False),
    ("</tool_response>", False),
    ("<think>", False),
    ("</think>", False),
    ("<|audio_start|>", True),
    ("<|audio_end|>", True),
    ("<tts_pad>", True),
    ("<tts_text_bos>", True),
    ("<tts_text_eod>", True),
    ("<tts_text_bos_single>", True),
    ("<|audio_pad|>", True),
)
"""Names of the control tokens of Qwen3.6, in the order of their ids, each with the file's ``special`` flag."""


def tokenizer_specification(vocabulary: Mapping[str, int], merges: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Content of a ``tokenizer.json``: byte-level BPE over ``vocabulary``, the control tokens right behind it.

    Args:
        vocabulary: id of each token, spelled in the byte-level alphabet; ids 0 to n-1.
        merges: pairs of tokens, the earliest first.
    """
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    split = {"type": "Split", "pattern": {"Regex": PRETOKENIZER_PATTERN}, "behavior": "Isolated", "invert": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added_token(len(vocabulary) + k, *token) for k, token in enumerate(CONTROL_TOKENS)],
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
        "post_processor": byte_level,
        "decoder": byte_level,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "",
            "fuse_unk": False,
            "byte_fallback": False,
            "ignore_merges": False,
            "vocab": dict(vocabulary),
            "merges": [list(pair) for pair in merges],
        },
    }


def _added_token(token_id: int, content: str, special: bool) -> dict[str, Any]:
    exact = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": token_id, "content": content, **exact, "special": special}


def byte_specification() -> dict[str, Any]:
    """Content of the byte tokenizer's ``tokenizer.json``: the id of a byte is the byte."""
    return tokenizer_specification({letter: byte for byte, letter in sorted(byte_level_alphabet().items())}, ())


def write_tokenizer(folder: Path, specification: Mapping[str, Any], *, chat_template: str | None = None) -> None:
    """Write ``tokenizer.json``, ``tokenizer_config.json`` and, if one is given, ``chat_template.jinja``."""
    folder.mkdir(parents=True, exist_ok=True)
    added = {
        str(token["id"]): {key: value for key, value in token.items() if key != "id"}
        for token in specification["added_tokens"]
    }
    configuration = {
        "add_bos_token": False,
        "add_prefix_space": False,
        "added_tokens_decoder": added,
        "bos_token": None,
        "clean_up_tokenization_spaces": False,
        "eos_token": "<|im_end|>",
        "errors": "replace",
        "model_max_length": 262144,
        "pad_token": "<|endoftext|>",
        "pretokenize_regex": PRETOKENIZER_PATTERN,
        "split_special_tokens": False,
        "tokenizer_class": "Qwen2Tokenizer",
        "unk_token": None,
    }
    for name, content in (("tokenizer.json", specification), ("tokenizer_config.json", configuration)):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if chat_template is not None:
        (folder / "chat_template.jinja").write_text(chat_template, encoding="utf-8")


def build_byte_tokenizer(folder: Path, *, chat_template: str | None = None) -> None:
    """Write the byte tokenizer into ``folder`` (made if absent)."""
    write_tokenizer(folder, byte_specification(), chat_template=chat_template)

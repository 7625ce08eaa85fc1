from __future__ import annotations

from pathlib import Path

import pytest

from model_runtime.byte_tokenizer import byte_specification
from model_runtime.chat.format import QwenChatFormat
from model_runtime.chat.template import ChatTemplate
from model_runtime.tokenizer import Tokenizer

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def chat() -> QwenChatFormat:
    source = (DATA / "qwen3_6_chat_template.jinja").read_text(encoding="utf-8")
    return QwenChatFormat(Tokenizer(byte_specification()), ChatTemplate(source))

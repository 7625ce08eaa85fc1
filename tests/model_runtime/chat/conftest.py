from __future__ import annotations

import pytest

from model_runtime.chat.format import QwenChatFormat, byte_chat_format


@pytest.fixture(scope="session")
def chat() -> QwenChatFormat:
    return byte_chat_format()

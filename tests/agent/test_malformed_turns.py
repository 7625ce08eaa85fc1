"""Malformed turns in number: each becomes a turn, each call of it an observation; quick, and without an exception."""

from __future__ import annotations

import random
import statistics
import sys
import time

import pytest

from agent.execution import execute
from model_runtime.chat.format import byte_chat_format
from sandboxes.memory import MemorySandbox
from tools.base import tool_spec
from tools.registry import create_tools
from vocabulary.messages import MalformedCall

CHAT = byte_chat_format()
TOOLS = {
    tool.name: tool for tool in create_tools(["bash", "str_replace_editor", "git_diff", "submit"], command_timeout_s=5)
}
SPECS = [tool_spec(tool) for tool in TOOLS.values()]
PIECES = [
    *("<tool_call>", "</tool_call>", "</think>", "<think>", "<|im_end|>", "<|endoftext|>", "<|im_start|>"),
    *(
        "<function=bash>",
        "<function=str_replace_editor>",
        "<function=submit>",
        "<function=fly>",
        "<function=",
        "</function>",
    ),
    *("<parameter=command>", "<parameter=command=create>", "<parameter=path>", "<parameter=timeout>", "<parameter="),
    *(
        "<parameter=view_range>",
        "</parameter>",
        "view",
        "create",
        "str_replace",
        "/repo/a.py",
        "../../etc",
        "NaN",
        "-1",
    ),
    *(
        "Infinity",
        "1e999",
        "[1, 2",
        '{"a": {"a": {}}}',
        "[" * 50,
        "null",
        "true",
        "\x00",
        "\x1b[2J",
        "\ufffd",
        "é",
        "日本",
    ),
    *("\n", " ", "x" * 200, '{"name": "bash", "arguments": {}}', "```bash\nls\n```"),
    *("<tool_call>\n<function=bash>\n<parameter=command>\nls\n</parameter>\n</function>\n</tool_call>",),
]


@pytest.mark.parametrize("turns", [2000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_each_becomes_a_turn_and_observations(turns: int, capsys: pytest.CaptureFixture[str]) -> None:
    chance, sandbox = random.Random(4), MemorySandbox({"a.py": b"x = 1\n"})
    times_s, calls, malformed = [], 0, 0
    for _ in range(turns):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 24)))
        ids = CHAT.encode_output(text) if chance.random() < 0.8 else [chance.randrange(0, 300) for _ in range(60)]
        thinking = chance.random() < 0.5
        start_s = time.perf_counter()
        turn = CHAT.parse(ids, SPECS, thinking=thinking)
        times_s.append(time.perf_counter() - start_s)
        for call in turn.calls:
            observation = execute(call, TOOLS, sandbox)
            assert observation.text
            assert observation.is_error or not isinstance(call, MalformedCall)
            calls, malformed = calls + 1, malformed + isinstance(call, MalformedCall)
    figures = f"{turns} turns, {calls} calls, {malformed} unreadable: median {statistics.median(times_s) * 1e3:.2f} ms"
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}, longest {max(times_s) * 1e3:.0f} ms\n")
    assert calls > turns / 100
    assert malformed > turns / 1000
    assert statistics.median(times_s) < 0.01, figures  # the bar of 1 ms is one for a machine that is not shared

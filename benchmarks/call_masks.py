"""What holding tool calls to their grammar costs a token, on the tokenizer of a checkpoint folder.

Usage: ``python benchmarks/call_masks.py FOLDER``. The calls hold this repository's own source as their text.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from machine import circumstances

from model_runtime.chat.call_grammar import call_grammar
from model_runtime.chat.call_matcher import GrammarState, GrammarVocabulary
from model_runtime.chat.turn import ControlIds
from model_runtime.tokenizer import load_tokenizer
from tools.base import tool_spec
from tools.registry import create_tools

TOOLS = ("bash", "str_replace_editor", "git_diff", "submit")


def call(name: str, **parameters: str) -> str:
    """A call as text, without its outer tags."""
    body = "".join(f"<parameter={key}>\n{value}\n</parameter>\n" for key, value in parameters.items())
    return f"\n<function={name}>\n{body}</function>\n"


def walk(state: GrammarState, ids: list[int]) -> list[float]:
    """Seconds for each run of forced tokens and for each token that the model would choose."""
    times: list[float] = []
    position = 0
    while position < len(ids):
        started_s = time.perf_counter()
        run = state.forced or (ids[position],)
        allowed = state.allowed[ids[position] >> 3] >> (ids[position] & 7) & 1
        times.append(time.perf_counter() - started_s)
        if not allowed:
            raise SystemExit(f"token {ids[position]} is not allowed")
        state = state.after(run)
        position += len(run)
    return times


def main(folder: Path) -> None:
    """Measure and print."""
    tokenizer = load_tokenizer(folder)
    control = ControlIds.of(tokenizer)
    specs = [tool_spec(tool) for tool in create_tools(TOOLS, command_timeout_s=60.0)]
    started_s = time.perf_counter()
    vocabulary = GrammarVocabulary(tokenizer, control.end_of_turn)
    prepared_s = time.perf_counter()
    start = vocabulary.compile(call_grammar(specs, open_call=control.open_call, close_call=control.close_call))
    compiled_s = time.perf_counter()
    source = Path(__file__).read_text(encoding="utf-8")
    calls = [
        call("str_replace_editor", command="create", path="/repo/a.py", file_text=source),
        call("bash", command="git grep -n total | head -5 && python -m pytest -q", timeout="120"),
    ]
    coded = [[*tokenizer.encode_plain(text), control.close_call] for text in calls]
    times = [seconds for ids in coded for seconds in walk(start, ids)]
    figures: dict[str, float] = {
        "vocabulary_tokens": tokenizer.size,
        "prepare_s": prepared_s - started_s,
        "compile_ms": 1e3 * (compiled_s - prepared_s),
        "masks": len(times),
        "mask_median_us": 1e6 * statistics.median(times),
        "mask_mean_us": 1e6 * statistics.mean(times),
        "mask_max_ms": 1e3 * max(times),
    }
    rounded = {name: round(value, 2) for name, value in figures.items()}
    sys.stdout.write(json.dumps({**circumstances(), **rounded}, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""A run directory as a trajectory of the Agent Trajectory Interchange Format (ATIF 1.8), which Harbor's viewer and tools read.

It says what our record says: prompts, replies with their thoughts and token ids, calls, observations, tokens. Nothing is run again.
Source: Harbor 0.24, ``models/trajectories``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from agent.errors import BadInput
from agent.events import Ended, Event, ModelTurn, ObservationRecord, RunStarted, ToolCallRecord, UserMessage
from agent.trajectory import IMAGES_FOLDER, CorruptTrajectory, read_events, read_kept_image
from tools.base import tool_spec
from tools.registry import create_tools

VERSION: Final = "ATIF-v1.8"
TRAJECTORY: Final = "trajectory.json"
_KINDS: Final = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


def trajectory_of(run_dir: Path, *, version: str) -> dict[str, Any]:
    """The trajectory of a recorded run; ``version`` is that of this program.

    Raises:
        BadInput: the folder holds no run that can be read.
    """
    try:
        events = read_events(run_dir)
        configuration = json.loads((run_dir / "config.json").read_text("utf-8"))
        started = next(event.record for event in events if isinstance(event.record, RunStarted))
        model, brief = configuration["model"], bool(configuration["profile"]["brief_tools"])
    except (OSError, ValueError, KeyError, StopIteration, CorruptTrajectory) as error:
        raise BadInput(f"{run_dir} holds no recorded run: {' '.join(str(error).split())[:200]}") from error
    steps = [{"step_id": number, **step} for number, step in enumerate(_steps(run_dir, events), 1)]
    trajectory: dict[str, Any] = {
        "schema_version": VERSION,
        "session_id": str(configuration.get("sandbox_id") or run_dir.resolve().name),
        "agent": {
            "name": "throughline",
            "version": version,
            "model_name": model["name"],
            "tool_definitions": _tools(started.tools, brief=brief),
            "extra": {"model_digest": model["digest"], "seed": configuration["seed"]},
        },
        "steps": steps,
        "final_metrics": _totals(events, len(steps)),
    }
    ended = [event.record for event in events if isinstance(event.record, Ended)]
    if ended:
        trajectory["extra"] = {"ending": ended[-1].kind, "ending_detail": ended[-1].detail}
    return trajectory


def has_run(folder: Path) -> bool:
    """Whether a folder holds the record of a run."""
    return (folder / "events.jsonl").is_file()


def _steps(run_dir: Path, events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    calls: defaultdict[int, list[ToolCallRecord]] = defaultdict(list)
    results: defaultdict[int, dict[int, ObservationRecord]] = defaultdict(dict)
    for event in events:
        if isinstance(event.record, ToolCallRecord):
            # A call that a resumed run carried out once more is recorded once more.
            known = [each for each in calls[event.record.step] if each.index != event.record.index]
            calls[event.record.step] = [*known, event.record]
        elif isinstance(event.record, ObservationRecord):
            results[event.record.step][event.record.index] = event.record
    for event in events:
        record, time = event.record, event.time.isoformat()
        if isinstance(record, RunStarted):
            yield {"timestamp": time, "source": "system", "message": record.system_prompt}
            message = _content(run_dir, record.user_prompt, record.images)
            yield {"timestamp": time, "source": "user", "message": message}
        elif isinstance(record, UserMessage):
            yield {"timestamp": time, "source": "user", "message": record.text}
        elif isinstance(record, ModelTurn):
            yield {"timestamp": time, **_turn(run_dir, record, calls[record.step], results[record.step])}


def _turn(
    run_dir: Path, turn: ModelTurn, calls: Sequence[ToolCallRecord], results: dict[int, ObservationRecord]
) -> dict[str, Any]:
    """One reply with its calls and what came of them."""
    usage = turn.usage
    step: dict[str, Any] = {
        "source": "agent",
        "message": turn.content,
        "llm_call_count": 1,
        "metrics": {
            "prompt_tokens": usage.computed + usage.reused,
            "cached_tokens": usage.reused,
            "completion_tokens": usage.thinking + usage.answer,
            "completion_token_ids": list(turn.token_ids),
        },
        "extra": {"finish": turn.finish, "prefill_s": turn.prefill_s, "decode_s": turn.decode_s},
    }
    if turn.reasoning:
        step["reasoning_content"] = turn.reasoning
    if calls:
        step["tool_calls"] = [_call(turn.step, call) for call in calls]
    found = [
        {
            "source_call_id": _call_id(turn.step, call.index),
            "content": _content(run_dir, results[call.index].text, results[call.index].images),
            "extra": {"is_error": results[call.index].is_error, "duration_s": results[call.index].duration_s},
        }
        for call in calls
        if call.index in results
    ]
    if found:
        step["observation"] = {"results": found}
    return step


def _call(step: int, call: ToolCallRecord) -> dict[str, Any]:
    """A call; one that could not be read has its text beside empty arguments."""
    made: dict[str, Any] = {
        "tool_call_id": _call_id(step, call.index),
        "function_name": call.name,
        "arguments": call.arguments or {},
    }
    return made if call.raw is None else {**made, "extra": {"raw": call.raw}}


def _call_id(step: int, index: int) -> str:
    return f"call_{step}_{index}"


def _content(run_dir: Path, text: str, images: Sequence[str]) -> str | list[dict[str, Any]]:
    """Text, with images as files of the run directory behind it."""
    parts = [
        {"type": "image", "source": {"media_type": kind, "path": f"{IMAGES_FOLDER}/{digest}"}}
        for digest in images
        if (kind := _kind(run_dir, digest)) is not None
    ]
    return [{"type": "text", "text": text}, *parts] if parts else text


def _kind(run_dir: Path, digest: str) -> str | None:
    try:
        content = read_kept_image(run_dir, digest)
    except ValueError:
        return None
    return next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)


def _tools(names: Sequence[str], *, brief: bool) -> list[dict[str, Any]]:
    """The tools as the prompt shows them, as far as they are still known."""
    definitions: list[dict[str, Any]] = []
    for name in names:
        try:
            (tool,) = create_tools([name], command_timeout_s=60.0)
        except KeyError:
            continue
        definitions.append(dict(tool_spec(tool, brief=brief).envelope()))
    return definitions


def _totals(events: Sequence[Event], steps: int) -> dict[str, Any]:
    usages = [event.record.usage for event in events if isinstance(event.record, ModelTurn)]
    return {
        "total_prompt_tokens": sum(usage.computed + usage.reused for usage in usages),
        "total_cached_tokens": sum(usage.reused for usage in usages),
        "total_completion_tokens": sum(usage.thinking + usage.answer for usage in usages),
        "total_steps": steps,
    }

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.errors import BadInput
from agent.events import Ended, ModelTurn, ObservationRecord, RunStarted, ToolCallRecord, UserMessage
from agent.trajectory import Trajectory
from evals.atif import has_run, trajectory_of
from vocabulary.messages import Usage

PICTURE = b"\x89PNG\r\n\x1a\n"


def turn(step: int, calls: int, reasoning: str = "") -> ModelTurn:
    return ModelTurn(
        step=step,
        first_token=10,
        token_ids=(1, 2, 3),
        reasoning=reasoning,
        content="said",
        calls=calls,
        finish="end_of_turn",
        usage=Usage(computed=5, reused=20, thinking=1, answer=2),
        prefill_s=0.1,
        decode_s=0.2,
        decode_tokens_per_s=15.0,
    )


@pytest.fixture
def run_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    trajectory = Trajectory(folder, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    configuration = {"model": {"name": "m", "digest": "d"}, "profile": {"brief_tools": False}, "seed": 3}
    trajectory.write_file("config.json", json.dumps(configuration).encode())
    digest = trajectory.keep_image(PICTURE)
    for record in (
        RunStarted(
            issue_source="s",
            issue_raw="r",
            issue_text="t",
            system_prompt="system",
            user_prompt="user",
            tools=("bash+services", "terminal", "gone"),
        ),
        turn(1, 2, "thought"),
        ToolCallRecord(step=1, index=0, name="bash", arguments={"command": "ls"}),
        ObservationRecord(step=1, index=0, text="files", is_error=False, duration_s=0.5, images=(digest,)),
        ToolCallRecord(step=1, index=1, name="malformed", raw="<tool_call>"),
        ObservationRecord(step=1, index=1, text="no call", is_error=True, duration_s=0.0),
        turn(2, 0),
        UserMessage(step=2, text="go on"),
        turn(3, 1),
        ToolCallRecord(step=3, index=0, name="bash", arguments={"command": "sleep"}),
        Ended(kind="time_limit", detail="5 s are over"),
    ):
        trajectory.append(record)
    trajectory.close()
    return folder


def test_a_run_becomes_steps_of_three_sources(run_dir: Path) -> None:
    made = trajectory_of(run_dir, version="1")
    assert made["schema_version"] == "ATIF-v1.8"
    assert [step["source"] for step in made["steps"]] == ["system", "user", "agent", "agent", "user", "agent"]
    assert [step["step_id"] for step in made["steps"]] == [1, 2, 3, 4, 5, 6]
    assert made["agent"]["model_name"] == "m"
    assert [tool["function"]["name"] for tool in made["agent"]["tool_definitions"]] == ["bash", "terminal"]
    assert made["final_metrics"] == {
        "total_prompt_tokens": 75,
        "total_cached_tokens": 60,
        "total_completion_tokens": 9,
        "total_steps": 6,
    }
    assert made["extra"] == {"ending": "time_limit", "ending_detail": "5 s are over"}


def test_calls_and_what_came_of_them_belong_together(run_dir: Path) -> None:
    first, _, _, last = trajectory_of(run_dir, version="1")["steps"][2:]
    assert (first["message"], first["reasoning_content"]) == ("said", "thought")
    assert first["metrics"]["completion_token_ids"] == [1, 2, 3]
    assert [call["function_name"] for call in first["tool_calls"]] == ["bash", "malformed"]
    assert first["tool_calls"][1] == {
        "tool_call_id": "call_1_1",
        "function_name": "malformed",
        "arguments": {},
        "extra": {"raw": "<tool_call>"},
    }
    shown, refused = first["observation"]["results"]
    assert shown["source_call_id"] == "call_1_0"
    assert [part["type"] for part in shown["content"]] == ["text", "image"]
    assert shown["content"][1]["source"]["media_type"] == "image/png"
    assert refused["content"] == "no call"
    assert "observation" not in last


def test_what_is_no_run_is_refused(tmp_path: Path, run_dir: Path) -> None:
    assert has_run(run_dir)
    assert not has_run(tmp_path)
    with pytest.raises(BadInput, match="holds no recorded run"):
        trajectory_of(tmp_path, version="1")
    (run_dir / "config.json").unlink()
    with pytest.raises(BadInput, match="holds no recorded run"):
        trajectory_of(run_dir, version="1")

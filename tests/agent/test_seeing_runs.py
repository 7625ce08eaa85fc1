"""Runs with pictures, through a real (random) checkpoint that sees: what is shown changes what is said, and is kept."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from agent.conversation import Conversation
from agent.events import ObservationRecord, RunStarted
from agent.issue import Issue, read_issue, with_pictures
from agent.limits import RunLimits
from agent.model import LanguageModel
from agent.profile import PROFILES, Profile
from agent.solve import SolveRequest, solve
from agent.trajectory import read_events, read_tokens
from evals.replay import ReplayModel, read_recording
from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.session import Session
from sandboxes.memory import MemorySandbox
from tests.seeing_checkpoint import IMAGE_PAD, png, write_seeing_folder
from vocabulary.messages import Image, Message, PlacedImage, SamplingParameters, ToolCall
from vocabulary.reply import DrawnToken, ReplyRule

RED, BLUE = png(32, 16, (200, 20, 20)), png(32, 16, (20, 20, 200))
LOOK = Message("assistant", "", "Let me see.", (ToolCall("view_image", {"path": "/repo/plot.png"}),))
SUBMIT = Message("assistant", "", "Done.", (ToolCall("submit", {"summary": "Looked."}),))
PROFILE = PROFILES["qwen3.6"].model_copy(
    update={
        "sampling": SamplingParameters(temperature=1.0),
        "limits": RunLimits(max_steps=3, max_tokens_per_turn=12, max_total_tokens=16_000, max_time_s=120.0),
    }
)


class WalkedSession:
    """A session of the real model whose first replies are put into its mouth; later ones it draws itself."""

    def __init__(self, session: Session, turns: Sequence[list[int]]) -> None:
        self._session = session
        self._turns = iter(turns)
        self.logits: list[torch.Tensor] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def reply(
        self, parameters: SamplingParameters, *, max_tokens: int, rule: ReplyRule | None = None, logprobs: bool = False
    ) -> Iterator[DrawnToken]:
        self.logits.append(self._session.next_logits())
        turn = next(self._turns, None)
        if turn is None:
            yield from self._session.reply(parameters, max_tokens=max_tokens, rule=rule, logprobs=logprobs)
            return
        for token_id in turn:
            self._session.append(token_id)
            yield DrawnToken(token_id)


class Walker:
    """The real model with the walk; it remembers its sessions."""

    def __init__(self, model: LocalLanguageModel, turns: Sequence[Message]) -> None:
        self._model = model
        self._turns = [model.chat.encode_turn(turn, thinking=True) for turn in turns]
        self.sessions: list[WalkedSession] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def new_session(self, *, seed: int) -> WalkedSession:
        self.sessions.append(WalkedSession(self._model.new_session(seed=seed), self._turns))
        return self.sessions[-1]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LocalLanguageModel:
    folder = write_seeing_folder(tmp_path_factory.mktemp("models") / "tiny-seeing", context_tokens=16_000)
    return load_language_model(folder, device="cpu", dtype="float32")


def walk(
    model: LanguageModel, folder: Path, picture: bytes, *, issue: Issue | None = None, profile: Profile = PROFILE
) -> Path:
    issue = issue or Issue("argument", "The plot is wrong.", "The plot is wrong.")
    files = {"/repo/plot.png": picture, "/repo/a.py": b"x = 1\n", "/repo/page.svg": b"<svg/>"}
    request = SolveRequest(issue=issue, profile=profile, run_dir=folder, seed=7)
    solve(request, model, lambda: MemorySandbox(files))
    return folder


def records(folder: Path, kind: type[Any]) -> list[Any]:
    return [event.record for event in read_events(folder) if isinstance(event.record, kind)]


def test_what_view_image_shows_changes_what_the_model_expects_and_says(
    model: LocalLanguageModel, tmp_path: Path
) -> None:
    walkers = [Walker(model, [LOOK]) for _ in range(3)]
    pictures = (RED, BLUE, RED)
    runs = [walk(w, tmp_path / str(n), p) for n, (w, p) in enumerate(zip(walkers, pictures, strict=True))]  # type: ignore[arg-type]
    red, blue, again = (walker.sessions[0].logits for walker in walkers)
    torch.testing.assert_close(red[0], blue[0])
    assert not torch.allclose(red[1], blue[1], atol=1e-3)
    torch.testing.assert_close(red[1], again[1], rtol=0, atol=0)
    assert read_tokens(runs[0]) == read_tokens(runs[2])
    assert sum(token_id == IMAGE_PAD for token_id, origin in read_tokens(runs[0]) if origin == "glue") == 8
    [seen] = [record for record in records(runs[0], ObservationRecord) if record.images]
    assert seen.text == f"/repo/plot.png ({len(RED)} bytes):"
    assert (runs[0] / "images" / seen.images[0]).read_bytes() == RED
    assert seen.images == (model.chat.read_image(RED).digest,)


def test_a_run_with_pictures_can_be_replayed(model: LocalLanguageModel, tmp_path: Path) -> None:
    limits = replace(PROFILE.limits, max_tokens_per_turn=1_000)  # a replay cuts its replies there, the walk does not
    profile = PROFILE.model_copy(update={"limits": limits})
    walker = Walker(model, [LOOK, LOOK, SUBMIT])
    recorded = walk(walker, tmp_path / "recorded", RED, profile=profile)  # type: ignore[arg-type]
    replay = ReplayModel(read_recording(recorded), model.chat)
    again = walk(replay, tmp_path / "again", RED, profile=profile)
    assert replay.first_difference is None
    assert read_tokens(again) == read_tokens(recorded)
    assert len(list((again / "images").iterdir())) == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/repo/a.py", "/repo/a.py: the image cannot be decoded: damaged, or none of PNG, JPEG, GIF, WEBP, BMP"),
        ("/repo/none.png", "none.png"),
        ("plot.png", "path"),
    ],
)
def test_what_cannot_be_shown_is_told(model: LocalLanguageModel, tmp_path: Path, path: str, said: str) -> None:
    look = replace(LOOK, tool_calls=(ToolCall("view_image", {"path": path}),))
    folder = walk(Walker(model, [look, SUBMIT]), tmp_path / "run", RED)  # type: ignore[arg-type]
    first, *_ = records(folder, ObservationRecord)
    assert first.is_error
    assert said in first.text
    assert "0x" not in first.text
    assert not (folder / "images").exists()


def test_pictures_of_an_issue_stand_where_it_links_to_them(model: LocalLanguageModel, tmp_path: Path) -> None:
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots" / "a b.png").write_bytes(RED)
    (tmp_path / "b.png").write_bytes(BLUE)
    (tmp_path / "c.png").write_bytes(png(8, 8, (0, 0, 0)))
    text = 'First\n\n![red](shots/a%20b.png "so")\nthen <img alt="x" src="b.png"/> last. ![gone](gone.png)'
    (tmp_path / "issue.md").write_text(text, encoding="utf-8")
    issue = with_pictures(read_issue(str(tmp_path / "issue.md"), None), [tmp_path / "c.png"])  # type: ignore[arg-type]
    folder = walk(Walker(model, [SUBMIT]), tmp_path / "run", RED, issue=issue)  # type: ignore[arg-type]
    ids = [token_id for token_id, _ in read_tokens(folder)]
    pads = "<|vision_start|>" + "<|image_pad|>" * 8 + "<|vision_end|>"
    assert (
        f'![red](shots/a%20b.png "so")\n{pads}\nthen <img alt="x" src="b.png"/>\n{pads} last. ![gone](gone.png)\n\n'
        "![c.png]\n<|vision_start|><|image_pad|><|vision_end|>\n</issue>"
    ) in model.chat.decode(ids)
    [started] = records(folder, RunStarted)
    assert started.tools[-1] == "view_image"
    assert [(folder / "images" / digest).read_bytes() for digest in started.images[:2]] == [RED, BLUE]
    assert len(started.images) == 3
    assert any("no such file" in notice for notice in started.notices)


def test_a_model_without_eyes_is_told_nothing_of_images(tmp_path: Path) -> None:
    folder = write_seeing_folder(tmp_path / "blind", context_tokens=16_000, sees=False)
    blind = load_language_model(folder, device="cpu")
    issue = with_pictures(Issue("argument", "Look", "Look"), [])
    (tmp_path / "b.png").write_bytes(BLUE)
    issue = with_pictures(issue, [tmp_path / "b.png"])
    run = walk(Walker(blind, [LOOK, SUBMIT]), tmp_path / "run", RED, issue=issue)  # type: ignore[arg-type]
    [started] = records(run, RunStarted)
    assert "view_image" not in started.tools
    assert any("reads text only" in notice for notice in started.notices)
    assert "view_image" not in blind.chat.decode([t for t, origin in read_tokens(run) if origin == "prompt"])


def test_the_pocket_profile_is_offered_no_images(model: LocalLanguageModel, tmp_path: Path) -> None:
    profile = PROFILES["pocket"].model_copy(update={"limits": PROFILE.limits})
    run = walk(Walker(model, [SUBMIT]), tmp_path / "run", RED, profile=profile)  # type: ignore[arg-type]
    assert records(run, RunStarted)[0].tools == ("bash", "str_replace_editor", "submit")


def test_images_keep_their_places_when_thoughts_are_forgotten(model: LocalLanguageModel) -> None:
    chat = model.chat
    images = [chat.read_image(png(8 * n, 8, (n, n, n))) for n in (2, 3, 4, 5)]
    opening = [Message("system", "Fix."), Message.of_parts("user", ["See ", images[0]])]
    conversation = Conversation.open(chat, opening, [], thinking=True)
    shown: list[tuple[str, Image]] = [("tool", images[1]), ("user", images[2]), ("user", images[3])]
    for role, image in shown:
        conversation.append_sampled(chat.encode_turn(Message("assistant", "Hm.", "A thought."), thinking=True))
        conversation.bridge([Message.of_parts(role, ["This: ", image])])  # type: ignore[arg-type]
        if role == "user":
            conversation.forget_thoughts()
    assert_placed(conversation.token_ids(), conversation.images(), images)
    start = conversation.images()[2].place
    assert_placed(conversation.token_ids(start), conversation.images(start), images[2:])


def assert_placed(ids: list[int], placed: list[PlacedImage], images: list[Image]) -> None:
    assert [each.image for each in placed] == images
    for each in placed:
        run = ids[each.place : each.place + each.image.token_count]
        assert run == [IMAGE_PAD] * each.image.token_count
        assert ids[each.place - 1] != IMAGE_PAD


def test_a_bomb_in_the_sandbox_is_refused(model: LocalLanguageModel, tmp_path: Path) -> None:
    bomb = bytearray(RED)
    bomb[16:24] = struct.pack(">II", 10_000, 10_000)
    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4, "big")
    folder = walk(Walker(model, [LOOK, SUBMIT]), tmp_path / "run", bytes(bomb))  # type: ignore[arg-type]
    assert "10000 x 10000 pixels" in records(folder, ObservationRecord)[0].text

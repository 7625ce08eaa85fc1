"""A run with pictures is killed at every record, and goes on with the same tokens and the same pictures in their places."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch

from agent.clips import Clip
from agent.errors import Misconfigured
from agent.events import AnyRecord
from agent.issue import Issue
from agent.pictures import Picture
from agent.profile import PROFILES
from agent.progress import NoProgress
from agent.request import SolveRequest, StoredBase
from agent.resume import Sandboxes, resume
from agent.saved_run import open_saved_run
from agent.scripted import ScriptedCall, ScriptedModel, ScriptedSession, SpokenTurn
from agent.solve import solve, tool_specs
from agent.stuck import LoopRules
from agent.trajectory import read_tokens
from model_runtime.byte_tokenizer import byte_specification
from model_runtime.chat.format import QwenChatFormat
from model_runtime.chat.template import published_template
from model_runtime.language_model import load_language_model
from model_runtime.tokenizer import Tokenizer
from model_runtime.vision.pixel_rules import PixelLimits, PixelRules
from model_runtime.vision.positions import Placeholders
from model_runtime.vision.sight import ImageRules
from sandboxes.memory import MemorySandbox
from tests.agent.test_seeing_runs import LOOK, SUBMIT, Walker
from tests.agent.test_seeing_runs import PROFILE as WALKED
from tests.seeing_checkpoint import IMAGE_PAD, VIDEO_PAD, animation, png, write_seeing_folder
from vocabulary.messages import PlacedImage

RED, BLUE, GREEN = (png(32, 16, colour) for colour in ((200, 20, 20), (20, 20, 200), (20, 200, 20)))
RULES = PixelRules(
    size=PixelLimits(shortest_edge=64, longest_edge=4096), patch_size=4, temporal_patch_size=2, merge_size=2,
    image_mean=(0.5, 0.5, 0.5), image_std=(0.5, 0.5, 0.5),
)  # fmt: skip
CHAT = QwenChatFormat(
    Tokenizer(byte_specification()),
    published_template(),
    ImageRules(RULES, Placeholders(IMAGE_PAD, VIDEO_PAD, 2), RULES),
)
PROFILE = PROFILES["scripted"].model_copy(update={"image_tools": ("view_image",)})
SHADES = [(10, 10, 10), (90, 90, 90), (10, 10, 10), (90, 90, 90)]
CLIP = Clip("![clip]", "clip.gif", tuple(CHAT.read_video([animation(SHADES)], 2.0)))
MOMENTS = [content for _, content in CLIP.moments]
WORDS = "See ![it]\n\n![clip]"
ISSUE = Issue("argument", WORDS, WORDS, pictures=(Picture("![it]", "it.png", GREEN),), clips=(CLIP,))
FILES = {"/repo/a.py": b"x = 1\n", "/repo/red.png": RED, "/repo/blue.png": BLUE}
SEEN = {"/repo/a.py": b"x = 1\n", "/repo/plot.png": RED}


def look(*names: str) -> SpokenTurn:
    calls = (ScriptedCall(name="view_image", arguments={"path": f"/repo/{name}.png"}) for name in names)
    return SpokenTurn(reasoning="Look.", calls=tuple(calls))


TURNS = [
    look("red", "blue"),
    SpokenTurn(content="I think."),
    look("blue"),
    SpokenTurn(calls=(ScriptedCall(name="submit", arguments={"summary": "Seen."}),)),
]


class Watched(ScriptedModel):
    """A script whose session notes what it is shown, with the place in the sequence."""

    def __init__(self) -> None:
        super().__init__(TURNS, CHAT)
        self.shown: list[tuple[int, str]] = []

    def new_session(self, *, seed: int) -> ScriptedSession:
        session = super().new_session(seed=seed)
        return _Watching(session, self.shown)  # type: ignore[return-value]


class _Watching:
    def __init__(self, session: ScriptedSession, shown: list[tuple[int, str]]) -> None:
        self._session, self._shown = session, shown

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def extend(self, token_ids: Sequence[int], images: Sequence[PlacedImage] = ()) -> None:
        covered = {each.place + index for each in images for index in range(each.image.token_count)}
        assert covered == {place for place, token_id in enumerate(token_ids) if token_id in (IMAGE_PAD, VIDEO_PAD)}
        self._shown += [(self._session.token_count + each.place, each.image.digest) for each in images]
        self._session.extend(token_ids, images)


class Killed(BaseException):
    """Stands for the end of the process."""


class Surviving(MemorySandbox):
    """A sandbox that outlives the process that opened it."""

    def close(self) -> None:
        """It was killed, not closed."""


class KilledAfter(NoProgress):
    """Kills at the record of that number, from 1."""

    def __init__(self, records: int) -> None:
        self.left = records

    def record(self, record: AnyRecord) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


def start(folder: Path, model: ScriptedModel, progress: NoProgress, sandbox: MemorySandbox | None = None) -> None:
    (folder / "base").mkdir(parents=True)
    base = StoredBase(commit="c", tree="t")
    request = SolveRequest(issue=ISSUE, profile=PROFILE, run_dir=folder, stored_base=base)
    solve(request, model, lambda: sandbox or MemorySandbox(FILES), progress=progress)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Any], list[tuple[int, str]]]:
    """Tokens and images of a run that nobody kills."""
    folder, model = tmp_path_factory.mktemp("whole") / "run", Watched()
    start(folder, model, NoProgress())
    assert len(model.shown) == 6
    return read_tokens(folder), model.shown


@pytest.mark.parametrize("adopts", [True, False], ids=["old sandbox", "new sandbox"])
@pytest.mark.parametrize("boundary", range(1, 11))
def test_it_goes_on_with_the_same_tokens_and_images(
    boundary: int, adopts: bool, whole: tuple[list[Any], list[tuple[int, str]]], tmp_path: Path
) -> None:
    folder, model, surviving = tmp_path / "run", Watched(), Surviving(FILES)
    with pytest.raises(Killed):
        start(folder, Watched(), KilledAfter(boundary), surviving)
    adopted = surviving if adopts else None
    resume(open_saved_run(folder), model, Sandboxes(lambda _: adopted, lambda _: MemorySandbox(FILES)))
    tokens, shown = whole
    if adopts:  # the model is told of a new one
        assert read_tokens(folder) == tokens
        assert model.shown == shown
    assert [digest for _, digest in model.shown] == [digest for _, digest in shown]
    assert len(list((folder / "images").iterdir())) == 4


@pytest.mark.parametrize("change", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")])
def test_without_its_images_a_run_is_not_resumed(change: Any, tmp_path: Path) -> None:
    with pytest.raises(Killed):
        start(tmp_path / "run", Watched(), KilledAfter(4))
    for path in (tmp_path / "run" / "images").iterdir():
        change(path)
    with pytest.raises(Misconfigured, match="image"):
        resume(open_saved_run(tmp_path / "run"), Watched(), Sandboxes(lambda _: None, lambda _: MemorySandbox(FILES)))


def test_an_image_that_an_observation_showed_is_missed_by_its_file(tmp_path: Path) -> None:
    """The pictures of the issue are there; what is gone is one that the model looked at later."""
    with pytest.raises(Killed):
        start(tmp_path / "run", Watched(), KilledAfter(8))
    gone = CHAT.read_image(BLUE).digest
    (tmp_path / "run" / "images" / gone).unlink()
    with pytest.raises(Misconfigured, match=f"cannot be resumed: its image images/{gone} is not there") as refusal:
        resume(open_saved_run(tmp_path / "run"), Watched(), Sandboxes(lambda _: None, lambda _: MemorySandbox(FILES)))
    assert refusal.value.exit_code == 52
    (tmp_path / "run" / "images" / gone).write_bytes(BLUE)
    resume(open_saved_run(tmp_path / "run"), Watched(), Sandboxes(lambda _: None, lambda _: MemorySandbox(FILES)))


def test_the_rebuilt_messages_show_the_images_where_they_stood(tmp_path: Path) -> None:
    with pytest.raises(Killed):
        start(tmp_path / "run", Watched(), KilledAfter(8))
    saved = open_saved_run(tmp_path / "run")
    _, conversation = saved.standing(Watched(), tool_specs(saved.request, CHAT))
    saved.trajectory.close()
    assert conversation is not None
    assert [image.content for message in conversation.messages for image in message.images] == [
        GREEN,
        *MOMENTS,
        RED,
        BLUE,
    ]
    user = conversation.messages[1]
    before, picture, between, first, label, second, after = user.parts
    assert isinstance(before, str)
    assert before.endswith("See ![it]\n")
    assert picture == CHAT.read_image(GREEN)
    assert (between, label) == ("\n\n![clip]\n<0.2 seconds>", "<1.2 seconds>")
    assert [first, second] == [CHAT.read_image(content) for content in MOMENTS]
    assert isinstance(after, str)
    assert "![it]" not in after


@pytest.mark.parametrize("boundary", [2, 3])
def test_a_real_session_is_computed_from_the_same_images(boundary: int, tmp_path: Path) -> None:
    """Killed while the tool looks, or when it has looked: what comes next is as likely as it was without the break."""
    checkpoint = write_seeing_folder(tmp_path / "tiny-seeing", context_tokens=16_000)
    model = load_language_model(checkpoint, device="cpu", dtype="float32")
    whole, broken, rest = Walker(model, [LOOK, SUBMIT]), Walker(model, [LOOK]), Walker(model, [SUBMIT])
    start_real(tmp_path / "whole", whole, NoProgress(), MemorySandbox(SEEN))
    surviving = Surviving(SEEN)
    with pytest.raises(Killed):
        start_real(tmp_path / "run", broken, KilledAfter(boundary), surviving)
    resume(open_saved_run(tmp_path / "run"), rest, Sandboxes(lambda _: surviving, lambda _: surviving))  # type: ignore[arg-type]
    assert read_tokens(tmp_path / "run") == read_tokens(tmp_path / "whole")
    torch.testing.assert_close(rest.sessions[0].logits[0], whole.sessions[0].logits[1], rtol=1e-4, atol=1e-5)


def start_real(folder: Path, model: Walker, progress: NoProgress, sandbox: MemorySandbox) -> None:
    (folder / "base").mkdir(parents=True)
    profile = WALKED.model_copy(update={"rules": LoopRules()})
    base = StoredBase(commit="c", tree="t")
    request = SolveRequest(issue=ISSUE, profile=profile, run_dir=folder, seed=7, stored_base=base)
    solve(request, model, lambda: sandbox, progress=progress)  # type: ignore[arg-type]

"""Videos of an issue: what is read from the disk, what a run keeps of it, and what the model is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli.main import main
from agent.clips import cut_clips, read_footage
from agent.errors import BadInput, Misconfigured
from agent.events import RunStarted
from agent.issue import Issue, with_footage
from agent.pictures import show, show_again
from model_runtime.language_model import LocalLanguageModel, load_language_model
from tests.agent.test_seeing_runs import SUBMIT, Walker, records, walk
from tests.seeing_checkpoint import animation, png, write_seeing_folder
from vocabulary.messages import Message

COLOURS = [(40 * n, 250 - 40 * n, 77) for n in range(6)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LocalLanguageModel:
    folder = write_seeing_folder(tmp_path_factory.mktemp("models") / "tiny-seeing", context_tokens=16_000)
    return load_language_model(folder, device="cpu", dtype="float32")


def footage_of(tmp_path: Path) -> Path:
    folder = tmp_path / "broken menu"
    folder.mkdir()
    for number, colour in enumerate(COLOURS):
        (folder / f"{number:05}.png").write_bytes(png(32, 16, colour))
    (folder / "notes.txt").write_text("not a picture", encoding="utf-8")
    return folder


def test_a_run_with_a_video(model: LocalLanguageModel, tmp_path: Path) -> None:
    footage = read_footage(footage_of(tmp_path), 3.0)
    issue = with_footage(Issue("argument", "It flickers.", "It flickers."), [footage])
    issue = replace(issue, clips=cut_clips(model, [footage]))
    walker = Walker(model, [SUBMIT])
    run = walk(walker, tmp_path / "run", png(8, 8, (1, 1, 1)), issue=issue)  # type: ignore[arg-type]
    [started] = records(run, RunStarted)
    assert "It flickers.\n\n![broken menu]\n<0.3 seconds><1.3 seconds>" in started.user_prompt
    assert len(started.images) == 2
    assert all((run / "images" / digest).is_file() for digest in started.images)
    other = walk(Walker(model, [SUBMIT]), tmp_path / "other", png(8, 8, (1, 1, 1)), issue=replace(issue, clips=()))  # type: ignore[arg-type]
    assert records(other, RunStarted)[0].images == ()


def test_what_was_shown_can_be_shown_again(model: LocalLanguageModel, tmp_path: Path) -> None:
    (tmp_path / "a.gif").write_bytes(animation(COLOURS))
    clips = cut_clips(model, [read_footage(tmp_path / "a.gif"), replace(read_footage(tmp_path / "a.gif"), link="![b]")])
    message, notices = show(Message("user", "One ![a.gif] two ![b] three"), (), model.chat, clips)
    assert notices == ()
    assert message.content.startswith("One ![a.gif]\n<0.2 seconds>")
    assert len(message.images) == 6
    images = {image.digest: image for image in message.images}
    assert show_again(Message("user", message.content), (), images, clips) == message


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [("film.mp4", b"\0\0\0\x18ftyp", "ffmpeg -i"), ("none", None, "no such file"), ("empty", "", "holds 0 pictures")],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes | str | None, word: str) -> None:
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    elif content is not None:
        (tmp_path / name).mkdir()
    with pytest.raises(BadInput, match=word):
        read_footage(tmp_path / name)


def test_what_the_model_cannot_be_shown(model: LocalLanguageModel, tmp_path: Path) -> None:
    (tmp_path / "still.gif").write_bytes(animation(COLOURS[:1]))
    with pytest.raises(BadInput, match=r"still.gif: a video needs 2 pictures"):
        cut_clips(model, [read_footage(tmp_path / "still.gif")])
    blind = write_seeing_folder(tmp_path / "blind", sees=False)
    with pytest.raises(Misconfigured, match="leave --video out"):
        cut_clips(load_language_model(blind, device="cpu"), [read_footage(tmp_path / "still.gif")])


def test_on_the_command_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["solve", str(tmp_path), "It flickers", "--video", str(tmp_path / "film.mp4")])
    assert result.exit_code == 42
    assert result.stderr == f"agent: no such file or folder: {tmp_path / 'film.mp4'}\n"

"""Sessions that see: images come in with their tokens, and no two images are ever taken for one another."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from model_runtime.checkpoint import open_checkpoint
from model_runtime.errors import SnapshotFileError
from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.prefix_store import PrefixStore
from model_runtime.session import Session
from model_runtime.token_log import TokenLog
from model_runtime.vision.insertion import Visuals, load_inserter
from model_runtime.vision.pixel_rules import read_pixel_rules
from model_runtime.vision.positions import Placeholders
from model_runtime.vision.sight import ImageRules
from tests.seeing_checkpoint import IMAGE_PAD, VIDEO_PAD, png, write_seeing_folder
from vocabulary.messages import Image, Message, PlacedImage, SamplingParameters

GREEDY = SamplingParameters(temperature=0.0)
RED, BLUE = png(32, 16, (200, 20, 20)), png(32, 16, (20, 20, 200))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_seeing_folder(tmp_path_factory.mktemp("models") / "tiny-seeing")


@pytest.fixture(scope="module")
def model(folder: Path) -> LocalLanguageModel:
    return load_language_model(folder, device="cpu", dtype="float32")


def prompt(model: LocalLanguageModel, *parts: str | bytes) -> tuple[list[int], list[PlacedImage]]:
    """A prompt, bytes being image files, and where its images stand."""
    message = Message.of_parts("user", [p if isinstance(p, str) else model.chat.read_image(p) for p in parts])
    ids = model.chat.open([message], [], thinking=True)
    places = model.chat.image_places(ids)
    return ids, [PlacedImage(place, image) for place, image in zip(places, message.images, strict=True)]


def logits_of(model: LocalLanguageModel, *parts: str | bytes, store: PrefixStore | None = None) -> torch.Tensor:
    session = (model if store is None else model.with_prefixes(store)).new_session(seed=0)
    session.extend(*prompt(model, *parts))
    return session.next_logits()


def test_an_image_becomes_as_many_placeholders_as_it_has_tokens(model: LocalLanguageModel) -> None:
    ids, images = prompt(model, "Look: ", RED, " and ", png(8, 40, (1, 2, 3)))
    assert [placed.image.token_count for placed in images] == [8, 5]
    pads = "<|image_pad|>"
    assert model.chat.decode(ids) == (
        f"<|im_start|>user\nLook: <|vision_start|>{pads * 8}<|vision_end|>"
        f" and <|vision_start|>{pads * 5}<|vision_end|><|im_end|>\n<|im_start|>assistant\n<think>\n"
    )


def test_a_session_computes_what_one_pass_over_the_whole_prompt_does(folder: Path, model: LocalLanguageModel) -> None:
    ids, images = prompt(model, "One", RED, "two", png(24, 40, (9, 99, 9)), "end")
    session = model.new_session(seed=0)
    session.extend(ids, images)
    checkpoint = open_checkpoint(folder)
    inserter = load_inserter(checkpoint, torch.device("cpu"), torch.float32)
    rules = ImageRules(read_pixel_rules(folder), Placeholders(IMAGE_PAD, VIDEO_PAD, 2))
    parts = [rules.patches(placed.image) for placed in images]
    both = type(parts[0])(
        torch.cat([torch.from_numpy(p.values) for p in parts]).numpy(), parts[0].grids + parts[1].grids
    )
    text, state = session._model, session._model.empty_state()
    hidden = text.forward(ids, state, inserter.insert(ids, Visuals(images=both)))  # type: ignore[call-arg]
    torch.testing.assert_close(session.next_logits(), text.logits(hidden[-1:])[0, :289], atol=1e-4, rtol=1e-4)
    assert session.snapshot().state.rope_delta == state.rope_delta < 0


def test_the_picture_counts_not_only_its_size(model: LocalLanguageModel) -> None:
    assert not torch.allclose(logits_of(model, "Look", RED), logits_of(model, "Look", BLUE), atol=1e-3)


def test_two_images_of_one_size_never_share_a_prefix(model: LocalLanguageModel) -> None:
    store = PrefixStore(1 << 30, min_border_tokens=4)
    words = "A long beginning that both have in common. "
    alone = {picture: logits_of(model, words, picture, " What?") for picture in (RED, BLUE)}
    for picture in (RED, BLUE, RED, BLUE, BLUE):
        seen = logits_of(model, words, picture, " What?", store=store)
        torch.testing.assert_close(seen, alone[picture], atol=1e-4, rtol=1e-4)
    other = logits_of(model, words, BLUE, " Why?", store=store)
    torch.testing.assert_close(other, logits_of(model, words, BLUE, " Why?"), atol=1e-4, rtol=1e-4)
    ids, images = prompt(model, words, png(32, 16, (20, 200, 20)), " What?")
    assert store.border(TokenLog(ids, [(images[0].place, images[0].image.digest)])) == images[0].place


def test_a_kept_image_is_part_of_a_later_prompt(model: LocalLanguageModel) -> None:
    store = PrefixStore(1 << 30)
    ids, images = prompt(model, RED, "Once")
    first = model.with_prefixes(store).new_session(seed=0)
    first.extend(ids, images)
    kept = store.longest(TokenLog([*ids, 65], [(images[0].place, images[0].image.digest)]))
    assert kept is not None
    assert kept.token_count == len(ids)
    assert store.longest([*ids, 65]) is None


def continued(session: Session) -> list[int]:
    return list(session.sample(GREEDY, max_tokens=6))


def test_snapshots_on_the_disk_know_their_images(model: LocalLanguageModel, tmp_path: Path) -> None:
    session = model.new_session(seed=0)
    ids, images = prompt(model, "Look", RED)
    session.extend(ids, images)
    snapshot, path = session.snapshot(), tmp_path / "state"
    model.save_snapshot(snapshot, path)
    loaded = model.load_snapshot(path, token_ids=TokenLog(ids, snapshot.log.images))
    assert loaded.log.images == ((images[0].place, images[0].image.digest),)
    expected = continued(session)
    assert continued(model.new_session(seed=0, start=loaded)) == expected
    session.rewind(loaded)
    assert continued(session) == expected
    other = [(images[0].place, model.chat.read_image(BLUE).digest)]
    for log in (TokenLog(ids, other), ids):
        with pytest.raises(SnapshotFileError):
            model.load_snapshot(path, token_ids=log)


def test_a_file_of_another_image_is_no_earlier_moment(model: LocalLanguageModel) -> None:
    red, blue = model.new_session(seed=0), model.new_session(seed=0)
    red.extend(*prompt(model, RED))
    blue.extend(*prompt(model, BLUE))
    assert red.token_ids == blue.token_ids
    with pytest.raises(ValueError, match="earlier moment"):
        blue.rewind(red.snapshot())


def test_images_stand_where_their_tokens_do(model: LocalLanguageModel) -> None:
    ids, [placed] = prompt(model, "Look", RED)
    session = model.new_session(seed=0)
    for wrong in (
        PlacedImage(placed.place + 1, placed.image),
        PlacedImage(-1, placed.image),
        PlacedImage(placed.place, Image(RED, 9)),
        PlacedImage(placed.place, Image(RED, 0)),
    ):
        with pytest.raises(ValueError, match="not those of an image"):
            session.extend(ids, [wrong])
    assert session.token_count == 0


def test_drafts_behind_an_image_leave_greedy_replies_as_they_are(tmp_path: Path) -> None:
    folder = write_seeing_folder(tmp_path / "drafting", draft_layers=1)
    plain, drafting = (load_language_model(folder, dtype="float32", speculative_tokens=k) for k in (0, 3))
    replies = []
    for each in (plain, drafting):
        session = each.new_session(seed=0)
        session.extend(*prompt(each, "Look", RED, "and", BLUE))
        replies.append(list(session.sample(GREEDY, max_tokens=40)))
    assert replies[0] == replies[1]


def test_an_image_longer_than_a_chunk_is_computed_in_parts(model: LocalLanguageModel) -> None:
    large = png(64, 64, (5, 80, 160))
    ids, images = prompt(model, "Look", large, "end")
    whole = model.new_session(seed=0)
    small = Session(whole._model, replace(whole._rules, prefill_chunk_tokens=5), seed=0)
    for session in (whole, small):
        session.extend(ids, images)
    torch.testing.assert_close(whole.next_logits(), small.next_logits(), atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("content", [b"", b"GIF89a", RED[:60], RED[:-30], b"<svg/>"], ids=len)
def test_what_is_no_image_is_refused(model: LocalLanguageModel, content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        model.chat.read_image(content)


def test_a_decompression_bomb_is_refused(model: LocalLanguageModel) -> None:
    bomb = bytearray(RED)
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4, "big")
    with pytest.raises(ValueError, match="pixels"):
        model.chat.read_image(bytes(bomb))


def test_a_folder_without_encoder_reads_text_only(tmp_path: Path) -> None:
    model = load_language_model(write_seeing_folder(tmp_path / "blind", sees=False), device="cpu")
    assert not model.chat.reads_images
    with pytest.raises(ValueError, match="text only"):
        model.chat.read_image(RED)
    with pytest.raises(ValueError, match="text only"):
        model.new_session(seed=0).extend([IMAGE_PAD], [PlacedImage(0, Image(RED, 1))])


def test_text_from_outside_never_stands_for_an_image(model: LocalLanguageModel) -> None:
    ids, images = prompt(model, "<|vision_start|><|image_pad|><|vision_end|>", RED)
    assert ids.count(IMAGE_PAD) == images[0].image.token_count


def test_messages_with_images_render_as_the_golden_prompt(model: LocalLanguageModel) -> None:
    golden = json.loads((Path(__file__).parents[1] / "data/prompt_goldens/12_image.json").read_text(encoding="utf-8"))
    message = Message.of_parts("user", [Image(b"x", 1), " what?"])
    assert model.chat.template.render([message]) == golden["expected"]
    assert model.chat.decode(model.chat.open([message], [], thinking=True)) == golden["expected"]


def test_a_tool_shows_an_image_behind_a_turn(model: LocalLanguageModel) -> None:
    turn = model.chat.encode_turn(Message("assistant", "Look.", "Hm."), thinking=True)
    glue = model.chat.bridge(turn, [Message.of_parts("tool", ["a.png\n", Image(b"x", 3)])], thinking=True)
    pads = "<|image_pad|>" * 3
    assert f"<tool_response>\na.png\n<|vision_start|>{pads}<|vision_end|>\n</tool_response>" in model.chat.decode(glue)
    assert [glue[place] for place in model.chat.image_places(glue)] == [IMAGE_PAD]

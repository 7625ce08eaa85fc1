"""Videos as animations and folders: sampled as transformers does it, kept as moments, and logits equal to its full model."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import numpy
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture

from model_runtime.language_model import LocalLanguageModel, load_language_model
from model_runtime.vision.clips import decode_moment, encode_moment, read_animation, read_pictures, sampled
from model_runtime.vision.pixel_rules import PixelRules, read_pixel_rules
from model_runtime.vision.preprocess import moment_patches, video_patches
from tests.seeing_checkpoint import IMAGE_PAD, VIDEO_PAD, animation, png, write_seeing_folder
from vocabulary.messages import Message, PlacedImage

COLOURS = [(40 * n, 250 - 40 * n, 77) for n in range(6)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_seeing_folder(tmp_path_factory.mktemp("models") / "tiny-seeing")


@pytest.fixture(scope="module")
def rules(folder: Path) -> PixelRules:
    return read_pixel_rules(folder, "video_preprocessor_config.json")


@pytest.fixture(scope="module")
def model(folder: Path) -> LocalLanguageModel:
    return load_language_model(folder, device="cpu", dtype="float32")


@settings(deadline=None, max_examples=60)  # the first example imports transformers
@given(count=st.integers(1, 3000), rate=st.sampled_from([0.5, 1.0, 2.0, 10.0, 24.0, 30.0]))
def test_pictures_are_chosen_as_transformers_does(count: int, rate: float) -> None:
    from transformers.models.qwen3_vl.video_processing_qwen3_vl import Qwen3VLVideoProcessor
    from transformers.video_utils import VideoMetadata

    class Published:
        """What the method reads of the processor, which could not be built without torchvision."""

        fps, min_frames, max_frames = 2, 4, 768

    metadata = VideoMetadata(total_num_frames=count, fps=rate)
    expected = Qwen3VLVideoProcessor.sample_frames(Published(), metadata)  # type: ignore[arg-type]
    found = sampled([number / rate for number in range(count)])
    # At a middle between two pictures either is right: rounding of halves is theirs to choose.
    assert len(found) == len(expected)
    assert max(abs(one - other) for one, other in zip(found, expected.tolist(), strict=True)) <= 1
    assert all(one < other for one, other in pairwise(found))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation(rules: PixelRules, kind: str) -> None:
    moments = read_animation(animation(COLOURS, kind=kind), rules)
    assert [moment.time_s for moment in moments] == [0.25, 1.25, 2.25]
    pictures = numpy.concatenate([decode_moment(moment.content, rules) for moment in moments])
    expected = [numpy.asarray(Picture.open(io.BytesIO(png(32, 16, colour)))) for colour in COLOURS]
    assert pictures.shape == (6, 16, 32, 3)
    assert numpy.abs(pictures.astype(int) - numpy.stack(expected)).max() <= (8 if kind == "GIF" else 0)


def test_a_folder_whose_last_moment_is_filled_up(rules: PixelRules) -> None:
    files = [png(32, 16, colour) for colour in COLOURS[:5]]
    moments = read_pictures(files, 2.0, rules)
    assert [moment.time_s for moment in moments] == [0.25, 1.25, 2.0]
    last = decode_moment(moments[-1].content, rules)
    assert numpy.array_equal(last[0], last[1])
    whole = video_patches(numpy.stack([numpy.asarray(Picture.open(io.BytesIO(file))) for file in files]), rules)
    parts = [moment_patches(decode_moment(moment.content, rules), rules) for moment in moments]
    assert numpy.array_equal(numpy.concatenate([part.values for part in parts]), whole.values)
    assert whole.grids[0].frames == 3


@settings(max_examples=20)
@given(rows=st.integers(1, 4), columns=st.integers(1, 4), seed=st.integers(0, 9))
def test_a_moment_comes_back_as_it_was(rules: PixelRules, rows: int, columns: int, seed: int) -> None:
    pictures = numpy.random.default_rng(seed).integers(0, 256, (2, 8 * rows, 8 * columns, 3), numpy.uint8)
    assert numpy.array_equal(decode_moment(encode_moment(pictures), rules), pictures)


@pytest.mark.filterwarnings("ignore")  # transformers' own
def test_logits_of_an_issue_with_a_video_equal_those_of_transformers(folder: Path, model: LocalLanguageModel) -> None:
    from transformers import Qwen3_5MoeForConditionalGeneration

    rules = read_pixel_rules(folder, "video_preprocessor_config.json")
    files = [png(32, 16, colour) for colour in COLOURS]
    moments = model.chat.read_video(files, 2.0)
    assert [label for label, _ in moments] == ["<0.2 seconds>", "<1.2 seconds>", "<2.2 seconds>"]
    shown = [part for label, content in moments for part in (label, model.chat.read_image(content))]
    still = model.chat.read_image(png(24, 40, (9, 99, 9)))
    message = Message.of_parts("user", ["Look: ", still, " and\n", *shown, " What?"])
    ids = model.chat.open([message], [], thinking=True)
    pads = f"<|vision_start|>{'<|video_pad|>' * 8}<|vision_end|>"
    assert f" and\n<0.2 seconds>{pads}<1.2 seconds>{pads}<2.2 seconds>{pads} What?" in model.chat.decode(ids)
    images = [
        PlacedImage(place, image) for place, image in zip(model.chat.image_places(ids), message.images, strict=True)
    ]
    session = model.new_session(seed=0)
    session.extend(ids, images)
    theirs = Qwen3_5MoeForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    pictures = numpy.stack([numpy.asarray(Picture.open(io.BytesIO(file))) for file in files])
    video, sight = video_patches(pictures, rules), model._rules.sight
    assert sight is not None
    patches = sight.rules.patches(still)  # type: ignore[attr-defined]
    kinds = [1 if token_id == IMAGE_PAD else 2 if token_id == VIDEO_PAD else 0 for token_id in ids]
    grids = [[grid.frames, grid.rows, grid.columns] for grid in (*patches.grids, *video.grids)]
    with torch.no_grad():
        logits = theirs(
            input_ids=torch.tensor([ids]),
            mm_token_type_ids=torch.tensor([kinds]),
            pixel_values=torch.from_numpy(patches.values),
            image_grid_thw=torch.tensor(grids[:1]),
            pixel_values_videos=torch.from_numpy(video.values),
            video_grid_thw=torch.tensor(grids[1:]),
        ).logits[0, -1]
    torch.testing.assert_close(session.next_logits(), logits[:289], rtol=0, atol=1e-4)
    state = session.snapshot().state
    assert state.next_position == state.token_count + int(theirs.model.rope_deltas[0, 0])


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ([png(32, 16, (1, 2, 3))], "2 pictures"),
        ([png(32, 16, (1, 2, 3)), png(16, 32, (1, 2, 3))], "picture 2 of the video has 16 x 32"),
        ([b"GIF89a"], "cannot be decoded"),
        ([animation(COLOURS)[:-40]], ""),
        ([png(32, 16, (1, 2, 3)), b"no picture"], "cannot be decoded"),
        ([], "at least one"),
        ([b"\0" * (65 << 20)], "bytes"),
    ],
    ids=["one", "two sizes", "damaged", "cut", "no picture", "none", "too large"],
)
def test_what_is_no_video(model: LocalLanguageModel, files: list[bytes], word: str) -> None:
    if word:
        with pytest.raises(ValueError, match=word):
            model.chat.read_video(files, 2.0)
    else:  # a decoder may fill up what was cut off; it must not raise anything else
        try:
            model.chat.read_video(files, 2.0)
        except ValueError as error:
            assert "cannot be decoded" in str(error)  # noqa: PT017 - either is right


def test_damaged_moments_and_models_without_rules(folder: Path, model: LocalLanguageModel, tmp_path: Path) -> None:
    content = model.chat.read_video([animation(COLOURS)], 2.0)[0][1]
    with pytest.raises(ValueError, match="cannot be decoded"):
        model.chat.read_image(content[:60])
    with pytest.raises(ValueError, match="does not fit"):
        model.chat.read_image(encode_moment(numpy.zeros((2, 4, 8, 3), numpy.uint8)))
    other = write_seeing_folder(tmp_path / "still")
    (other / "video_preprocessor_config.json").unlink()
    still = load_language_model(other, device="cpu", dtype="float32").chat
    assert still.reads_images
    for ask in (lambda: still.read_video([animation(COLOURS)], 2.0), lambda: still.read_image(content)):
        with pytest.raises(ValueError, match="no rules for videos"):
            ask()

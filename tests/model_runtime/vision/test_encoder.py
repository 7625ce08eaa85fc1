"""Encoded images and videos equal those of transformers' vision model on the same random weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model_runtime.checkpoint import open_checkpoint
from model_runtime.config import parse_config
from model_runtime.errors import CheckpointError
from model_runtime.random_checkpoint import tiny_config, tiny_vision_config, write_random_checkpoint
from model_runtime.vision.encoder import VisionEncoder
from model_runtime.vision.grid import Grid
from model_runtime.vision_shapes import VISION_PREFIX, vision_tensor_shapes

DATA = Path(__file__).parents[2] / "data"
TOLERANCE = 1e-4
CPU = torch.device("cpu")

SHAPES: dict[str, dict[str, Any]] = {
    "tiny": {},
    "deep, odd heads": {"depth": 5, "hidden_size": 36, "num_heads": 3, "intermediate_size": 20},
    "large blocks, single pictures": {"spatial_merge_size": 3, "temporal_patch_size": 1, "patch_size": 2},
    "no merging, one position": {"spatial_merge_size": 1, "num_position_embeddings": 1},
}


class Pair:
    """Our encoder and transformers' on the same weights."""

    def __init__(self, folder: Path, changes: dict[str, Any]) -> None:
        vision = tiny_vision_config(**changes)
        write_random_checkpoint(folder, {**tiny_config(), "vision_config": vision}, seed=7, weight_dtype="float32")
        self.checkpoint = open_checkpoint(folder)
        self.encoder = VisionEncoder(self.checkpoint, CPU, torch.float32)
        self.config = self.encoder.config
        self.theirs = _reference(self.checkpoint, vision)

    def check(self, grids: list[Grid]) -> None:
        count = sum(grid.patches for grid in grids)
        patches = torch.randn(count, self.config.patch_width, generator=torch.Generator().manual_seed(count))
        sizes = torch.tensor([[grid.frames, grid.rows, grid.columns] for grid in grids])
        with torch.no_grad():
            expected = self.theirs(patches, grid_thw=sizes).pooler_output
        assert expected.std() > 0.1, "degenerate reference"
        assert len(expected) == sum(grid.tokens(self.config.spatial_merge_size) for grid in grids)
        torch.testing.assert_close(self.encoder.forward(patches, grids), expected, rtol=0, atol=TOLERANCE)

    def grid(self, frames: int, block_rows: int, block_columns: int) -> Grid:
        merge = self.config.spatial_merge_size
        return Grid(frames, block_rows * merge, block_columns * merge)


def _reference(checkpoint: Any, vision: dict[str, Any]) -> Any:
    from transformers.models.qwen3_5_moe.configuration_qwen3_5_moe import Qwen3_5MoeVisionConfig
    from transformers.models.qwen3_5_moe.modeling_qwen3_5_moe import Qwen3_5MoeVisionModel

    options = {key: value for key, value in vision.items() if key not in ("model_type", "deepstack_visual_indexes")}
    theirs = Qwen3_5MoeVisionModel(Qwen3_5MoeVisionConfig(**options)).float().eval()
    weights = {name.removeprefix(VISION_PREFIX): checkpoint.read(name) for name in checkpoint.other_tensors}
    theirs.load_state_dict(weights)
    return theirs


@pytest.fixture(scope="module", params=SHAPES, ids=str)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return Pair(tmp_path_factory.mktemp("checkpoint"), SHAPES[request.param])


def test_one_image(pair: Pair) -> None:
    pair.check([pair.grid(1, 4, 4)])


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 9), (9, 1), (2, 7), (8, 3)], ids=str)
def test_odd_aspect_ratios(pair: Pair, rows: int, columns: int) -> None:
    pair.check([pair.grid(1, rows, columns)])


def test_several_images(pair: Pair) -> None:
    pair.check([pair.grid(1, 2, 3), pair.grid(1, 5, 1), pair.grid(1, 2, 3)])


def test_a_video_between_images(pair: Pair) -> None:
    pair.check([pair.grid(1, 2, 2), pair.grid(4, 3, 2), pair.grid(1, 1, 2)])


@settings(max_examples=15, deadline=None)
@given(sizes=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 6), st.integers(1, 6)), min_size=1, max_size=4))
def test_any_grids(pair: Pair, sizes: list[tuple[int, int, int]]) -> None:
    pair.check([pair.grid(*size) for size in sizes])


def test_frames_do_not_see_each_other(pair: Pair) -> None:
    video = pair.grid(3, 2, 2)
    patches = torch.randn(video.patches, pair.config.patch_width, generator=torch.Generator().manual_seed(1))
    whole = pair.encoder.forward(patches, [video])
    frames = [pair.encoder.forward(frame, [pair.grid(1, 2, 2)]) for frame in patches.split(video.frame_patches)]
    torch.testing.assert_close(whole, torch.cat(frames), rtol=0, atol=1e-5)


def test_patches_must_fit_their_grids(pair: Pair) -> None:
    grid = pair.grid(1, 2, 2)
    patches = torch.zeros(grid.patches, pair.config.patch_width)
    for wrong, grids in ((patches[1:], [grid]), (patches[:, 1:], [grid]), (patches, []), (patches, [grid, grid])):
        with pytest.raises(ValueError, match="their grids need"):
            pair.encoder.forward(wrong, grids)


def test_grids_must_split_into_blocks(tmp_path: Path) -> None:
    pair = Pair(tmp_path, {})
    with pytest.raises(ValueError, match="blocks of 2 x 2"):
        pair.encoder.forward(torch.zeros(12, pair.config.patch_width), [Grid(1, 3, 4)])


def test_bfloat16_stays_near_float32(tmp_path: Path) -> None:
    pair = Pair(tmp_path, {})
    grid = pair.grid(1, 3, 4)
    patches = torch.randn(grid.patches, pair.config.patch_width, generator=torch.Generator().manual_seed(2))
    half = VisionEncoder(pair.checkpoint, CPU, torch.bfloat16).forward(patches, [grid])
    assert half.dtype == torch.bfloat16
    torch.testing.assert_close(half.float(), pair.encoder.forward(patches, [grid]), rtol=0, atol=0.1)


def test_a_checkpoint_of_text_has_no_encoder(fresh_folder: Path) -> None:
    with pytest.raises(CheckpointError, match="no vision encoder"):
        VisionEncoder(open_checkpoint(fresh_folder), CPU, torch.float32)


@pytest.mark.parametrize(
    ("renamed", "message"),
    [("model.visual.blocks.9.norm1.weight", "missing"), ("other.weight", "missing")],
    ids=["misplaced", "foreign"],
)
def test_half_an_encoder_is_refused(tmp_path: Path, renamed: str, message: str) -> None:
    from safetensors.torch import load_file, save_file

    write_random_checkpoint(tmp_path, {**tiny_config(), "vision_config": tiny_vision_config()})
    file = tmp_path / "model.safetensors"
    tensors = load_file(file)
    tensors[renamed] = tensors.pop("model.visual.blocks.1.norm1.weight")
    save_file(tensors, file)
    with pytest.raises(CheckpointError, match=message):
        open_checkpoint(tmp_path)


def test_an_extra_tensor_in_the_encoder_is_refused(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    write_random_checkpoint(tmp_path, {**tiny_config(), "vision_config": tiny_vision_config()})
    file = tmp_path / "model.safetensors"
    save_file({**load_file(file), "model.visual.deepstack_merger_list.0.norm.weight": torch.zeros(3)}, file)
    with pytest.raises(CheckpointError, match="not of this architecture"):
        open_checkpoint(tmp_path)


def test_an_encoder_for_another_text_model_is_refused(tmp_path: Path) -> None:
    write_random_checkpoint(tmp_path, {**tiny_config(), "vision_config": tiny_vision_config(out_hidden_size=16)})
    with pytest.raises(CheckpointError, match="16 wide"):
        VisionEncoder(open_checkpoint(tmp_path), CPU, torch.float32)


def test_the_published_encoder_has_the_published_tensors() -> None:
    config = parse_config(json.loads((DATA / "qwen3_6_config.json").read_text(encoding="utf-8")), DATA)
    published = json.loads((DATA / "qwen3_6_tensor_shapes.json").read_text(encoding="utf-8"))
    assert config.vision_config is not None
    expected = {name: tuple(shape) for name, shape in published.items() if name.startswith(VISION_PREFIX)}
    assert len(expected) == 333
    assert vision_tensor_shapes(config.vision_config) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"num_heads": 3}, {"num_position_embeddings": 35}, {"deepstack_visual_indexes": [1]}, {"hidden_act": "gelu"},
        {"window_size": 8}, {"num_heads": 16},
    ],
    ids=str,
)  # fmt: skip
def test_another_encoder_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(CheckpointError, match="vision_config"):
        parse_config({**tiny_config(), "vision_config": tiny_vision_config(**change)}, DATA)

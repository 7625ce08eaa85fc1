"""A folder becomes a model that is ready to run, or one clear line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import torch

from model_runtime.checkpoint import open_checkpoint
from model_runtime.errors import CheckpointError, DeviceError, SnapshotFileError
from model_runtime.language_model import LocalLanguageModel, TypeName, load_language_model, load_text_model
from model_runtime.prefix_store import PrefixStore
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from vocabulary.messages import Message, SamplingParameters

DATA = Path(__file__).parent.parent / "data"
ROWS = 304  # more than the 289 ids of the byte tokenizer: the rest is padding


def write_model_folder(folder: Path, rows: int = ROWS, draft_layers: int = 0) -> None:
    from model_runtime.byte_tokenizer import build_byte_tokenizer

    config = tiny_config(vocab_size=rows, eos_token_id=256, mtp_num_hidden_layers=draft_layers)
    write_random_checkpoint(folder, config)
    build_byte_tokenizer(folder, chat_template=(DATA / "qwen3_6_chat_template.jinja").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LocalLanguageModel:
    folder = tmp_path_factory.mktemp("models") / "tiny-model"
    write_model_folder(folder)
    return load_language_model(folder, device="cpu")


def test_it_says_what_it_is(model: LocalLanguageModel) -> None:
    assert model.name == "tiny-model"
    assert model.context_tokens == 4096
    assert model.digest.startswith("sha256:")


def test_a_whole_turn(model: LocalLanguageModel) -> None:
    prompt = model.chat.open([Message("user", "Hello")], [], thinking=True)
    session = model.new_session(seed=3)
    session.extend(prompt)
    stream = model.text_stream()
    sampled, text = [], ""
    for token_id in session.sample(SamplingParameters(temperature=1.0, top_k=0, top_p=1.0), max_tokens=400):
        sampled.append(token_id)
        text += stream.push(token_id)
    text += stream.finish()
    assert text == model.chat.decode(sampled)
    assert max(sampled) < model.chat.tokenizer.size < ROWS
    assert session.token_ids == (*prompt, *sampled)
    ends = model.chat.stop_token_ids
    assert len(ends) == 2
    assert not ends.intersection(sampled[:-1])


def test_a_session_goes_on_from_a_saved_snapshot(model: LocalLanguageModel, tmp_path: Path) -> None:
    session = model.new_session(seed=3)
    session.extend([1, 2, 3])
    model.save_snapshot(session.snapshot(), tmp_path / "snapshot")
    snapshot = model.load_snapshot(tmp_path / "snapshot", token_ids=session.token_ids)
    restored = model.new_session(seed=3, start=snapshot)
    warm = SamplingParameters(temperature=1.0, top_k=0, top_p=1.0)
    assert list(session.sample(warm, max_tokens=20)) == list(restored.sample(warm, max_tokens=20))
    with pytest.raises(SnapshotFileError, match="token log"):
        model.load_snapshot(tmp_path / "snapshot", token_ids=[1, 2])


def test_sessions_share_prefixes_only_when_asked(model: LocalLanguageModel) -> None:
    store = PrefixStore(1 << 30)
    sharing = model.with_prefixes(store)
    model.new_session(seed=0).extend([1, 2, 3])
    assert len(store) == 0
    for last in (3, 4):
        sharing.new_session(seed=0).extend([1, 2, last])
    assert len(store) == 2
    found = store.longest([1, 2, 3, 4])
    assert found is not None
    assert found.token_ids == (1, 2, 3)


def test_letters_appear_when_their_bytes_have_all_come(model: LocalLanguageModel) -> None:
    stream = model.text_stream()
    assert [stream.push(byte) for byte in "aé€😀".encode()] == ["a", "", "é", "", "", "€", "", "", "", "😀"]


def test_more_tokens_than_rows(tmp_path: Path) -> None:
    write_model_folder(tmp_path, rows=280)
    with pytest.raises(CheckpointError, match="the tokenizer has 289 tokens, the model only 280"):
        load_language_model(tmp_path, device="cpu")


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "tokenizer.json").unlink(),
        lambda folder: (folder / "tokenizer.json").write_text("{}", encoding="utf-8"),
        lambda folder: (folder / "chat_template.jinja").unlink(),
        lambda folder: (folder / "chat_template.jinja").write_text("{% broken", encoding="utf-8"),
        lambda folder: (folder / "model.safetensors").unlink(),
    ],
)
def test_damaged_folder(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    write_model_folder(tmp_path)
    damage(tmp_path)
    with pytest.raises(CheckpointError) as caught:
        load_language_model(tmp_path, device="cpu")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(torch.cuda.is_available(), reason="says what happens without CUDA")
def test_no_cuda(fresh_folder: Path) -> None:
    with pytest.raises(DeviceError, match="no CUDA device"):
        load_text_model(open_checkpoint(fresh_folder), device="cuda")


def test_too_large_for_the_machine(fresh_folder: Path) -> None:
    checkpoint = open_checkpoint(fresh_folder)
    head = replace(checkpoint.tensors["lm_head.weight"], shape=(1 << 30, 1 << 20))
    enormous = replace(checkpoint, tensors={**checkpoint.tensors, "lm_head.weight": head})
    with pytest.raises(DeviceError, match=r"need \d+\.\d GiB, and \d+\.\d GiB are free on the device cpu"):
        load_text_model(enormous, device="cpu")


def test_types(fresh_folder: Path) -> None:
    checkpoint = open_checkpoint(fresh_folder)
    assert load_text_model(checkpoint, device="cpu").dtype == torch.float32
    assert load_text_model(checkpoint, device="cpu", dtype="bfloat16").dtype == torch.bfloat16


def test_decode_in_float16_stays_near_float32(fresh_folder: Path) -> None:
    checkpoint = open_checkpoint(fresh_folder)
    tokens = torch.randint(0, 96, (120,), generator=torch.Generator().manual_seed(0)).tolist()
    steps = []
    for dtype in get_args(TypeName)[:2]:
        model = load_text_model(checkpoint, device="cpu", dtype=dtype)
        state = model.empty_state()
        steps.append(torch.cat([model.logits(model.forward([token], state)) for token in tokens]))
    error = (steps[0] - steps[1]).std() / steps[1].std()
    assert 0 < float(error) < 0.005


def test_nothing_heavy_is_imported(fresh_folder: Path) -> None:
    """Starting up is quick because neither transformers nor torch's compiler is ever touched."""
    program = (
        "import sys; from pathlib import Path\n"
        "import model_runtime.language_model\n"
        "assert 'torch' not in sys.modules\n"
        "from model_runtime.checkpoint import open_checkpoint\n"
        "checkpoint = open_checkpoint(Path(sys.argv[1])); checkpoint.digest\n"
        "assert 'torch' not in sys.modules\n"
        "model = model_runtime.language_model.load_text_model(checkpoint, device='cpu')\n"
        "state = model.empty_state(); model.logits(model.forward([1, 2], state)); model.forward([3], state)\n"
        "heavy = {'transformers', 'torch._dynamo', 'torch._inductor', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program, str(fresh_folder)], check=True, cwd=DATA.parent.parent)


@pytest.mark.parametrize(("asked", "factor"), [(100, None), (4096, None), (5000, 2.0)])
def test_a_longer_context_is_stretched_and_a_shorter_one_is_a_limit(
    tmp_path: Path, asked: int, factor: float | None
) -> None:
    write_model_folder(tmp_path)
    model = load_language_model(tmp_path, device="cpu", context_tokens=asked)
    assert model.context_tokens == asked
    assert model._model.config.rope_parameters.factor == factor


def test_a_context_out_of_reach(tmp_path: Path) -> None:
    write_model_folder(tmp_path)
    with pytest.raises(CheckpointError, match="reaches 16384 tokens at most"):
        load_language_model(tmp_path, device="cpu", context_tokens=16_385)


def test_a_snapshot_is_not_for_a_model_whose_positions_are_stretched(tmp_path: Path) -> None:
    write_model_folder(tmp_path)
    model = load_language_model(tmp_path, device="cpu")
    session = model.new_session(seed=0)
    session.extend([1, 2, 3])
    model.save_snapshot(session.snapshot(), tmp_path / "kept")
    assert model.load_snapshot(tmp_path / "kept").token_count == 3
    stretched = load_language_model(tmp_path, device="cpu", context_tokens=2 * model.context_tokens)
    with pytest.raises(SnapshotFileError, match="not sha256"):
        stretched.load_snapshot(tmp_path / "kept")


def test_drafts_leave_greedy_replies_as_they_are(tmp_path: Path) -> None:
    write_model_folder(tmp_path, draft_layers=1)
    replies = []
    for drafts in range(5):
        model = load_language_model(tmp_path, device="cpu", dtype="float32", speculative_tokens=drafts)
        session = model.new_session(seed=0)
        session.extend(model.chat.open([Message("user", "Hello")], [], thinking=True))
        replies.append(list(session.sample(SamplingParameters(temperature=0.0), max_tokens=60)))
        assert (session.draft_counts.rounds > 0) == (drafts > 0)
    assert replies == [replies[0]] * 5


@pytest.mark.parametrize("draft_layers", [0, 2])
def test_drafts_need_a_head(tmp_path: Path, draft_layers: int) -> None:
    write_model_folder(tmp_path, draft_layers=draft_layers)
    load_language_model(tmp_path, device="cpu")
    with pytest.raises(CheckpointError, match=r"mtp tensors|by 2 layers"):
        load_language_model(tmp_path, device="cpu", speculative_tokens=1)


@pytest.mark.parametrize("drafts", [-1, 5])
def test_drafts_are_few(tmp_path: Path, drafts: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 4"):
        load_language_model(tmp_path, speculative_tokens=drafts)

"""Makes a checkpoint of the full width with made-up weights, quantizes it, loads it, and decodes: bytes, times, memory.

    python benchmarks/quantized_decode.py CONFIG FOLDER --layers 4 --to int4 --tokens 20

CONFIG is a ``config.json``, of which --layers layers are kept, without vision and drafts. FOLDER is new; it gets ``source``
(2 bytes a weight, one file a layer) and ``quantized``. Each step runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from machine import circumstances

from model_runtime.architecture import text_tensor_shapes
from model_runtime.checkpoint import INDEX_FILE, open_checkpoint
from model_runtime.config import CONFIG_FILE, parse_config
from model_runtime.inspection import inspect_folder
from model_runtime.language_model import load_text_model
from model_runtime.quantizing import quantize_folder, scheme_for
from model_runtime.random_checkpoint import random_tensors
from model_runtime.safetensors_writer import PlannedTensor, SafetensorsWriter

_POOL = 1 << 22


def say(line: str) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def memory() -> str:
    """The most that this process ever held, files that it mapped included, and what it holds of its own now."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) / 2**20 for line in lines if line.startswith(("VmHWM", "Rss"))}
    return f"peak {sizes['VmHWM']:.2f} GiB with mapped files; own memory now {sizes['RssAnon']:.2f} GiB"


def made_up(shape: tuple[int, ...], pool: torch.Tensor, number: int) -> Iterator[torch.Tensor]:
    """A large matrix in pieces, each a turned copy of the pool, of the size that keeps activations near one."""
    left = torch.Size(shape).numel()
    while left:
        number += 1
        piece = pool.roll(7919 * number)[:left].mul(shape[-1] ** -0.5).bfloat16()
        left -= piece.numel()
        yield piece


def make(config: dict[str, Any], folder: Path) -> None:
    """Write the checkpoint, one file a layer, in pieces."""
    folder.mkdir(parents=True)
    checked, generator = parse_config(config, folder), torch.Generator().manual_seed(0)
    pool, placement = torch.randn(_POOL, generator=generator), {}
    files: dict[str, dict[str, tuple[int, ...]]] = {}
    for name, shape in text_tensor_shapes(checked).items():
        layer = name.partition(".layers.")[2].partition(".")[0]
        files.setdefault(f"model-{layer or 'ends'}.safetensors", {})[name] = shape
    for file_name, shapes in files.items():
        planned = {name: PlannedTensor("BF16", shape) for name, shape in shapes.items()}
        with SafetensorsWriter(folder / file_name, planned) as writer:
            for number, (name, shape) in enumerate(shapes.items()):
                placement[name] = file_name
                large = torch.Size(shape).numel() > _POOL
                small = () if large else random_tensors({name: shape}, generator, torch.bfloat16).values()
                for piece in made_up(shape, pool, number) if large else small:
                    writer.append(name, piece)
    (folder / INDEX_FILE).write_text(json.dumps({"weight_map": placement}), encoding="utf-8")
    (folder / CONFIG_FILE).write_text(json.dumps(config), encoding="utf-8")


def decode(folder: Path, tokens: int) -> None:
    """Load in bfloat16 on the CPU and decode greedily."""
    begin = time.perf_counter()
    model = load_text_model(open_checkpoint(folder), device="cpu", dtype="bfloat16")
    say(f"load: {time.perf_counter() - begin:.1f} s; {memory()}")
    state, token, times = model.empty_state(), 1, []
    for _ in range(tokens):
        begin = time.perf_counter()
        logits = model.logits(model.forward([token], state))
        token = int(logits.argmax())
        times.append(time.perf_counter() - begin)
        assert bool(logits.isfinite().all())
    say(f"decode: {tokens} tokens, first {times[0]:.2f} s, median {sorted(times)[tokens // 2]:.2f} s; {memory()}")


def main() -> None:
    """Run one step, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--to", default="int4")
    parser.add_argument("--tokens", type=int, default=20)
    parser.add_argument("--step", choices=["make", "quantize", "decode"])
    options = parser.parse_args()
    source, quantized = options.folder / "source", options.folder / "quantized"
    begin = time.perf_counter()
    if options.step is None:
        say(json.dumps(circumstances()))
        for step in ("make", "quantize", "decode"):
            subprocess.run([sys.executable, *sys.argv, "--step", step], check=True)
    elif options.step == "make":
        config = json.loads(options.config.read_text(encoding="utf-8"))
        text = config["text_config"]
        text.update(num_hidden_layers=options.layers, mtp_num_hidden_layers=0)
        text["layer_types"] = text["layer_types"][: options.layers]
        config.pop("vision_config", None)
        make(config, source)
        say(f"make: {time.perf_counter() - begin:.1f} s; {memory()}")
    elif options.step == "quantize":
        made = quantize_folder(source, quantized, scheme_for(options.to))
        sizes = f"{made.source_bytes:,} bytes to {made.stored_bytes:,}, relative error {made.relative_error:.2%}"
        say(f"quantize: {time.perf_counter() - begin:.1f} s, {sizes}; {memory()}")
    else:
        for folder in (source, quantized):
            found = inspect_folder(folder)
            say(f"{found.layout}: {found.active_parameters:,} parameters and {found.active_bytes:,} bytes a token")
        decode(quantized, options.tokens)


if __name__ == "__main__":
    main()

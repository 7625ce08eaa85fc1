"""``agent model``: what a checkpoint folder is and what it would take to run it, whether it is sound, and in fewer bits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agent.cli.model_pull import pull
from agent.cli.model_quantize import quantize
from agent.cli.progress_line import shown_progress
from agent.errors import Misconfigured

if TYPE_CHECKING:
    from agent.app import Demand, Inspection

_FOLDER = click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group()
def model() -> None:
    """Look at a checkpoint folder. Without FOLDER it is the embedded model."""


@model.command(name="info")
@_FOLDER
@_JSON
def show(folder: Path | None, *, as_json: bool) -> None:
    """Tell what FOLDER is and what it takes, without loading it.

    Its parts with their parameters and bytes, the memory of a sequence, and the context that fits into the memory that
    is free now. Reads headers only, and is content with files that hold nothing else.
    """
    from agent.app import inspect_model

    found = inspect_model(folder)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    note = " (headers only: the weights are not there)" if found.headers_only else ""
    yarn = f", YaRN factor {found.yarn_factor:g}" if found.yarn_factor else ""
    lines = [
        f"{found.folder}: {found.architecture}, {found.layers} layers, {found.files} files{note}",
        f"layout   {found.layout}",
        f"context  {found.context_tokens:,} tokens{yarn}",
        f"active   {found.active_parameters:,} parameters a token, {found.active_bytes:,} bytes in the files",
        "",
        *_parts_table(found),
        "",
        *_demands_table(found),
        *_cache_lines(found),
    ]
    for line in lines:
        click.echo(line)


model.add_command(pull)
model.add_command(quantize)


@model.command()
@_FOLDER
@click.option(
    "--against",
    metavar="REFERENCE",
    type=click.Path(path_type=Path),
    help="Load REFERENCE, then FOLDER, and tell how far FOLDER's predictions are from its.",
)
@click.option(
    "--text",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True),
    help="With --against: a file that both read. Without it they read tokens drawn at random.",
)
@click.option("--tokens", type=click.IntRange(1, 1 << 14), default=256, show_default=True, help="How many they read.")
@_JSON
def verify(folder: Path | None, against: Path | None, text: Path | None, tokens: int, *, as_json: bool) -> None:
    """Read every byte of FOLDER: digests of its files, and a search for NaN and Inf in every tensor.

    Digests are compared with SHA256SUMS in the folder, or with the names in the hub's cache; without either they are
    only printed. Ends with exit code 52 where something is wrong.
    """
    from agent.app import compare_models, verify_model

    if text is not None and against is None:
        raise click.UsageError("--text belongs to --against")
    with shown_progress(silent=as_json) as tell:
        found = verify_model(folder, tell)
    compared = compare_models(folder, against, text, tokens) if found.ok and against is not None else None
    if as_json:
        comparison = {} if compared is None else {"comparison": asdict(compared)}
        click.echo(json.dumps({"ok": found.ok, **asdict(found), **comparison}, indent=2))
    else:
        for file in found.files:
            mark = "DIFFERS" if not file.ok else "same" if file.expected else "-"
            click.echo(f"{mark:<8}{file.sha256}  {file.name}")
        for name in found.missing:
            click.echo(f"MISSING {name}")
        for tensor in found.non_finite:
            click.echo(f"BROKEN  {tensor.name} in {tensor.file}: {tensor.nan} NaN, {tensor.infinite} Inf")
        click.echo(f"{found.tensors} tensors, {found.tensors - len(found.non_finite)} of them finite throughout")
        if compared is not None:
            click.echo(
                f"{compared.tokens} {'random ' if compared.random_tokens else ''}tokens against {compared.reference}: "
                f"KL {compared.mean_kl:.5f} nats a token, {compared.largest_kl:.5f} at the most; "
                f"the same likeliest token at {compared.same_first:.1%}"
            )
    if not found.ok:
        differing = sum(not file.ok for file in found.files)
        counts = (
            f"{differing} files differ, {len(found.missing)} are missing, {len(found.non_finite)} tensors are broken"
        )
        raise Misconfigured(f"{found.folder} is not sound: {counts}; fetch it again")


def _parts_table(found: Inspection) -> Iterator[str]:
    yield f"{'part':<16}{'tensors':>9}{'parameters':>18}{'bytes':>18}"
    for part in found.components:
        yield f"{part.name:<16}{part.tensors:>9,}{part.parameters:>18,}{part.stored_bytes:>18,}"
    tensors = sum(part.tensors for part in found.components)
    yield f"{'all':<16}{tensors:>9,}{found.parameters:>18,}{found.stored_bytes:>18,}"


def _demands_table(found: Inspection) -> Iterator[str]:
    yield f"{'device':<8}{'type':<12}{'weights':>10}{'KV a token':>12}{'state':>11}{'free':>10}  context that fits"
    for demand in found.demands:
        state = demand.recurrent_state_bytes + demand.convolution_state_bytes
        free = "-" if demand.free_bytes is None else f"{demand.free_bytes / 2**30:.1f} GiB"
        yield (
            f"{demand.device:<8}{demand.dtype + ('*' if demand.default else ''):<12}"
            f"{demand.weights_bytes / 2**30:>6.1f} GiB{demand.kv_bytes_per_token:>12,}{state:>11,}{free:>10}"
            f"  {_fits(demand)}"
        )
    yield "* what is taken without being asked; weights are those of the text model and the vision encoder, converted to the type"


def _cache_lines(found: Inspection) -> Iterator[str]:
    """What a full context takes, by how its keys and values are kept."""
    sizes = {f"in {demand.dtype}": demand.kv_bytes_per_token for demand in found.demands}
    sizes["in fp8 (--kv-cache fp8)"] = found.demands[0].fp8_kv_bytes_per_token
    words = (f"{_size(found.context_tokens * size)} {name}, {size:,} bytes a token" for name, size in sizes.items())
    yield f"KV of {found.context_tokens:,} tokens: {'; '.join(words)}"


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 2**30:.2f} GiB" if size_bytes >= 1 << 30 else f"{size_bytes / 2**20:.1f} MiB"


def _fits(demand: Demand) -> str:
    if demand.context_tokens is None:
        return "no such device"
    return f"{demand.context_tokens:,} tokens" if demand.context_tokens else "none"

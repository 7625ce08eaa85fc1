"""``agent model quantize``: a checkpoint in fewer bits, and what that costs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agent.cli.progress_line import shown_progress

if TYPE_CHECKING:
    from agent.app import Quantization


@click.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--to", "target", required=True, type=click.Choice(["int8", "int4"]), help="Whole numbers of 8 or 4 bits."
)
@click.option(
    "--group-size",
    type=click.IntRange(8, 1 << 16),
    help="Columns that share a scale, an even number; 128 for int8 and 64 for int4 if not given.",
)
@click.option("--head", "with_head", is_flag=True, help="The output head too, in 8 bits; it stays as it is otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def quantize(
    source: Path, folder: Path, target: str, group_size: int | None, *, with_head: bool, as_json: bool
) -> None:
    """Write the checkpoint IN to the new folder OUT, experts and projections in whole numbers.

    IN is read and OUT written piece by piece, whatever their size. Prints how far the matrices of each layer are from
    those of IN, as |new - old| / |old|. How far the predictions are, `agent model verify OUT --against IN` tells.
    """
    from agent.app import QuantizationTarget, quantize_model

    with shown_progress(silent=as_json) as tell:
        found = quantize_model(source, folder, QuantizationTarget(target, group_size, with_head), tell)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    for line in _table(found):
        click.echo(line)


def _table(found: Quantization) -> Iterator[str]:
    yield f"{'layer':<8}{'experts':>10}{'projections':>13}"
    for layer in found.layers:
        yield f"{layer.layer:<8}{layer.experts:>10.3%}{layer.projections:>13.3%}"
    yield f"all     {found.relative_error:>10.3%}  relative error, int{found.bits} in groups of {found.group_size}"
    share = found.stored_bytes / found.source_bytes
    yield f"{found.folder}: {found.stored_bytes:,} bytes, {share:.1%} of {found.source_bytes:,}"

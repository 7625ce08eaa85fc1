"""``agent model pull``: a model of the hub, fetched whole or continued, and verified."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from agent.cli.progress_line import shown_progress


@click.command()
@click.argument("name", metavar="REPO[@REVISION]")
@click.option("--jobs", type=click.IntRange(1, 16), default=4, show_default=True, metavar="N", help="Files at a time.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and no progress.")
def pull(name: str, jobs: int, *, as_json: bool) -> None:
    """Fetch a model from the hub into its local cache, and verify it.

    REVISION is a branch, a tag or a commit (default: main); it is resolved to a commit, whose files are fetched: weights as
    safetensors, and files in JSON, Jinja and text. What is broken off goes on at the next call. Sizes and digests are those
    that the hub names. HF_ENDPOINT, HF_TOKEN, HF_HUB_CACHE and HF_HOME count as for the hub's own tools. Afterwards
    `--model REPO[@REVISION]` finds it without a network.
    """
    from agent.hub_models import pull_model, require_sound

    with shown_progress(silent=as_json) as tell:
        pulled = pull_model(name, tell, jobs)
    if as_json:
        click.echo(json.dumps({"ok": pulled.verification.ok, **asdict(pulled)}, indent=2))
    else:
        total = sum(file.size_bytes for file in pulled.files)
        click.echo(f"{pulled.repository} at {pulled.revision} is commit {pulled.commit}")
        click.echo(f"{len(pulled.files)} files, {total:,} bytes, {pulled.fetched_bytes:,} of them fetched now")
        if pulled.left_out:
            click.echo(f"{len(pulled.left_out)} files that no checkpoint needs were left out")
        click.echo(pulled.folder)
    require_sound(pulled)

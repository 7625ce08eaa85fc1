"""The options of ``agent eval`` about where tasks run: images, what they are made of, network and limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

_PATH = click.Path(path_type=Path)
_IMAGE = click.option("--image", metavar="IMAGE", help="Sandbox image. [default: the project's own]")
_TIER = click.option(
    "--sandbox-tier",
    type=click.Choice(("strict", "compat")),
    default="strict",
    show_default=True,
    help="compat: for images that must run as root and be written to.",
)
_MIRROR = click.option(
    "--mirror",
    type=_PATH,
    metavar="FOLDER",
    help="Git mirrors of the repositories of SWE-bench rows, to build images from.",
)
_ENVIRONMENTS = click.option(
    "--environments",
    type=_PATH,
    metavar="FILE",
    help="What the environments of SWE-bench rows are made of (JSON, TOML).",
)
_PULL = click.option("--pull", is_flag=True, help="Pull images of SWE-bench rows that the engine does not hold.")
_POLICY = click.option(
    "--policy", metavar="POLICY", help="Network and limits: closed, official, or a JSON or TOML file. [default: closed]"
)


def place_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options about where tasks run."""
    for option in (_POLICY, _PULL, _ENVIRONMENTS, _MIRROR, _TIER, _IMAGE):
        command = option(command)
    return command


def image_sources(command: Callable[..., None]) -> Callable[..., None]:
    """The options about where images of SWE-bench rows come from."""
    for option in (_PULL, _ENVIRONMENTS, _MIRROR):
        command = option(command)
    return command

"""Containers kept as they were after an agent's phase, so that they can be judged again without the agent.

An image of the engine holds the files; ``container.json`` in the attempt's folder names it. An image whose file is gone is
nobody's, and removed like other orphans.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import BadInput
from evals.terminal.phases import Container
from evals.terminal.task_directory import TerminalTask, folder_digest

STATE: Final = "container.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """The image of a container, and what it says of itself."""

    image: str
    user: str
    workdir: str


class SavedState(BaseModel):
    """A saved container, what it came from, and the digest of the folder that this was made from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    image: str
    original: str
    user: str
    workdir: str
    environment: str


def save_state(container: Container, origin: Origin, task: TerminalTask, folder: Path) -> None:
    """Keep a container in which nothing of the agent runs any more.

    Raises:
        SandboxLost: the engine does not do it.
    """
    path = folder / STATE
    path.touch()
    state = SavedState(
        image=container.save(path),
        original=origin.image,
        user=origin.user,
        workdir=origin.workdir,
        environment=folder_digest(task.environment),
    )
    path.write_text(state.model_dump_json(indent=2) + "\n", "utf-8")


def read_state(folder: Path) -> SavedState | None:
    """The saved container of a stage; None where none was kept, or not to its end.

    Raises:
        BadInput: the file is damaged.
    """
    path = folder / STATE
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        return SavedState.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise BadInput(f"{path} is damaged") from error

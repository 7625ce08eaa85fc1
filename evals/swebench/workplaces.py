"""Workplaces of instances: the image of the row, a sandbox of it for an agent, and scores in fresh containers of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, Protocol

from evals.evaluation_task import EvaluationTask
from evals.scoring import Score
from evals.swebench.execution import TESTBED, Container
from evals.swebench.image_repository import base_files, base_of_image
from evals.swebench.images import Images
from evals.swebench.instance_task import InstanceTask
from evals.swebench.scoring import score_instance
from evals.workplace import Workplace
from sandboxes.base import Sandbox
from sandboxes.repository import BaseRepository

PROGRAMS: Final = "/opt/miniconda3/envs/testbed/bin"
"""Where official images have the programs of the instance's environment, and those built here, too."""


class Engine(Protocol):
    """Where containers and sandboxes of images come from; threads share it."""

    def open(self, image: str) -> Container:
        """Start a container for tests. Raises SandboxError."""

    def opener(self, image: str, base: BaseRepository, place: str, programs: str) -> Callable[[], Sandbox]:
        """What opens sandboxes for an agent. Raises SandboxError."""


@dataclass(frozen=True, slots=True)
class InstanceWorkplaces:
    """As ``Workplaces``, for instances."""

    engine: Engine
    images: Images

    def __call__(self, task: EvaluationTask, storage: Path) -> Workplace:
        """The workplace of an instance; its image is built when it has to be. The repository is taken out when it is needed."""
        assert isinstance(task, InstanceTask)
        ready = self.images.ready(task.row)
        prepared = InstanceTask(ready, task.timeout_s)
        open_container = partial(self.engine.open, ready.image)

        @cache
        def base() -> BaseRepository:
            return base_of_image(open_container, Path(mkdtemp(prefix="repository-", dir=storage)))

        def open_sandbox() -> Sandbox:
            return self.engine.opener(ready.image, base(), TESTBED, PROGRAMS)()

        def files() -> Mapping[str, bytes]:
            return base_files(base())

        def score(patch: bytes, folder: Path | None = None) -> Score:
            return score_instance(prepared, patch, open_container, folder)

        return Workplace(ready.image, open_sandbox, files, score, "compat")

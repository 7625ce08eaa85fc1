"""Containers that were kept as images after their agent's end: made here by ``TaskContainer.save``, removed when nobody knows them.

The label ``throughline.state`` names the file that knows such an image. The image of a file that is gone is an orphan.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sandboxes.docker.engine import engine_errors

if TYPE_CHECKING:
    from docker import DockerClient

STATE: Final = "throughline.state"
MACHINE: Final = "throughline.machine"


def reap_saved(client: DockerClient, machine: str) -> int:
    """Remove saved containers whose file is gone; how many. Those of other machines, which share the engine, stay.

    Raises:
        SandboxLost: the engine does not answer.
    """
    from docker.errors import APIError

    removed = 0
    with engine_errors("saved containers cannot be removed"):
        for image in client.api.images(filters={"label": [STATE]}):
            labels = image.get("Labels") or {}
            if labels.get(MACHINE) != machine or Path(labels[STATE]).exists():
                continue
            try:
                client.api.remove_image(image["Id"], force=True)
            except APIError as error:
                if error.status_code not in (404, 409):  # 409: a container of it is under way
                    raise
            else:
                removed += 1
    return removed

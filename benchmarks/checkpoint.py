"""What a checkpoint costs: seconds for each after a small edit, the first of which starts the collector. Needs Docker."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from machine import circumstances

from agent.workspace import WorkspaceRequest, open_workspace
from sandboxes.base import SandboxPolicy
from sandboxes.docker.image import default_image
from sandboxes.docker.sandbox import open_docker_sandbox


def main() -> None:
    """Measure on the repository that is named, or on this one."""
    repository = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parents[1])
    times_s = []
    with tempfile.TemporaryDirectory() as storage:
        base = open_workspace(WorkspaceRequest(repository), Path(storage)).base
        with open_docker_sandbox(SandboxPolicy(default_image()), base) as sandbox:
            for number in range(21):
                sandbox.write_file("scratch.txt", f"{number}\n".encode())
                start_s = time.monotonic()
                sandbox.checkpoint()
                times_s.append(time.monotonic() - start_s)
    figures = {"first_s": times_s[0], "median_s": statistics.median(times_s[1:]), "longest_s": max(times_s[1:])}
    rounded = {name: round(value, 3) for name, value in figures.items()}
    sys.stdout.write(json.dumps({**circumstances(), **rounded}) + "\n")


if __name__ == "__main__":
    main()

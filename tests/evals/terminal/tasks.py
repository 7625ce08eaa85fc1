"""Small terminal tasks, written as folders."""

from __future__ import annotations

from pathlib import Path

CONFIGURATION = """
version = "1.0"

[metadata]
author_name = "a"
difficulty = "easy"

[agent]
timeout_sec = 60.0

[verifier]
timeout_sec = 60.0

[environment]
build_timeout_sec = 60.0
cpus = 1
memory = "512M"
allow_internet = false
"""
SOLVE = "#!/bin/bash\nset -e\necho 42 >answer.txt\n"
TEST = """#!/bin/bash
if [ "$(cat /app/answer.txt)" = 42 ]; then echo 1; else echo 0; fi >/logs/verifier/reward.txt
"""


def write_task(folder: Path, image: str = "base:1", **files: str) -> Path:
    """A task whose parts can be replaced: ``configuration``, ``solve``, ``test``, ``dockerfile``, ``instruction``."""
    texts = {
        "task.toml": files.get("configuration", CONFIGURATION),
        "instruction.md": files.get("instruction", "Write 42 into answer.txt.\n"),
        "environment/Dockerfile": files.get("dockerfile", f"FROM {image}\nWORKDIR /app\n"),
        "solution/solve.sh": files.get("solve", SOLVE),
        "tests/test.sh": files.get("test", TEST),
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder

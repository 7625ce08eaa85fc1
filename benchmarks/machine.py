"""What every figure is printed with: processor, load, commit and Python; and the embedded model's shape, as it is trained."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path
from typing import Any


def circumstances() -> dict[str, Any]:
    """Where and on what state of the code a figure was taken."""
    return {
        "machine": f"{processor()}, {os.cpu_count()} processors",
        "load_average": round(os.getloadavg()[0], 1),
        "commit": commit(),
        "python": platform.python_version(),
    }


def embedded_shape() -> dict[str, Any]:
    """Text configuration of the embedded model."""
    from training.shape import Shape

    text = Shape().config()["text_config"]
    assert isinstance(text, dict)
    return text


def processor() -> str:
    """Name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def commit() -> str:
    """The checkout's commit, shortened."""
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"

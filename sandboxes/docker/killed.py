"""Why a command was killed: the kernel counts what it ends for memory, in the container's cgroup (version 1 or 2)."""

from __future__ import annotations

import re

from sandboxes.docker.arguments import Command

KILLED = 137
"""The exit code of a killed command: memory, its own doing, or the end of the whole container."""

# The keeper's user: it is there even when the sandbox's user has no process left to start.
COUNT_OF_MEMORY_KILLS = Command(
    ["cat", "/sys/fs/cgroup/memory/memory.oom_control", "/sys/fs/cgroup/memory.events"], user="0:0", timeout_s=10
)
"""Prints the counter. That it can run at all also tells that the container lives."""


def memory_kills(output: bytes) -> int:
    """The counter in the output of ``COUNT_OF_MEMORY_KILLS``; 0 when the kernel does not tell."""
    found = re.search(rb"^oom_kill (\d+)$", output, re.MULTILINE)
    return int(found[1]) if found else 0

"""How much memory is free on a device. It looks and reserves nothing."""

from __future__ import annotations

from pathlib import Path


def free_bytes(device: str) -> int | None:
    """Free memory of the CPU or of the current CUDA device; None where there is none or the system does not say."""
    if device == "cuda":
        import torch

        return int(torch.cuda.mem_get_info()[0]) if torch.cuda.is_available() else None
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    available = next((line for line in lines if line.startswith("MemAvailable:")), None)
    return int(available.split()[1]) * 1024 if available else None

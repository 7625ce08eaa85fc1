"""How many threads the CPU's kernels use for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def one_thread() -> Iterator[None]:
    """Run the kernels inside on the calling thread alone.

    A decode step of a small model is some thousand kernels of a few microseconds. A second thread gains nothing on
    them, and whenever another program needs its core, each kernel waits for it: measured at a load of four on two
    cores, 50 to 120 ms a step on two threads against 9 to 16 ms on one.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)

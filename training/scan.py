"""The scan over chunk states as one kernel a pass, where Triton and CUDA are; equal to ``delta_rule.scan``.

One product a chunk, each launched by Python, made most of a training step's launches. Here one program goes through all
chunks of a sequence for a slice of the state's columns, which stay in registers.
"""

from __future__ import annotations

from typing import Any

import torch
import triton
import triton.language as tl
from torch import Tensor

COLUMNS = 32


@triton.jit
def _forward(
    transition, added, first, before, last,
    chunks: tl.constexpr, rows: tl.constexpr, columns: tl.constexpr, width: tl.constexpr, precision: tl.constexpr,
):  # type: ignore[no-untyped-def]  # fmt: skip
    sequence, part = tl.program_id(0).to(tl.int64), tl.program_id(1)
    row = tl.arange(0, rows)
    column = part * width + tl.arange(0, width)
    square = row[:, None] * rows + row[None, :]
    slice_ = row[:, None] * columns + column[None, :]
    state = tl.load(first + sequence * rows * columns + slice_)
    for chunk in range(chunks):
        index = sequence * chunks + chunk
        tl.store(before + index * rows * columns + slice_, state)
        a = tl.load(transition + index * rows * rows + square)
        state = tl.load(added + index * rows * columns + slice_) + tl.dot(a, state, input_precision=precision)
    tl.store(last + sequence * rows * columns + slice_, state)


@triton.jit
def _backward(
    transition, d_before, d_last, d_added, d_first,
    chunks: tl.constexpr, rows: tl.constexpr, columns: tl.constexpr, width: tl.constexpr, precision: tl.constexpr,
):  # type: ignore[no-untyped-def]  # fmt: skip
    sequence, part = tl.program_id(0).to(tl.int64), tl.program_id(1)
    row = tl.arange(0, rows)
    column = part * width + tl.arange(0, width)
    turned = row[None, :] * rows + row[:, None]
    slice_ = row[:, None] * columns + column[None, :]
    gradient = tl.load(d_last + sequence * rows * columns + slice_)
    for step in range(chunks):
        index = sequence * chunks + chunks - 1 - step
        tl.store(d_added + index * rows * columns + slice_, gradient)
        a = tl.load(transition + index * rows * rows + turned)
        gradient = tl.load(d_before + index * rows * columns + slice_) + tl.dot(a, gradient, input_precision=precision)
    tl.store(d_first + sequence * rows * columns + slice_, gradient)


class _Scan(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, transition: Tensor, added: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[override]
        transition, added, first = transition.contiguous(), added.contiguous(), first.contiguous()
        sequences, chunks, rows, columns = added.shape
        before, last = torch.empty_like(added), torch.empty_like(first)
        grid = (sequences, columns // COLUMNS)
        _forward[grid](
            transition, added, first, before, last, chunks, rows, columns, COLUMNS, _precision(), num_warps=4
        )
        context.save_for_backward(transition, before)
        return before, last

    @staticmethod
    def backward(context: Any, d_before: Tensor, d_last: Tensor) -> tuple[Tensor, Tensor, Tensor]:  # type: ignore[override]
        transition, before = context.saved_tensors
        d_before, d_last = d_before.contiguous(), d_last.contiguous()
        sequences, chunks, rows, columns = before.shape
        d_added, d_first = torch.empty_like(before), torch.empty_like(d_last)
        grid = (sequences, columns // COLUMNS)
        _backward[grid](
            transition, d_before, d_last, d_added, d_first, chunks, rows, columns, COLUMNS, _precision(), num_warps=4
        )
        return d_added @ before.mT, d_added, d_first


def _precision() -> str:
    """What plain products use too: one pass in TF32 where that is allowed."""
    return "tf32" if torch.backends.cuda.matmul.allow_tf32 else "ieee"


def fused_scan(transition: Tensor, added: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
    """As ``delta_rule.scan``: [N, chunks, K, K], [N, chunks, K, V], [N, K, V] in float32; K and V multiples of 32.

    Returns:
        The state before each chunk, [N, chunks, K, V], and the last one, [N, K, V].
    """
    return _Scan.apply(transition, added, state)  # type: ignore[no-any-return]

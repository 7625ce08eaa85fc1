"""Mixture of experts: a router, the experts it picks for each token, and one shared expert that always runs."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from model_runtime.config import TextConfig
from model_runtime.model.row_batch import EXPERT_BLOCK, whole_blocks
from model_runtime.weights import WeightReader


class MixtureOfExperts:
    """One feed-forward block. The router and the shared expert's first half come from a single product."""

    def __init__(self, config: TextConfig, reader: WeightReader, layer: str) -> None:
        """``layer`` is what the names of the layer's tensors begin with."""
        self._picked, self._experts = config.num_experts_per_tok, config.num_experts
        prefix = f"{layer}mlp."
        names = ("gate", "shared_expert_gate", "shared_expert.gate_proj", "shared_expert.up_proj")
        shared = config.shared_expert_intermediate_size
        self._sections = [config.num_experts, 1, 2 * shared]
        self._project_in = reader.projection(*(f"{prefix}{name}.weight" for name in names))
        self._shared_down = reader.projection(f"{prefix}shared_expert.down_proj.weight")
        self._gate_up, self._down = reader.experts(layer)

    def forward(self, hidden: Tensor) -> Tensor:
        """``[tokens, hidden]``, normalised, to the same shape."""
        logits, shared_gate, shared = torch.split(self._project_in.forward(hidden), self._sections, dim=-1)
        weights, picked = route(logits, self._picked)
        output = self._shared_down.forward(_activate(shared)).mul_(torch.sigmoid(shared_gate))
        weights = weights.to(hidden.dtype)
        if hidden.shape[0] == 1:
            return self._add_experts(output, hidden, weights, picked)
        return output.add_(self._grouped_experts(hidden, weights, picked))

    def forward_rows(self, hidden: Tensor, count: int) -> Tensor:
        """``[rows, hidden]``, normalised, to the same shape; only the first ``count`` rows are given to experts.

        What comes of a row does not depend on the others, nor on how many there are (see ``row_batch.py``).
        """
        logits, shared_gate, shared = torch.split(self._project_in.forward(hidden), self._sections, dim=-1)
        weights, picked = route(logits, self._picked)
        output = self._shared_down.forward(_activate(shared)).mul_(torch.sigmoid(shared_gate))
        rows, counts, places = grouped(picked[:count].tolist(), self._experts)
        parts = torch.split(hidden[torch.tensor(rows, device=hidden.device)], list(counts.values()))
        outputs = [
            self._down[expert].forward(_activate(self._gate_up[expert].forward(part)))
            for expert, part in zip(counts, parts, strict=True)
        ]
        of_rows = torch.cat(outputs)[torch.tensor(places, device=hidden.device)]
        output[:count] += (of_rows * weights[:count, :, None].to(hidden.dtype)).sum(1)
        return output

    def _add_experts(self, output: Tensor, hidden: Tensor, weights: Tensor, picked: Tensor) -> Tensor:
        """One token: only the picked experts' weights are touched."""
        for place, expert in enumerate(picked[0].tolist()):
            active = _activate(self._gate_up[expert].forward(hidden)).mul_(weights[:, place])
            output.add_(self._down[expert].forward(active))
        return output

    def _grouped_experts(self, hidden: Tensor, weights: Tensor, picked: Tensor) -> Tensor:
        """Many tokens: the rows of each expert side by side, so that an expert is one product."""
        tokens, picks = picked.shape
        expert_of_row = picked.flatten()
        order = torch.argsort(expert_of_row, stable=True)
        counts = torch.bincount(expert_of_row, minlength=self._experts).tolist()
        rows = hidden[order // picks]
        outputs = torch.empty_like(rows)
        begin = 0
        for expert, count in enumerate(counts):
            if count:
                part = slice(begin, begin + count)
                active = _activate(self._gate_up[expert].forward(rows[part]))
                outputs[part] = self._down[expert].forward(active)
                begin += count
        # Back into the order of the tokens by a permutation, not by an atomic sum: the result is the same every time.
        unsorted = torch.empty_like(outputs).index_copy_(0, order, outputs)
        return torch.bmm(weights[:, None], unsorted.view(tokens, picks, -1)).squeeze(1)


def grouped(picked: Sequence[Sequence[int]], experts: int) -> tuple[list[int], dict[int, int], list[list[int]]]:
    """Where rows go so that those of an expert stand side by side, in numbers that whole blocks divide.

    Args:
        picked: The experts of each row.
        experts: How many there are.

    Returns:
        The row to be put in each place, experts in order; how many places each picked expert has; and for each row the
        places of its experts. Places beyond an expert's rows hold its first row once more.
    """
    rows_of: list[list[tuple[int, int]]] = [[] for _ in range(experts)]
    for row, numbers in enumerate(picked):
        for pick, expert in enumerate(numbers):
            rows_of[expert].append((row, pick))
    rows: list[int] = []
    places = [[0] * len(numbers) for numbers in picked]
    counts: dict[int, int] = {}
    for expert, members in enumerate(rows_of):
        if members:
            for place, (row, pick) in enumerate(members, len(rows)):
                places[row][pick] = place
            padding = whole_blocks(len(members), EXPERT_BLOCK) - len(members)
            rows += [row for row, _ in members] + [members[0][0]] * padding
            counts[expert] = len(members) + padding
    return rows, counts, places


def route(logits: Tensor, picked: int) -> tuple[Tensor, Tensor]:
    """Weights and numbers of the experts of each token.

    Softmax over all experts in float32, the largest ``picked``, scaled to sum to one.

    Args:
        logits: ``[tokens, experts]``.
        picked: Experts for each token.

    Returns:
        Weights in float32 and expert numbers, ``[tokens, picked]`` each, largest first.
    """
    weights, numbers = torch.topk(torch.softmax(logits, dim=-1, dtype=torch.float32), picked, dim=-1)
    return weights / weights.sum(-1, keepdim=True), numbers


def _activate(gate_and_up: Tensor) -> Tensor:
    gate, up = gate_and_up.chunk(2, dim=-1)
    return functional.silu(gate).mul_(up)

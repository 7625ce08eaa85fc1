"""Trains the embedded model on one GPU against the clock; a run can be continued from its state.

    python -m training.train --tokenizer FOLDER --out FOLDER --seconds 560 [--resume] [--until 1500]

Prints one line a report. The state (weights, optimisers, schedule) is kept in OUT/state.pt; OUT/model.safetensors, with
the published tensor names in bf16, is what ships.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import Tensor

from training.encode import READ
from training.model import CausalModel, compile_layers, keep_activations
from training.optimiser import create_optimisers
from training.shape import Shape
from training.stream import Batch, StreamSettings, batches, shared_prefix

READ_WEIGHT = 0.03
JUDGED_WEIGHT = 6.0
"""Verdicts and diagnoses are 4 % of a row's tokens, and most of what else is to be said is copied."""
BALANCE_WEIGHT = 0.01
WARMUP_S, DECAY_SHARE = 15.0, 0.45
SAVE_EVERY_S = 180.0


def say(text: str) -> None:
    """One line of progress."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def schedule_length(elapsed_s: float, left_s: float, until_s: float) -> float:
    """Training seconds of the whole schedule: as asked, or what this run's wall time still allows if that is less."""
    return min(until_s, elapsed_s + left_s)


def learning_rate_factor(elapsed_s: float, total_s: float) -> float:
    """Warm up, hold, then fall linearly to zero over the last ``DECAY_SHARE`` of the time."""
    decay_s = DECAY_SHARE * total_s
    return max(0.0, min(1.0, elapsed_s / WARMUP_S, (total_s - elapsed_s) / decay_s))


def loss_of(
    model: torch.nn.Module, head: torch.nn.Module, prefix: Tensor, ids: Tensor, weights: Tensor,
    read_weight: float = READ_WEIGHT,
) -> tuple[Tensor, Tensor]:  # fmt: skip
    """Training loss, and mean negative log-likelihood [3] of read, learnt and judged tokens."""
    hidden, balance = model(ids, prefix)
    hidden = hidden[:, :-1]
    target, weight = ids[:, 1:].reshape(-1), weights[:, 1:].reshape(-1)
    chosen = weight.nonzero().squeeze(1)
    logits = head(hidden.reshape(-1, hidden.shape[-1])[chosen]).float()
    nll = F.cross_entropy(logits, target[chosen], reduction="none")
    kind = weight[chosen].long() - READ
    scale = torch.tensor([read_weight, 1.0, JUDGED_WEIGHT], device=nll.device)[kind]
    loss = (nll * scale).sum() / scale.sum() + BALANCE_WEIGHT * balance / model.s.layers  # type: ignore[union-attr]
    kinds = F.one_hot(kind, 3).to(nll.dtype)
    return loss, ((nll.detach() @ kinds) / kinds.sum(0).clamp(min=1.0))


class Trainer:
    """Model, optimisers and clock of one run."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.out = Path(arguments.out)
        self.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(arguments.seed)
        torch.backends.cuda.matmul.allow_tf32 = True
        self.model = CausalModel(Shape()).to(arguments.device)
        if arguments.init is not None:
            published = load_file(arguments.init / "model.safetensors", device=arguments.device)
            self.model.load_state_dict({name: tensor.float() for name, tensor in published.items()})
        self.prefix = torch.tensor(shared_prefix(arguments.tokenizer), device=arguments.device)
        self.optimisers = create_optimisers(self.model, arguments.lr_muon, arguments.lr_adam)
        self.elapsed_s, self.step, self.tokens = 0.0, 0, 0
        if arguments.resume and (self.out / "state.pt").exists():
            self._load()
        self.text = self.model.model.language_model
        if arguments.keep_activations:
            keep_activations(self.model)
        if arguments.compile:
            compile_layers(self.model)

    def _load(self) -> None:
        state = torch.load(self.out / "state.pt", map_location=self.arguments.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        self.elapsed_s, self.step, self.tokens = state["elapsed_s"], state["step"], state["tokens"]

    def save(self) -> None:
        """Write the state and the shippable weights."""
        state = {
            "model": self.model.state_dict(), "optimisers": [o.state_dict() for o in self.optimisers],
            "elapsed_s": self.elapsed_s, "step": self.step, "tokens": self.tokens,
        }  # fmt: skip
        torch.save(state, self.out / "state.tmp")
        (self.out / "state.tmp").rename(self.out / "state.pt")
        save_checkpoint(self.model, self.out)

    def train_step(self, batch: Batch, total_s: float) -> Tensor:
        """One optimiser step of a schedule of ``total_s``; mean loss of read, learnt and judged tokens."""
        device = self.arguments.device
        ids = torch.from_numpy(batch.ids).to(device, non_blocking=True).long()
        weights = torch.from_numpy(batch.weights).to(device, non_blocking=True)
        factor = learning_rate_factor(self.elapsed_s, total_s)
        read_weight = READ_WEIGHT * max(0.2, factor)  # towards the end, what it is to say counts
        with torch.autocast(device, torch.bfloat16):
            loss, means = loss_of(self.text, self.model.lm_head, self.prefix, ids, weights, read_weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser, rate in zip(self.optimisers, (self.arguments.lr_muon, self.arguments.lr_adam), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = rate * factor
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self.tokens += ids.numel()
        return means

    def _profile(self, batch: Batch) -> None:
        """One step, with where its time went in OUT/profile.txt."""
        with torch.profiler.profile() as profile:
            self.train_step(batch, 1e9)
            if self.arguments.device == "cuda":
                torch.cuda.synchronize()
        averages = profile.key_averages()
        tables = [averages.table(sort_by=key, row_limit=25) for key in ("self_cuda_time_total", "self_cpu_time_total")]
        (self.out / "profile.txt").write_text("\n".join(tables), "utf-8")

    def run(self, stream: Iterator[Batch]) -> None:
        """Train until the run's or the schedule's time is over."""
        begin = last = saved = time.monotonic()
        deadline = begin + self.arguments.seconds
        reported = self.tokens
        for batch in stream:
            if self.step == self.arguments.profile_step:
                self._profile(batch)
            total_s = schedule_length(self.elapsed_s, deadline - time.monotonic(), self.arguments.until)
            means = self.train_step(batch, total_s)
            now = time.monotonic()
            if now - last > 5.0:  # compilation of a new length is not training time
                last = now
            self.elapsed_s += now - last
            last = now
            if self.step % self.arguments.report == 0:
                rate = (self.tokens - reported) / max(1e-9, now - begin)
                begin, reported = now, self.tokens
                read, learnt, judged = means.tolist()
                losses = f"judged {judged:.4f} learnt {learnt:.4f} read {read:.4f}"
                say(f"step {self.step} {self.elapsed_s:.0f}s {losses} {rate / 1000:.0f}k tok/s")
            if now - saved > SAVE_EVERY_S:
                self.save()
                saved = last = time.monotonic()
            if now > deadline or self.elapsed_s >= self.arguments.until:
                break
        self.save()


def save_checkpoint(model: CausalModel, out: Path) -> None:
    """``model.safetensors`` in bf16 and ``config.json``."""
    tensors = {name: p.detach().to(torch.bfloat16).cpu().contiguous() for name, p in model.state_dict().items()}
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    (out / "config.json").write_text(json.dumps(model.s.config(), indent=1) + "\n", "utf-8")


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=560.0, help="wall time of this run")
    parser.add_argument(
        "--until", type=float, default=1e9, help="training seconds of the whole schedule, over all runs"
    )
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--init", type=Path, help="start from the weights of an earlier run's folder (same tokenizer)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--batch-tokens", type=int, default=65_536)
    parser.add_argument("--workers", type=int, default=14)
    parser.add_argument("--foreign-share", type=float, default=0.2)
    parser.add_argument("--dense-share", type=float, default=0.7)
    parser.add_argument("--lr-muon", type=float, default=3.5e-3)
    parser.add_argument("--lr-adam", type=float, default=2.5e-3)
    parser.add_argument("--report", type=int, default=50)
    parser.add_argument("--profile-step", type=int, default=-1, help="write OUT/profile.txt at this step")
    parser.add_argument("--device", default="cuda")
    parser.add_argument(
        "--keep-activations", action="store_true", help="do not recompute the recurrence backward: faster, more memory"
    )
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


def main() -> None:
    """Start the workers before CUDA, then train."""
    arguments = parse_arguments()
    settings = StreamSettings(
        arguments.tokenizer, arguments.first_seed, arguments.workers, arguments.batch_tokens,
        foreign_share=arguments.foreign_share, dense_share=arguments.dense_share,
    )  # fmt: skip
    stream = batches(settings)
    first = next(stream)
    say(f"first batch {first.ids.shape}")
    Trainer(arguments).run(stream)


if __name__ == "__main__":
    main()

"""The replay agent: a recorded run again, token for token, with the recorded replies in the model's place.

Sandbox, tools, token log and scoring are real. Where the world answers otherwise than it did (a time, an order of files),
the replies go on as recorded, and the first token that differs is told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agent.errors import BadInput
from agent.events import ModelTurn, ThoughtsForgotten
from agent.model import ChatFormat
from agent.profile import Profile
from agent.trajectory import CorruptTrajectory, read_events, read_tokens
from evals.agents import ModelAgent, PlannedAttempt, Solution
from evals.results import final_results, read_results
from evals.turns import SharedModel
from evals.workplace import Workplace
from vocabulary.messages import DraftCounts, PlacedImage, SamplingParameters
from vocabulary.reply import DrawnToken, ReplyRule


class ReplayExhausted(Exception):
    """A reply was asked for after the last recorded one."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What a run directory holds that replaying it takes. ``cuts`` are places in the token log behind forgotten thoughts."""

    folder: Path
    token_ids: tuple[int, ...]
    turns: tuple[tuple[DrawnToken, ...], ...]
    cuts: tuple[int, ...]
    profile: Profile
    seed: int
    model: Mapping[str, Any]


def read_recording(folder: Path) -> Recording:
    """Read a run directory.

    Raises:
        BadInput: it holds no run that can be replayed.
    """
    try:
        configuration = json.loads((folder / "config.json").read_text("utf-8"))
        records = [event.record for event in read_events(folder)]
        return Recording(
            folder=folder,
            token_ids=tuple(token_id for token_id, _ in read_tokens(folder)),
            turns=tuple(_drawn(record) for record in records if isinstance(record, ModelTurn)),
            cuts=tuple(record.log_tokens for record in records if isinstance(record, ThoughtsForgotten)),
            profile=Profile.model_validate(configuration["profile"]),
            seed=int(configuration["seed"]),
            model=configuration["model"],
        )
    except (OSError, ValueError, KeyError, CorruptTrajectory, ValidationError) as error:
        raise BadInput(f"{folder} holds no recorded run: {' '.join(str(error).split())[:200]}") from error


def _drawn(turn: ModelTurn) -> tuple[DrawnToken, ...]:
    forced = {place for first, end in turn.forced for place in range(first, end)}
    return tuple(DrawnToken(token_id, forced=place in forced) for place, token_id in enumerate(turn.token_ids))


@dataclass(frozen=True, slots=True)
class ReplaySnapshot:
    """How long a sequence was."""

    token_count: int


class ReplayModel:
    """A language model that gives the replies of a recording, in every session from the first one on."""

    def __init__(self, recording: Recording, chat: ChatFormat) -> None:
        self._recording = recording
        self._chat = chat
        self.first_difference: int | None = None

    @property
    def name(self) -> str:
        """The recorded model's."""
        return f"replay of {self._recording.model.get('name', '')}"

    @property
    def digest(self) -> str:
        """The recorded model's."""
        return str(self._recording.model.get("digest", ""))

    @property
    def context_tokens(self) -> int:
        """The recorded model's."""
        return int(self._recording.model["context_tokens"])

    @property
    def chat(self) -> ChatFormat:
        """The chat format that the recorded model has."""
        return self._chat

    def new_session(self, *, seed: int) -> ReplaySession:
        """An empty sequence before the first recorded reply."""
        return ReplaySession(self._recording, self._note_difference)

    def _note_difference(self, position: int) -> None:
        if self.first_difference is None:
            self.first_difference = position


class ReplaySession:
    """One sequence; what it is given is compared with the recorded token log."""

    def __init__(self, recording: Recording, on_difference: Callable[[int], None]) -> None:
        self._recorded = recording.token_ids
        self._turns = iter(recording.turns)
        self._cuts = iter(recording.cuts)
        self._on_difference = on_difference
        self._count = 0
        self._position = 0  # in the token log, which forgetting leaves whole

    @property
    def token_count(self) -> int:
        """Length of the sequence, sampled tokens included."""
        return self._count

    @property
    def draft_counts(self) -> DraftCounts:
        """Zeros: a replay needs no guesses."""
        return DraftCounts()

    @property
    def found_token_count(self) -> int:
        """None: a replay computes nothing."""
        return 0

    def extend(self, token_ids: Sequence[int], images: Sequence[PlacedImage] = ()) -> None:
        """Append tokens; those of an image say its size only."""
        recorded = self._recorded[self._position : self._position + len(token_ids)]
        if tuple(token_ids) != recorded:
            same = next(
                (index for index, (a, b) in enumerate(zip(token_ids, recorded, strict=False)) if a != b), len(recorded)
            )
            self._on_difference(self._position + same)
        self._advance(len(token_ids))

    def sample(self, parameters: SamplingParameters, *, max_tokens: int) -> Iterator[int]:
        """Give the next recorded reply.

        Raises:
            ReplayExhausted: there is none.
        """
        return (token.token_id for token in self.reply(parameters, max_tokens=max_tokens))

    def reply(
        self, parameters: SamplingParameters, *, max_tokens: int, rule: ReplyRule | None = None, logprobs: bool = False
    ) -> Iterator[DrawnToken]:
        """Give the next recorded reply; the rule was kept when it was recorded. Log probabilities are not repeated.

        Raises:
            ReplayExhausted: there is none.
        """
        turn = next(self._turns, None)
        if turn is None:
            raise ReplayExhausted("the recording has no further reply")
        for token in turn[:max_tokens]:
            self._advance(1)
            yield token

    def snapshot(self) -> ReplaySnapshot:
        """The length as it is now."""
        return ReplaySnapshot(self._count)

    def rewind(self, snapshot: ReplaySnapshot) -> None:
        """Go back to a length; the recording goes on where it goes on after its next cut."""
        self._count = snapshot.token_count
        self._position = next(self._cuts, self._position)

    def _advance(self, tokens: int) -> None:
        self._count += tokens
        self._position += tokens


@dataclass(frozen=True, slots=True)
class ReplayAgent:
    """Replays, for each attempt, the run that another evaluation recorded for it."""

    recordings: Mapping[tuple[str, int], Path]
    chat: ChatFormat
    name: str = "replay"

    def solve(
        self,
        attempt: PlannedAttempt,
        workplace: Workplace,
        folder: Path,
        should_stop: Callable[[], bool],
    ) -> Solution:
        """Replay one run; the note says whether the token log came out the same.

        Raises:
            BadInput: there is no recording of this attempt.
        """
        key = (attempt.task.name, attempt.number)
        if key not in self.recordings:
            raise BadInput(f"no recording of attempt {attempt.number} at task {attempt.task.name}: filter the tasks")
        recording = read_recording(self.recordings[key])
        model = ReplayModel(recording, self.chat)
        seed = recording.seed - attempt.number + 1  # the agent adds the number again
        agent = ModelAgent(SharedModel(model), recording.profile, seed, self.name)
        solution = agent.solve(attempt, workplace, folder, should_stop)
        return replace(solution, note=replay_note(model, folder, recording))


def replay_note(model: ReplayModel, folder: Path, recording: Recording) -> str:
    """Whether the token log of a replay came out as recorded, and if not, from where on."""
    tokens = tuple(token_id for token_id, _ in read_tokens(folder))
    if model.first_difference is None and tokens == recording.token_ids:
        return f"replayed {len(tokens)} tokens, all as recorded"
    position = model.first_difference
    if position is None:
        pairs = enumerate(zip(tokens, recording.token_ids, strict=False))
        position = next((i for i, (a, b) in pairs if a != b), min(len(tokens), len(recording.token_ids)))
    return f"the replay differs from the recording from token {position} on"


def recordings_of(run_folder: Path) -> dict[tuple[str, int], Path]:
    """The recorded runs of an evaluation by task and attempt.

    Raises:
        BadInput: there are none.
    """
    found = {key: run_folder / result.folder for key, result in final_results(read_results(run_folder)).items()}
    recorded = {key: folder for key, folder in found.items() if (folder / "events.jsonl").is_file()}
    if not recorded:
        raise BadInput(f"{run_folder} holds no recorded run of a model")
    return recorded

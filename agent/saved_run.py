"""A run as it lies in its directory: opened to go on with, or refused in one line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from agent.conversation import Conversation, Origin, Prompt
from agent.errors import Misconfigured
from agent.events import Event, ModelTurn, Resumed, RunStarted
from agent.limits import RESUMABLE
from agent.model import LanguageModel
from agent.pictures import show_again
from agent.request import SolveRequest
from agent.standing import ImageOf, Standing, stand
from agent.trajectory import Trajectory, read_kept_image, read_tokens
from vocabulary.messages import Image, Message, ToolSpec

_DESCRIPTION: Final = ("model", "versions", "platform")


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A run that can be resumed. Its record is open and locked; ``trajectory`` is its owner's to close."""

    request: SolveRequest
    model_digest: str
    trajectory: Trajectory
    events: tuple[Event, ...]
    tokens: tuple[tuple[int, Origin], ...]

    def of(self, request: SolveRequest) -> SavedRun:
        """The same run, asked for something else: other limits, another place for the patch."""
        return replace(self, request=request)

    @property
    def sandbox_number(self) -> int:
        """The number of the sandbox that the run last worked in."""
        return sum(isinstance(event.record, Resumed) and event.record.sandbox == "new" for event in self.events)

    def prompt(self, image_of: ImageOf) -> Prompt | None:
        """The first messages with their ids; None when no reply was recorded, so that they can be rendered anew."""
        started = next((event.record for event in self.events if isinstance(event.record, RunStarted)), None)
        first = next((event.record.first_token for event in self.events if isinstance(event.record, ModelTurn)), None)
        if started is None or first is None:
            return None
        images = {digest: image_of(digest) for digest in started.images}
        issue = self.request.issue
        user = show_again(Message("user", started.user_prompt), issue.pictures, images, issue.clips)
        messages = (Message("system", started.system_prompt), user)
        return Prompt(messages, tuple(token_id for token_id, _ in self.tokens[:first]))

    def standing(self, model: LanguageModel, specs: Sequence[ToolSpec]) -> tuple[Standing, Conversation | None]:
        """Where the run stands, and its conversation if there was a reply.

        Raises:
            Misconfigured: the token log does not fit the record.
        """

        def image_of(digest: str) -> Image:
            return model.chat.read_image(self.trajectory.kept_image(digest))

        profile = self.request.profile
        try:
            prompt = self.prompt(image_of)
            if prompt is None:
                return Standing(), None
            conversation = Conversation.reopen(model.chat, specs, prompt, thinking=profile.thinking)
            standing = stand(self.events, self.tokens, conversation, profile.rules, image_of)
        except (ValueError, IndexError) as error:
            raise Misconfigured(f"the run in {self.trajectory.folder} cannot be resumed: {error}") from error
        return standing, conversation


def open_saved_run(folder: Path) -> SavedRun:
    """Open a run to go on with it.

    Raises:
        Misconfigured: there is no run that can be resumed, it is over, or another process works on it.
    """
    trajectory, events = Trajectory.reopen(folder)
    try:
        settings = _settings(folder)
        digest = str(settings["model"]["digest"])
        request = SolveRequest.model_validate(
            {**{name: value for name, value in settings.items() if name not in _DESCRIPTION}, "run_dir": folder}
        )
        _require_resumable(request, folder)
        return SavedRun(request, digest, trajectory, tuple(events), tuple(read_tokens(folder)))
    except (OSError, ValidationError, ValueError, KeyError, TypeError) as error:
        trajectory.close()
        reason = " ".join(str(error).split())[:200]
        raise Misconfigured(f"the run in {folder} cannot be resumed: config.json: {reason}") from error
    except BaseException:
        trajectory.close()
        raise


def _settings(folder: Path) -> dict[str, Any]:
    if not (folder / "config.json").exists():
        raise Misconfigured(f"the run in {folder} never began: remove the directory and start anew")
    settings = json.loads((folder / "config.json").read_bytes())
    if not isinstance(settings, dict):
        raise TypeError("not an object")
    try:
        for picture in settings["issue"].get("pictures", ()):
            picture["content"] = read_kept_image(folder, picture.pop("digest"))
        for clip in settings["issue"].get("clips", ()):
            clip["moments"] = [(label, read_kept_image(folder, digest)) for label, digest in clip["moments"]]
    except ValueError as error:
        raise Misconfigured(f"the run in {folder} cannot be resumed: {error}") from error
    return settings


def _require_resumable(request: SolveRequest, folder: Path) -> None:
    """Raise Misconfigured where the run is over or was not made to be resumed."""
    if request.stored_base is None:
        raise Misconfigured(f"the run in {folder} was not made to be resumed")
    result = folder / "result.json"
    if result.exists():
        ending = json.loads(result.read_bytes()).get("ending")
        if ending not in RESUMABLE:
            raise Misconfigured(f"the run in {folder} is over ({ending}): its result is in {result}")
    if not (folder / "base").is_dir():
        raise Misconfigured(f"the run in {folder} cannot be resumed: its base is gone")

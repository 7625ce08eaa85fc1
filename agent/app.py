"""The composition root: the only place in ``agent`` that joins it with ``model_runtime`` and a kind of sandbox.

Importing it is cheap; what is heavy is imported inside the functions that need it, after everything cheap was checked.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from agent.errors import Misconfigured, NoSandbox
from agent.hub_models import Progress, hub_folder, is_hub_name
from agent.model import LanguageModel
from agent.profile import Profile, find_profile, profile_of_checkpoint
from sandboxes.base import TIER_USERS, Limits, Sandbox, SandboxPolicy, Tier
from sandboxes.errors import SandboxLost, SandboxUnavailable
from sandboxes.network import AllowedHost
from vocabulary.messages import KeyValueKind

if TYPE_CHECKING:
    from docker import DockerClient

    from agent.resume import Sandboxes
    from model_runtime.comparison import LogitComparison
    from model_runtime.inspection import Demand as Demand
    from model_runtime.inspection import Inspection as Inspection
    from model_runtime.quantizing import Quantization as Quantization
    from model_runtime.verification import Verification
    from sandboxes.docker.task_engine import TaskEngine
    from sandboxes.repository import BaseRepository

EMBEDDED: Final = "pocket"
SCRIPT_PREFIX: Final = "script:"
PREFIX_BYTES: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where a model is: a checkpoint folder or a script, and the profile that goes with it. Nothing is loaded yet.

    ``speculative_tokens`` is how many tokens in a row it is to guess ahead, ``kv_cache`` how its keys and values are kept.
    """

    kind: Literal["checkpoint", "script"]
    path: Path
    profile: Profile
    speculative_tokens: int = 0
    kv_cache: KeyValueKind = "model"


def find_model(
    name: str | None,
    *,
    note: Callable[[str], None] = lambda _: None,
    progress: Progress = lambda step, done, total: None,
    speculative_tokens: int = 0,
) -> ModelSource:
    """Find a model by what the user calls it, and check what can be checked without reading weights.

    Args:
        name: a checkpoint folder, a hub id (``owner/name[@revision]``), ``script:FILE.json`` for a scripted model (for tests and
            demonstrations), or None for the embedded model.
        note: is told what takes long, one line each.
        progress: is told how far a model is fetched.
        speculative_tokens: how many tokens in a row the model is to guess ahead, up to 4.

    Raises:
        Misconfigured: there is no such model, its files are damaged, or it cannot guess ahead; the message says what
            to do.
    """
    if name is None or name == EMBEDDED:
        return _checkpoint(_embedded_folder(), speculative_tokens)
    if name.startswith(SCRIPT_PREFIX):
        if speculative_tokens:
            raise Misconfigured("a scripted model guesses no tokens ahead; leave --speculative-tokens out")
        return _script(Path(name.removeprefix(SCRIPT_PREFIX)))
    if Path(name).is_dir():
        return _checkpoint(Path(name), speculative_tokens)
    if is_hub_name(name):
        return _checkpoint(hub_folder(name, progress, note), speculative_tokens)
    raise Misconfigured(f"unknown model {name!r}: give a checkpoint folder or a hub id such as Qwen/Qwen3.6-35B-A3B")


def load_model(source: ModelSource, progress: Progress | None = None, *, shared: bool = False) -> LanguageModel:
    """Load a model that was found; ``progress`` is told how far its weights are read.

    Its sessions share what they have in common at their beginning. With ``shared`` there is an engine, for sessions of many threads
    at once. A script is read either way.

    Raises:
        Misconfigured: the weights cannot be read, or this machine cannot hold the model.
    """
    if source.kind == "script":
        return _scripted_model(source)
    from model_runtime.errors import ModelRuntimeError
    from model_runtime.language_model import load_language_model
    from model_runtime.loading import LoadingOptions
    from model_runtime.prefix_store import PrefixStore

    options = LoadingOptions(kv_cache=source.kv_cache, shared=shared, progress=progress)
    try:
        model = load_language_model(source.path, speculative_tokens=source.speculative_tokens, options=options)
        return model.with_prefixes(PrefixStore(PREFIX_BYTES))
    except ModelRuntimeError as error:
        raise Misconfigured(str(error)) from error


def inspect_model(folder: Path | None) -> Inspection:
    """What a checkpoint folder is and takes, from its headers alone; None is the embedded model.

    Raises:
        Misconfigured: it is no checkpoint that can be loaded.
    """
    from model_runtime.errors import ModelRuntimeError
    from model_runtime.inspection import inspect_folder

    try:
        return inspect_folder(folder or _embedded_folder())
    except ModelRuntimeError as error:
        raise Misconfigured(str(error)) from error


def verify_model(folder: Path | None, progress: Callable[[str, int, int], None]) -> Verification:
    """Digests of a checkpoint folder's files, and a search for numbers that are none; None is the embedded model.

    Raises:
        Misconfigured: it is no checkpoint that can be loaded.
    """
    from model_runtime.errors import ModelRuntimeError
    from model_runtime.verification import verify_folder

    try:
        return verify_folder(folder or _embedded_folder(), progress)
    except ModelRuntimeError as error:
        raise Misconfigured(str(error)) from error


@dataclass(frozen=True, slots=True)
class QuantizationTarget:
    """``kind`` is int8 or int4. ``group_size`` columns share a scale; None takes what was measured to be right.

    With ``head``, the output head is int8 instead of staying as it is.
    """

    kind: str
    group_size: int | None = None
    head: bool = False


def quantize_model(
    source: Path, folder: Path, target: QuantizationTarget, progress: Callable[[str, int, int], None]
) -> Quantization:
    """Write a checkpoint to a new folder with experts and projections in whole numbers.

    Args:
        source: the checkpoint.
        folder: where to; new or empty.
        target: in how many bits, and what.
        progress: is told a step's name, how much is done and how much there is.

    Raises:
        Misconfigured: the source cannot be used, or the folder cannot be written.
    """
    from model_runtime.errors import ModelRuntimeError
    from model_runtime.quantizing import quantize_folder, scheme_for

    try:
        scheme = scheme_for(target.kind, target.group_size, head=target.head)
        return quantize_folder(source, folder, scheme, progress)
    except ModelRuntimeError as error:
        raise Misconfigured(str(error)) from error
    except ValueError as error:
        raise Misconfigured(f"{target.kind} in groups of {target.group_size}: {error}") from error


def compare_models(folder: Path | None, reference: Path, text: Path | None, tokens: int) -> LogitComparison:
    """How far the predictions of a checkpoint are from another's, over a text or over random tokens.

    Raises:
        Misconfigured: one of them cannot be loaded, or the text cannot be read.
    """
    from model_runtime.comparison import compare_logits
    from model_runtime.errors import ModelRuntimeError

    try:
        content = None if text is None else text.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise Misconfigured(f"{text} cannot be read as text: {error}") from error
    try:
        return compare_logits(folder or _embedded_folder(), reference, text=content, tokens=tokens)
    except ModelRuntimeError as error:
        raise Misconfigured(str(error)) from error


def _scripted_model(source: ModelSource) -> LanguageModel:
    from agent.scripted import ScriptedModel, load_script
    from model_runtime.chat.format import byte_chat_format

    context_tokens = source.profile.limits.max_total_tokens
    return ScriptedModel(
        load_script(source.path), byte_chat_format(), name=source.path.name, context_tokens=context_tokens
    )


def sandbox_image(name: str | None) -> str:
    """The image that sandboxes use when the user calls it ``name``; None is the project's own."""
    from sandboxes.docker.image import default_image

    return name or default_image()


def sandbox_opener(
    base: BaseRepository,
    image: str,
    tier: Tier = "strict",
    *,
    limits: Limits | None = None,
    allowed_hosts: tuple[AllowedHost, ...] = (),
) -> Callable[[], Sandbox]:
    """What opens Docker sandboxes that hold ``base``; engine and image are looked for at once.

    What runs that were killed left in the engine is removed first.

    Raises:
        NoSandbox: no engine answers, or it does not hold the image.
    """
    from sandboxes.docker.sandbox import open_docker_sandbox

    client = _engine_with(image)
    policy = SandboxPolicy(
        image, tier=tier, user=TIER_USERS[tier], limits=limits or Limits(), allowed_hosts=allowed_hosts
    )
    return lambda: open_docker_sandbox(policy, base, client=client)


def run_sandboxes(policy: SandboxPolicy, base: BaseRepository, run_id: str, run_dir: Path) -> Sandboxes:
    """Docker sandboxes of one run that can be resumed, to take over or to open; as ``sandbox_opener`` besides.

    Args:
        policy: what they are allowed.
        base: what they hold.
        run_id: names what belongs to the run in the engine.
        run_dir: the run's directory, locked while a process works on the run; gets the log of requests out.

    Raises:
        NoSandbox: no engine answers, or it lacks the image or the runtime.
    """
    from agent.network_log import NetworkLog
    from agent.resume import Sandboxes
    from agent.trajectory import EVENTS
    from sandboxes.docker.adoption import adopt_docker_sandbox, discard_run
    from sandboxes.docker.sandbox import DockerSandbox, open_docker_sandbox

    client = _engine_with(policy.image, policy.runtime)
    lock, log = run_dir / EVENTS, NetworkLog(run_dir / "network.jsonl")

    def adopt(number: int) -> DockerSandbox | None:
        return adopt_docker_sandbox(policy, base, f"{run_id}-{number}", client, network_log=log)

    def open_one(number: int) -> DockerSandbox:
        discard_run(client, run_id)
        name = f"{run_id}-{number}"
        return open_docker_sandbox(policy, base, run_id=name, client=client, lock=lock, network_log=log)

    return Sandboxes(adopt, open_one)


def _engine_with(image: str, runtime: str | None = None) -> DockerClient:
    """The engine, which has the image and the runtime, cleared of what dead runs left."""
    from sandboxes.docker.containers import reap_orphans
    from sandboxes.docker.engine import connect, require_runtime
    from sandboxes.docker.image import default_image, has_image

    try:
        client = connect()
        if not has_image(client, image):
            remedy = "agent doctor --fix" if image == default_image() else f"docker pull {image}"
            raise NoSandbox(f"the engine does not hold the sandbox image {image}: run {remedy}")
        require_runtime(client, runtime)
        reap_orphans(client)
    except (SandboxUnavailable, SandboxLost) as error:
        raise NoSandbox(str(error)) from error
    return client


def _checkpoint(folder: Path, speculative_tokens: int) -> ModelSource:
    from model_runtime.checkpoint import open_checkpoint
    from model_runtime.errors import ModelRuntimeError

    try:
        checkpoint = open_checkpoint(folder)
    except ModelRuntimeError as error:
        raise Misconfigured(str(error)) from error
    if speculative_tokens:
        try:
            checkpoint.require_draft_layer()
        except ModelRuntimeError as error:
            raise Misconfigured(f"{error}; leave --speculative-tokens out") from error
    return ModelSource("checkpoint", folder, profile_of_checkpoint(folder), speculative_tokens)


def _script(path: Path) -> ModelSource:
    from agent.scripted import ScriptError, load_script

    try:
        load_script(path)
    except ScriptError as error:
        raise Misconfigured(str(error)) from error
    return ModelSource("script", path, find_profile("scripted"))


def _embedded_folder() -> Path:
    specification = importlib.util.find_spec("model_runtime")
    for location in (specification.submodule_search_locations or ()) if specification else ():
        folder = Path(location, "checkpoints", EMBEDDED)
        if (folder / "config.json").is_file():
            return folder
    raise Misconfigured("this installation lacks the embedded model; install throughline again, or give --model")


def task_engine() -> TaskEngine:
    """The engine as terminal tasks need it.

    Raises:
        NoSandbox: no engine answers.
    """
    from sandboxes.docker.task_engine import TaskEngine

    try:
        return TaskEngine()
    except (SandboxUnavailable, SandboxLost) as error:
        raise NoSandbox(str(error)) from error

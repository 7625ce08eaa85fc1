"""Where the tasks of a suite run, from what the user says: the project's sandbox, or the images of SWE-bench instances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from agent import app, instance_engines
from agent.errors import BadInput
from evals.evaluation_task import EvaluationTask
from evals.policy import CLOSED, Policy, find_policy
from evals.suite import Suite
from evals.swebench.environments import Environments
from evals.swebench.images import Images, Unsupported
from evals.swebench.instance_task import InstanceTask
from evals.swebench.workplaces import InstanceWorkplaces
from evals.workplace import FolderWorkplaces, Workplaces
from sandboxes.base import Limits, Sandbox, Tier
from sandboxes.repository import BaseRepository

Note = Callable[[str], None]


class PlaceOptions(BaseModel):
    """The options about places, as they were given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    image: str | None = None
    sandbox_tier: Tier = "strict"
    mirror: Path | None = None
    environments: Path | None = None
    pull: bool = False
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """A suite that can be run here, where, and what of it cannot: reasons by task. ``images`` by task, where they differ."""

    suite: Suite
    workplaces: Workplaces
    policy: Policy
    unsupported: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)


def find_places(suite: Suite, options: PlaceOptions, note: Note) -> Places:
    """Where the tasks of a suite run. Images of instances are found, pulled or built now; ``note`` is told what takes long.

    Raises:
        UserError: no engine answers, no task can be run, or an option is of no use here.
    """
    policy = find_policy(options.policy)
    instances = [task for task in suite.tasks if isinstance(task, InstanceTask)]
    if not instances:
        return Places(suite, _folder_workplaces(options, policy), policy)
    if policy.agent_hosts:
        raise BadInput("agents of SWE-bench instances work as root and so without a network: leave agent_hosts out")
    workplaces = _instance_workplaces(options, policy, note)
    unsupported, images = _made_ready(instances, workplaces.images)
    for name, reason in unsupported.items():
        note(f"{name}: unsupported here: {reason}")
    tasks: list[EvaluationTask] = [task for task in instances if task.name not in unsupported]
    if not tasks:
        raise BadInput(f"no task of {suite.folder} can be run here")
    return Places(replace(suite, tasks=tuple(tasks)), workplaces, policy, unsupported, images)


def instance_images(options: PlaceOptions, note: Note) -> Images:
    """What finds, pulls and builds the images of instances.

    Raises:
        UserError: no engine answers, or the environments cannot be read.
    """
    return _instance_workplaces(options, CLOSED, note).images


def _made_ready(instances: list[InstanceTask], images: Images) -> tuple[dict[str, str], dict[str, str]]:
    """Why instances cannot be run, and the images of the others."""
    unsupported, found = {}, {}
    for task in instances:
        try:
            found[task.name] = images.ready(task.row).image
        except Unsupported as error:
            unsupported[task.name] = str(error)
    return unsupported, found


def _instance_workplaces(options: PlaceOptions, policy: Policy, note: Note) -> InstanceWorkplaces:
    terms = instance_engines.instance_terms(policy.agent.over, policy.tests.over, networked=policy.tests_network)
    engine = instance_engines.instance_engine(terms)
    environments = Environments.read(options.environments)
    images = Images(engine, instance_engines.release_images(note), environments, options.mirror, options.pull, note)
    return InstanceWorkplaces(engine, images)


def _folder_workplaces(options: PlaceOptions, policy: Policy) -> FolderWorkplaces:
    image, tier = app.sandbox_image(options.image), options.sandbox_tier
    if tier == "compat" and policy.agent_hosts:
        raise BadInput("the compat tier has no network: leave agent_hosts out")

    def tests_opener_of(base: BaseRepository) -> Callable[[], Sandbox]:
        return app.sandbox_opener(base, image, tier, limits=policy.tests.over(Limits()))

    def agent_opener_of(base: BaseRepository) -> Callable[[], Sandbox]:
        return app.sandbox_opener(base, image, tier, limits=policy.agent.over(Limits()), allowed_hosts=policy.hosts)

    return FolderWorkplaces(tests_opener_of, image, agent_opener_of, tier)

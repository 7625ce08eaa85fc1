"""How often a checkpoint finds the exact fix of generated tasks, without a sandbox: nothing that the model writes is executed.

    python -m training.evaluate CHECKPOINT [COUNT] [FIRST_SEED] [--show]

The editor is real; shell commands answer as ``tasks.shell`` says they would for the broken or (after the exact fix) the fixed
modules. It is a lower bound and a quick guide while training; what counts is ``agent eval``, in containers.
"""

from __future__ import annotations

import ast
import collections
import sys
import time
from pathlib import Path

from agent.conversation import Conversation
from agent.profile import PROFILES
from model_runtime.language_model import LocalLanguageModel, load_language_model
from sandboxes.base import ExecResult
from tools.base import ToolError, tool_spec
from tools.bash import render_result
from tools.registry import create_tools
from tools.str_replace_editor import EditArguments
from training.expert import RepositoryFiles
from training.stream import EVALUATION_SEED
from training.tasks import shell
from training.tasks.project import load_library
from training.tasks.task import Task, make_task
from training.tokenizer import LIBRARY
from vocabulary.messages import MalformedCall, Message, ToolCall

Answer = tuple[str, bool]


class _World:
    """The repository, and what commands print."""

    def __init__(self, task: Task) -> None:
        self.task, self.files = task, RepositoryFiles(dict(task.files))
        self.tools = {tool.name: tool for tool in create_tools(PROFILES["pocket"].tools, command_timeout_s=60)}

    @property
    def fixed(self) -> bool:
        """Whether the file now says the same as the solution, and no other file changed."""
        try:
            mine, wanted = (
                ast.dump(ast.parse(text)) for text in (self.files.files[f"/repo/{self.task.path}"], self.task.fixed)
            )
        except SyntaxError:
            return False
        others = all(self.files.files.get(f"/repo/{p}") == t for p, t in self.task.files.items() if p != self.task.path)
        return mine == wanted and others

    def call(self, call: ToolCall) -> Answer:
        """Observation, and whether the run ends."""
        if call.name == "submit":
            return "Submitted.", True
        if call.name == "bash":
            return render_result(self._shell(str(call.arguments.get("command", ""))), timeout_s=60), False
        try:
            arguments = EditArguments.model_validate(dict(call.arguments))
            return self.tools["str_replace_editor"].run(arguments, self.files).text, False  # type: ignore[arg-type]
        except (ToolError, ValueError, AttributeError) as error:
            return str(error), False

    def _shell(self, command: str) -> ExecResult:
        task = self.task
        modules = task.modules if self.fixed else task.broken_modules
        if command == shell.OVERVIEW:
            return shell.overview(task.files)
        if command.startswith("python -m pytest") and task.test_path:
            return shell.run_tests(modules, task.test_path, task.test_groups, task.layout, "0.02")
        if task.shown and command == shell.example_command(task.shown.case, task.modules, task.layout):
            outcome = task.shown.good if self.fixed else task.shown.bad
            return (
                ExecResult(0, f"{outcome.value}\n".encode())
                if outcome.value
                else ExecResult(1, f"{outcome.error}\n".encode())
            )
        return ExecResult(127, b"bash: command not found\n")


def attempt(model: LocalLanguageModel, task: Task, *, show: bool = False) -> tuple[bool, int, int]:
    """Whether the exact fix was found, steps, tokens sampled."""
    profile = PROFILES["pocket"]
    specs = [tool_spec(tool, brief=True) for tool in create_tools(profile.tools, command_timeout_s=60)]
    world = _World(task)
    conversation = Conversation.open(model.chat, profile.opening(task.issue), specs, thinking=True)
    session = model.new_session(seed=0)
    sampled = 0
    for step in range(profile.limits.max_steps):
        session.extend(conversation.token_ids(session.token_count))
        ids = list(session.sample(profile.sampling, max_tokens=profile.limits.max_tokens_per_turn))
        sampled += len(ids)
        turn = conversation.append_sampled(ids)
        if show:
            sys.stdout.write(f"  {turn.reasoning}\n    {[getattr(c, 'arguments', c) for c in turn.calls]}\n")
        answers = [Message("tool", c.message) if isinstance(c, MalformedCall) else c for c in turn.calls]
        messages, over = [], not answers
        for answer in answers:
            if isinstance(answer, ToolCall):
                text, ends = world.call(answer)
                over, answer = over or ends, Message("tool", text)
            messages.append(answer)
        if over:
            return world.fixed, step + 1, sampled
        conversation.bridge(messages)
    return world.fixed, profile.limits.max_steps, sampled


def main() -> None:
    """Print a line a failure and the rate at the end."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    count = int(arguments[1]) if len(arguments) > 1 else 50
    first = int(arguments[2]) if len(arguments) > 2 else EVALUATION_SEED
    model, library = load_language_model(Path(arguments[0])), load_library(LIBRARY)
    solved: collections.Counter[str] = collections.Counter()
    seen: collections.Counter[str] = collections.Counter()
    begin, tokens = time.monotonic(), 0
    for seed in range(first, first + count):
        task = make_task(library, seed)
        ok, steps, sampled = attempt(model, task, show="--show" in sys.argv)
        seen[task.family] += 1
        solved[task.family] += ok
        tokens += sampled
        if not ok:
            sys.stdout.write(f"missed {seed} {task.family} {task.function} {steps} steps: {task.mutation.facts}\n")
        sys.stdout.flush()
    seconds = time.monotonic() - begin
    sys.stdout.write(
        f"exact fix {solved.total()}/{count}, {tokens / count:.0f} tokens, {seconds / count:.1f} s a task\n"
    )
    sys.stdout.write(", ".join(f"{family} {solved[family]}/{n}" for family, n in sorted(seen.items())) + "\n")


if __name__ == "__main__":
    main()

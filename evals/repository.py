"""The repository of a task as the base of its sandboxes: one commit of exactly the files in ``repo/``."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from agent.base_commit import base_of, new_bare_repository
from agent.errors import BadInput
from agent.host_git import GitError, HostGit
from evals.task_folder import Task, repository_files
from sandboxes.repository import BaseRepository

# Every byte goes in as it is, whatever the repository's own attributes say.
_ATTRIBUTES = "* -text -filter -ident !eol -working-tree-encoding\n"


def make_base(task: Task, storage: Path) -> BaseRepository:
    """Commit the files of a task; the same files are the same commit.

    Args:
        task: whose repository it is.
        storage: an existing empty folder; must outlive the sandboxes made from the base.

    Raises:
        BadInput: git cannot take the files.
    """
    work_tree = storage / "files"
    for path in repository_files(task.repository):
        target = work_tree / path.relative_to(task.repository)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target, follow_symlinks=False)
    git = HostGit(work_tree, {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull})
    try:
        git.run(["init", "--quiet", "--template="])
        (work_tree / ".git" / "info").mkdir(exist_ok=True)
        (work_tree / ".git" / "info" / "attributes").write_text(_ATTRIBUTES, "utf-8")
        git.run(["add", "--all", "--force"])
        base = base_of(new_bare_repository(git, storage), git.line("write-tree"), storage)
    except GitError as error:
        raise BadInput(f"the repository of task {task.name} cannot be committed: {error}") from error
    shutil.rmtree(work_tree)
    return base

"""The volume that holds the repository of one sandbox, and how the base gets into it.

It outlives the sandbox's container, so that a change can be taken out of what died.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandboxes.base import REPOSITORY, SandboxPolicy
from sandboxes.docker.arguments import Command
from sandboxes.docker.commands import run
from sandboxes.docker.containers import started_container
from sandboxes.docker.files import error_line
from sandboxes.docker.settings import Mounts
from sandboxes.errors import SandboxLost, SandboxUnavailable
from sandboxes.repository import BaseRepository

if TYPE_CHECKING:
    from docker import DockerClient

PUT_IN_TIMEOUT_S = 600.0

# The attributes keep every byte as it is in the commit: no line endings, filters or keywords on the way in, as there
# are none on the way out. What would tell of a past or of the host is removed.
_PUT_IN = """
set -e
[ -O . ] && [ -w . ] || exit 77
rm -rf .git
git init -q ${2:+--object-format="$2"} .
git symbolic-ref HEAD refs/heads/main
cat >.git/base.bundle
git fetch -q --no-tags .git/base.bundle refs/heads/base
mkdir -p .git/info
echo '* -filter !diff -text !eol -working-tree-encoding -ident !merge' >.git/info/attributes
git -c core.logAllRefUpdates=false update-ref refs/heads/main "$1"
git -c core.logAllRefUpdates=false reset -q --hard
rm -rf .git/base.bundle .git/logs .git/ORIG_HEAD .git/FETCH_HEAD .git/hooks .git/description
git config user.name agent
git config user.email agent@localhost
"""
_NOT_WRITABLE = 77


@dataclass(frozen=True, slots=True)
class RepositoryVolume:
    """Volume ``name`` at the engine, and what it holds: ``base``, changed by the sandbox."""

    client: DockerClient
    name: str
    base: BaseRepository
    policy: SandboxPolicy
    labels: Mapping[str, str]

    def put_base_in(self, container: str) -> None:
        """Make the repository: one commit, no remotes, no reflogs, no objects but the base's.

        Raises:
            SandboxUnavailable: the image lacks something for it, or the repository does not fit.
        """
        object_format = "" if self.base.object_format == "sha1" else self.base.object_format
        command = Command(
            ["sh", "-c", _PUT_IN, "put-in", self.base.commit, object_format],
            self.policy.user,
            stdin=self.base.bundle,
            workdir=REPOSITORY,
            timeout_s=PUT_IN_TIMEOUT_S,
        )
        image = self.policy.image
        try:
            result = run(self.client, container, command)
            if result.exit_code == _NOT_WRITABLE:
                self._give_to_user()
                result = run(self.client, container, command)
        except SandboxLost as error:
            raise SandboxUnavailable(f"image {image} cannot serve as a sandbox: {error}") from error
        if result.exit_code:
            raise SandboxUnavailable(f"the repository cannot be put into image {image}: {error_line(result)}")

    def _give_to_user(self) -> None:
        """Hand the volume over: a new one belongs to root unless the image has the folder. It takes a capability."""
        mounts = Mounts(binds={self.name: (REPOSITORY, "rw")}, capabilities=("CHOWN",))
        with started_container(self.client, self.policy, mounts, self.labels) as container:
            run(self.client, container, Command(["chown", self.policy.user, REPOSITORY], user="0:0"))

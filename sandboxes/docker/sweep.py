"""What ends every process of the sandbox's user.

A timeout's signal reaches one process group; ``setsid`` and double forks leave it. The sweep is by uid: no process can
leave that, since nothing in the container can change it.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from sandboxes.docker.attach import Attachment
from sandboxes.docker.engine import engine_errors
from sandboxes.errors import SandboxLost

if TYPE_CHECKING:
    from docker import DockerClient

SWEEP_TIMEOUT_S = 20.0

# Built-ins only: under a fork bomb the shell cannot fork. `kill -1` spares the caller and, by uid or as PID 1, the keeper.
# Root (tier compat) may become any user, so that everything else is counted. A zombie ($state Z) is dead already and
# waits for its parent.
_SWEEP = """
printf %s "$1"
tries=0
while [ $tries -lt 200 ]; do
  kill -9 -1
  left=0
  for folder in /proc/[0-9]*; do
    [ "$folder" = "/proc/$$" ] && continue
    [ "$2$folder" = 0/proc/1 ] && continue
    state=Z uid=
    while read -r key value rest; do
      case $key in State:) state=$value ;; Uid:) uid=$value; break ;; esac
    done <"$folder/status"
    [ "$uid" = "$2" ] || [ "$2$uid" != "$2" -a "$2" = 0 ] || continue
    [ "$state" != Z ] && left=$((left + 1))
  done
  [ $left = 0 ] && break
  tries=$((tries + 1))
done 2>/dev/null
printf 'left:%s.' $left
"""


def sweep(client: DockerClient, container: str, user: str) -> None:
    """End every process of ``user`` (``UID:GID``) in the container, and make sure that none is left.

    Raises:
        SandboxLost: the engine does not answer, or something cannot be ended.
    """
    deadline_s = time.monotonic() + SWEEP_TIMEOUT_S
    while time.monotonic() < deadline_s:
        marker = f"<{secrets.token_hex(8)}>"
        argv = ["sh", "-c", _SWEEP, "sh", marker, user.partition(":")[0]]
        output = _output(client, container, user, argv, deadline_s)
        # No marker: a fork bomb left the engine no process number. Another try finds one.
        if output == f"{marker}left:0.".encode():
            return
    raise SandboxLost("processes of the sandbox cannot be ended")


def _output(client: DockerClient, container: str, user: str, argv: list[str], deadline_s: float) -> bytes:
    """Output of a command that has no ``timeout`` above it: the sweep would end that first, and the exec with it."""
    with engine_errors("the sandbox cannot be swept"):
        exec_id = client.api.exec_create(container, argv, stdin=False, user=user, workdir="/")["Id"]
        attachment = Attachment(client, exec_id)
        try:
            return b"".join(attachment.exchange(iter(()), deadline_s))
        finally:
            attachment.close()

"""The connection to the Docker engine: made once, with a timeout on every call, its errors told apart.

It is not a sandbox: it knows no container and no policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sandboxes.errors import EngineSilent, SandboxError, SandboxLost, SandboxUnavailable

if TYPE_CHECKING:
    from docker import DockerClient

CALL_TIMEOUT_S = 60.0
"""How long one call to the engine may take. Streams of a command have their own deadline."""

ANSWER_TIMEOUT_S = 10.0
"""How long an engine that lives may take to answer that it does; it takes about a millisecond."""

START_HINT = "start Docker, or run scripts/setup, which installs and starts it on Debian and Ubuntu"


def connect(*, timeout_s: float = CALL_TIMEOUT_S) -> DockerClient:
    """A client of the engine that the environment names (``DOCKER_HOST``, else the local socket); the caller closes it.

    Raises:
        SandboxUnavailable: no engine answers; the message says what to do.
    """
    import docker
    from docker.errors import DockerException

    client = None
    try:
        client = docker.from_env(timeout=round(timeout_s))
        client.ping()
    except (DockerException, OSError) as error:
        if client:
            client.close()
        raise SandboxUnavailable(f"no Docker engine answers ({_reason(error)}): {START_HINT}") from error
    return client


def require_answer(client: DockerClient, timeout_s: float = ANSWER_TIMEOUT_S) -> None:
    """Check that the engine answers. One that hangs would hold up every other call for ``CALL_TIMEOUT_S``.

    Raises:
        EngineSilent: it does not.
    """
    try:
        client.api.get(f"{client.api.base_url}/_ping", timeout=timeout_s).close()
    except OSError as error:  # the transport's errors are OSErrors
        raise EngineSilent(f"the Docker engine does not answer ({_reason(error)})") from error


def require_runtime(client: DockerClient, runtime: str | None) -> None:
    """Check that the engine has a container runtime of that name; None is its own.

    Raises:
        SandboxUnavailable: it has none.
        SandboxLost: it does not answer.
    """
    if runtime is None:
        return
    with engine_errors("the engine's runtimes cannot be looked for"):
        known = client.info().get("Runtimes") or {}
    if runtime not in known:
        raise SandboxUnavailable(f"the Docker engine has no runtime {runtime!r}; it has: {', '.join(sorted(known))}")


@contextmanager
def engine_errors(doing: str, raised: type[SandboxError] = SandboxLost) -> Iterator[None]:
    """Turns what the SDK and its transport raise into ``raised``; ``doing`` says what was tried."""
    from docker.errors import DockerException

    try:
        yield
    except (DockerException, OSError) as error:  # the transport's errors are OSErrors
        raise raised(f"{doing}: {_reason(error)}") from error


def _reason(error: BaseException) -> str:
    """The innermost cause in one line: the SDK wraps a refused connection four times."""
    explanation = getattr(error, "explanation", None)
    if explanation:
        return " ".join(str(explanation).split())
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    return " ".join(str(error).split()) or type(error).__name__

"""A Docker engine of a test's own, which it may stop, kill and start again; the machine's engine is not touched."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest
from docker import DockerClient


class OwnEngine:
    """``dockerd`` with its own socket, folders and containerd, without any network; ``runtimes`` by name, as programs."""

    def __init__(self, folder: Path, runtimes: Mapping[str, Path] | None = None) -> None:
        self.folder = folder
        self._runtimes = runtimes or {}
        self.host = f"unix://{folder}/socket"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, also after it was killed; skips the test where it cannot run."""
        if self._process is not None and self._process.poll() is None:
            return
        for stale in (self.folder / "exec" / "containerd").glob("containerd*"):
            if stale.suffix != ".toml":
                stale.unlink()  # of one that was killed: the next would wait for it
        (self.folder / "pid").unlink(missing_ok=True)
        options = {"host": self.host, "data-root": self.folder / "data", "exec-root": self.folder / "exec"}
        options |= {"pidfile": self.folder / "pid", "bridge": "none", "iptables": "false", "ip-masq": "false"}
        options |= {"ip-forward": "false", "containerd-namespace": "own", "containerd-plugins-namespace": "own-plugins"}
        with (self.folder / "log").open("ab") as log:
            # In a network of its own: an engine without a bridge removes docker0, whosever it is.
            command = ["unshare", "--net", "dockerd", *(f"--{name}={value}" for name, value in options.items())]
            command += [f"--add-runtime={name}={program}" for name, program in self._runtimes.items()]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        for _ in range(150):
            if self._process.poll() is not None:
                break
            # The SDK leaves sockets behind that could not connect.
            with suppress(OSError), socket.socket(socket.AF_UNIX) as attempt:
                attempt.connect(str(self.folder / "socket"))
                return
            time.sleep(0.2)
        tail = (self.folder / "log").read_text("utf-8", "replace")[-300:]
        pytest.skip(f"a second dockerd does not run here: {tail}")

    def client(self) -> DockerClient:
        return DockerClient(base_url=self.host, timeout=20)

    def load(self, machine: DockerClient, image: str) -> None:
        """Take an image over from the machine's engine."""
        with closing(self.client()) as client:
            list(client.api.load_image(machine.api.get_image(image)) or ())

    def signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)  # unshare has become dockerd: the process is the engine itself

    def wait(self) -> None:
        """Until it has ended."""
        assert self._process is not None
        self._process.wait(60)

    def end(self) -> None:
        """End it in order, so that nothing of it is left running or mounted."""
        if self._process is not None and self._process.poll() is None:
            self.signal(signal.SIGCONT)
            self.signal(signal.SIGTERM)
            self.wait()


@contextmanager
def own_engine(root: Path | None = None, runtimes: Mapping[str, Path] | None = None) -> Iterator[OwnEngine]:
    """One that runs, its folders in ``root``; skips where there is no dockerd or no right to start one."""
    if shutil.which("dockerd") is None or os.geteuid() != 0:
        pytest.skip("starting an engine of one's own takes dockerd and root")
    folder = Path(mkdtemp(prefix="own-engine-", dir=root))
    engine = OwnEngine(folder, runtimes)
    try:
        engine.start()
        yield engine
    finally:
        engine.end()
        subprocess.run(["umount", str(folder / "data")], capture_output=True)  # it mounts its own folder upon itself
        shutil.rmtree(folder, ignore_errors=True)

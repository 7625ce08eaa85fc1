"""The repository's volume is held to its size where the engine's file system has project quotas, and made without elsewhere."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from docker import DockerClient

from sandboxes.base import SandboxPolicy
from sandboxes.docker.containers import create_volume, remove_volume
from sandboxes.docker.sandbox import open_docker_sandbox
from tests.sandboxes.conformance import FILES
from tests.sandboxes.docker.conftest import SMALL
from tests.sandboxes.docker.own_engine import OwnEngine, own_engine
from tests.sandboxes.repositories import make_base

pytestmark = pytest.mark.docker


def test_a_volume_is_made_with_a_quota_or_without_and_has_its_labels(engine: DockerClient, tmp_path: Path) -> None:
    name = f"quota-{tmp_path.name.replace('_', '-')}"
    has_quota = create_volume(engine, name, {"throughline.test": "quota"}, 1 << 30)
    try:
        held = engine.volumes.get(name).attrs
        assert held["Labels"] == {"throughline.test": "quota"}
        assert held["Options"] == ({"size": str(1 << 30)} if has_quota else None)
    finally:
        remove_volume(engine, name)


@pytest.fixture
def engine_with_quotas(engine: DockerClient, image: str, tmp_path: Path) -> Iterator[OwnEngine]:
    """An engine whose folders lie on a file system with project quotas."""
    if shutil.which("mkfs.ext4") is None:
        pytest.skip("mkfs.ext4 is not installed")
    disk, folder = tmp_path / "disk", tmp_path / "mounted"
    folder.mkdir()
    with disk.open("wb") as file:
        file.truncate(2 << 30)
    subprocess.run(["mkfs.ext4", "-q", "-O", "quota,project", "-E", "quotatype=prjquota", str(disk)], check=True)
    mounted = subprocess.run(["mount", "-o", "loop,prjquota", str(disk), str(folder)], capture_output=True, text=True)
    if mounted.returncode != 0:
        pytest.skip(f"this kernel mounts no file system with project quotas: {mounted.stderr.strip()[:120]}")
    try:
        with own_engine(folder) as own:
            own.load(engine, image)
            yield own
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_a_repository_cannot_grow_beyond_its_quota(
    engine_with_quotas: OwnEngine, policy: SandboxPolicy, tmp_path: Path
) -> None:
    policy = replace(policy, limits=replace(SMALL, repository_bytes=64 << 20))
    with (
        closing(engine_with_quotas.client()) as client,
        open_docker_sandbox(policy, make_base(tmp_path / "base", FILES), client=client) as sandbox,
    ):
        script = "for i in $(seq 20); do head -c 8000000 /dev/zero >big$i || exit 9; done"
        result = sandbox.exec(["bash", "-c", script])
        assert result.exit_code == 9, result.output
        assert b"quota" in result.output.lower() or b"No space" in result.output
        sandbox.exec(["bash", "-c", "rm -f big*"])
        sandbox.write_file("src/a.py", b"fixed\n")
        assert b"+fixed" in sandbox.change()

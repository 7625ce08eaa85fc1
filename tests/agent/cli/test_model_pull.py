"""``agent model pull`` against a server that speaks what the hub speaks: what it keeps, continues, refuses and says."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner

from agent.cli.main import main
from model_runtime.errors import HubError
from model_runtime.hub.download import Patience
from model_runtime.hub.names import hub_settings, parse_hub_name
from model_runtime.pulling import Pace, find_pulled
from model_runtime.pulling import pull as pull_whole
from model_runtime.random_checkpoint import tiny_config, write_random_checkpoint
from tests.hub_server import COMMIT, Hub, hub_of, serving

ROOT = Path(__file__).parents[3]
TOKEN = "hf_" + "s3cr3t" * 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_random_checkpoint(tmp_path / "published", tiny_config(), shards=2)
    return tmp_path / "published"


@pytest.fixture
def hub(folder: Path) -> Iterator[Hub]:
    with serving(hub_of(folder)) as hub:
        yield hub


def environment(hub: Hub, tmp_path: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    return {**kept, "HF_ENDPOINT": hub.endpoint, "HF_HOME": str(tmp_path / "home"), "NO_PROXY": "127.0.0.1", **more}


def start(hub: Hub, tmp_path: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "agent.cli.main", "model", "pull", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, env=environment(hub, tmp_path, **more), cwd=ROOT, stdout=pipe, stderr=pipe, text=True
    )


def pull(hub: Hub, tmp_path: Path, *arguments: str, **more: str) -> tuple[int, str, str]:
    command = ["model", "pull", *(arguments or ("acme/tiny",))]
    result = CliRunner().invoke(main, command, env=dict(environment(hub, tmp_path, **more)))
    return result.exit_code, result.stdout, result.stderr


def snapshot(tmp_path: Path) -> Path:
    return tmp_path / "home" / "hub" / "models--acme--tiny" / "snapshots" / COMMIT


def refused(result: tuple[int, str, str], *words: str) -> None:
    """One line on standard error, nothing on standard output, code 52."""
    code, stdout, stderr = result
    lines = [line for line in stderr.splitlines() if "%" not in line]
    assert (code, stdout, len(lines)) == (52, "", 1), result
    assert all(word in lines[0] for word in words), lines


def test_pull(hub: Hub, folder: Path, tmp_path: Path) -> None:
    code, stdout, stderr = pull(hub, tmp_path)
    assert code == 0, stderr
    assert f"acme/tiny at main is commit {COMMIT}" in stdout
    assert "4 files that no checkpoint needs were left out" in stdout
    assert stdout.endswith(f"{snapshot(tmp_path)}\n")
    assert "fetching: 100%" in stderr
    assert "sha256: 100%" in stderr
    names = sorted(path.name for path in snapshot(tmp_path).iterdir())
    assert names == sorted(path.name for path in folder.iterdir())
    assert all((snapshot(tmp_path) / name).read_bytes() == (folder / name).read_bytes() for name in names)
    assert (snapshot(tmp_path).parents[1] / "refs" / "main").read_text(encoding="ascii") == COMMIT


def test_a_second_time_nothing_comes(hub: Hub, tmp_path: Path) -> None:
    pull(hub, tmp_path)
    before = hub.asked()
    code, stdout, stderr = pull(hub, tmp_path, "acme/tiny@v1/fast", "--json")
    found = json.loads(stdout)
    assert (code, stderr, found["ok"], found["commit"], found["fetched_bytes"]) == (0, "", True, COMMIT, 0)
    assert hub.asked() == before


def test_killed_and_continued(hub: Hub, folder: Path, tmp_path: Path) -> None:
    hub.pace = Event()
    process = start(hub, tmp_path, "acme/tiny")
    partial = snapshot(tmp_path).parents[1] / "blobs"
    deadline = time.monotonic() + 90
    while sum(path.stat().st_size for path in partial.glob("*.incomplete")) < 2000 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert sorted(path.stat().st_size for path in partial.glob("*.incomplete")) == [1000, 1000]
    assert not list(snapshot(tmp_path).glob("*.safetensors"))
    hub.pace.set()
    code, stdout, stderr = pull(hub, tmp_path, "acme/tiny", "--json")
    assert code == 0, stderr
    ranges = [asked for host, _, asked, _ in hub.requests if host == "storage"]
    assert ranges == [None, None, "bytes=1000-", "bytes=1000-"]
    assert (
        json.loads(stdout)["fetched_bytes"] == sum(path.stat().st_size for path in folder.glob("*.safetensors")) - 2000
    )


def test_answers_that_break_off(hub: Hub, tmp_path: Path) -> None:
    hub.breaks_after = 20_000
    assert pull(hub, tmp_path)[0] == 0


def test_answers_that_break_off_where_parts_are_unknown(hub: Hub, tmp_path: Path) -> None:
    hub.knows_ranges, hub.breaks_after = False, 20_000
    settings, pace = hub_settings(environment(hub, tmp_path)), Pace(patience=Patience(first_wait_s=0.01))
    with pytest.raises(HubError, match=r"interrupted 5 times without progress, .* run it again"):
        pull_whole(parse_hub_name("acme/tiny"), settings, lambda *told: None, pace)
    hub.breaks_after = None
    pulled = pull_whole(parse_hub_name("acme/tiny"), settings, lambda *told: None, pace)
    assert pulled.verification.ok


def test_what_a_crash_damaged_is_fetched_anew(hub: Hub, folder: Path, tmp_path: Path) -> None:
    blobs = snapshot(tmp_path).parents[1] / "blobs"
    blobs.mkdir(parents=True)
    for path in folder.glob("*.safetensors"):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        (blobs / f"{digest}.incomplete").write_bytes(bytes(500))
    code, _, stderr = pull(hub, tmp_path)
    assert code == 0, stderr


def test_passing_trouble_is_waited_out(hub: Hub, tmp_path: Path) -> None:
    hub.statuses = [503, 429]
    assert pull(hub, tmp_path)[0] == 0


def test_a_wrong_digest(hub: Hub, folder: Path, tmp_path: Path) -> None:
    shard = sorted(folder.glob("*.safetensors"))[0]
    content = bytearray(shard.read_bytes())
    content[-1] ^= 1
    hub.served[shard.name] = bytes(content)
    refused(pull(hub, tmp_path), shard.name, "sha256 differs", "not kept")
    assert not (snapshot(tmp_path) / shard.name).exists()
    hub.served = {"config.json": hub.files["config.json"].replace(b"96", b"97")}
    refused(pull(hub, tmp_path / "again"), "config.json", "git digest differs")


def test_more_than_was_promised(hub: Hub, folder: Path, tmp_path: Path) -> None:
    name = sorted(folder.glob("*.safetensors"))[0].name
    hub.served[name] = hub.files[name] + bytes(10)
    refused(pull(hub, tmp_path), "sends more of", name)


def test_names_that_do_not_exist(hub: Hub, tmp_path: Path) -> None:
    refused(pull(hub, tmp_path, "acme/other"), "answers 404", "acme/other")
    refused(pull(hub, tmp_path, "acme/tiny@v9"), "no revision v9")
    refused(pull(hub, tmp_path, "tiny"), "owner/name")
    refused(pull(hub, tmp_path, "acme/../tiny"), "owner/name")
    refused(pull(hub, tmp_path, "acme/tiny@--help"), "not a branch")


def test_a_disk_without_room(hub: Hub, tmp_path: Path) -> None:
    siblings = hub.describe()["siblings"]
    hub.listing = {
        "siblings": [{**one, "lfs": {**one["lfs"], "size": 1 << 49}} if "lfs" in one else one for one in siblings]
    }
    refused(pull(hub, tmp_path), "GiB are free", "HF_HUB_CACHE")
    assert hub.asked() == {}


def test_a_disk_that_is_full_on_the_way(hub: Hub, tmp_path: Path) -> None:
    """The system refuses to write further: here by a limit on the size of files."""
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "from agent.cli.main import main\nmain(['model', 'pull', 'acme/tiny'])"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(hub, tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    refused((done.returncode, done.stdout, done.stderr), "cannot be written", "what was fetched stays")
    assert pull(hub, tmp_path)[0] == 0


def test_nobody_there(hub: Hub, tmp_path: Path) -> None:
    refused(pull(hub, tmp_path, HF_ENDPOINT="http://127.0.0.1:9"), "127.0.0.1 cannot be reached", "refused")
    refused(pull(hub, tmp_path, HF_ENDPOINT="http://nowhere.invalid"), "nowhere.invalid cannot be reached")
    refused(pull(hub, tmp_path, HF_ENDPOINT="file:///etc"), "HF_ENDPOINT is not an address")
    refused(pull(hub, tmp_path, HF_HUB_OFFLINE="1"), "HF_HUB_OFFLINE")
    assert hub.requests == []


def test_interrupted(hub: Hub, tmp_path: Path) -> None:
    hub.pace = Event()
    process = start(hub, tmp_path, "acme/tiny")
    deadline = time.monotonic() + 90
    while not hub.asked() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    hub.pace.set()
    assert process.returncode == 130
    assert [line for line in stderr.splitlines() if line and "%" not in line] == ["agent: interrupted"]


def test_the_token_stays_at_the_hub_and_out_of_sight(hub: Hub, tmp_path: Path) -> None:
    hub.needs_token = TOKEN
    refused(pull(hub, tmp_path), "gated", "HF_TOKEN")
    wrong = pull(hub, tmp_path, HF_TOKEN=f"{TOKEN}x")
    refused(wrong, "gated")
    code, stdout, stderr = pull(hub, tmp_path, HF_TOKEN=TOKEN)
    assert code == 0, stderr
    assert TOKEN not in "".join((*wrong[1:], stdout, stderr))
    sent = {host: {token for where, _, _, token in hub.requests if where == host} for host in ("hub", "storage")}
    assert sent == {"hub": {None, f"Bearer {TOKEN}x", f"Bearer {TOKEN}"}, "storage": {None}}


def test_what_nobody_can_load_is_refused_before_its_weights(hub: Hub, tmp_path: Path) -> None:
    hub.files["config.json"] = b'{"architectures": ["Llama"]}'
    refused(pull(hub, tmp_path), "Llama", "is not")
    assert hub.asked() == {}


def test_weights_of_other_formats(hub: Hub, tmp_path: Path) -> None:
    hub.files = {"config.json": b"{}", "pytorch_model.bin": b"\x80"}
    refused(pull(hub, tmp_path), "no weights as safetensors")


@pytest.mark.parametrize(
    "listing",
    [
        {"sha": "../../etc"},
        {"siblings": [{"rfilename": "config.json", "size": -1, "blobId": "0" * 40}]},
        {"siblings": [{"rfilename": "a.safetensors"}]},
        {"siblings": [{"rfilename": "a.safetensors", "lfs": {"sha256": "../../../x", "size": 1}}]},
        {"siblings": 3},
    ],
)
def test_answers_that_make_no_sense(hub: Hub, tmp_path: Path, listing: dict[str, object]) -> None:
    hub.listing = listing
    refused(pull(hub, tmp_path), "hub")


def test_names_that_lead_elsewhere_are_not_fetched(hub: Hub, tmp_path: Path) -> None:
    bad = ["../evil.json", "/etc/evil.json", "sub/evil.json", ".hidden.json", "a\\b.json"]
    described = hub.describe()["siblings"]
    hub.listing = {"siblings": [*described, *({"rfilename": n, "size": 1, "blobId": "0" * 40} for n in bad)]}
    code, stdout, _ = pull(hub, tmp_path, "acme/tiny", "--json")
    assert code == 0
    assert set(bad) <= set(json.loads(stdout)["left_out"])


def test_what_was_pulled_is_found_by_its_name(hub: Hub, tmp_path: Path) -> None:
    pull(hub, tmp_path)
    offline = hub_settings(environment(hub, tmp_path, HF_HUB_OFFLINE="1"))
    for name in ("acme/tiny", f"acme/tiny@{COMMIT}"):
        assert find_pulled(parse_hub_name(name), offline) == snapshot(tmp_path)
    assert find_pulled(parse_hub_name("acme/tiny@v1/fast"), offline) is None

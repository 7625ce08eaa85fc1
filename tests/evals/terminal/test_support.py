from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.terminal.dockerfile import dockerfile_needs
from evals.terminal.support import Terms, filled_variables, plan_image, unsupported
from evals.terminal.task_directory import read_tasks
from tests.evals.terminal.tasks import write_task


@dataclass(frozen=True)
class Machine:
    cpus: int = 2
    memory_bytes: int = 4 << 30
    images: tuple[str, ...] = ("base:1",)

    def has_image(self, name: str) -> bool:
        return name in self.images


DOCKERFILE = """# a comment
ARG VERSION=3.13
ARG BASE="debian"
FROM --platform=linux/amd64 python:${VERSION}-slim AS build
RUN a && \\
    # between
    b
FROM $BASE:12
COPY --from=build /a /a
COPY --from=other/image:2 /b /b
COPY --from=0 --chown=1:1 /c /c
FROM build
FROM scratch
"""


def test_images_that_a_dockerfile_builds_on() -> None:
    needs = dockerfile_needs(DOCKERFILE)
    assert needs.images == ("python:3.13-slim", "debian:12", "other/image:2")
    assert needs.buildkit == ()


def test_what_only_buildkit_knows_is_found_and_shell_text_is_not() -> None:
    text = "FROM a\nRUN --mount=type=cache,target=/x pip\nCOPY <<EOF /f\nFROM nothing\nEOF\n"
    text += "RUN echo $((1<<two))\nRUN cat <<'E' >a\nx\nE\n"
    needs = dockerfile_needs(text)
    assert needs.images == ("a",)
    assert needs.buildkit == ("RUN --mount", "COPY with a here-document", "RUN with a here-document")


@given(st.text(alphabet="FROMRUNCPY -=<\\\n#$:{}aE'\"", max_size=120))
def test_any_dockerfile_is_read(text: str) -> None:
    needs = dockerfile_needs(text)
    assert all(image and image in text.replace("\\\n", "") for image in needs.images)
    assert len(needs.images) <= text.upper().count("FROM")


def why(folder: Path, terms: Terms | None = None) -> tuple[str, ...]:
    (task,) = read_tasks(folder)
    return unsupported(task, Machine(), terms or Terms())


def test_a_task_whose_base_is_held_can_be_run(tmp_path: Path) -> None:
    assert why(write_task(tmp_path / "t")) == ()


@pytest.mark.parametrize(
    ("addition", "reason"),
    [
        ("[[verifier.collect]]\ncommand = 'x'\nservice = 'db'\n", "there is no service db"),
        ("artifacts = [{source = '/x', service = 'db'}]\n", "there is no service db"),
        (
            "[verifier.environment]\ndocker_image = 'far:1'\n",
            "its verifier: the engine does not hold far:1, and there is no Dockerfile",
        ),
        ("[[environment.mcp_servers]]\nname = 'm'\nurl = 'u'\n", "it has MCP servers"),
        ("[environment]\ncpus = 8\n", "it needs 8 processors of 2"),
        ("[environment]\nmemory = '64G'\n", "it needs 65536 MiB of memory of 4096"),
        ("[environment]\ngpus = 1\n", "it needs an accelerator"),
        ("[environment]\nos = 'windows'\n", "it runs on windows"),
        ("[agent]\nnetwork_mode = 'allowlist'\nallowed_hosts = ['a']\n", "its network is a list of hosts"),
        ("[solution.env]\nKEY = '${KEY}'\n", "it needs the variable KEY (--variable KEY=VALUE)"),
    ],
)
def test_what_cannot_be_run_here_is_said(tmp_path: Path, addition: str, reason: str) -> None:
    write_task(tmp_path / "t", configuration=addition)
    assert why(tmp_path / "t") == (reason,)


def test_terms_of_the_user_make_tasks_possible(tmp_path: Path) -> None:
    text = "[environment]\ncpus = 8\nnetwork_mode = 'allowlist'\nallowed_hosts = ['a']\nenv = {KEY = '${KEY}'}\n"
    folder = write_task(tmp_path / "t", configuration=text)
    assert len(why(folder)) == 3
    assert why(folder, Terms("none", {"KEY": "v"}, bounded=True)) == ()


def test_compose_and_missing_images_are_said(tmp_path: Path) -> None:
    folder = write_task(tmp_path / "t", image="far:1")
    assert why(folder) == ("the engine does not hold far:1, which its Dockerfile builds on",)
    compose = folder / "environment" / "docker-compose.yaml"
    compose.write_text("services: {main: {build: {context: .}}, db: {image: 'far:2'}}\n", "utf-8")
    assert why(folder) == (
        "the engine does not hold far:1, which its Dockerfile builds on",
        "service db: the engine does not hold far:2, and there is no Dockerfile",
    )
    compose.write_text("services: {main: {privileged: true}}\n", "utf-8")
    assert why(folder) == ("compose: main.privileged is not supported",)
    compose.write_text("services: {}\n", "utf-8")
    assert why(folder) == ("docker-compose.yaml has no services",)


def test_an_image_that_is_held_comes_before_a_build(tmp_path: Path) -> None:
    (task,) = read_tasks(write_task(tmp_path / "t", configuration="[environment]\ndocker_image = 'made:1'\n"))
    held, other = (
        plan_image("made:1", task.environment, Machine(images=images)) for images in (("made:1",), ("base:1",))
    )
    assert not isinstance(held, str)
    assert held.held == "made:1"
    assert not isinstance(other, str)
    assert other.held is None
    (task.environment / "Dockerfile").unlink()
    assert (
        plan_image("made:1", task.environment, Machine())
        == "the engine does not hold made:1, and there is no Dockerfile"
    )


def test_the_host_s_environment_is_not_read() -> None:
    assert filled_variables({"A": "${HOME:-none}/x", "B": "$HOME"}, {}) == {"A": "none/x", "B": "$HOME"}
    assert filled_variables({"A": "${HOME:-none}"}, {"HOME": "given"}) == {"A": "given"}
    with pytest.raises(KeyError, match="HOME"):
        filled_variables({"A": "${HOME}"}, {})

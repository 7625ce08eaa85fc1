from __future__ import annotations

import pytest

from tests.sandboxes.abuse import AbuseConformance
from tests.sandboxes.conformance import CommandConformance, FileConformance, OpenRecoverable, RecoveryConformance
from tests.sandboxes.docker.conftest import OpenDockerSandbox

pytestmark = pytest.mark.docker


class TestFiles(FileConformance):
    pass


class TestCommands(CommandConformance):
    pass


class TestAbuse(AbuseConformance):
    pass


class TestRecovery(RecoveryConformance):
    @pytest.fixture
    def open_recoverable(self, open_sandbox: OpenDockerSandbox) -> OpenRecoverable:
        return open_sandbox

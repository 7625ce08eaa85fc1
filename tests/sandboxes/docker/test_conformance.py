from __future__ import annotations

import pytest

from tests.sandboxes.conformance import CommandConformance, FileConformance

pytestmark = pytest.mark.docker


class TestFiles(FileConformance):
    pass


class TestCommands(CommandConformance):
    pass

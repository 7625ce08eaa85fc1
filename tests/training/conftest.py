from __future__ import annotations

import pytest

from training.tasks.project import Project, load_library
from training.tokenizer import LIBRARY


@pytest.fixture(scope="session")
def library() -> list[Project]:
    """All seed projects."""
    return load_library(LIBRARY)

"""What a sandbox asked of the network, one line a request, in the run directory. Written from the threads of its proxy."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class NetworkLog:
    """Appends requests to a file, which is made by the first one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()

    def __call__(self, request: DataclassInstance) -> None:
        """Write a request. A disk that is full does not end the request."""
        line = json.dumps({"time": datetime.now(UTC).isoformat(), **asdict(request)})
        with self._guard, self._path.open("a", encoding="ascii") as file:
            file.write(line + "\n")

"""Finding and loading a model for a command, with what is shown meanwhile."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Final

from agent import app
from agent.cli.progress_line import shown_progress
from agent.cli.reply_settings import ReplySettings
from agent.model import LanguageModel
from agent.progress import print_line

_SHORT_LOADING_S: Final = 2.0


def find_source(model: str | None, settings: ReplySettings, *, silent: bool = False) -> app.ModelSource:
    """The model that is asked for; fetched from the hub if it has to be, which is shown unless ``silent``."""
    with shown_progress(silent=silent) as tell:
        source = app.find_model(model, note=_note, progress=tell, speculative_tokens=settings.speculative_tokens)
    return replace(source, kv_cache=settings.kv_cache)


def load(source: app.ModelSource, *, silent: bool = False, shared: bool = False) -> LanguageModel:
    """The model, with an engine if it is ``shared``; how far it is, is shown where it takes long, unless ``silent``."""
    _note(f"loading {source.path.name}")
    with shown_progress(silent=silent, patience_s=_SHORT_LOADING_S) as tell:
        return app.load_model(source, tell, shared=shared)


def _note(text: str) -> None:
    print_line(sys.stderr, text)

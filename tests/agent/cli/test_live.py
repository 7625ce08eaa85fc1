from __future__ import annotations

import io
import time

from agent.cli.live import LiveProgress
from agent.events import Ended, ToolCallRecord


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_thought_and_the_command_are_seen_while_they_last() -> None:
    terminal = Terminal()
    with LiveProgress(terminal, 24, lambda ids: "".join(map(chr, ids))) as live:
        for character in "thinking \x1b]0;title\x07 hard":
            live.token(ord(character))
        time.sleep(0.5)
        live.record(ToolCallRecord(step=1, index=0, name="bash", arguments={"command": "sleep 9"}))
        time.sleep(0.5)
        live.record(Ended(kind="submitted"))
    shown = terminal.getvalue()
    assert "thinking \\x1b]0;title\\x07 hard" in shown
    assert "running bash: sleep 9" in shown
    assert "\x1b]0" not in shown
    assert "end    submitted" in shown


def test_notes_are_not_markup() -> None:
    terminal = Terminal()
    with LiveProgress(terminal, 24, lambda ids: "") as live:
        live.note("[red]list[0][/red]")
    assert "[red]list[0][/red]" in terminal.getvalue()

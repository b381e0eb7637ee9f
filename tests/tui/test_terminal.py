"""The real program in a real terminal: killed without warning, taken up where it was."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

PATIENCE = 30.0
"""Seconds for a loaded machine; each wait ends as soon as the words are there."""


class Terminal:
    """A program in a pseudo-terminal of 100x30."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.seen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(ADVISOR_DATA_DIR=str(folder / "data"), TERM="xterm-256color")
            os.execv(sys.executable, [sys.executable, "-m", "advisor", *options])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))

    def wait_for(self, words: str) -> None:
        """Read until the words were drawn."""
        deadline = time.monotonic() + PATIENCE
        while words.encode() not in self.seen:
            assert time.monotonic() < deadline, f"{words!r} never came; the end was {self.seen[-400:]!r}"
            if select.select([self.fd], [], [], 0.2)[0]:
                self.seen += os.read(self.fd, 65536)

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def test_kill_9_in_the_terminal_loses_no_answer(tmp_path: Path) -> None:
    first = Terminal(tmp_path, "--new")
    first.wait_for("What should the AI do?")
    first.type("1\r")
    first.wait_for("In front:")
    first.wait_for("1 answered")
    first.kill()
    second = Terminal(tmp_path, "--resume")
    try:
        second.wait_for("In front:")
        second.wait_for("1 answered")
    finally:
        second.kill()

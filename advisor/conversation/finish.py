"""The end of a conversation: the report, written to a file."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from advisor.conversation import phrases
from advisor.conversation.engine import Engine
from advisor.conversation.turns import History, Turn, turn
from advisor.decide.records import Recommendation
from advisor.profile import Profile

Render = Callable[[Recommendation], str]
"""Writes a recommendation as a Markdown report."""


@dataclass(slots=True)
class Reporter:
    """Writes the report of one conversation, always to the same file while nobody else wrote there."""

    engine: Engine
    render: Render
    as_of: date
    seed: int
    folder: Path
    path: Path | None = None
    """The file, None before the first report."""
    text: str = ""
    """The report as last written, or as it was found when the conversation was taken up."""
    written: str = ""
    """Digest of the file as this conversation wrote it last."""

    def resume(self, history: History) -> None:
        """Take up the file of a conversation that wrote its report before."""
        reported = [step for step in history.steps if step.report]
        if reported:
            self.path, self.written = Path(reported[-1].report), reported[-1].written
            self.text = _on_disk(self.path) or ""

    def save(self, profile: Profile, title: str) -> Turn:
        """Write the report and say where it is; when the folder cannot be written, say that.

        Raises:
            UserError: When no advice can be given.
        """
        recommendation = self.engine.recommend(profile, seed=self.seed, as_of=self.as_of)
        self.text = self.render(recommendation)
        path, said = self._place(title)
        try:
            write_report(path, self.text)
        except OSError as error:
            reason = error.strerror or "the folder cannot be written"
            return turn("problem", f"The report could not be saved as {path}: {reason}.")
        self.path, self.written = path, digest(self.text)
        return turn("report", said)

    def _place(self, title: str) -> tuple[Path, str]:
        """Return where the report goes and what to say of it; what somebody else wrote stays as it is."""
        free = report_path(self.folder, title, self.as_of)
        if self.path is None:
            return free, phrases.SAVED.format(path=free)
        there = _on_disk(self.path)
        if there is None or there == self.text:
            return self.path, phrases.SAVED.format(path=self.path)
        if digest(there) == self.written:
            return self.path, phrases.SAVED_ANEW.format(path=self.path)
        return free, phrases.SAVED_BESIDE.format(path=free, other=self.path)


def digest(text: str) -> str:
    """Return what a text is known by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _on_disk(path: Path) -> str | None:
    """Return what stands in a file, None where there is none; what cannot be read is empty."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        return ""


def report_path(folder: Path, title: str, as_of: date) -> Path:
    """Return a free file name for a report: ``advice-customer-chatbot-2026-11-20.md``."""
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:40].strip("-") or "project"
    stem = f"advice-{slug}-{as_of.isoformat()}"
    path, number = folder / f"{stem}.md", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.md", number + 1
    return path


def write_report(path: Path, text: str) -> None:
    """Write the report whole or not at all.

    Raises:
        OSError: When the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, suffix=".tmp") as file:
        file.write(text)
    os.replace(file.name, path)
    path.chmod(0o644)

"""Conversations on disk: SQLite, every answer committed before the next question is shown."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from platformdirs import user_data_dir

from advisor.conversation.codec import decode, encode, first_said, progress_in
from advisor.conversation.turns import History
from advisor.errors import shown
from advisor.profile import Fields

SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, created TEXT NOT NULL, updated TEXT NOT NULL,
    title TEXT NOT NULL, finished INTEGER NOT NULL, cursor INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS steps (
    session TEXT NOT NULL REFERENCES sessions(id), position INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (session, position));
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY, session TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
"""
BUSY_SECONDS = 2.0
"""How long a save waits for another program that holds the file."""


class StoreProblem(Exception):
    """The file of conversations cannot be used; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """One saved conversation, for a list."""

    id: str
    title: str
    updated: str
    """Time of the last change, UTC, ISO 8601."""
    finished: bool
    answered: int = 0
    """How many facts were told, as the chat counts them; 0 while its first words wait to be kept."""
    skipped: int = 0
    """How many questions were passed over."""

    @property
    def when(self) -> str:
        """Return the time of the last change as a person here writes it: ``20 Nov 2026, 14:05``."""
        return datetime.fromisoformat(self.updated).astimezone().strftime("%d %b %Y, %H:%M")


def data_folder() -> Path:
    """Return the folder of saved conversations; ``ADVISOR_DATA_DIR`` overrides the system's."""
    return Path(os.environ.get("ADVISOR_DATA_DIR") or user_data_dir("advisor"))


class Store:
    """Saved conversations in one SQLite file; safe to call from one worker thread at a time."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the file; ``None`` keeps everything in memory.

        Raises:
            StoreProblem: When the file cannot be opened, read or written.
        """
        self.path = path
        self._lock = threading.Lock()
        with self._plainly():
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db = sqlite3.connect(path or ":memory:", timeout=BUSY_SECONDS, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            with self._db:
                self._db.executescript(SCHEMA)
            if path is not None:
                path.chmod(0o600)

    def save(
        self, session: str, history: History, *, title: str, kind: str, text: str, rewrite: bool = False
    ) -> None:
        """Commit the present step, forget what was given up, and log what was done.

        Args:
            session: Id of the conversation, from :func:`new_session`.
            history: The conversation; only the step at its cursor is written, the ones before were.
            title: A few words for the list of conversations.
            kind: What was done, for the log.
            text: The user's words, for the log.
            rewrite: Whether to write every step, as after a save that failed.

        Raises:
            StoreProblem: When it could not be written.
        """
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        step = history.now
        row = (session, now, now, title, int(step.finished and bool(step.report)), history.cursor)
        with self._plainly(), self._lock, self._db:
            self._db.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "updated=excluded.updated, title=excluded.title, "
                "finished=excluded.finished, cursor=excluded.cursor",
                row,
            )
            self._db.execute(
                "DELETE FROM steps WHERE session=? AND position>=?", (session, len(history.steps))
            )
            count = "SELECT count(*) FROM steps WHERE session=?"
            known = 0 if rewrite else self._db.execute(count, (session,)).fetchone()[0]
            for position in {*range(known, history.cursor), history.cursor}:
                data = encode(history.steps[position])
                self._db.execute("INSERT OR REPLACE INTO steps VALUES (?, ?, ?)", (session, position, data))
            self._db.execute(
                "INSERT INTO events (session, at, kind, text) VALUES (?, ?, ?, ?)", (session, now, kind, text)
            )

    def load(self, session: str, fields: Fields) -> History:
        """Return a saved conversation with its undone steps.

        Raises:
            StoreProblem: When the file cannot be read.
            UserError: When it was saved in a form that this program cannot read.
        """
        with self._plainly(), self._lock:
            (cursor,) = self._db.execute("SELECT cursor FROM sessions WHERE id=?", (session,)).fetchone()
            rows = self._db.execute(
                "SELECT data FROM steps WHERE session=? ORDER BY position", (session,)
            ).fetchall()
        return History(tuple(decode(data, fields) for (data,) in rows), cursor)

    def sessions(self) -> tuple[SessionInfo, ...]:
        """Return all saved conversations in which something was said, latest first."""
        step = "(SELECT data FROM steps WHERE cursor=0 AND session=id AND position={})"
        now = "(SELECT data FROM steps WHERE session=id AND position=cursor)"
        query = (
            f"SELECT id, title, updated, finished, cursor, {now}, {step.format(0)}, {step.format(1)} "
            "FROM sessions ORDER BY updated DESC, rowid DESC"
        )
        with self._plainly(), self._lock:
            rows = self._db.execute(query).fetchall()
        found = []
        for id, title, updated, finished, cursor, present, *unkept in rows:
            name = title if cursor else first_said(unkept, title)
            if name:
                found.append(SessionInfo(id, name, updated, bool(finished), *progress_in(present)))
        return tuple(found)

    def touch(self, session: str) -> None:
        """Remember that a conversation is in use, so that it is the latest.

        Raises:
            StoreProblem: When the file cannot be written.
        """
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        with self._plainly(), self._lock, self._db:
            self._db.execute("UPDATE sessions SET updated=? WHERE id=?", (now, session))

    def forget(self, session: str) -> None:
        """Remove a conversation, also one that was never saved.

        Raises:
            StoreProblem: When the file cannot be written.
        """
        with self._plainly(), self._lock, self._db:
            for table, column in (("steps", "session"), ("events", "session"), ("sessions", "id")):
                self._db.execute(f"DELETE FROM {table} WHERE {column}=?", (session,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            where = f"in {shown(self.path, 200)}" if self.path else "in memory"
            reason = getattr(error, "strerror", None) or error
            raise StoreProblem(f"Conversations {where} cannot be saved or read ({shown(reason)}).") from error


def new_session() -> str:
    """Return a fresh id."""
    return uuid4().hex[:12]


def open_store(folder: Path) -> tuple[Store, str]:
    """Open the conversations of a folder; when that fails, go on in memory with a warning.

    Returns:
        The store and the warning, which is empty when all is well.
    """
    path = folder / "conversations.db"
    try:
        store = Store(path)
        store.sessions()
        return store, ""
    except StoreProblem as problem:
        warning = f"{problem} This one is kept in memory only and is lost when you close it."
        return Store(None), warning

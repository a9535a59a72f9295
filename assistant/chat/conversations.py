"""Conversations, kept in one SQLite file for all readers; each sees only their own."""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import TypeAdapter, ValidationError

from assistant.answers import Answer
from index.errors import ArchiveError, UsageError
from index.narrow import Narrowing

_TABLES = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, reader TEXT NOT NULL, archive TEXT NOT NULL, title TEXT NOT NULL,
    changed REAL NOT NULL);
CREATE INDEX IF NOT EXISTS conversations_of ON conversations (reader, archive, changed);
CREATE TABLE IF NOT EXISTS turns (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    number INTEGER NOT NULL, question TEXT NOT NULL, narrowing TEXT NOT NULL,
    state TEXT NOT NULL, answer TEXT, reason TEXT, UNIQUE (conversation, number));
"""

_ANSWER = TypeAdapter(Answer)
_NARROWING = TypeAdapter(Narrowing)
_TURN = "SELECT t.id, t.conversation, t.number, t.question, t.narrowing, t.state, t.answer, t.reason"
_MINE = "FROM turns t JOIN conversations c ON c.id = t.conversation WHERE c.reader = ? AND c.archive = ?"

LONGEST_TITLE = 120
"""In characters."""

REMEMBERED = 3
"""Turns before a question that it may lean back on."""

State = Literal["asked", "answered", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is listed of one; ``changed`` in seconds since 1970."""

    id: str
    title: str
    changed: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it.

    ``state``: "asked" is not answered yet, or the reader went away before it was. ``answer``: of one that is
    asked again, the old one until there is another. ``reason``: why it failed when it was last asked.
    """

    id: str
    conversation: str
    number: int
    question: str
    narrowing: Narrowing
    state: State
    answer: Answer | None = None
    reason: str | None = None


class Conversations:
    """The conversations about one archive. Several threads and processes may use the file.

    Args:
        file: made with its folder if it is not there, readable by its owner only.
        archive: names the index that is asked.

    Each method takes the ``reader``, a login name or the secret of a browser, and finds nothing of
    others. All raise ArchiveError where the file cannot be used.
    """

    def __init__(self, file: Path, archive: str) -> None:
        self._file = file
        self._archive = archive
        self._lock = threading.Lock()
        with self._mapped():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            self._database = sqlite3.connect(file, check_same_thread=False, timeout=30)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA foreign_keys=ON")
            self._database.executescript(_TABLES)

    def listed(self, reader: str) -> list[Conversation]:
        """The reader's conversations, the last changed first."""
        rows = self._rows(
            "SELECT id, title, changed FROM conversations WHERE reader = ? AND archive = ?"
            " ORDER BY changed DESC, id",
            reader,
            self._archive,
        )
        return [Conversation(*row) for row in rows]

    def named(self, reader: str, conversation: str) -> Conversation | None:
        """One of the reader's conversations."""
        return next((one for one in self.listed(reader) if one.id == conversation), None)

    def turns(self, reader: str, conversation: str) -> list[Turn]:
        """The turns of a conversation, the first one first; none where it is not the reader's."""
        rows = self._rows(
            f"{_TURN} {_MINE} AND c.id = ? ORDER BY t.number", reader, self._archive, conversation
        )
        return [_turn(*row) for row in rows]

    def turn(self, reader: str, turn: str) -> Turn:
        """One turn of the reader's. Raises UsageError where there is none."""
        rows = self._rows(f"{_TURN} {_MINE} AND t.id = ?", reader, self._archive, turn)
        if not rows:
            raise UsageError("this question is not in your conversations any more")
        return _turn(*rows[0])

    def before(self, reader: str, turn: Turn) -> list[tuple[str, str]]:
        """The last questions and answers before a turn, which it may lean back on."""
        earlier = self.turns(reader, turn.conversation)[: turn.number - 1]
        return [(one.question, one.answer.text) for one in earlier if one.answer][-REMEMBERED:]

    def ask(self, reader: str, conversation: str | None, question: str, narrowing: Narrowing) -> Turn:
        """Keep a question before it is answered; without a conversation of the reader's, in a new one."""
        turn = secrets.token_urlsafe(9)
        with self._changing():
            known = (
                conversation
                and self._database.execute(
                    "SELECT 1 FROM conversations WHERE id = ? AND reader = ? AND archive = ?",
                    (conversation, reader, self._archive),
                ).fetchone()
            )
            if not known or conversation is None:
                conversation = secrets.token_urlsafe(9)
                self._database.execute(
                    "INSERT INTO conversations VALUES (?, ?, ?, ?, ?)",
                    (conversation, reader, self._archive, _line(question), time.time()),
                )
            self._database.execute(
                "INSERT INTO turns SELECT ?, ?, coalesce(max(number), 0) + 1, ?, ?, 'asked', NULL, NULL"
                " FROM turns WHERE conversation = ?",
                (turn, conversation, question, json.dumps(asdict(narrowing)), conversation),
            )
            self._touch(conversation)
        return self.turn(reader, turn)

    def end(
        self, reader: str, turn: str, state: State, answer: Answer | None = None, reason: str | None = None
    ) -> Turn:
        """Keep what became of a question; "asked" asks it again. An answer gives way only to another one."""
        known = self.turn(reader, turn)
        answer = answer or known.answer
        if answer and state != "asked":
            state = "answered"
        written = _ANSWER.dump_json(answer).decode() if answer else None
        with self._changing():
            self._database.execute(
                "UPDATE turns SET state = ?, answer = ?, reason = ? WHERE id = ?",
                (state, written, reason, turn),
            )
            self._touch(known.conversation)
        return self.turn(reader, turn)

    def rename(self, reader: str, conversation: str, title: str) -> None:
        """Call a conversation something else; a blank title changes nothing."""
        if name := _line(title):
            with self._changing():
                self._database.execute(
                    "UPDATE conversations SET title = ? WHERE id = ? AND reader = ? AND archive = ?",
                    (name, conversation, reader, self._archive),
                )

    def delete(self, reader: str, conversation: str) -> None:
        """Delete a conversation with all its turns."""
        with self._changing():
            self._database.execute(
                "DELETE FROM conversations WHERE id = ? AND reader = ? AND archive = ?",
                (conversation, reader, self._archive),
            )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _touch(self, conversation: str) -> None:
        self._database.execute(
            "UPDATE conversations SET changed = ? WHERE id = ?", (time.time(), conversation)
        )

    def _rows(self, query: str, *values: str) -> list[tuple]:  # type: ignore[type-arg]
        with self._mapped(), self._lock:
            return self._database.execute(query, values).fetchall()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """All or nothing of some changes."""
        with self._mapped(), self._lock, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            yield

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(f"the conversations at {self._file} cannot be used: {error}") from error


def _turn(
    id: str,
    conversation: str,
    number: int,
    question: str,
    narrowing: str,
    state: State,
    answer: str | None,
    reason: str | None,
) -> Turn:
    kept = None
    if answer is not None:
        try:
            kept = _ANSWER.validate_json(answer)
        except ValidationError:  # of another version of this program: it is asked again
            state = "asked"
    return Turn(id, conversation, number, question, _NARROWING.validate_json(narrowing), state, kept, reason)


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"

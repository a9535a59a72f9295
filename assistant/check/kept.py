"""Answers that were given before, kept so that the same question is not answered twice.

One SQLite file in the user's cache folder; deleting it loses nothing but time.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from pydantic import TypeAdapter, ValidationError

from assistant.answers import Answer
from assistant.models import Cache
from index.errors import ArchiveError

MOST_FINGERPRINTS = 20
"""Answers of older ones are forgotten."""

_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
    fingerprint TEXT, asked TEXT, answer TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (fingerprint, asked)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS newest ON answers (asked, at);
CREATE TABLE IF NOT EXISTS failed (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stopped (options TEXT NOT NULL);
"""

_ANSWER = TypeAdapter(Answer)


class Kept:
    """The kept answers, which cases failed when last run, and the options of a run that was stopped.

    ``asked`` is all of a question that is not in the fingerprint: its index, its text, what was
    said before it, and the options of the call. Raises ArchiveError for a file that cannot be used.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or Cache.default().root / "check.sqlite"
        with self._mapped():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)  # it has passages of the archive
            self._database = sqlite3.connect(self._file, timeout=60, isolation_level=None)
            self._database.executescript(_TABLES)

    def answer(self, fingerprint: str, asked: str) -> Answer | None:
        """The answer to a question with this fingerprint."""
        return self._one(
            "SELECT answer FROM answers WHERE fingerprint = ? AND asked = ?", (fingerprint, asked)
        )

    def newest(self, asked: str) -> Answer | None:
        """The latest answer to a question, whatever its fingerprint."""
        return self._one("SELECT answer FROM answers WHERE asked = ? ORDER BY at DESC LIMIT 1", (asked,))

    def keep(self, fingerprint: str, asked: str, answer: Answer) -> None:
        """Keep an answer."""
        row = (fingerprint, asked, _ANSWER.dump_json(answer).decode(), time.time())
        with self._mapped():
            self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)

    def failed(self) -> set[str]:
        """The names of the cases that failed when they were last run."""
        with self._mapped():
            return {name for (name,) in self._database.execute("SELECT name FROM failed")}

    def remember(self, name: str, failed: bool) -> None:
        """Remember whether a case failed."""
        statement = (
            "INSERT OR IGNORE INTO failed VALUES (?)" if failed else "DELETE FROM failed WHERE name = ?"
        )
        with self._mapped():
            self._database.execute(statement, (name,))

    def begin(self, call: Mapping[str, Any]) -> None:
        """Remember the options of a run, until it ends."""
        with self._mapped():
            self._database.execute("DELETE FROM stopped")
            self._database.execute("INSERT INTO stopped VALUES (?)", (json.dumps(dict(call)),))

    def end(self) -> None:
        """Forget the options, for the run has ended, and the answers of old fingerprints."""
        with self._mapped():
            self._database.execute("DELETE FROM stopped")
            self._database.execute(
                "DELETE FROM answers WHERE fingerprint NOT IN (SELECT fingerprint FROM answers"
                " GROUP BY fingerprint ORDER BY max(at) DESC LIMIT ?)",
                (MOST_FINGERPRINTS,),
            )

    def stopped(self) -> dict[str, Any] | None:
        """The options of the run that was stopped last, if the one after it did not end either."""
        with self._mapped():
            found = self._database.execute("SELECT options FROM stopped").fetchone()
        return None if found is None else json.loads(found[0])

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _one(self, query: str, values: tuple[str, ...]) -> Answer | None:
        with self._mapped():
            found = self._database.execute(query, values).fetchone()
        if found is None:
            return None
        try:
            return _ANSWER.validate_json(found[0])
        except ValidationError:  # of another version of this program
            return None

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(
                f"the kept answers at {self._file} cannot be used ({error}); remove that file"
            ) from error

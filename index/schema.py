"""The tables of an index, how its file is made and opened, and what sqlite3's errors become.

manifest    facts of the whole index: embedder, dimensions, splitter, generation, updated, columns,
            skipped (as index.skips remembers them), and the checksum of each file of index.large
files       each file that was read, and the digest of its bytes
documents   each article in a file, with its text
passages    offsets of each passage and its sentences
vectors     one vector for each passage
signatures, bands, links    near-duplicates, as index.reprints finds them
words       full text of the passages, as index.words gives it, and its vocabulary
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexBusy, IndexDamaged, IndexIncompatible, IndexMissing

FILE = "index.sqlite"
SCHEMA = 6
_APPLICATION = 0x50444B58  # "PDKX"
_QUICK = 64 * 1024 * 1024  # bytes; the pages of a larger file are not all checked on opening

# Numbers of passages are never used twice (AUTOINCREMENT): derived files know passages by them.
_TABLES = """
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    number INTEGER PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL,
    UNIQUE (root, path));
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, root TEXT NOT NULL, title TEXT, published TEXT,
    language TEXT NOT NULL, digest TEXT NOT NULL, url TEXT, body_start INTEGER NOT NULL,
    crc INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX documents_file ON documents (file);
CREATE INDEX documents_digest ON documents (digest);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    sentences TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE INDEX passages_document ON passages (document);
CREATE TABLE vectors (
    number INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
    vector BLOB NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE signatures (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, signature BLOB NOT NULL);
CREATE TABLE bands (
    band INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (band, document)) WITHOUT ROWID;
CREATE INDEX bands_document ON bands (document);
CREATE TABLE links (
    one INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX links_other ON links (other);
CREATE VIRTUAL TABLE words USING fts5 (
    exact, stems, parts, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, col);
CREATE TRIGGER passages_gone AFTER DELETE ON passages
    BEGIN DELETE FROM words WHERE rowid = old.number; END;
"""


def make(directory: Path, manifest: dict[str, str]) -> None:
    """Make an empty index in ``directory``; it is there wholly or not at all."""
    new = directory / f"{FILE}.new"
    for left_over in (new, directory / f"{FILE}-wal", directory / f"{FILE}-shm"):
        left_over.unlink(missing_ok=True)
    with mapped(directory):
        connection = sqlite3.connect(new)
        with connection:
            connection.executescript(f"BEGIN; {_TABLES}")
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
            connection.executemany("INSERT INTO manifest VALUES (?, ?)", manifest.items())
        connection.execute("PRAGMA journal_mode = WAL")  # the file remembers it
        connection.close()
    new.replace(directory / FILE)


def connect(directory: Path) -> sqlite3.Connection:
    """Return a connection to the index in ``directory``.

    Raises IndexMissing, IndexDamaged, or IndexIncompatible for one of another format.
    """
    file = directory / FILE
    if not file.is_file():
        raise IndexMissing(f"there is no index at {directory}; make one with: {command(directory)}")
    with mapped(directory):
        if os.access(directory, os.W_OK):
            return _connect(directory, "mode=rw")
        try:
            return _connect(directory, "mode=ro")  # sees what a writer that is another user has in its log
        except sqlite3.OperationalError as error:
            # Where there is no log, none can be made here, and only a file that is said never to change is
            # read without one: on a read-only medium none does.
            if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
                raise
            return _connect(directory, "immutable=1")


def _connect(directory: Path, mode: str) -> sqlite3.Connection:
    file = directory / FILE
    connection = sqlite3.connect(
        f"{file.resolve().as_uri()}?{mode}",
        uri=True,
        timeout=10,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _verify(directory, connection, file.stat().st_size)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _verify(directory: Path, connection: sqlite3.Connection, size: int) -> None:
    """Raise where the file is not an index, not whole, or of another format."""
    one = connection.execute
    if one("PRAGMA application_id").fetchone()[0] != _APPLICATION:
        raise damaged(directory, "it is not an index")
    schema = one("PRAGMA user_version").fetchone()[0]
    if schema != SCHEMA:
        raise IndexIncompatible(
            f"the index at {directory} has format {schema}, not {SCHEMA}; {_anew(directory)}"
        )
    if size < _QUICK and (found := one("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise damaged(directory, str(found).splitlines()[-1])


def command(directory: Path) -> str:
    """Return the command that makes an index at ``directory``."""
    return f"assistant index FOLDER --index {directory}"


def damaged(directory: Path, what: str) -> IndexDamaged:
    """Return the error that tells of damage and the way out."""
    return IndexDamaged(f"the index at {directory} is damaged ({what}); {_anew(directory)}")


def _anew(directory: Path) -> str:
    return f"remove {directory} and index again with: {command(directory)}"


@contextmanager
def mapped(directory: Path) -> Iterator[None]:
    """Turn errors of sqlite3 into those of this package."""
    try:
        yield
    except sqlite3.OperationalError as error:
        name = error.sqlite_errorname
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise IndexBusy(
                f"another process is writing to the index at {directory}; try again later"
            ) from error
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise IndexDamaged(
                f"the index at {directory} cannot be used: {error}; see to its disk"
            ) from error
        raise damaged(directory, str(error)) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise damaged(directory, str(error)) from error

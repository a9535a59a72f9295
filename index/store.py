"""The truth of an index, in one SQLite file: documents, passages and vectors.

    manifest    facts of the whole index: embedder, dimensions, splitter, generation, updated
    files       each file that was read, and the digest of its bytes
    documents   each article in a file, with its text
    passages    offsets of each passage and its sentences
    vectors     one vector for each passage

What SQLite does not notice when bytes are overwritten, a checksum does: each text has its
SHA-256, each row a CRC-32, verified when it is read. Errors of sqlite3 become IndexDamaged,
IndexBusy or IndexIncompatible here.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents import Document, DocumentInfo, digest
from index.errors import IndexBusy, IndexDamaged, IndexIncompatible, IndexMissing
from index.passages import Passage, passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "index.sqlite"
SCHEMA = 1
_APPLICATION = 0x50444B58  # "PDKX"
_QUICK = 64 * 1024 * 1024  # bytes; the pages of a larger file are not all checked on opening

_TABLES = """
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    number INTEGER PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL,
    UNIQUE (root, path));
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, root TEXT NOT NULL, title TEXT, published TEXT,
    language TEXT NOT NULL, digest TEXT NOT NULL, crc INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX documents_file ON documents (file);
CREATE INDEX documents_published ON documents (published);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    sentences TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE INDEX passages_document ON passages (document);
CREATE TABLE vectors (
    number INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
    vector BLOB NOT NULL, crc INTEGER NOT NULL);
"""

_INFO = "d.id, d.path, d.root, d.title, d.published, d.language, d.digest, d.crc"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document about to be stored, with its passages and their vectors, (len(passages), d) float32."""

    document: Document
    file_digest: str
    passages: Sequence[Passage]
    vectors: NDArray[np.float32]


class Store:
    """One open index file. Not for two threads at once: its owner holds a lock."""

    def __init__(self, directory: Path, connection: sqlite3.Connection) -> None:
        self.directory = directory
        self._connection = connection

    @classmethod
    def create(cls, directory: Path, manifest: dict[str, str]) -> Store:
        """Make an empty index in ``directory``; it is there wholly or not at all."""
        directory.mkdir(parents=True, exist_ok=True)
        new = directory / f"{FILE}.new"
        for left_over in (new, directory / f"{FILE}-wal", directory / f"{FILE}-shm"):
            left_over.unlink(missing_ok=True)
        with _mapped(directory):
            connection = sqlite3.connect(new)
            with connection:
                connection.executescript(f"BEGIN; {_TABLES}")
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {SCHEMA}")
                rows = {**manifest, "generation": "0"}
                connection.executemany("INSERT INTO manifest VALUES (?, ?)", rows.items())
            connection.execute("PRAGMA journal_mode = WAL")  # the file remembers it
            connection.close()
        new.replace(directory / FILE)
        return cls.open(directory)

    @classmethod
    def open(cls, directory: Path) -> Store:
        """Open the index in ``directory``.

        Raises IndexMissing, IndexDamaged, or IndexIncompatible for one of a newer program.
        """
        file = directory / FILE
        if not file.is_file():
            raise IndexMissing(f"there is no index at {directory}; make one with: {mend(directory)}")
        with _mapped(directory):
            connection = sqlite3.connect(file, timeout=10, isolation_level=None, check_same_thread=False)
            try:
                store = cls(directory, connection)
                store._verify(file.stat().st_size)
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("PRAGMA foreign_keys = ON")
            except BaseException:
                connection.close()
                raise
        return store

    def _verify(self, size: int) -> None:
        """Raise where the file is not an index, not whole, or of another schema."""
        one = self._connection.execute
        if one("PRAGMA application_id").fetchone()[0] != _APPLICATION:
            raise _damaged(self.directory, "it is not an index")
        schema = one("PRAGMA user_version").fetchone()[0]
        if schema != SCHEMA:
            raise IndexIncompatible(
                f"the index at {self.directory} has format {schema}, not {SCHEMA}; {_anew(self.directory)}"
            )
        if size < _QUICK and (found := one("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise _damaged(self.directory, str(found).splitlines()[-1])

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self._connection.close()

    @contextmanager
    def transaction(self, write: bool = False) -> Iterator[None]:
        """See one state of the index, or change it wholly or not at all."""
        with _mapped(self.directory):
            self._connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                yield
                if write:
                    self._connection.execute(
                        "UPDATE manifest SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
                    )
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def manifest(self) -> dict[str, str]:
        """Return the facts of the whole index."""
        facts = dict(self._rows("SELECT key, value FROM manifest"))
        if missing := {"embedder", "dimensions", "splitter", "generation"} - facts.keys():
            raise _damaged(self.directory, f"no {', '.join(sorted(missing))} in its manifest")
        return facts

    def set_fact(self, key: str, value: str) -> None:
        """Set one fact of the manifest."""
        self._rows("INSERT OR REPLACE INTO manifest VALUES (?, ?)", key, value)

    # --- reading ---------------------------------------------------------------------------

    def files(self) -> dict[tuple[str, str], str]:
        """Return the digest of each file's bytes, by root and path."""
        return {
            (root, path): known for root, path, known in self._rows("SELECT root, path, digest FROM files")
        }

    def documents(self) -> list[DocumentInfo]:
        """Return all documents, ordered by root and path."""
        return [
            self._info(row) for row in self._rows(f"SELECT {_INFO} FROM documents d ORDER BY d.root, d.path")
        ]

    def text(self, document_id: str) -> str | None:
        """Return the text of a document; None where there is none of this name."""
        rows = self._rows("SELECT text, digest FROM documents WHERE id = ?", document_id)
        if not rows:
            return None
        text, known = rows[0]
        if not isinstance(text, str) or digest(text.encode("utf-8", "surrogatepass")) != known:
            raise _damaged(self.directory, f"the text of {document_id} has changed")
        return text

    def passages(self, numbers: Sequence[int]) -> list[tuple[Passage, DocumentInfo]]:
        """Return the passages of these numbers and their documents, in the order given."""
        found = []
        for number in numbers:
            rows = self._rows(
                f"SELECT p.document, p.sentences, p.crc, {_INFO} FROM passages p "
                "JOIN documents d ON d.number = p.document WHERE p.number = ?",
                number,
            )
            if not rows:
                raise _damaged(self.directory, f"passage {number} is gone")
            owner, sentences, crc, *info = rows[0]
            if _crc(owner, sentences) != crc:
                raise _damaged(self.directory, f"passage {number} has changed")
            document = self._info(info)
            found.append((passage(document.id, [(a, b) for a, b in json.loads(sentences)]), document))
        return found

    def vectors(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return all passages' numbers, (n,) ascending, and their vectors, (n, d)."""
        import numpy as np

        width = int(self.manifest()["dimensions"])
        count = self._rows("SELECT count(*) FROM passages")[0][0]
        numbers = np.empty(count, dtype=np.int64)
        matrix = np.empty((count, width), dtype=np.float32)
        row = -1
        for row, (number, blob, crc) in enumerate(
            self._connection.execute(
                "SELECT p.number, v.vector, v.crc FROM passages p LEFT JOIN vectors v USING (number) "
                "ORDER BY p.number"
            )
        ):
            if not isinstance(blob, bytes) or len(blob) != 4 * width or zlib.crc32(blob) != crc:
                raise _damaged(self.directory, f"the vector of passage {number} has changed")
            numbers[row] = number
            matrix[row] = np.frombuffer(blob, dtype="<f4")
        if row + 1 != count:
            raise _damaged(self.directory, "passages are missing")
        return numbers, matrix

    def dated(self, first: str, last: str) -> list[int]:
        """Return the passages of documents that may be of the days ``first`` to ``last``, padded dates."""
        return [
            number
            for (number,) in self._rows(
                "SELECT p.number FROM passages p JOIN documents d ON d.number = p.document "
                "WHERE d.published || substr('-99-99', length(d.published) - 3) >= ? "
                "AND d.published || substr('-00-00', length(d.published) - 3) <= ? ORDER BY p.number",
                first,
                last,
            )
        ]

    def count(self, what: str) -> int:
        """Return how many ``documents`` or ``passages`` there are, or documents that are ``undated``."""
        table = {"undated": "documents WHERE published IS NULL"}.get(what, what)
        return int(self._rows(f"SELECT count(*) FROM {table}")[0][0])

    # --- writing, inside a transaction ------------------------------------------------------

    def add(self, entries: Iterable[Entry]) -> None:
        """Store documents, each in the place of what was known of its file."""
        execute = self._connection.execute
        for entry in entries:
            document = entry.document
            self.remove(document.root, document.path)
            file = execute(
                "INSERT INTO files (root, path, digest) VALUES (?, ?, ?)",
                (document.root, document.path, entry.file_digest),
            ).lastrowid
            about: tuple[object, ...] = (document.id, document.path, document.root, document.title)
            about = (*about, document.published, document.language, document.digest)
            number = execute(
                "INSERT INTO documents (id, path, root, title, published, language, digest, crc, file, text) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*about, _crc(*about), file, document.text),
            ).lastrowid
            for part, vector in zip(entry.passages, entry.vectors, strict=True):
                sentences = json.dumps(part.sentences, separators=(",", ":"))
                passage_number = execute(
                    "INSERT INTO passages (document, sentences, crc) VALUES (?, ?, ?)",
                    (number, sentences, _crc(number, sentences)),
                ).lastrowid
                blob = vector.astype("<f4").tobytes()
                execute("INSERT INTO vectors VALUES (?, ?, ?)", (passage_number, blob, zlib.crc32(blob)))

    def remove(self, root: str, path: str) -> None:
        """Forget a file and its documents."""
        self._rows("DELETE FROM files WHERE root = ? AND path = ?", root, path)

    def _rows(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with _mapped(self.directory):
            return self._connection.execute(query, values).fetchall()

    def _info(self, row: Sequence[object]) -> DocumentInfo:
        *fields, crc = row
        if _crc(*fields) != crc:
            raise _damaged(self.directory, f"what it says of {fields[1]} has changed")
        return DocumentInfo(*fields)  # type: ignore[arg-type]


def mend(directory: Path) -> str:
    """Return the command that makes an index at ``directory``."""
    return f"assistant index FOLDER --index {directory}"


def _anew(directory: Path) -> str:
    return f"remove {directory} and index again with: {mend(directory)}"


def _damaged(directory: Path, what: str) -> IndexDamaged:
    return IndexDamaged(f"the index at {directory} is damaged ({what}); {_anew(directory)}")


def _crc(*fields: object) -> int:
    """Return a checksum of texts, numbers and None."""
    return zlib.crc32(repr(fields).encode("utf-8", "surrogatepass"))


@contextmanager
def _mapped(directory: Path) -> Iterator[None]:
    """Turn errors of sqlite3 into those of this package."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise IndexBusy(
                f"another process is writing to the index at {directory}; try again later"
            ) from error
        if error.sqlite_errorname.startswith(
            ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
        ):
            raise IndexDamaged(
                f"the index at {directory} cannot be used: {error}; see to its disk"
            ) from error
        raise _damaged(directory, str(error)) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise _damaged(directory, str(error)) from error

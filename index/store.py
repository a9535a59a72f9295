"""The truth of an index, in one SQLite file: documents, passages, vectors and words.

What SQLite does not notice when bytes are overwritten, a checksum does: each text has its
SHA-256, each row a CRC-32, verified when it is read.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index import schema
from index.documents import Document, DocumentInfo, digest
from index.passages import Passage, passage
from index.schema import damaged, mapped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ABOUT = "id, path, root, title, published, language, digest, url, body_start"
_INFO = ", ".join(f"d.{column}" for column in f"{ABOUT}, crc".split(", "))


class Store:
    """One open index file. Not for two threads at once: its owner holds a lock."""

    def __init__(self, directory: Path, connection: sqlite3.Connection) -> None:
        self.directory = directory
        self._connection = connection

    @classmethod
    def create(cls, directory: Path, manifest: dict[str, str]) -> Store:
        """Make an empty index in ``directory`` and open it."""
        schema.make(directory, {**manifest, "generation": "0"})
        return cls.open(directory)

    @classmethod
    def open(cls, directory: Path) -> Store:
        """Open the index in ``directory``; raises IndexMissing, IndexDamaged or IndexIncompatible."""
        return cls(directory, schema.connect(directory))

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self._connection.close()

    @contextmanager
    def transaction(self, write: bool = False) -> Iterator[None]:
        """See one state of the index, or change it wholly or not at all."""
        with mapped(self.directory):
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
        facts = dict(self.rows("SELECT key, value FROM manifest"))
        if missing := {"embedder", "dimensions", "splitter", "generation"} - facts.keys():
            raise damaged(self.directory, f"no {', '.join(sorted(missing))} in its manifest")
        return facts

    def set_fact(self, key: str, value: str) -> None:
        """Set one fact of the manifest."""
        self.rows("INSERT OR REPLACE INTO manifest VALUES (?, ?)", key, value)

    def drop_fact(self, key: str) -> None:
        """Remove one fact from the manifest."""
        self.rows("DELETE FROM manifest WHERE key = ?", key)

    def files(self) -> dict[tuple[str, str], str]:
        """Return the digest of each file's bytes, by root and path."""
        return {
            (root, path): known for root, path, known in self.rows("SELECT root, path, digest FROM files")
        }

    def documents(self) -> list[DocumentInfo]:
        """Return all documents, ordered by root and path."""
        return [
            self._info(row) for row in self.rows(f"SELECT {_INFO} FROM documents d ORDER BY d.root, d.path")
        ]

    def named(self, path: str) -> list[DocumentInfo]:
        """Return the documents of this path, one of each root, and the rows of a table of this path."""
        where = "d.path = ? OR substr(d.path, 1, ?) = ?"
        query = f"SELECT {_INFO} FROM documents d WHERE {where} ORDER BY d.root, d.path"
        return [self._info(row) for row in self.rows(query, path, len(path) + 1, f"{path}#")]

    def parts_of(self, root: str, path: str) -> dict[str, tuple[int, str]]:
        """Return the documents of a file by id: the checksum of each and the digest of its text."""
        query = (
            "SELECT d.id, d.crc, d.digest FROM documents d JOIN files f ON f.number = d.file "
            "WHERE f.root = ? AND f.path = ?"
        )
        return {one: (crc, text) for one, crc, text in self.rows(query, root, path)}

    def links(self) -> list[tuple[DocumentInfo, DocumentInfo]]:
        """Return the pairs of documents that are near-duplicates."""
        linked = {
            number: self._info(row)
            for number, *row in self.rows(
                f"SELECT d.number, {_INFO} FROM documents d "
                "WHERE d.number IN (SELECT one FROM links UNION SELECT other FROM links)"
            )
        }
        return [(linked[one], linked[other]) for one, other in self.rows("SELECT one, other FROM links")]

    def text(self, document_id: str) -> str | None:
        """Return the text of a document; None where there is none of this name."""
        rows = self.rows("SELECT text, digest FROM documents WHERE id = ?", document_id)
        if not rows:
            return None
        text, known = rows[0]
        if not isinstance(text, str) or digest(text.encode("utf-8", "surrogatepass")) != known:
            raise damaged(self.directory, f"the text of {document_id} has changed")
        return text

    def passages(self, numbers: Sequence[int]) -> list[tuple[Passage, DocumentInfo]]:
        """Return the passages of these numbers and their documents, in the order given."""
        found = []
        for number in numbers:
            rows = self.rows(
                f"SELECT p.document, p.sentences, p.crc, {_INFO} FROM passages p "
                "JOIN documents d ON d.number = p.document WHERE p.number = ?",
                number,
            )
            if not rows:
                raise damaged(self.directory, f"passage {number} is gone")
            owner, sentences, crc, *info = rows[0]
            if checksum(owner, sentences) != crc:
                raise damaged(self.directory, f"passage {number} has changed")
            document = self._info(info)
            found.append((passage(document.id, [(a, b) for a, b in json.loads(sentences)]), document))
        return found

    def numbers(self) -> dict[str, NDArray[np.int64]]:
        """Return the passages' numbers, ascending, for each language."""
        import numpy as np

        found: dict[str, list[int]] = {}
        query = "SELECT d.language, p.number FROM passages p JOIN documents d ON d.number = p.document"
        for language, number in self.rows(f"{query} ORDER BY p.number"):
            found.setdefault(language, []).append(number)
        return {language: np.asarray(found[language], dtype=np.int64) for language in sorted(found)}

    def vectors(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of passages, (len(numbers), d)."""
        import numpy as np

        width = int(self.manifest()["dimensions"])
        matrix = np.empty((len(numbers), width), dtype=np.float32)
        for row, number in enumerate(numbers.tolist()):
            found = self._connection.execute("SELECT vector, crc FROM vectors WHERE number = ?", (number,))
            blob, crc = found.fetchone() or (None, 0)
            if not isinstance(blob, bytes) or len(blob) != 4 * width or zlib.crc32(blob) != crc:
                raise damaged(self.directory, f"the vector of passage {number} has changed")
            matrix[row] = np.frombuffer(blob, dtype="<f4")
        return matrix

    def occurrences(self, term: str, column: str) -> int:
        """Return how many passages have ``term`` in a column of the words."""
        rows = self.rows("SELECT doc FROM vocabulary WHERE term = ? AND col = ?", term, column)
        return int(rows[0][0]) if rows else 0

    def match(self, expression: str, k: int) -> list[tuple[int, float]]:
        """Return the ``k`` passages whose words fit an FTS5 expression best, and their BM25, best first."""
        query = (
            "SELECT rowid, -bm25(words, 1, 1, 0.5) FROM words WHERE words MATCH ? ORDER BY 2 DESC, 1 LIMIT ?"
        )
        return [(int(number), float(score)) for number, score in self.rows(query, expression, k)]

    def passages_of(self, document_id: str) -> list[int]:
        """Return the numbers of a document's passages, in order."""
        query = (
            "SELECT p.number FROM passages p JOIN documents d ON d.number = p.document "
            "WHERE d.id = ? ORDER BY p.number"
        )
        return [number for (number,) in self.rows(query, document_id)]

    def last_passage(self) -> int:
        """Return the highest number that a passage ever had."""
        return int((self.rows("SELECT seq FROM sqlite_sequence WHERE name = 'passages'") or [(0,)])[0][0])

    def count(self, what: str) -> int:
        """Return how many ``documents`` or ``passages`` there are."""
        return int(self.rows(f"SELECT count(*) FROM {what}")[0][0])

    def rows(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        """Run one statement and return its rows."""
        with mapped(self.directory):
            return self._connection.execute(query, values).fetchall()

    def _info(self, row: Sequence[object]) -> DocumentInfo:
        *fields, crc = row
        if checksum(*fields) != crc:
            raise damaged(self.directory, f"what it says of {fields[1]} has changed")
        return DocumentInfo(*fields)  # type: ignore[arg-type]


def about(document: Document) -> tuple[object, ...]:
    """Return what is kept of a document besides its text, in the order of ABOUT."""
    return tuple(getattr(document, column) for column in ABOUT.split(", "))


def checksum(*fields: object) -> int:
    """Return the CRC-32 of texts, numbers and None."""
    return zlib.crc32(repr(fields).encode("utf-8", "surrogatepass"))

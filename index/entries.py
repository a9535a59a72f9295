"""What is written to a store: documents with their passages, vectors and words.

All that writes is called inside a writing transaction.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.documents import Document
from index.passages import Passage, passage
from index.sentences import Span
from index.store import ABOUT, Store, about, checksum
from index.words import columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Entry:
    """A document about to be stored, with its passages and their vectors, (len(passages), d) float32."""

    document: Document
    passages: Sequence[Passage]
    vectors: NDArray[np.float32]


def add(store: Store, file: int, entry: Entry) -> int:
    """Store a document of a file, in the place of the one with its path; return its number."""
    document = entry.document
    store.rows("DELETE FROM documents WHERE id = ?", document.id)
    known = about(document)
    ((number,),) = store.rows(
        f"INSERT INTO documents (file, text, crc, {ABOUT}) "
        f"VALUES (?, ?, ?{', ?' * len(known)}) RETURNING number",
        *(file, document.text, checksum(*known), *known),
    )
    for part, vector in zip(entry.passages, entry.vectors, strict=True):
        sentences = json.dumps(part.sentences, separators=(",", ":"))
        ((passage_number,),) = store.rows(
            "INSERT INTO passages (document, sentences, crc) VALUES (?, ?, ?) RETURNING number",
            *(number, sentences, checksum(number, sentences)),
        )
        blob = vector.astype("<f4").tobytes()
        store.rows("INSERT INTO vectors VALUES (?, ?, ?)", passage_number, blob, zlib.crc32(blob))
        words = columns(document.title, document.text[part.start : part.end], document.language)
        store.rows(
            "INSERT INTO words (rowid, exact, stems, parts) VALUES (?, ?, ?, ?)", passage_number, *words
        )
    return int(number)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text that was embedded: the sentences of its passages and their vectors, as an Entry has them."""

    sentences: Sequence[Sequence[Span]]
    vectors: NDArray[np.float32]

    def entry(self, document: Document) -> Entry:
        """Return ``document``, which has this text, with its passages and vectors."""
        return Entry(document, [passage(document.id, part) for part in self.sentences], self.vectors)


def same(document: Document) -> tuple[str, str, int]:
    """Return what two documents have in common whose passages and vectors are the same."""
    return document.digest, document.language, document.body_start


def twin(store: Store, document: Document) -> Embedded | None:
    """Return what is stored for the text of ``document``, under whatever path."""
    return _embedded(store, "digest = ? AND language = ? AND body_start = ?", *same(document))


def replaced(store: Store, document: Document) -> tuple[tuple[str, str, int], Embedded] | None:
    """Return what is stored at the path of ``document`` and will be lost when it is added."""
    rows = store.rows("SELECT digest, language, body_start FROM documents WHERE id = ?", document.id)
    found = _embedded(store, "id = ?", document.id) if rows else None
    return (rows[0], found) if found else None


def _embedded(store: Store, condition: str, *values: object) -> Embedded | None:
    import numpy as np

    rows = store.rows(
        "SELECT p.sentences, v.vector, v.crc FROM passages p JOIN vectors v ON v.number = p.number "
        f"WHERE p.document = (SELECT number FROM documents WHERE {condition} LIMIT 1) ORDER BY p.number",
        *values,
    )
    if not rows or any(zlib.crc32(blob) != crc for _, blob, crc in rows):
        return None
    sentences = [[(a, b) for a, b in json.loads(row[0])] for row in rows]
    return Embedded(sentences, np.stack([np.frombuffer(blob, dtype="<f4") for _, blob, _ in rows]))


def note_file(store: Store, root: str, path: str, digest: str) -> int:
    """Note the digest of a file's bytes, "" while not all of it is stored; return its number."""
    rows = store.rows(
        "INSERT INTO files (root, path, digest) VALUES (?, ?, ?) "
        "ON CONFLICT (root, path) DO UPDATE SET digest = excluded.digest RETURNING number",
        root,
        path,
        digest,
    )
    return int(rows[0][0])


def remove_file(store: Store, root: str, path: str) -> None:
    """Forget a file and its documents."""
    store.rows("DELETE FROM files WHERE root = ? AND path = ?", root, path)


def remove_document(store: Store, document_id: str) -> None:
    """Forget a document."""
    store.rows("DELETE FROM documents WHERE id = ?", document_id)

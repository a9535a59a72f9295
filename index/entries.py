"""What is written to a store: documents with their passages, vectors and words.

All but ``twin`` are called inside a writing transaction.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.documents import Document
from index.passages import Passage, passage
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


def twin(store: Store, document: Document) -> Entry | None:
    """Return ``document`` with the passages and vectors of a stored one of the same text, if any."""
    import numpy as np

    rows = store.rows(
        "SELECT p.sentences, v.vector, v.crc FROM passages p JOIN vectors v ON v.number = p.number "
        "WHERE p.document = (SELECT number FROM documents WHERE digest = ? AND language = ? "
        "AND body_start = ? LIMIT 1) ORDER BY p.number",
        document.digest,
        document.language,
        document.body_start,
    )
    if not rows or any(zlib.crc32(blob) != crc for _, blob, crc in rows):
        return None
    passages = [passage(document.id, [(a, b) for a, b in json.loads(sentences)]) for sentences, *_ in rows]
    return Entry(document, passages, np.stack([np.frombuffer(blob, dtype="<f4") for _, blob, _ in rows]))


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

"""Verify everything in an index against everything else."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index import large, reprints
from index.documents import document_id
from index.errors import IndexDamaged
from index.schema import damaged
from index.store import Store
from index.words import columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PORTION = 20_000  # vectors in memory at once


def problems(store: Store) -> Iterator[str]:
    """Yield what is wrong with an index, a line each; nothing where it is whole.

    Reads every row: pages and references, texts against their digests, passages against the
    texts, vectors against their checksums and the files of FAISS, words against the passages.
    All of one state, whatever an update stores meanwhile.
    """
    lost: dict[str, large.Note] = {}
    with store.transaction():
        yield from _state(store, lost)
    for language, note in lost.items():
        if large.noted(store, language) == note:  # no update has replaced the file meanwhile
            name = large.path(store.directory, language, note.crc).name
            yield (
                f"{name} is missing or damaged; it is not used, and the next assistant index makes it anew"
            )
    yield from _full_text(store)


def _state(store: Store, lost: dict[str, large.Note]) -> Iterator[str]:
    """Yield what is wrong in the state that the transaction sees; note in ``lost`` what FAISS cannot read."""
    for (line,) in store.rows("PRAGMA integrity_check(10)"):
        if line != "ok":
            yield str(line)
    for table, row, *_ in store.rows("PRAGMA foreign_key_check"):
        yield f"{table} {row} belongs to nothing"
    for info in store.documents():
        try:
            text = store.text(info.id) or ""
        except IndexDamaged as error:
            yield str(error)
            continue
        if info.id != document_id(info.root, info.path):
            yield f"{info.path} has another document's name"
        yield from _passages(store, info.id, info.path, text)
        yield from _signature(store, info.id, info.path, text)
    yield from _counts(store)
    try:
        for language, numbers in store.numbers().items():
            yield from _vectors(store, language, numbers)
            yield from _large(store, language, numbers, lost)
    except IndexDamaged as error:
        yield str(error)


def _passages(store: Store, document: str, path: str, text: str) -> Iterator[str]:
    """Yield what is wrong with the passages and words of one document."""
    (number, title, language, body_start) = store.rows(
        "SELECT number, title, language, body_start FROM documents WHERE id = ?", document
    )[0]
    at = body_start
    numbers = [
        n for (n,) in store.rows("SELECT number FROM passages WHERE document = ? ORDER BY number", number)
    ]
    for one in numbers:
        passage, _ = store.passages([one])[0]
        for start, end in passage.sentences:
            if not at <= start < end <= len(text) or text[at:start].strip():
                yield f"the passages of {path} do not fit its text at {start}"
            at = end
        words = store.rows("SELECT exact, stems, parts FROM words WHERE rowid = ?", one)
        if words != [columns(title, text[passage.start : passage.end], language)]:
            yield f"the words of passage {one} of {path} are not those of its text"
    if text[at:].strip():
        yield f"{path} has text after its last passage"


def _signature(store: Store, document: str, path: str, text: str) -> Iterator[str]:
    """Yield what is wrong with the hash by which reprints of a document are found, and with its links."""
    query = (
        "SELECT d.body_start, s.signature FROM documents d JOIN signatures s ON s.document = d.number "
        "WHERE d.id = ?"
    )
    for body_start, stored in store.rows(query, document):
        if stored != reprints.signature(text[body_start:]):
            yield f"the signature of {path} is not that of its text"
    query = (
        "SELECT s.signature, o.signature FROM documents d JOIN links l ON l.one = d.number "
        "JOIN signatures s ON s.document = l.one JOIN signatures o ON o.document = l.other WHERE d.id = ?"
    )
    for own, theirs in store.rows(query, document):
        if reprints.alike(own, theirs) < reprints.ALIKE:
            yield f"{path} is linked to an article that is not like it"


def _vectors(store: Store, language: str, numbers: NDArray[np.int64]) -> Iterator[str]:
    """Yield whether vectors of a language are not of length 1."""
    wrong = sum(
        int((abs((store.vectors(part) ** 2).sum(axis=1) - 1) > 1e-2).sum()) for part in _portions(numbers)
    )
    if wrong:
        yield f"{wrong} vectors of {language} are not of length 1"


def _portions(numbers: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    for at in range(0, len(numbers), _PORTION):
        yield numbers[at : at + _PORTION]


def _large(
    store: Store, language: str, numbers: NDArray[np.int64], lost: dict[str, large.Note]
) -> Iterator[str]:
    """Yield what is wrong with the file of a large language; what is missing in it is searched besides."""
    import numpy as np

    note = large.noted(store, language)
    if note is None:
        return
    name = large.path(store.directory, language, note.crc).name
    base = large.load(store, language)
    if base is None:
        lost[language] = note
        return
    wrong: dict[str, int] = {}
    if base.index.d != int(store.manifest()["dimensions"]):
        wrong["vectors of another length"] = len(base.numbers)
    else:
        wrong["passages twice"] = len(base.numbers) - len(np.unique(base.numbers))
        wrong["passages that never were"] = int((base.numbers > store.last_passage()).sum())
        both = np.intersect1d(base.numbers, numbers)
        wrong["vectors of other passages"] = sum(
            base.others(part, store.vectors(part)) for part in _portions(both)
        )
    for what, count in wrong.items():
        if count:
            yield f"{name} has {count} {what}; remove it, and the next assistant index makes it anew"


def _counts(store: Store) -> Iterator[str]:
    """Yield what is missing or too much in one table as seen from another."""
    for what, query in (
        ("passages without a vector", "passages WHERE number NOT IN (SELECT number FROM vectors)"),
        ("words without a passage", "words WHERE rowid NOT IN (SELECT number FROM passages)"),
        ("documents without passages", "documents WHERE number NOT IN (SELECT document FROM passages)"),
        ("documents without a signature", "documents WHERE number NOT IN (SELECT document FROM signatures)"),
        ("files without documents", "files WHERE number NOT IN (SELECT file FROM documents)"),
    ):
        count = store.rows(f"SELECT count(*) FROM {query}")[0][0]
        if count:
            yield f"{count} {what}"


def _full_text(store: Store) -> Iterator[str]:
    """Yield whether the full text contradicts itself, whatever is in the other tables."""
    if not os.access(store.directory, os.W_OK):
        return  # FTS5 checks itself by what looks like writing
    try:
        with store.transaction():
            store.rows("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except (IndexDamaged, sqlite3.Error):
        yield str(damaged(store.directory, "its full text contradicts itself"))

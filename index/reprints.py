"""The same story in several outlets: found by near-duplicate hashing, shown as one source.

A document's signature is its MinHash (datasketch) over shingles of three folded words. Its
bands are looked up for candidates, and those whose signatures agree in enough places are
linked. A story is what hangs together by links; its oldest dated document stands for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from index.documents import Document, DocumentInfo, digest
from index.retold import uncredited
from index.words import folded

if TYPE_CHECKING:
    from index.store import Store

ALIKE = 0.65
"""Estimated share of common shingles from which on two articles are one story."""

SHORTEST = 30
"""Words; shorter texts are alike by chance and only linked where they are the same."""

_BANDS, _ROWS = 25, 4  # of 0.65 alike 99 % are found
_LINKS = 20  # of one document; more are not needed to hang together


def signature(body: str) -> bytes:
    """Return the MinHash of an article without its header, 4 bytes a value."""
    import numpy as np
    from datasketch import MinHash

    words = list(folded(uncredited(body)))
    if len(words) < SHORTEST:
        shingles = [" ".join(words) or body]
    else:
        shingles = list({" ".join(words[at : at + 3]) for at in range(len(words) - 2)})
    hashed = MinHash(num_perm=_BANDS * _ROWS)
    hashed.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in shingles])
    return np.asarray(hashed.hashvalues, dtype="<u4").tobytes()


def link(store: Store, number: int, document: Document) -> bool:
    """Note the signature of a stored document and link it to its like; say whether there are any."""
    own = signature(document.text[document.body_start :])
    store.rows("INSERT INTO signatures VALUES (?, ?)", number, own)
    candidates: set[int] = set()
    size = 4 * _ROWS
    for at in range(0, len(own), size):
        # 63 bits, since SQLite's integers have a sign.
        band = int(digest(at.to_bytes(2, "little") + own[at : at + size])[:15], 16)
        candidates.update(found for (found,) in store.rows("SELECT document FROM bands WHERE band = ?", band))
        store.rows("INSERT INTO bands VALUES (?, ?)", band, number)
    links = 0
    for other in sorted(candidates):
        (theirs,) = store.rows("SELECT signature FROM signatures WHERE document = ?", other)[0]
        if links < _LINKS and alike(own, theirs) >= ALIKE:
            store.rows("INSERT INTO links VALUES (?, ?)", other, number)
            links += 1
    return links > 0


def alike(one: bytes, other: bytes) -> float:
    """Return the estimated share of common shingles."""
    same = sum(one[at : at + 4] == other[at : at + 4] for at in range(0, len(one), 4))
    return same / (_BANDS * _ROWS)


class Stories:
    """Which documents are one story."""

    def __init__(self, links: Iterable[tuple[DocumentInfo, DocumentInfo]]) -> None:
        near: dict[str, set[str]] = defaultdict(set)
        known: dict[str, DocumentInfo] = {}
        for one, other in links:
            near[one.id].add(other.id)
            near[other.id].add(one.id)
            known.update({one.id: one, other.id: other})
        self._stories: dict[str, tuple[DocumentInfo, ...]] = {}
        for start in near:
            if start not in self._stories:
                story = self._hanging_together(start, near)
                documents = tuple(sorted((known[one] for one in story), key=_age))
                self._stories.update(dict.fromkeys(story, documents))

    @staticmethod
    def _hanging_together(start: str, near: dict[str, set[str]]) -> set[str]:
        found, waiting = {start}, [start]
        while waiting:
            new = near[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    def of(self, document_id: str) -> Sequence[DocumentInfo]:
        """Return the documents that tell the same story, the oldest first; none for one that is alone."""
        return self._stories.get(document_id, ())


def _age(document: DocumentInfo) -> tuple[str, str, str]:
    """Order documents by date, those without one last; the shorter of two dates stands first."""
    return document.published or "9999-99-99", document.path, document.root

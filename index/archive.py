"""An index that is searched, and what a search gives."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from index.alignment import Aligner, Alignment
from index.check import problems
from index.documents import DocumentInfo
from index.embed import Embedder
from index.errors import IndexDamaged, IndexIncompatible, UsageError
from index.narrow import EVERYTHING, Narrowing
from index.passages import Passage
from index.progress import Progress
from index.readers import Columns
from index.reprints import Stories
from index.schema import mapped
from index.search import Candidate, best
from index.skips import Skipped, noted
from index.store import Store
from index.update import Summary, check, update
from index.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    score: its cosine to the query. The order of hits also counts exact words, so a passage that
    has the very name asked for may stand before one with a larger score.
    text: the passage's.
    also_in: other documents that tell the same story, the oldest first; they count as one source.
    """

    passage: Passage
    document: DocumentInfo
    score: float
    text: str
    also_in: tuple[DocumentInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first; undated_left_out: documents without a date, which a date filter leaves out."""

    hits: tuple[Hit, ...]
    undated_left_out: int


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds. languages: documents of each; bytes: on disk; updated: UTC, ISO 8601."""

    documents: int
    passages: int
    languages: dict[str, int]
    embedder: str
    dimensions: int
    bytes: int
    roots: tuple[str, ...]
    updated: str | None


class Index:
    """An index in a directory, open for reading. Several threads may use one.

    It always shows the last whole state: what another process adds is found by the next search.
    """

    def __init__(self, store: Store, embedder: Embedder | None) -> None:
        self._store = store
        self._embedder = embedder
        self._aligner = Aligner(embedder) if embedder else None
        self._lock = threading.RLock()
        self._vectors: Vectors | None = None
        self._stories = Stories([])
        self._generation = ""

    @classmethod
    def open(cls, directory: Path, embedder: Embedder | None = None) -> Index:
        """Open the index at ``directory``; an embedder is needed to search, and not loaded before.

        Raises IndexMissing, IndexDamaged, or IndexIncompatible for one of another model.
        """
        store = Store.open(directory)
        try:
            facts = store.manifest()
            check(facts, embedder.name if embedder else facts["embedder"], directory)
        except BaseException:
            store.close()
            raise
        return cls(store, embedder)

    @staticmethod
    def update(
        directory: Path,
        paths: Sequence[Path],
        embedder: Embedder,
        progress: Progress | None = None,
        columns: Columns | None = None,
    ) -> Summary:
        """Make the index at ``directory`` mirror the folders and files ``paths``; see update.update."""
        return update(directory, paths, embedder, progress, columns)

    def close(self) -> None:
        """Close the index; it cannot be used afterwards."""
        with self._lock:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def search(
        self,
        query: str,
        k: int,
        narrowing: Narrowing = EVERYTHING,
    ) -> Found:
        """Return the ``k`` passages that best fit ``query``, best first.

        narrowing: only of these articles, of which the undated ones are left out where it has dates.
        Raises UsageError for an empty query, an impossible number, a language or path that the index
        does not have, or an index opened without an embedder.
        """
        if not query.strip():
            raise UsageError("the question is empty; write one")
        if k < 1:
            raise UsageError(f"cannot find {k} passages; ask for 1 or more")
        if self._embedder is None:
            raise UsageError("this index was opened without an embedder; open it with one to search")
        vector = self._embedder.embed_queries([query])[0]
        with self._lock, self._store.transaction():
            vectors = self._current()
            if len(vector) != vectors.dimensions:
                raise IndexIncompatible(
                    f"the embedder gives {len(vector)} numbers, the index has {vectors.dimensions}"
                )
            narrowing.check(self._store)
            allowed = narrowing.passages(self._store)
            hits = self._hits(best(self._store, vectors, self._stories, vector, query, k, allowed))
            undated = narrowing.undated(self._store)
        return Found(hits, undated)

    def align(self, text: str, hit: Hit, *, query: bool = True) -> Alignment:
        """Align a question, or with ``query=False`` another text, with a hit.

        Offsets are those of the hit's text, its article's title before 0.
        """
        if self._aligner is None:
            raise UsageError("aligning words needs an embedder; open the index with one")
        title = hit.document.title or ""
        before = f"{title}\n" if title and title not in hit.text else ""
        with self._lock:
            found = self._aligner.align(text, before + hit.text, query=query)
        return replace(found, starts=found.starts - len(before))

    def check_narrowing(self, narrowing: Narrowing) -> None:
        """Raise UsageError for a language or path that the index does not have."""
        with self._lock, self._store.transaction():
            narrowing.check(self._store)

    def document_text(self, document_id: str) -> str:
        """Return the text of a document; raises UsageError where there is none of this name."""
        with self._lock:
            text = self._store.text(document_id)
        if text is None:
            raise UsageError(f"there is no document {document_id!r} in the index; it may have been removed")
        return text

    def named(self, path: str) -> list[DocumentInfo]:
        """Return the documents with this path, one of each folder; of a table, those of its rows."""
        with self._lock:
            return self._store.named(path)

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files and rows that were left out, with the reasons: the first 1,000 by folder."""
        with self._lock, mapped(self._store.directory):
            left = noted(self._store.manifest().get("skipped", "[]"))
        return tuple(Skipped(one.path, one.reason) for one in left)

    def documents(self) -> list[DocumentInfo]:
        """Return what is known of each document, ordered by folder and path."""
        with self._lock:
            return self._store.documents()

    def status(self) -> Status:
        """Return what the index holds; needs no embedder."""
        with self._lock, self._store.transaction():
            documents = self._store.documents()
            facts = self._store.manifest()
            passages = self._store.count("passages")
        languages = Counter(document.language for document in documents)
        return Status(
            documents=len(documents),
            passages=passages,
            languages=dict(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
            embedder=facts["embedder"],
            dimensions=int(facts["dimensions"]),
            bytes=sum(file.stat().st_size for file in self._store.directory.iterdir() if file.is_file()),
            roots=tuple(sorted({document.root for document in documents})),
            updated=facts.get("updated"),
        )

    def check(self) -> tuple[str, ...]:
        """Verify everything against everything; return what is wrong, a line each, none where all is well."""
        found: list[str] = []
        with self._lock:
            try:
                found.extend(problems(self._store))
            except IndexDamaged as error:
                found.append(str(error))
        return tuple(found)

    @property
    def fingerprint(self) -> str:
        """A hash of all that decides what is found: model, splitter, each document and what is known of it.

        It is the same wherever the folder lies and whenever it was indexed.
        """
        with self._lock, self._store.transaction():
            facts = self._store.manifest()
            content = sorted(json.dumps(document.decides) for document in self._store.documents())
        made = [facts["embedder"], facts["dimensions"], facts["splitter"], content]
        return hashlib.sha256(json.dumps(made).encode()).hexdigest()

    def _current(self) -> Vectors:
        """Return the vectors of the state that the transaction sees."""
        generation = self._store.manifest()["generation"]
        if self._vectors is None or generation != self._generation:
            self._vectors = Vectors(self._store, self._vectors)
            self._stories = Stories(self._store.links())
            self._generation = generation
        return self._vectors

    def _hits(self, candidates: list[Candidate]) -> tuple[Hit, ...]:
        found = self._store.passages([candidate.number for candidate in candidates])
        texts = {document.id: self.document_text(document.id) for _, document in found}
        hits = []
        for (passage, document), candidate in zip(found, candidates, strict=True):
            text = texts[document.id][passage.start : passage.end]
            also = tuple(other for other in self._stories.of(document.id) if other.id != document.id)
            hits.append((candidate.score, Hit(passage, document, candidate.cosine, text, also)))
        # Equal scores in an order that does not depend on what was indexed first.
        hits.sort(key=lambda scored: (-scored[0], scored[1].document.path, scored[1].passage.start))
        return tuple(hit for _, hit in hits)

"""Documents on their way into a store: embedded together, stored a batch in one transaction."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.documents import Document
from index.embed import Embedder
from index.entries import Embedded, Entry, add, note_file, remove_document, replaced, same, twin
from index.passages import SPLITTER, Passage, split
from index.readers import Columns
from index.reprints import link
from index.store import Store

BATCH = 64
"""Passages embedded and stored at once: what is lost at most when the work is stopped."""

KEPT = 20_000
"""Texts whose passages and vectors are remembered at most when another takes their place."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read; digest: of its bytes and of the columns it was read with."""

    root: str
    path: str
    digest: str


class Batches:
    """Collects documents and stores them in batches.

    store: the index that is written to; None until the first batch makes it.
    linked: numbers of the documents whose story was there before them.
    """

    def __init__(self, directory: Path, store: Store | None, embedder: Embedder, columns: Columns) -> None:
        self.store = store
        self.linked: list[int] = []
        self._directory = directory
        self._embedder = embedder
        self._columns = columns
        self._waiting: list[tuple[File, Document, list[Passage]]] = []
        self._ready: list[tuple[File, Entry]] = []
        self._finished: list[tuple[File, Sequence[str]]] = []
        self._replaced: dict[tuple[str, str, int], Embedded] = {}

    def add(self, file: File, document: Document) -> None:
        """Let a new or changed document wait for its batch; one of a known text is not embedded again."""
        known = twin(self.store, document) if self.store else None
        known = self._replaced.pop(same(document), None) or known
        if known:
            self._ready.append((file, known.entry(document)))
        else:
            self._waiting.append((file, document, split(document, self._embedder.count_tokens)))
        if len(self._ready) + sum(len(passages) for *_, passages in self._waiting) >= BATCH:
            self.flush()

    def finish(self, file: File, stale: Sequence[str]) -> None:
        """Note with the next batch that a file is stored; ``stale``: its documents that are gone."""
        self._finished.append((file, stale))

    def flush(self) -> None:
        """Embed and store what waits."""
        if self._waiting:
            self._embed()
        if self.store is None or not (self._ready or self._finished):
            return
        with self.store.transaction(write=True):
            for file, entry in self._ready:
                self._keep(entry.document)
                number = add(self.store, note_file(self.store, file.root, file.path, ""), entry)
                if link(self.store, number, entry.document):
                    self.linked.append(number)
            for file, stale in self._finished:
                note_file(self.store, file.root, file.path, file.digest)
                for document_id in stale:
                    remove_document(self.store, document_id)
            self.store.set_fact("updated", datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))
            self.store.set_fact("columns", json.dumps(dict(self._columns)))
        self._ready.clear()
        self._finished.clear()

    def _keep(self, document: Document) -> None:
        """Remember what ``document`` overwrites: where rows were put before others, it comes again below."""
        assert self.store is not None
        lost = replaced(self.store, document)
        if lost and lost[0] != same(document) and len(self._replaced) < KEPT:
            self._replaced[lost[0]] = lost[1]

    def _embed(self) -> None:
        """Embed what waits, and make the index if there is none."""
        texts = [document.text[p.start : p.end] for _, document, parts in self._waiting for p in parts]
        vectors = self._embedder.embed_documents(texts)
        if self.store is None:
            facts = {"embedder": self._embedder.name, "splitter": SPLITTER}
            self.store = Store.create(self._directory, {**facts, "dimensions": str(vectors.shape[1])})
        row = 0
        for file, document, parts in self._waiting:
            self._ready.append((file, Entry(document, parts, vectors[row : row + len(parts)])))
            row += len(parts)
        self._waiting.clear()

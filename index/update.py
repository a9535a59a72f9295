"""Bringing an index up to date with its folders, in batches that each leave it whole."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from index import documents
from index.documents import Document, Skip
from index.embed import Embedder
from index.errors import IndexBusy, IndexIncompatible, IndexMissing, NoDocuments
from index.folders import Scope, scope
from index.passages import SPLITTER, Passage, split
from index.store import Entry, Store

BATCH = 64
"""Passages embedded and stored at once: what is lost at most when the work is stopped."""

Progress = Callable[[int, int], None]
"""Told after each step how many files are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What an update did, counted in files; passages: those of the whole index now."""

    added: int
    changed: int
    removed: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    passages: int
    seconds: float


@dataclass(slots=True)
class _Tally:
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)


def update(
    directory: Path, paths: Sequence[Path], embedder: Embedder, progress: Progress | None = None
) -> Summary:
    """Add, refresh and remove documents so that the index at ``directory`` mirrors ``paths``.

    Each path is a folder or a file; the index is made if it is missing. Nothing is embedded,
    nor the embedder loaded, where nothing changed. Raises NoDocuments, IndexBusy,
    IndexDamaged, IndexIncompatible or ModelError; what was stored before that stays.
    """
    began = time.perf_counter()
    with _only_writer(directory):
        run = _Run(directory, embedder)
        try:
            return run.update(paths, progress, began)
        finally:
            run.close()


class _Run:
    """One update under way."""

    def __init__(self, directory: Path, embedder: Embedder) -> None:
        self._directory = directory
        self._embedder = embedder
        self._store: Store | None = None
        try:
            self._store = Store.open(directory)
        except IndexMissing:
            self._known: dict[tuple[str, str], str] = {}
        else:
            check(self._store.manifest(), embedder.name, directory)
            self._known = self._store.files()
        self._tally = _Tally()
        self._waiting: list[tuple[Document, str, list[Passage]]] = []

    def close(self) -> None:
        if self._store:
            self._store.close()

    def update(self, paths: Sequence[Path], progress: Progress | None, began: float) -> Summary:
        roots = {root for root, _ in self._known}
        scopes = [scope(path, roots) for path in paths]
        present = {(str(part.root), path): None for part in scopes for path in part.files()}
        report = progress or (lambda done, total: None)
        kept = set()
        report(0, len(present))
        for done, (root, path) in enumerate(present, 1):
            if self._take(root, path):
                kept.add((root, path))
            if sum(len(passages) for *_, passages in self._waiting) >= BATCH:
                self._flush()
            report(done, len(present))
        if not kept and not any(part.inside != "." for part in scopes):
            raise NoDocuments(self._nothing(paths))
        self._flush()
        self._forget(
            [key for key in self._known if key not in kept and any(part.holds(*key) for part in scopes)]
        )
        self._forget_inner(scopes, kept)
        if self._store is None:
            raise NoDocuments(self._nothing(paths))
        tally = self._tally
        return Summary(
            tally.added,
            tally.changed,
            tally.removed,
            tally.unchanged,
            tuple(tally.skipped),
            self._store.count("passages"),
            time.perf_counter() - began,
        )

    def _take(self, root: str, path: str) -> bool:
        """Read one file and let it wait for its batch; say whether it is or stays in the index."""
        known = self._known.get((root, path))
        try:
            data = documents.load(Path(root), path)
        except documents.Unreadable as unreadable:  # for now, perhaps: what is known of it stays
            self._tally.skipped.append(Skipped(path, str(unreadable)))
            return known is not None
        except Skip as skip:
            self._tally.skipped.append(Skipped(path, str(skip)))
            return False
        file_digest = documents.digest(data)
        if file_digest == known:
            self._tally.unchanged += 1
            return True
        try:
            document = documents.parse(Path(root), path, data)
        except Skip as skip:
            self._tally.skipped.append(Skipped(path, str(skip)))
            return False
        self._waiting.append((document, file_digest, split(document, self._embedder.count_tokens)))
        if known is None:
            self._tally.added += 1
        else:
            self._tally.changed += 1
        return True

    def _flush(self) -> None:
        """Embed and store what waits, in one transaction."""
        if not self._waiting:
            return
        texts = [document.text[p.start : p.end] for document, _, passages in self._waiting for p in passages]
        vectors = self._embedder.embed_documents(texts)
        entries, row = [], 0
        for document, file_digest, passages in self._waiting:
            entries.append(Entry(document, file_digest, passages, vectors[row : row + len(passages)]))
            row += len(passages)
        if self._store is None:
            facts = {
                "embedder": self._embedder.name,
                "dimensions": str(vectors.shape[1]),
                "splitter": SPLITTER,
            }
            self._store = Store.create(self._directory, facts)
        with self._store.transaction(write=True):
            self._store.add(entries)
            self._store.set_fact("updated", datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))
        self._waiting.clear()

    def _forget(self, gone: list[tuple[str, str]]) -> None:
        """Remove files that are not there any more."""
        if not gone or self._store is None:
            return
        with self._store.transaction(write=True):
            for root, path in gone:
                self._store.remove(root, path)
                self._known.pop((root, path))
        self._tally.removed += len(gone)

    def _forget_inner(self, scopes: list[Scope], kept: set[tuple[str, str]]) -> None:
        """Remove what was indexed as a folder of its own and is now part of a larger one."""
        outer = [part for part in scopes if part.inside == "."]
        inner = [
            (root, path)
            for root, path in self._known
            for part in outer
            if Path(root) != part.root
            and Path(root).is_relative_to(part.root)
            and (str(part.root), (Path(root) / path).relative_to(part.root).as_posix()) in kept
        ]
        self._forget(inner)

    def _nothing(self, paths: Sequence[Path]) -> str:
        reasons = [f"; {skipped.path}: {skipped.reason}" for skipped in self._tally.skipped[:1]]
        return (
            f"nothing to index in {', '.join(map(str, paths))}{''.join(reasons)}; name a folder with articles"
        )


def check(manifest: dict[str, str], embedder: str, directory: Path) -> None:
    """Raise IndexIncompatible where an index was made by another embedder or way of splitting."""
    for what, mine, theirs in (
        ("embedding model", embedder, manifest["embedder"]),
        ("way of splitting", SPLITTER, manifest["splitter"]),
    ):
        if mine != theirs:
            raise IndexIncompatible(
                f"the index at {directory} was made with the {what} {theirs!r}, not {mine!r}; "
                f"remove it and index again with: assistant index FOLDER --index {directory}"
            )


@contextmanager
def _only_writer(directory: Path) -> Iterator[None]:
    """Hold the lock of the one process that may write to an index."""
    from filelock import FileLock, Timeout

    try:
        directory.mkdir(parents=True, exist_ok=True)
        with FileLock(directory / "write.lock", timeout=0):
            yield
    except Timeout as error:
        raise IndexBusy(
            f"another process is writing to the index at {directory}; try again when it is done"
        ) from error

"""Bringing an index up to date with its folders, in batches that each leave it whole."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index import documents
from index.batches import Batches, File
from index.documents import Document
from index.embed import Embedder
from index.entries import remove_file
from index.errors import IndexBusy, IndexIncompatible, IndexMissing, NoDocuments
from index.folders import Scope, scope
from index.large import refresh
from index.passages import SPLITTER
from index.progress import Progress, Steps
from index.readers import Columns
from index.skips import Left, Skip, Skipped, Unreadable, note, noted
from index.store import Store, about, checksum


@dataclass(frozen=True, slots=True)
class Summary:
    """What an update did, counted in articles: files, or rows of tables.

    moved: of the same text as one that is gone, neither added nor removed nor embedded;
    duplicates: added or changed ones that tell the story of one that is there;
    passages: those of the whole index now.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    passages: int
    seconds: float
    moved: int = 0
    duplicates: int = 0


def update(
    directory: Path,
    paths: Sequence[Path],
    embedder: Embedder,
    progress: Progress | None = None,
    columns: Columns | None = None,
) -> Summary:
    """Add, refresh and remove documents so that the index at ``directory`` mirrors ``paths``.

    Each path is a folder or a file; the index is made if it is missing. Nothing is embedded,
    nor the embedder loaded, where nothing changed. ``columns`` names columns of tables, as
    {"text": "story"}; they are remembered. Raises NoDocuments, IndexBusy, IndexDamaged,
    IndexIncompatible or ModelError; what was stored before that stays, and the next call goes on.
    """
    began = time.perf_counter()
    with _only_writer(directory):
        run = _Run(directory, embedder, columns)
        try:
            return run.update(paths, progress or (lambda done, total: None), began)
        finally:
            run.close()


class _Run:
    """One update under way."""

    def __init__(self, directory: Path, embedder: Embedder, columns: Columns | None) -> None:
        self._directory = directory
        self._known: dict[tuple[str, str], str] = {}
        self._left_before: set[tuple[str, str]] = set()  # files that were left out, or the rest of them
        store = None
        try:
            store = Store.open(directory)
        except IndexMissing:
            pass
        else:
            try:
                facts = store.manifest()
                check(facts, embedder.name, directory)
                self._known = store.files()
                before = noted(facts.get("skipped", "[]"))
                self._left_before = {(left.root, left.file) for left in before if left.path == left.file}
            except BaseException:
                store.close()
                raise
            if columns is None:
                columns = json.loads(facts.get("columns", "{}"))
        self._columns = dict(columns or {})
        self._batches = Batches(directory, store, embedder, self._columns)
        self._added: list[str] = []  # digests of texts
        self._removed: list[str] = []
        self._changed = 0
        self._unchanged = 0
        self._skipped: list[Skipped] = []
        self._left: list[Left] = []  # those of them that are remembered
        self._same: set[tuple[str, str]] = set()  # files that were not read again
        self._unlisted: list[Scope] = []  # folders that cannot be read for now: what is known of them stays

    def close(self) -> None:
        if self._batches.store:
            self._batches.store.close()

    def update(self, paths: Sequence[Path], progress: Progress, began: float) -> Summary:
        scopes = [scope(path, {root for root, _ in self._known}, self._directory) for path in paths]
        present = list(
            dict.fromkeys(
                (str(part.root), path) for part in scopes for path in part.files(self._skip_unlisted)
            )
        )
        kept: dict[tuple[str, str], str | None] = {}
        steps = Steps(progress, len(present))
        for root, path in present:
            taken, file_digest = self._take(root, path, steps)
            if taken:
                kept[root, path] = file_digest
            steps.close()
        filled = [
            part for part in scopes if part.inside != "." or any(root == str(part.root) for root, _ in kept)
        ]
        if not kept and not filled:
            raise NoDocuments(self._nothing(paths))
        for part in scopes:
            if part not in filled and part not in self._unlisted:  # emptied, or a drive that is not there now
                self._skipped.append(
                    Skipped(part.root.name, "nothing to index in it; what is known of it stays")
                )
        self._batches.flush()
        store = self._batches.store
        if store is None:
            raise NoDocuments(self._nothing(paths))
        self._forget(store, [key for key in self._known if self._is_gone(key, filled, kept)])
        known = store.manifest().get("skipped", "[]")
        now = note(known, self._left, lambda left: self._is_known(left, filled))
        if now != known:
            with store.transaction(write=True):
                store.set_fact("skipped", now)
        refresh(store)
        moved = sum((Counter(self._added) & Counter(self._removed)).values())
        return Summary(
            added=len(self._added) - moved,
            changed=self._changed,
            removed=len(self._removed) - moved,
            unchanged=self._unchanged,
            skipped=tuple(self._skipped),
            passages=store.count("passages"),
            seconds=time.perf_counter() - began,
            moved=moved,
            duplicates=self._duplicates(store),
        )

    def _duplicates(self, store: Store) -> int:
        """Count the linked documents whose like has not just been removed, as that of a moved one has."""
        query = "SELECT EXISTS (SELECT 1 FROM links WHERE other = ?)"
        return sum(store.rows(query, number)[0][0] for number in self._batches.linked)

    def _is_gone(
        self, key: tuple[str, str], scopes: list[Scope], kept: dict[tuple[str, str], str | None]
    ) -> bool:
        """Say whether a known file is not there any more, or is now known by another name."""
        if key in kept:
            return False
        root, path = key
        if self._is_hidden(root, path):
            return False
        for part in scopes:
            if part.holds(root, path) or part.name_of(root, path) in kept:
                return True
            # The whole folder was moved: the same file lies in this one.
            if kept.get((str(part.root), path)) == self._known[key] and _is_missing(Path(root)):
                return True
        return False

    def _is_known(self, left: Left, scopes: list[Scope]) -> bool:
        """Say whether what was left out before still is, as far as this update can know."""
        if self._is_hidden(left.root, left.file):
            return True
        if any(part.holds(left.root, left.file) for part in scopes):
            return (left.root, left.file) in self._same
        return not _is_missing(Path(left.root) / left.file) or _is_missing(Path(left.root))

    def _is_hidden(self, root: str, path: str) -> bool:
        """Say whether a file may be there, in a folder that cannot be listed."""
        return any(folder.holds(root, path) for folder in self._unlisted)

    def _skip_unlisted(self, folder: Scope, error: OSError) -> None:
        """Leave a folder out that cannot be listed; one may be met twice, as a part of two paths."""
        if folder not in self._unlisted:
            self._unlisted.append(folder)
            name = folder.root.name if folder.inside == "." else folder.inside
            why = f"a folder that cannot be read: {error.strerror or error}; what is known of it stays"
            self._skip(str(folder.root), folder.inside, Skipped(name, why))

    def _skip(self, root: str, file: str, skipped: Skipped) -> None:
        """Leave a file or a row of it out."""
        self._skipped.append(skipped)
        self._left.append(Left(root, file, skipped.path, skipped.reason))

    def _take(self, root: str, path: str, steps: Steps) -> tuple[bool, str | None]:
        """Read one file and let what is new in it wait for its batch.

        Returns whether anything of it is or will be in the index, and the digest of its bytes.
        """
        known = self._known.get((root, path))
        try:
            data = documents.load(Path(root), path)
        except Unreadable as unreadable:  # for now, perhaps: what is known of it stays
            self._skip(root, path, Skipped(path, str(unreadable)))
            return known is not None, None
        except Skip as skip:
            self._skip(root, path, Skipped(path, str(skip)))
            return False, None
        file_digest = documents.digest(data + repr(sorted(self._columns.items())).encode())
        store = self._batches.store
        stored = store.parts_of(root, path) if store and known is not None else {}
        # One that was left out is parsed again, for it may be only now that it can be read.
        if file_digest == known and (root, path) not in self._left_before:
            self._unchanged += len(stored)
            self._same.add((root, path))
            return True, file_digest
        file = File(root, path, file_digest)
        present: set[str] = set()
        steps.open(path, data)
        try:
            for document in documents.parse(Path(root), path, data, self._columns):
                if isinstance(document, Skipped):
                    self._skip(root, path, document)
                else:
                    present.add(document.id)
                    self._consider(file, document, stored.get(document.id))
                steps.row()
        except Skip as skip:
            self._skip(root, path, Skipped(path, str(skip)))
        if present:
            self._batches.finish(file, [one for one in stored if one not in present])
            self._removed += [text for one, (_, text) in stored.items() if one not in present]
        return bool(present), file_digest

    def _consider(self, file: File, document: Document, stored: tuple[int, str] | None) -> None:
        """Let a document wait for its batch if it is new or has changed."""
        if stored and stored[0] == checksum(*about(document)):
            self._unchanged += 1
            return
        if stored:
            self._changed += 1
        else:
            self._added.append(document.digest)
        self._batches.add(file, document)

    def _forget(self, store: Store, gone: list[tuple[str, str]]) -> None:
        """Remove files."""
        if not gone:
            return
        with store.transaction(write=True):
            for root, path in gone:
                self._removed += [text for _, text in store.parts_of(root, path).values()]
                remove_file(store, root, path)

    def _nothing(self, paths: Sequence[Path]) -> str:
        why = "".join(f" ({skipped.path}: {skipped.reason})" for skipped in self._skipped[:1])
        return f"nothing to index in {', '.join(map(str, paths))}{why}; name a folder with articles"


def _is_missing(path: Path) -> bool:
    """Say whether there surely is nothing; in a folder that cannot be entered there may be."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def check(manifest: dict[str, str], embedder: str, directory: Path) -> None:
    """Raise IndexIncompatible where an index was made by another embedder or way of splitting."""
    for what, mine, theirs, instead in (
        ("embedding model", embedder, manifest["embedder"], "give that one, or "),
        ("way of splitting", SPLITTER, manifest["splitter"], ""),
    ):
        if mine != theirs:
            raise IndexIncompatible(
                f"the index at {directory} was made with the {what} {theirs!r}, not {mine!r}; "
                f"{instead}remove it and index again with: assistant index FOLDER --index {directory}"
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

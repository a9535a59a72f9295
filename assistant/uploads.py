"""Articles that are added one by one: copied into a folder inside the index's own, and indexed there.

Nothing outside that folder is ever written or removed.
"""

from __future__ import annotations

import filecmp
import re
import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index import DocumentInfo, Embedder, Index, Progress, Skipped, Summary
from index.errors import NoDocuments, UsageError
from index.readers import LARGEST, LARGEST_TABLE, SUFFIXES, TABLES
from index.skips import Skip

LONGEST_NAME = 120
"""Bytes of a file's name, without its suffix: leaves room for a number on every file system."""

_UNSAFE = re.compile(r"[^\w .,()+&=@'-]")


def folder(index: Path) -> Path:
    """The folder of what was added to the index in the folder ``index``."""
    return index.resolve() / "uploads"


def add(index: Path, paths: Sequence[Path], embedder: Embedder, progress: Progress | None = None) -> Summary:
    """Copy files into the index's own folder and index them.

    Files that are too large, of no known format or empty are left out, with the reason in the summary. A
    name that is taken gets a number; a file that lies there already is only completed, where its adding was
    stopped. ``progress`` is told of files, of a single table the rows. Whatever it raises stops the work and
    is raised again: files that were not indexed until then are not kept.

    Raises:
        NoDocuments: nothing of it can be indexed.
        ArchiveError: whatever Index.update raises.
    """
    home = folder(index)
    home.mkdir(exist_ok=True)
    before = set(home.iterdir())  # copies of earlier calls, or of another process that is at work on them
    skipped: list[Skipped] = []
    copied: list[Path] = []
    try:
        with Index.open(index) as opened:
            for path in paths:
                try:
                    copied.append(_copy(path, home, opened))
                except Skip as skip:
                    skipped.append(Skipped(safe_name(path.name), str(skip)))
        done = [_update(index, place, copied, embedder, progress) for place in range(len(copied))]
    finally:
        kept = _known(index, copied)
        for file in copied:
            if file not in kept and file not in before:
                file.unlink(missing_ok=True)
    if not any(map(_is_new, done)):
        reasons = [*skipped, *(one for summary in done for one in summary.skipped)]
        why = "".join(f" ({one.path}: {one.reason})" for one in reasons[:1])
        raise NoDocuments(f"nothing was added{why}; choose other files")
    return _together(done, skipped)


def remove(index: Path, document: str, embedder: Embedder) -> Summary:
    """Take a file that was added out of the index, and delete the copy.

    Raises UsageError for what is no such file: an article of another folder, or a row of a table.
    """
    with Index.open(index) as opened:
        known = opened.named(document)
    added = [info for info in known if info.root == str(folder(index))]
    if not known:
        raise UsageError(f"there is no article {document!r} in the archive; it may have been removed")
    if not added:
        raise UsageError(
            f"{document!r} lies in {known[0].root}; take it out of that folder and index the folder again"
        )
    name = file_of(added[0])
    if document != name:
        raise UsageError(f"{document!r} is a row of a table; remove the table {name!r}")
    file = folder(index) / name
    hidden = file.with_name(f".{name}.removed")
    if file.exists():
        file.rename(hidden)
    try:
        summary = Index.update(index, [file], embedder)
    except BaseException:
        if hidden.exists():
            hidden.rename(file)
        raise
    hidden.unlink(missing_ok=True)
    return summary


def file_of(info: DocumentInfo) -> str:
    """The path of the file in which a document stands; that of a row is the table's."""
    table, mark, row = info.path.rpartition("#")
    return table if mark and row.isdigit() and Path(table).suffix.lower() in TABLES else info.path


def safe_name(name: str) -> str:
    """A file name that is one name on every system: of letters, digits, spaces and a few signs.

    What a browser sends as a name is never trusted: separators, controls, and marks that turn the
    direction of writing are replaced, leading dots dropped, and overlong names cut.
    """
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    path = Path(_UNSAFE.sub("_", plain).strip(" ."))
    short = path.stem.encode("utf-8", "ignore")[:LONGEST_NAME].decode("utf-8", "ignore").strip(" .")
    return f"{short or 'article'}{path.suffix.lower()[:16]}"


def _copy(path: Path, home: Path, opened: Index) -> Path:
    """Copy one file under a name that nothing in the index has, or find its copy. Raises Skip."""
    name = safe_name(path.name)
    suffix = Path(name).suffix
    if suffix not in SUFFIXES:
        raise Skip(f"not one of the formats {' '.join(SUFFIXES)}")
    largest = LARGEST_TABLE if suffix in TABLES else LARGEST
    try:
        if not path.is_file():
            raise Skip("not a regular file")
        if path.stat().st_size > largest:
            raise Skip(f"larger than {largest // 1_000_000} MB")
        file = _place(path, home, name, opened)
        if not file.exists():
            shutil.copyfile(path, file)
    except OSError as error:
        raise Skip(f"cannot be read: {error.strerror or error}") from error
    return file


def _place(path: Path, home: Path, name: str, opened: Index) -> Path:
    """Where a file is copied to, or where the same one lies already."""
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 1
    while (home / name).exists() or opened.named(name):
        if (home / name).is_file() and filecmp.cmp(path, home / name, shallow=False):
            break
        number += 1
        name = f"{stem}-{number}{suffix}"
    return home / name


def _update(
    index: Path, place: int, files: Sequence[Path], embedder: Embedder, progress: Progress | None
) -> Summary:
    """Index one of some files: each by itself, so that the work can be stopped between any two."""

    alone, tell = len(files) == 1, progress or (lambda done, total: None)
    summary = Index.update(
        index, [files[place]], embedder, tell if alone else lambda *rows: tell(place, len(files))
    )
    tell(place + 1, len(files))
    if summary.unchanged and not _is_new(summary):
        again = Skipped(files[place].name, "it was added before")
        return replace(summary, skipped=(*summary.skipped, again))
    return summary


def _is_new(summary: Summary) -> bool:
    """Whether an update brought anything into the index."""
    return bool(summary.added or summary.changed or summary.moved)


def _together(done: Sequence[Summary], skipped: Sequence[Skipped]) -> Summary:
    """What was done for several files, one after the other."""
    return replace(
        done[-1],
        added=sum(one.added for one in done),
        changed=sum(one.changed for one in done),
        unchanged=sum(one.unchanged for one in done),
        moved=sum(one.moved for one in done),
        duplicates=sum(one.duplicates for one in done),
        skipped=(*skipped, *(left for one in done for left in one.skipped)),
        seconds=sum(one.seconds for one in done),
    )


def _known(index: Path, files: Sequence[Path]) -> set[Path]:
    """Those of some files of which something is in the index."""
    with Index.open(index) as opened:
        return {Path(info.root, file_of(info)) for info in opened.documents()} & set(files)

"""What a call of ``Index.update`` covers: an indexed folder, or a part of one."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from index.errors import NoDocuments


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of an indexed folder that is to be refreshed.

    root: the indexed folder, absolute; inside: the part's path in it, "." for all of it;
    index: the folder of the index, absolute, which is no part of a folder that it lies in.
    """

    root: Path
    inside: str
    index: Path

    def holds(self, root: str, path: str) -> bool:
        """Say whether the file ``path`` of the folder ``root`` belongs to this part."""
        return root == str(self.root) and (
            self.inside == "." or path == self.inside or path.startswith(f"{self.inside}/")
        )

    def name_of(self, root: str, path: str) -> tuple[str, str] | None:
        """Return the name in this folder of a file indexed under another root inside it; None for others."""
        inner = Path(root)
        if inner == self.root or not inner.is_relative_to(self.root):
            return None
        return str(self.root), (inner / path).relative_to(self.root).as_posix()

    def files(self, unlisted: Callable[[Scope, OSError], None]) -> Iterator[str]:
        """Yield the paths of all files, relative to the root, sorted; hidden ones are left out.

        Links to folders are yielded too, for the summary to tell of; they are not followed: they
        lead out, or to what is found anyway. ``unlisted`` is told each folder that cannot be listed.
        """
        top = self.root / self.inside
        if not top.is_dir():
            if os.path.lexists(top):
                yield self.inside
            return
        for folder, folders, files in os.walk(
            top, onerror=lambda error: unlisted(replace(self, inside=self._name(error.filename)), error)
        ):
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and Path(folder, name) != self.index
            )
            # Path.is_symlink raises where the folder cannot be entered.
            links = [name for name in folders if os.path.islink(Path(folder) / name)]  # noqa: PTH114
            for name in sorted(files + links):
                if not name.startswith("."):
                    yield self._name(Path(folder) / name)

    def _name(self, path: str | Path) -> str:
        """Return a path of this folder relative to its root."""
        return PurePosixPath(os.path.relpath(path, self.root)).as_posix()


def scope(path: Path, roots: Collection[str], index: Path) -> Scope:
    """Return what indexing ``path`` covers, where ``roots`` are the folders indexed before.

    A path inside an indexed folder refreshes that part of it; a file elsewhere belongs to the
    folder it lies in. What lies in the folder of the index, ``index``, is no part of folders
    around that. Raises NoDocuments where there is nothing at ``path`` and never was.
    """
    own = index.resolve()
    # A link to a file is that name in its folder; a link to a folder is the folder.
    absolute = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
    for root in sorted(map(Path, roots), key=lambda known: len(known.parts), reverse=True):
        around = absolute.is_relative_to(own) and not root.is_relative_to(own)
        if absolute.is_relative_to(root) and root.is_dir() and not around:
            return Scope(root, absolute.relative_to(root).as_posix(), own)
    if absolute.is_dir():
        return Scope(absolute, ".", own)
    if absolute.is_file():
        return Scope(absolute.parent, absolute.name, own)
    raise NoDocuments(f"there is no file or folder {path}; name one that is there")

"""How far an update has come: files, and the rows of a table one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from index.readers import TABLES

Progress = Callable[[int, int], None]
"""Receives (done, total): articles, as far as it is known how many there are."""


class Steps:
    """Counts what is done of some files; a table counts as its lines once it is opened.

    Args:
        told: receives each step.
        files: how many there are.
    """

    def __init__(self, told: Progress, files: int) -> None:
        self._told = told
        self._done = 0
        self._total = files
        self._left = 1  # steps of the file under way
        told(0, files)

    def open(self, path: str, data: bytes) -> None:
        """Begin to read a file; lines within quoted cells make the count of a table too large."""
        if PurePath(path).suffix.lower() in TABLES:
            self._left = max(1, data.count(b"\n"))
            self._total += self._left - 1

    def row(self) -> None:
        """Note that an article of the file was taken; the last step is left to its end."""
        if self._left > 1:
            self._left -= 1
            self._done += 1
            self._told(self._done, self._total)

    def close(self) -> None:
        """Note that a file is done."""
        self._done += self._left
        self._left = 1
        self._told(self._done, self._total)

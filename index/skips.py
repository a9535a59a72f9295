"""Files and rows that are left out, each with its reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

MOST = 1000
"""What was left out is remembered of at most so many files and rows."""


class Skip(Exception):
    """A file that cannot be used; its text is the reason, told in the summary."""


class Unreadable(Skip):
    """A file that the system does not let us read, for now."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or a row that was left out, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Left:
    """What an index remembers of a file or row that was left out: ``path`` and ``reason`` as in Skipped.

    root, file: the folder that was indexed, and the file relative to it.
    """

    root: str
    file: str
    path: str
    reason: str


def noted(fact: str) -> list[Left]:
    """Return what is remembered in a fact of the manifest."""
    return [Left(*row) for row in json.loads(fact)]


def note(fact: str, left: Sequence[Left], still: Callable[[Left], bool]) -> str:
    """Return the fact with what was left out now, and with what was before and ``still`` is."""
    rows = {astuple(one) for one in (*filter(still, noted(fact)), *left)}
    return json.dumps(sorted(rows)[:MOST])

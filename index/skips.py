"""Files and rows that are left out, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass


class Skip(Exception):
    """A file that cannot be used; its text is the reason, told in the summary."""


class Unreadable(Skip):
    """A file that the system does not let us read, for now."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or a row that was left out, and why."""

    path: str
    reason: str

"""Which articles a search is narrowed to: those of some time, in some languages, from some places."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index import dates
from index.errors import UsageError
from index.store import Store

_PASSAGES = "FROM passages p JOIN documents d ON d.number = p.document"
_DATED = (
    "d.published || substr('-99-99', length(d.published) - 3) >= ?"
    " AND d.published || substr('-00-00', length(d.published) - 3) <= ?"
)
_IN_LANGUAGES = "d.language IN (SELECT value FROM json_each(?))"
# A row of a table is a document of its own: "news.csv" stands for all of "news.csv#1" and so on.
_FROM_PLACES = (
    "EXISTS (SELECT 1 FROM json_each(?) WHERE d.path = value"
    " OR substr(d.path, 1, length(value) + 1) IN (value || '/', value || '#'))"
)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to; empty where it is not.

    since, until: dates as YYYY, YYYY-MM or YYYY-MM-DD, both included.
    languages: ISO 639-1. documents: paths of documents, tables or folders, relative to the indexed folder.
    """

    since: str | None = None
    until: str | None = None
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @classmethod
    def to(
        cls,
        since: str | None = None,
        until: str | None = None,
        languages: Sequence[str] = (),
        documents: Sequence[str] = (),
    ) -> Narrowing:
        """Read what is given; raises UsageError for an impossible date, or a path that is empty."""
        dates.bounds(since, until)
        if any(not document.strip() for document in documents):
            raise UsageError("a source is empty; give the path of an article, a table or a folder")
        paths = (PurePosixPath(document).as_posix() for document in documents)  # without ./ and a last /
        return cls(since, until, tuple(sorted(set(languages))), tuple(sorted(set(paths))))

    @property
    def dated(self) -> bool:
        """Whether articles without a date are left out."""
        return self.since is not None or self.until is not None

    def check(self, store: Store) -> None:
        """Raise UsageError for a language that no document has, or a path that none has or lies in."""
        if self.languages:
            known = [code for (code,) in store.rows("SELECT DISTINCT language FROM documents ORDER BY 1")]
            for code in self.languages:
                if code not in known:
                    raise UsageError(
                        f"no article of the archive is in the language {code!r}; use one of {' '.join(known)}"
                    )
        for path in self.documents:
            if not store.rows(f"SELECT 1 FROM documents d WHERE {_FROM_PLACES} LIMIT 1", json.dumps([path])):
                raise UsageError(
                    f"no article of the archive is or lies in {path!r}; "
                    "give the path of an article, a table or a folder as answers show it"
                )

    def passages(self, store: Store) -> list[int] | None:
        """Return the numbers of the passages that may be found, ascending; None for all."""
        first, last = dates.bounds(self.since, self.until)
        parts = [*([(_DATED, (first, last))] if self.dated else []), *self._undated()]
        if not parts:
            return None
        where, values = _joined(parts)
        rows = store.rows(f"SELECT p.number {_PASSAGES} WHERE {where} ORDER BY p.number", *values)
        return [number for (number,) in rows]

    def undated(self, store: Store) -> int:
        """Return how many documents are left out only because their date is not known."""
        if not self.dated:
            return 0
        where, values = _joined([("d.published IS NULL", ()), *self._undated()])
        return int(store.rows(f"SELECT count(*) FROM documents d WHERE {where}", *values)[0][0])

    def _undated(self) -> list[tuple[str, tuple[str, ...]]]:
        """The conditions other than dates, each with its values."""
        parts: list[tuple[str, tuple[str, ...]]] = []
        if self.languages:
            parts.append((_IN_LANGUAGES, (json.dumps(self.languages),)))
        if self.documents:
            parts.append((_FROM_PLACES, (json.dumps(self.documents),)))
        return parts


EVERYTHING = Narrowing()
"""A search that is not narrowed."""


def _joined(parts: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, list[str]]:
    return " AND ".join(part for part, _ in parts), [value for _, values in parts for value in values]

"""What an archive holds: its articles, and how many of each month and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import languages, uploads
from assistant.chat.texts import Texts
from index import DocumentInfo

MOST_ROWS = 5_000
"""Articles in the table: the newest; a browser does not sort more at ease."""

MOST_MONTHS = 240
"""Of more months than these the years are counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the table. id: its document's; file: that it was added with, empty for others."""

    id: str
    title: str
    path: str
    published: str
    language: str
    file: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is shown of an archive.

    rows: of its articles, those that were added by the page first, then the newest; times: months or
    years, without a gap, and their articles; undated: articles without a date; spoken: languages and
    their articles, most first.
    """

    articles: int
    rows: list[Row]
    times: list[tuple[str, int]]
    undated: int
    spoken: list[tuple[str, int]]


def holdings(documents: Sequence[DocumentInfo], added: str, says: Texts) -> Holdings:
    """Count and list what an archive holds, in the reader's language; ``added``: where added files lie."""
    newest = sorted(documents, key=lambda one: one.path)
    newest.sort(key=lambda one: (one.root == added, one.published or ""), reverse=True)
    named = {code: languages.own_name(code, says.language) for code in {one.language for one in documents}}
    counted = Counter(named[one.language] for one in documents)
    return Holdings(
        articles=len(documents),
        rows=[
            Row(
                one.id,
                one.title or one.path,
                one.path,
                one.published or "",
                named[one.language],
                uploads.file_of(one) if one.root == added else "",
            )
            for one in newest[:MOST_ROWS]
        ],
        times=times([one.published for one in documents if one.published]),
        undated=sum(one.published is None for one in documents),
        spoken=counted.most_common(),
    )


def times(dates: Iterable[str]) -> list[tuple[str, int]]:
    """Count the dates of each month, in order and with those between that have none; or of each year.

    Years are counted where there are many months, and where some dates tell no month.
    """
    given = list(dates)
    months = Counter(date[:7] for date in given)
    if given and all(len(month) == len("2017-12") for month in months):
        first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(months), max(months)))
        if last - first < MOST_MONTHS:
            between = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
            return [(month, months[month]) for month in between]
    years = Counter(int(date[:4]) for date in given)
    return [(f"{year:04}", years[year]) for year in range(min(years), max(years) + 1)] if years else []

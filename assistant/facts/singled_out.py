"""What a text singles out: a day of a month ("12 June"), the third prize, the two soldiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.facts.dates import dates, days_and_months
from assistant.facts.numbers import Number
from assistant.facts.places import Named, months
from assistant.facts.spelling import fold, inflected

_DAY = r"(0?[1-9]|[12]\d|3[01])(?:\.|st|nd|rd|th|e|er)?"
_BEFORE = re.compile(
    rf"(?<![\d.,:])(?:{_DAY}(?P<by> ?[-–] ?| (?:to|until|till|bis|tot|t/m|and|und|en) (?:the |zum )?))?"
    rf"{_DAY} (?:of )?\Z"
)
_ENGLISH = re.compile(rf" {_DAY}(?![\d:]|[.,]\d| ?[ap]\.?m\b)")
_BOTH = frozenset(("and", "und", "en"))
_NEAR = 40
"""Characters before a month in which its days stand."""

_COUNTED_THING = re.compile(r"[ \u00a0-]([^\W\d_]{3,})")

ENDING = 2
"""Letters by which the plural of a thing is longer at most: "prizes"."""

LEAST, MOST = 2, 31
"""Numbers that may single out a thing: one thing mostly needs no number."""


def days(text: str, language: str, named: Iterable[Named]) -> frozenset[str]:
    """The days that a text names, with or without a year, as MM-DD; all days of a span.

    ``named``: the months among others, where they stand in the text.
    """
    found = {(int(date["month"]), int(date["day"])) for date in dates(text, language)}
    found |= {(int(month), int(day)) for day, month in days_and_months(text, language)}
    for item in named:
        kind, _, number = (item.concept or "").partition(":")
        if kind == "month":
            found |= {(int(number), day) for day in _beside(text, item.start, item.end, language)}
    return frozenset(f"{month:02}-{day:02}" for month, day in found)


def _beside(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """The days of the month that stand beside its name."""
    if before := _BEFORE.search(text[max(start - _NEAR, 0) : start]):
        first, last = int(before[1] or before[3]), int(before[3])
        both = before["by"] and not _BOTH.isdisjoint(before["by"].split())
        yield from (first, last) if both else range(first, last + 1)
    elif language == "en" and (after := _ENGLISH.match(text, end)):
        yield int(after[1])


def things(found: Iterable[Number], text: str) -> frozenset[tuple[str, str, bool]]:
    """What numbers of a text stand before: the number, the folded word, and whether it says which one."""
    return frozenset(
        (number.value, fold(thing[1]), number.is_ordinal)
        for number in found
        if number.value.isdigit() and not number.is_year and int(number.value) <= MOST
        if (thing := _COUNTED_THING.match(text, number.end)) and fold(thing[1]) not in months()
    )


def other_things(
    asked: frozenset[tuple[str, str, bool]], told: frozenset[tuple[str, str, bool]], numbers: frozenset[str]
) -> list[str]:
    """Where a question singles out other things than its article: three soldiers, not two.

    Both are in one language. ``numbers``: all that the article has; these may be of that thing too.
    """
    return [
        f"the article has {' and '.join(sorted(others, key=int))} “{thing}”, not {number}"
        for number, thing, ordinal in sorted(asked)
        if int(number) >= LEAST and number not in numbers
        if (others := {n for n, other, nth in told if nth == ordinal and inflected(other, thing, ENDING)})
    ]

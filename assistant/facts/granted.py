"""What a question takes for granted: the 12 of "12 countries", months, weekdays; what articles know of it.

An hour, a day of a month, "20th", the 19 of "Covid-19" and a small number in words ("the two men") take
nothing for granted.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache

from assistant.facts.numbers import Number, cardinals
from assistant.facts.spelling import LANGUAGES, fold

_ATTACHED = re.compile(r"[\w:/°§#-]\Z|[.,]\Z|\b(?:nr|no|nummer|number)\.? \Z", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|um|om|ab|bis|after|before|until|since) \Z", re.IGNORECASE)
_HOUR_ENDS = re.compile(
    r"\W*(?:\Z|[?!,;]| (?:on|in|today|yesterday|am|im|op|gestern|gisteren)\b)", re.IGNORECASE
)
_NO_COUNT = re.compile(
    r"[:/.,]\d|(?:st|nd|rd|th|e|er|de|ste)\b|\.(?= [^\W\d])"
    r"|[ \u00a0]?(?:[ap]\.?m\b|uhr\b|uur\b|o['’]clock|h\b|:)",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|heute|vandaag|vanavond|vanmorgen|vanmiddag)\b",
    re.IGNORECASE,
)

_NEAR = 20
"""Characters around a number that tell what it is."""

_MEAN = {
    "2": ("both", "couple", "pair", "twin", "double", "twice", "beide", "paar", "zwilling", "doppel",
          "zweimal", "stel", "tweeling", "dubbel"),
    "10": ("decade", "jahrzehnt", "decenni"),
    "12": ("dozen", "dutzend", "dozijn"),
    "14": ("fortnight",),
}  # fmt: skip
"""Folded beginnings of words that mean a number."""

_NIGHTS = frozenset(
    ("night", "nacht", "weekend", "weekends", "wochenende", "wochenendes", "weekeinde", "overnight")
)

_FEASTS = {
    "month:1": ("neujahr", "nieuwjaar"),
    "month:12": ("weihnacht", "silvester", "heiligabend", "christmas", "boxing", "kerst", "oudjaar"),
}
"""Folded beginnings of words for days of a month."""

IN_WORDS = frozenset(map(str, range(6, 32)))
"""Numbers that count in words too: smaller ones a reader has counted ("the two men")."""

NEWS = 7
"""Up to this day of a month its articles may tell of the month before, without saying so."""


def tallied(found: Iterable[Number], text: str, months: frozenset[str]) -> frozenset[str]:
    """Those of the numbers of a text, from 2 on, by which it counts or measures, other than years.

    ``months``: the folded names of months, beside which a number is a day.
    """
    return frozenset(
        number.value
        for number in found
        if (
            number.value not in ("0", "1")
            if text[number.start].isdigit()
            else number.value in IN_WORDS and not number.is_ordinal
        )
        and not (number.is_year or _is_no_count(text, number.start, number.end, months))
    )


def _is_no_count(text: str, start: int, end: int, months: frozenset[str]) -> bool:
    before = text[max(start - _NEAR, 0) : start]
    hour = _AT.search(before) and _HOUR_ENDS.match(text, end)
    if hour or _ATTACHED.search(before) or _NO_COUNT.match(text, end):
        return True
    beside = re.findall(r"[^\W\d_]+(?=\W*\Z)", before)
    beside += re.findall(r"\A[\s.]*([^\W\d_]+)", text[end : end + _NEAR])
    return any(fold(word) in months for word in beside)


def is_known(number: str, values: frozenset[str], words: frozenset[str]) -> bool:
    """Whether a text with some numbers and folded words has a number, maybe in a compound: "dreitägig".

    Who asks of 12 percent may mean the 12.4 of the text.
    """
    rounded = (value for value in values if "." in value)
    if number in values or any(round(float(value)) == int(number) for value in rounded):
        return True
    starts = (*(word for word, value in cardinals().items() if value == number), *_MEAN.get(number, ()))
    return any(word.startswith(starts) for word in words)


def unknown_times(asked: Iterable[str], known: frozenset[str], words: frozenset[str]) -> list[str]:
    """The months and weekdays asked for that a text does not have, of kinds of which it names another.

    The weekday of a date is left to the date; and of a night, or a weekend, there are two.

    Args:
        asked, known: concepts of a question and of its article; words: of the article, folded.
    """
    unknown = []
    asked = frozenset(asked)
    dated = any(concept.startswith("month:") for concept in asked)
    loose = dated or not words.isdisjoint(_NIGHTS)
    for concept in sorted(concept for concept in asked if not (loose and concept.startswith("day:"))):
        kind = concept.partition(":")[0] + ":"
        others = kind in ("month:", "day:") and any(other.startswith(kind) for other in known)
        if others and concept not in known and not any(_has_part(word, concept) for word in words):
            unknown.append(concept)
    return unknown


def _has_part(word: str, concept: str) -> bool:
    """Whether a folded word is a compound with a month or weekday: "Montagabend", "Ostermontag"."""
    names = _long_names(concept)
    return word.startswith((*names, *_FEASTS.get(concept, ()))) or word.endswith(names)


@cache
def _long_names(concept: str) -> tuple[str, ...]:
    """How the languages call a month or a weekday, folded; not "Mai", with which other words begin."""
    from babel import Locale

    kind, _, number = concept.partition(":")
    names = [getattr(Locale(code), f"{kind}s")["format"]["wide"][int(number)] for code in LANGUAGES]
    return tuple(fold(name) for name in names if len(name) > 3)


def told_on(published: str | None, text: str) -> frozenset[str]:
    """The months and the weekday, as concepts, of which an article may tell as it was published then.

    ``text``: the article; "today" is its weekday.
    """
    parts = [int(part) for part in (published or "").split("-") if part]
    if len(parts) < 2:
        return frozenset()
    found = {f"month:{parts[1]}"}
    if len(parts) == 3:
        day = datetime.date(*parts)
        if day.day <= NEWS:
            found.add(f"month:{(day - datetime.timedelta(days=NEWS)).month}")
        if _TODAY.search(text):
            found.add(f"day:{day.weekday()}")
    return frozenset(found)

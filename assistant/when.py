"""When "last year" was: relative dates of an article, read against the day it was published.

"im letzten Jahr" tells neither a reader nor a language model which year it was. Where the article's
date is known precisely enough, the time that is meant is written behind the words: "im letzten Jahr
(2023)". What can be read in two ways is left alone: "on Tuesday", "the last year" (the past twelve
months), "dat jaar", "in drei Jahren". Weeks begin on Monday, as in ISO 8601.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from dateutil.relativedelta import MO, relativedelta, weekday

from assistant.facts.numbers import number_words
from assistant.facts.spelling import fold

_PRECISION = {"year": 1, "month": 2, "week": 3, "day": 3}
"""How many parts of YYYY-MM-DD must be known before a word of this unit can be read."""

_BEGINNING = {
    "year": relativedelta(month=1, day=1),
    "month": relativedelta(day=1),
    "week": relativedelta(weekday=MO(-1)),
    "day": relativedelta(),
}

_ROUND = 20
"""Larger counts say no more than "long ago": "a hundred years ago"."""


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language speaks of time, as regular expressions; steps are -1 for the past, +1 for the future."""

    relative: dict[int, str]  # "last", "this", "next", by step; before a unit
    unit: str  # a year, month or week
    week: str
    nearest: dict[int, str]  # by step; before a weekday these can only mean the nearest one
    days: dict[int, str]  # "yesterday" and the like, by distance
    ago: str  # "three weeks ago"; ``vague`` is what makes the count uncertain
    one: frozenset[str]  # words that count one
    not_before: str  # makes it another time: "her last year"
    not_after: str  # so does this: "im letzten Jahr des Krieges"
    hours: str  # the part of the day that may follow a day's name


_WORDS = {
    "de": _Words(
        relative={-1: "(?:letzt|vergangen|vorig)e[nrs]?", 0: r"(?<!\bin )diese[nrs]?",
                  1: "(?:nächst|kommend)e[nrs]?"},
        unit="(?:(?P<year>Jahr)(?:es)?+|(?P<month>Monat)s?+|(?P<week>Woche))",
        week="Woche",
        nearest={-1: "(?:letzt|vergangen)en", 1: "kommenden"},
        days={-2: "vorgestern", -1: r"(?<!\bvon )gestern(?! Nacht)", 2: "übermorgen"},
        ago=r"vor (?P<count>\w+) (?:(?P<year>Jahr)|(?P<month>Monat)|(?P<week>Woche)|(?P<day>Tag))(?:en?|n)?+"
            r"(?P<vague> (?:und|oder|bis) \w+ (?:Jahr|Monat|Woche|Tag)\w*)?+",
        one=frozenset({"einem", "einer"}),
        not_before=r"(?:das(?! \w+es )|die)(?! kommend)|(?:ein|mein|sein|ihr|unser|jed)(?:e[mnrs]?)?|jeweils",
        not_after="de[rs]|(?:sein|ihr|unser)er|im Amt",
        hours="(?: ?(?:früh|morgen|vormittag|mittag|nachmittag|abend))?+",
    ),
    "en": _Words(
        relative={-1: "last", 0: r"(?<!\bin )this", 1: "next"},
        unit="(?:(?P<year>year)|(?P<month>month)|(?P<week>week))(?:['’]s)?+",
        week="week",
        nearest={-1: "(?:last|this past)", 1: "this coming"},
        days={-2: "the day before yesterday", -1: r"(?<!\bbefore )yesterday",
              1: r"(?<!\bafter )tomorrow(?!['’])", 2: "the day after tomorrow"},
        ago="(?P<vague>(?:half|about|around|roughly|some|approximately|almost|nearly|over|than|least|most"
            r"|or|to|(?:year|month|week|day)s? and) )?(?P<count>[\w-]+) "
            "(?:(?P<year>year)|(?P<month>month)|(?P<week>week)|(?P<day>day))s? ago",
        one=frozenset({"a", "an", "one"}),
        not_before=r"the|an?|my|your|his|her|its|our|their|every|each|\w+['’]s?",
        not_after="of|in (?:office|power)",
        hours="(?: (?:morning|afternoon|evening))?+(?:['’]s)?+",
    ),
    "nl": _Words(
        relative={-1: "(?:vorig(?:e(?! jaar))?|verleden)", 0: r"(?<!\bin )(?:dit|deze)",
                  1: "volgend(?:e(?! jaar))?"},
        unit="(?:(?P<year>jaar)|(?P<month>maand)|(?P<week>week))",
        week="week",
        nearest={-1: "(?:afgelopen|verleden)", 1: "(?:komende|aanstaande)"},
        days={-2: "eergisteren", -1: "gister(?:en)?+", 2: "overmorgen"},
        ago="(?P<vague>(?:half|ongeveer|bijna|ruim|dan|zo['’]n|circa|krap|minstens|of|tot|à"
            r"|(?:jaar|maand|wee?k|dag)(?:en)? en) )?(?P<count>\w+) "
            "(?:(?P<year>jaar)|(?P<month>maand)|(?P<week>wee?k)|(?P<day>dag))(?:en)?+ geleden",
        one=frozenset({"een", "één"}),
        not_before="(?:in|van) het|de|elke?|iedere?",
        not_after="van",
        hours="(?:ochtend|middag|avond)?+",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reading:
    """Words of a text that mean a time: where they end, and the year, month, week or day it is."""

    end: int
    unit: str
    first: datetime.date
    last: datetime.date


def resolved(text: str, language: str, published: str | None) -> str:
    """The text with the time that each relative date means written behind it, in parentheses.

    Args:
        text: a sentence or more of an article.
        language: the text's, ISO 639-1; only German, English and Dutch are read.
        published: the article's date, YYYY, YYYY-MM or YYYY-MM-DD; None where it is unknown. Years
            are read against a year, months against a month, days and weeks only against a day.
    """
    for reading in sorted(_readings(text, language, published), key=lambda found: -found.end):
        text = f"{text[: reading.end]} ({_written(reading, language)}){text[reading.end :]}"
    return text


def meant_years(text: str, language: str, published: str | None) -> frozenset[str]:
    """The years in which the relative dates of a text lie; the arguments are those of `resolved`.

    In a language that is not read they may mean the year before.
    """
    if published and language not in _WORDS:
        return frozenset({str(int(published[:4]) - 1)})
    readings = _readings(text, language, published)
    return frozenset(str(day.year) for reading in readings for day in (reading.first, reading.last))


def meant_times(text: str, language: str, published: str | None) -> frozenset[str]:
    """The months and weekdays, as concepts, in which the relative dates of a text lie; as `meant_years`."""
    found = set()
    for reading in _readings(text, language, published):
        if reading.unit != "year":
            found |= {f"month:{reading.first.month}", f"month:{reading.last.month}"}
        if reading.unit == "day":
            found.add(f"day:{reading.first.weekday()}")
    return frozenset(found)


def _readings(text: str, language: str, published: str | None) -> list[_Reading]:
    """What can be read, in the order of the rules; of words that overlap only the first rule's."""
    if published is None or language not in _WORDS:
        return []
    known = published.count("-") + 1
    today = datetime.date.fromisoformat(published + "0000-01-01"[len(published) :])
    taken = bytearray(len(text))  # 1 where an earlier rule applies
    readings = []
    for rule, step in _rules(language):
        for found in rule.finditer(text):
            span = slice(*found.span())
            if any(taken[span]):
                continue
            taken[span] = b"\1" * len(found[0])
            reading = _reading(found, step, language, today)
            if reading and _PRECISION[reading.unit] <= known:
                readings.append(reading)
    return readings


def _reading(found: re.Match[str], step: int, language: str, today: datetime.date) -> _Reading | None:
    """What the words that a rule has found mean; None where that is given, uncertain or another time."""
    said = {name: words for name, words in found.groupdict().items() if words}
    if said.keys() & {"given", "vague", "other"}:
        return None
    if "count" in said:
        count = _count(said["count"], language)
        if count is None or count > _ROUND:
            return None
        step = -count
    unit = next((unit for unit in _PRECISION if unit in said), "day")
    try:
        first: datetime.date = today + relativedelta(**{f"{unit}s": step}) + _BEGINNING[unit]
        if "weekday" in said:
            named = weekday(_names(language, "days").index(said["weekday"].casefold()))
            first += relativedelta(weekday=named(+1 if unit == "week" else step))
            unit = "day"
        last: datetime.date = first + relativedelta(**{f"{unit}s": 1}) - relativedelta(days=1)
    except (ValueError, OverflowError):  # no year from 1 to 9999; or "frıday", which only resembles a name
        return None
    return _Reading(found.end(), unit, first, last)


def _count(word: str, language: str) -> int | None:
    folded = word.casefold()
    digits = "1" if folded in _WORDS[language].one else number_words().get(fold(word), folded)
    return int(digits) if re.fullmatch("[0-9]{1,3}", digits) else None


@cache
def _rules(language: str) -> list[tuple[re.Pattern[str], int]]:
    """The ways to say a relative date, each with its step; the longer before what is a part of them."""
    words = _WORDS[language]
    other = f"(?P<other>(?:{words.not_before}) )?"
    same = rf"(?! (?:{words.not_after})\b)"
    day = f"(?P<weekday>{'|'.join(_names(language, 'days'))}){words.hours}"
    months = f"(?:{'|'.join(_names(language, 'months'))}|Monat|Jahr)"
    joint = "(?:(?:of|on|der|am|van|op) )?"
    shapes: list[tuple[str, int]] = [(words.ago, 0)]
    for step, adjective in words.relative.items():
        week = f"{other}{adjective} (?P<week>{words.week}){same}"
        shapes += [(f"{day} {joint}{week}", step), (f"{week} {joint}{day}", step)]
        shapes += [(f"{other}{adjective} {words.unit}{same}", step)]
    for step, adjective in words.nearest.items():
        shapes += [(f"{other}{adjective} {day}{same}(?! i[mn] {months})", step)]
    shapes += [(f"(?P<day>{name}){words.hours}", step) for step, name in words.days.items()]
    return [(_compiled(shape), step) for shape, step in shapes]


def _compiled(shape: str) -> re.Pattern[str]:
    """A rule's words as whole words, with the date in parentheses that may follow."""
    whole = rf"(?<![\w–-])(?<![0-9][.,]){shape}(?![\w–-])(?P<given> ?\([^()]*[0-9])?+"
    return re.compile(whole.replace(" ", r"\s"), re.IGNORECASE)


@cache
def _names(language: str, kind: Literal["days", "months"]) -> list[str]:
    """The names of the days from Monday on, or of the months, in lower case."""
    names = getattr(Locale(language), kind)["format"]["wide"]
    return [name.casefold() for _, name in sorted(names.items())]


def _written(reading: _Reading, language: str) -> str:
    """The time in the words of its language, as the Unicode CLDR has them."""
    if reading.unit == "year":
        return str(reading.first.year)
    if reading.unit == "month":
        return format_skeleton("yMMMM", reading.first, locale=language)
    if reading.unit == "day":
        return format_date(reading.first, "long", locale=language)
    ends = (reading.first, reading.last)
    differ = "y" if ends[0].year != ends[1].year else "M" if ends[0].month != ends[1].month else "d"
    # The CLDR has intervals with short names only; as UTS 35 says, the field is widened for the long ones.
    patterns = [part.replace("MMM", "MMMM") for part in Locale(language).interval_formats["yMMMd"][differ]]
    dates = (format_date(*end, locale=language) for end in zip(ends, patterns, strict=True))
    return "".join(dates).replace("\u2009", " ")

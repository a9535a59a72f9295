"""The facts in a sentence that can be checked by code: numbers, countries, months, weekdays, names.

Each is brought to a form that does not depend on language or spelling, so that "71.500" equals
"71,500", "Russland" equals "Russia", "Wladiwostok" resembles "Vladivostok" and "drei" equals "3".
Names of countries, languages, months and days come from the Unicode CLDR (through Babel), number
words from num2words, word frequencies from wordfreq.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.facts.dates import dates, days_and_months, months_in_full, period, spans
from assistant.facts.denials import negated, without
from assistant.facts.full_names import Pair, pairs
from assistant.facts.granted import tallied
from assistant.facts.numbers import measures, numbers, ranks
from assistant.facts.places import Named, months, named
from assistant.facts.singled_out import days, things
from assistant.facts.spelling import LANGUAGES, SPOKEN, fold, plain_digits, sound
from assistant.facts.units import Measure, is_unit, named_units, of_numbers

COMMON = 5.0
"""Words from this Zipf frequency on (once in 10,000 words) are no names, however they are spelt."""

SMALL = 6.0
"""Words from this Zipf frequency on (once in 1,000 words) say little."""

PART = 3.1
"""Both halves of a compound have at least this Zipf frequency: about once in a million words."""

RARE = 2.5
"""Capitalised words below this Zipf frequency are names where only names are capitalised."""

THING = 3.5
"""German words behind an article that are so frequent (once in 300,000 words) elsewhere too are no names."""

_ENDINGS_OF_NAMES = (
    "au", "bach", "berg", "brück", "burg", "dorf", "feld", "furt", "hagen", "hausen", "heim", "hof",
    "kirchen", "leben", "mann", "meier", "müller", "ried", "roda", "schmidt", "see", "stadt",
    "stedt", "stein", "tal", "wald", "walde", "weiler",
)  # fmt: skip
"""German places and families are compounds that end in one of these."""

_HELD_AGAINST = ("de", "en", "es", "fr", "nl")
"""Languages in which a name is about as frequent as in its own."""

LONG = 10
_ENDINGS_OF_THINGS = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ismus",
)  # fmt: skip
"""German words of so many letters with one of these endings are no names."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?", re.UNICODE)
_BLANK = "ª"
"""A small letter that stands for those of a place or month that is known."""

_ARTICLE = re.compile(r"d(?:er|ie|as|en|em|es)|k?ein\w*|viele|welche\w?|[iva]m|zu[mr]|vom|beim")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states that can be checked.

    ``numbers`` are values ("71500", "3.5"), ``concepts`` are places, organisations, months and weekdays as
    CLDR codes ("country:RU", "month:6"), ``names`` are words as they stand that are spelt alike
    in most languages, ``words`` are all words, folded, ``units`` are those in which something is measured
    ("EUR", "%", "km"). ``negated``: something in it is not so. ``without``: it is said so in another way,
    which may be said with "not" in another language ("no", "without"). ``years``: those of the numbers that
    are written as years are; 1,500 is none. ``tallied``: numbers that count. ``measures``: the
    numbers with what they may measure. ``peoples``: the countries of the peoples that it names and of
    what it calls theirs, as concepts: who writes of the Danes, or of Danish schools, knows Denmark.
    ``tongues``: those whose language it names; English is spoken elsewhere too. ``ordinals``: those of the
    numbers that only say which one it is ("the Second World War"); ``ranks``: further ones, in Roman
    numerals ("World War II"). ``days``: those of a month, as MM-DD. ``things``: what numbers stand before
    (:func:`assistant.facts.singled_out.things`). ``spans``: the first and last years of those that it
    names; ``period``: the years from and to which it speaks of something, in so many words; ``bounds``: the
    months, as concepts, with which that begins and ends. ``full_names``: words of names, each with the one
    behind it (:mod:`assistant.facts.full_names`). ``language``: that of the text.
    """

    numbers: frozenset[str]
    concepts: frozenset[str]
    names: tuple[str, ...]
    words: frozenset[str]
    units: frozenset[str] = frozenset()
    negated: bool = False
    without: bool = False
    years: frozenset[str] = frozenset()
    tallied: frozenset[str] = frozenset()
    measures: frozenset[Measure] = frozenset()
    peoples: frozenset[str] = frozenset()
    tongues: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    things: frozenset[tuple[str, str, bool]] = frozenset()
    spans: frozenset[tuple[int, int]] = frozenset()
    period: tuple[int, int] | None = None
    bounds: frozenset[str] = frozenset()
    full_names: frozenset[Pair] = frozenset()
    language: str = ""

    @property
    def measured(self) -> frozenset[str]:
        """The units beside a number: of "20 km", not of "how many kilometres"."""
        return of_numbers(self.measures)


def facts(text: str, language: str) -> Facts:
    """Read the facts out of a text in a language (ISO 639-1)."""
    text = months_in_full(plain_digits(text), language)
    words = [word.rstrip(".") for word in _WORD.findall(text)]
    folded = [fold(word) for word in words]
    found = list(numbers(text, language))
    known = [item for item in named(text, language) if item.concept]
    places = tuple(item for item in known if not item.people)
    values = frozenset(number.value for number in found)
    dated = {number.value for number in found if number.is_year}
    spoken_of = period(text, dated)
    return Facts(
        numbers=values,
        concepts=frozenset(item.concept for item in places) | _months(text, language),
        names=tuple(_names(text, language, places)),
        words=frozenset(part for word in folded for part in (word, *word.split("-")) if part),
        units=named_units(text),
        negated=negated(text, language),
        without=without(text),
        years=frozenset(dated),
        tallied=tallied(found, text, months()),
        measures=measures(found, text, language),
        ordinals=values - {number.value for number in found if not number.is_ordinal},
        ranks=ranks(text),
        days=days(text, language, places),
        things=things(found, text),
        peoples=frozenset(item.concept for item in known if item.people and not item.tongue),
        tongues=frozenset(item.concept for item in known if item.tongue),
        spans=frozenset(spans(text)),
        period=(int(spoken_of[1]), int(spoken_of[2])) if spoken_of else None,
        bounds=_bounds(places, *spoken_of.span()) if spoken_of else frozenset(),
        full_names=pairs(text, lambda word: may_be_a_name(word, language)),
        language=language,
    )


def _bounds(known: tuple[Named, ...], start: int, end: int) -> frozenset[str]:
    """The months that a text names between two places, and nowhere else."""
    inside = {item.concept for item in known if start <= item.start < end}
    elsewhere = {item.concept for item in known if not start <= item.start < end}
    return frozenset(one for one in inside - elsewhere if one and one.startswith("month:"))


def _months(text: str, language: str) -> frozenset[str]:
    """The months of dates in digits, as concepts."""
    found = {f"month:{int(date['month'])}" for date in dates(text, language)}
    return frozenset(found | {f"month:{int(month)}" for _, month in days_and_months(text, language)})


def _names(text: str, language: str, known: tuple[Named, ...]) -> Iterator[str]:
    """Capitalised words that are no ordinary words of the language, nor known already as a place or a month.

    A name is written alike in many languages, so it is about as frequent in others as in its own;
    "Treasury" and "Regierung" are not. Works where every noun is capitalised, too.
    """
    for item in known:  # blanks keep the place of each other word
        text = text[: item.start] + _BLANK * (item.end - item.start) + text[item.end :]
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        words = [word.rstrip(".") for word in _WORD.findall(sentence)]
        for position, word in enumerate(words):
            if language == "de" and _is_thing(words, position):
                continue
            for part in re.split(r"[-'’.]", word):
                if len(part) < 3 or not part[0].isupper() or is_unit(part):
                    continue
                if (position or not _is_common(part, language)) and _is_name(part, language):
                    yield part


def _is_thing(words: list[str], i: int) -> bool:
    """Whether a German word is a thing although others have such a word too: "der See", "den Roman"."""
    before = words[i - 1].casefold() if i else ""
    named = i + 1 < len(words) and words[i + 1][0].isupper()
    if named or not _ARTICLE.fullmatch(before):
        return False
    elsewhere = max(frequency(words[i], code) for code in ("en", "nl"))
    return frequency(words[i], "de") >= THING and elsewhere >= THING


def frequency(word: str, language: str) -> float:
    """The Zipf frequency of a word (0: unknown) in one of LANGUAGES; 0 in any other language."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, language)) if language in LANGUAGES else 0.0


def may_be_a_name(word: str, language: str) -> bool:
    """Whether a word with a capital is neither small nor of its own language alone: "Michael", not "Nach"."""
    own = frequency(word, language)
    elsewhere = sorted(frequency(word, code) for code in _HELD_AGAINST if code != language)
    return word[:1].isupper() and own < SMALL and elsewhere[-2] >= own - 1


def _is_common(word: str, language: str) -> bool:
    return frequency(word, language) >= COMMON


@cache
def _is_name(word: str, language: str) -> bool:
    if language not in LANGUAGES:
        return False
    others = [code for code in _HELD_AGAINST if code != language]
    own = frequency(word, language)
    if own < (RARE if language in ("en", "nl") else 1):  # elsewhere rare words are mostly compounds
        return not _is_compound(word, language)
    elsewhere = sorted(
        (max(frequency(form, code) for form in (word, sound(word))) for code in others), reverse=True
    )
    return own < COMMON and elsewhere[1] >= own - 1


def _is_compound(word: str, language: str) -> bool:
    """Whether a rare German word, capitalised as every noun is, is put together from ordinary ones."""
    small = word.casefold()
    if language != "de" or small.removesuffix("er").endswith(_ENDINGS_OF_NAMES):
        return False
    return (len(small) >= LONG and small.endswith(_ENDINGS_OF_THINGS)) or _joined(small)


@cache
def _joined(word: str) -> bool:
    """Whether a word is two ordinary words, or an ordinary one behind such a compound."""
    for i in range(3, len(word) - 3):
        if frequency(word[i:], "de") < PART:
            continue
        first = [word[:i].removesuffix(link) for link in ("", "s", "n", "en", "es")] if i > 3 else []
        if any(frequency(part, "de") >= PART or (len(part) > 7 and _joined(part)) for part in first):
            return True
        if i == 3 and frequency(word[:i], "de") >= COMMON:  # "Notfonds"
            return True
    return False


def warm() -> None:
    """Load the tables now: they take about a second."""
    for language in SPOKEN:
        facts("Name two", language)

"""Words that each language has one of, and a small model leaves as they were: "million", "negentien".

Where an answer is but a number with its unit, these say it in the reader's language without any model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from assistant.facts import facts, frequency
from assistant.facts.spelling import SPOKEN
from assistant.wording import punctuated

Word = dict[str, str]
"""How each language says it: for one and for several ("Tag/Tage"), then what else it says for it."""


class Glossary(NamedTuple):
    """What finds the known words of one language, and how another says each for one and for several."""

    known: re.Pattern[str]
    own: dict[str, tuple[str, str]]


_UNITS: tuple[Word, ...] = (
    {"en": "per cent|percent", "de": "Prozent", "nl": "procent"},
    {"en": "euro/euros", "de": "Euro", "nl": "euro"},
    {"en": "dollar/dollars", "de": "Dollar", "nl": "dollar"},
    {"en": "pound/pounds", "de": "Pfund", "nl": "pond"},
    {"en": "franc/francs", "de": "Franken", "nl": "frank"},
    {"en": "second/seconds", "de": "Sekunde/Sekunden", "nl": "seconde/seconden"},
    {"en": "minute/minutes", "de": "Minute/Minuten", "nl": "minuut/minuten"},
    {"en": "hour/hours", "de": "Stunde/Stunden", "nl": "uur|uren"},
    {"en": "day/days", "de": "Tag/Tage|Tagen", "nl": "dag/dagen"},
    {"en": "week/weeks", "de": "Woche/Wochen", "nl": "week/weken"},
    {"en": "month/months", "de": "Monat/Monate|Monaten", "nl": "maand/maanden"},
    {"en": "year/years", "de": "Jahr/Jahre|Jahren", "nl": "jaar|jaren"},
    {"en": "kilometre/kilometres|kilometer|kilometers", "de": "Kilometer|Kilometern", "nl": "kilometer"},
    {"en": "metre/metres|meter|meters", "de": "Meter|Metern", "nl": "meter"},
    {"en": "kilogram/kilograms", "de": "Kilogramm", "nl": "kilogram"},
    {"en": "tonne/tonnes|ton|tons", "de": "Tonne/Tonnen", "nl": "ton"},
    {"en": "litre/litres|liter|liters", "de": "Liter|Litern", "nl": "liter"},
    {"en": "hectare/hectares", "de": "Hektar", "nl": "hectare"},
    {"en": "degree/degrees", "de": "Grad", "nl": "graad/graden"},
)
_SEASONS: tuple[Word, ...] = (
    {"en": "in spring|in the spring", "de": "im Frühjahr|im Frühling", "nl": "in het voorjaar|in de lente"},
    {"en": "in summer|in the summer", "de": "im Sommer", "nl": "in de zomer"},
    {"en": "in autumn|in the autumn", "de": "im Herbst", "nl": "in het najaar|in de herfst"},
    {"en": "in winter|in the winter", "de": "im Winter", "nl": "in de winter"},
    {"en": "spring", "de": "Frühjahr|Frühling", "nl": "voorjaar|lente"},
    {"en": "summer", "de": "Sommer", "nl": "zomer"},
    {"en": "autumn", "de": "Herbst", "nl": "najaar|herfst"},
    {"en": "winter", "de": "Winter", "nl": "winter"},
)
_POWERS: tuple[Word, ...] = (
    {"en": "thousand", "de": "tausend", "nl": "duizend"},
    {"en": "million|millions", "de": "Million/Millionen", "nl": "miljoen"},
    {"en": "billion|billions", "de": "Milliarde/Milliarden", "nl": "miljard"},
)
_QUALIFIERS: tuple[Word, ...] = (
    {"en": "about|around|roughly", "de": "etwa|rund|ungefähr|zirka", "nl": "ongeveer|circa|zo'n"},
    {"en": "almost|nearly", "de": "fast|beinahe|knapp", "nl": "bijna"},
    {"en": "at least", "de": "mindestens|wenigstens", "nl": "minstens|ten minste|minimaal"},
    {"en": "at most", "de": "höchstens|maximal", "nl": "hoogstens|maximaal"},
    {"en": "more than|over", "de": "mehr als|über", "nl": "meer dan|ruim"},
    {"en": "less than", "de": "weniger als", "nl": "minder dan"},
    {"en": "only", "de": "nur", "nl": "slechts"},
)
_OF_DATES: tuple[Word, ...] = (
    {"en": "early|at the beginning of|at the start of", "de": "Anfang", "nl": "begin"},
    {"en": "mid|in the middle of", "de": "Mitte", "nl": "half|medio"},
    {"en": "late|at the end of", "de": "Ende", "nl": "eind"},
    {"en": "in", "de": "im", "nl": "in"},
    {"en": "on", "de": "am", "nl": "op"},
    {"en": "since", "de": "seit", "nl": "sinds"},
)
"""Said only where all is a date: elsewhere they mean much else."""

_NUMBERS = range(2, 100)
"""Those that are told in words."""

LEFT = 1.0
"""How much more frequent (in Zipf's measure) a word is in the language that it was left in: ten times."""

_MONTH_FIRST = re.compile(r"\b([A-Z]\w+) (\d{1,2})(?!\d),?")
"""An English date that begins with its month: "June 14, 2024"."""

_DAY = re.compile(r"\b(\d{1,2})\.? (?=[^\W\d_])")
"""The day before its month; German has a point behind it."""

_ONE = re.compile(r"(?:\b1|\b(?:an?|one|einer?|één|een)) \Z")


def translated(text: str, language: str, copied: str, spoken: str) -> str:
    """A text in ``language`` that says in it those words that were left in another.

    Args:
        copied: what the text was made of, in the language ``spoken``; both ISO 639-1.
    """
    if not _are_known(language, spoken):
        return text

    def was_left(found: re.Match[str]) -> bool:
        word = found[0]
        if word[0].isupper() and not _is_behind_a_number(text[: found.start()], language, spoken):
            return False  # Ron Sommer, Franken
        of_the_other = frequency(word, spoken) - frequency(word, language) >= LEFT
        return of_the_other and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", copied) is not None

    return _said(text, _measuring(spoken, language), was_left)


def in_full(words: str, language: str, spoken: str) -> str | None:
    """Words of an article said in another language, if they are but a number with its unit, or a date.

    Args:
        words: "15.1 million euros", in the language ``spoken``; language: the reader's; both ISO 639-1.
    """
    if not _are_known(language, spoken):
        return None
    if _is_all(words, _measuring(spoken, language), _UNITS, spoken):
        written = punctuated(words, language, words, spoken)
        return _said(written, _measuring(spoken, language), lambda found: True)
    if _is_all(words, _dating(spoken, language), (*_SEASONS, *_months_and_days()), spoken):
        in_order = _MONTH_FIRST.sub(r"\2 \1", words) if spoken == "en" else words
        said = _said(in_order, _dating(spoken, language), lambda found: True)
        return _DAY.sub(r"\1. " if language == "de" else r"\1 ", said)
    return None


def _is_behind_a_number(before: str, *languages: str) -> bool:
    """Whether a text ends with a number, in digits or in words of one of the languages."""
    last = re.search(r"([^\W_]+)[ \u00a0-]\Z", before)
    return last is not None and any(facts(last[1], language).numbers for language in languages)


def _are_known(language: str, spoken: str) -> bool:
    return language != spoken and {language, spoken} <= set(SPOKEN)


def _is_all(words: str, glossary: Glossary, things: Iterable[Word], spoken: str) -> bool:
    """Whether words have nothing but digits and what a glossary knows, and one of some things."""
    known = glossary.known
    named = {form for word in things for form in _forms(word[spoken])}
    return not re.search(r"[^\W\d_]", known.sub("", words)) and not named.isdisjoint(known.findall(words))


def _said(text: str, glossary: Glossary, is_meant: Callable[[re.Match[str]], bool]) -> str:
    """A text with the words that are meant said in another language."""

    def said(found: re.Match[str]) -> str:
        if not is_meant(found):
            return found[0]
        return glossary.own[found[0]][not _ONE.search(text[: found.start()])]

    return glossary.known.sub(said, text)


@cache
def _measuring(spoken: str, language: str) -> Glossary:
    """The words of one language for how many or how much something is."""
    return _glossary((*_QUALIFIERS, *_POWERS, *_SEASONS, *_UNITS, *_numbers()), spoken, language)


@cache
def _dating(spoken: str, language: str) -> Glossary:
    """The words of one language for when something is."""
    return _glossary((*_OF_DATES, *_SEASONS, *_months_and_days()), spoken, language)


def _glossary(words: Iterable[Word], spoken: str, language: str) -> Glossary:
    own = {form: _one_and_several(word[language]) for word in words for form in _forms(word[spoken])}
    longest = sorted(own, key=len, reverse=True)
    return Glossary(re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])"), own)


def _forms(written: str) -> list[str]:
    return re.split(r"[/|]", written)


def _one_and_several(written: str) -> tuple[str, str]:
    one, _, several = written.partition("|")[0].partition("/")
    return one, several or one


def _numbers() -> Iterator[Word]:
    from num2words import num2words

    yield {"en": "one and a half", "de": "anderthalb|eineinhalb", "nl": "anderhalf|anderhalve"}
    for number in _NUMBERS:
        said = {language: num2words(number, lang=language) for language in SPOKEN}
        yield said
        dutch = said["nl"] + ("ën" if said["nl"].endswith("e") else "en")
        yield {
            "en": f"{said['en']} and a half",
            "de": f"{said['de']}einhalb",
            "nl": f"{dutch}half|{dutch}halve",
        }


@cache
def _months_and_days() -> tuple[Word, ...]:
    from babel import Locale

    locales = {language: Locale(language) for language in SPOKEN}
    named = [
        {language: each.months["format"]["wide"] for language, each in locales.items()},
        {language: each.days["format"]["wide"] for language, each in locales.items()},
    ]
    return tuple(
        {language: names[language][i] for language in SPOKEN} for names in named for i in names["en"]
    )

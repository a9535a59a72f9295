"""Months and dates, each brought to one form; names come from the Unicode CLDR (through Babel)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from assistant.facts.spelling import SPOKEN, fold

_MONTH, _YEAR = r"(?P<month>0?[1-9]|1[0-2])", r"(?P<year>[12]\d{3})"
_AFTER = r"(?![\d-]|[.,]\d)"
_POINTS = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<day>0?[1-9]|[12]\d|3[01])\.( ?){_MONTH}\.\2{_YEAR}(?!\d|[.,]\d)",
)
_ISO = re.compile(
    rf"(?<!\d)(?<!\d[.,-]){_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01]){_AFTER}"
)
_HYPHENS, _CLEAR_HYPHENS = (
    re.compile(rf"(?<!\d)(?<!\d[.,-])(?P<day>{day}1[3-9]|2\d|3[01])-{_MONTH}-{_YEAR}{_AFTER}")
    for day in ("0?[1-9]|1[0-2]|", "")
)

DAY = (
    r"(?:(?:the|dem|der|den|de|het) )?(?:\d{1,2}(?:\.|st|nd|rd|th)? )?"
    r"(?:(?!(?:the|dem|der|den|het)\b)[^\W\d]{3,}\.? (?:\d{1,2}(?:st|nd|rd|th)?, )?)?"
)
"""A day and a month that may stand before a year, in English the month first."""

_FROM = (
    r"(?:from|between|during|von|vom|zwischen|in den jahren"
    r"|van(?:af)?|tussen|tijdens|in de (?:jaren|periode))"
)
_TO = r"(?: ?[-–] ?| (?:to|until|till|through|and|bis|bis zu[mr]|und|tot|tot en met|t/m|en) )"
PERIOD = rf"{_FROM} {DAY}([12]\d{{3}}){_TO}{DAY}([12]\d{{3}})\b"
"""From one year to another, with months or without: "from Aug 2014 to May 2015"."""

_PERIOD = re.compile(rf"\b{PERIOD}", re.IGNORECASE)
_SPAN = re.compile(r"\b([12]\d{3})(?: ?[-–] ?| (?:to|until|and|bis|und|tot|en) )([12]\d{3})\b")
_SHORT_SPAN = re.compile(
    r"(?<![\d/])(?<!\d[.,-])(?P<first>1\d{3}|20\d\d)(?P<by>[-–/])(?P<last>\d\d)(?![\d/–-]|[.,]\d)"
)


def dates(text: str, language: str) -> Iterator[re.Match[str]]:
    """The dates in digits, 14.06.2022, 14-06-2022 and 2022-06-14, as groups ``day``, ``month`` and ``year``.

    Not those of which it is unclear which is the day: 06-07-2022 in English, 06/07/2022 in any language.
    """
    for written in (_POINTS, _CLEAR_HYPHENS if language == "en" else _HYPHENS, _ISO):
        yield from written.finditer(text)


def spans(text: str) -> list[tuple[int, int]]:
    """The first and last year of each span that a text names: "2002 to 2006", "1939–45"."""
    whole = [(int(found[1]), int(found[2])) for form in (_SPAN, _PERIOD) for found in form.finditer(text)]
    return whole + [(int(found["first"]), last) for found, last in short_spans(text)]


def period(text: str, years: Collection[str]) -> re.Match[str] | None:
    """The first period of a text, with its first and last year as groups: "from Aug 2014 to May 2015".

    ``years``: the numbers of the text that are years: not those of "from 1500 to 1800 euros".
    """
    periods = (found for found in _PERIOD.finditer(text) if found[1] <= found[2])
    return next((found for found in periods if found[1] in years and found[2] in years), None)


def short_spans(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The spans of years of which the last is shortened, as groups ``first`` and ``last``; and that year.

    "1939–45" and "2019/20" end in 1945 and 2020. Not 2010-11, which in ISO 8601 is a month.
    """
    for found in _SHORT_SPAN.finditer(text):
        first, short = int(found["first"]), int(found["last"])
        last = first + (short - first) % 100  # the next year with these digits
        rises = first % 100 < short or last == first + 1
        if rises and not (found["by"] == "-" and 1 <= short <= 12):
            yield found, last


_DAY_AND_MONTH = {
    "de": re.compile(r"(?<![\d.,])(0?[1-9]|[12]\d|3[01])\. ?(0?[1-9]|1[0-2])\.(?!\d)"),
    "nl": re.compile(r"\bop (0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?![\d/])"),
}


def days_and_months(text: str, language: str) -> list[tuple[str, str]]:
    """The days and months of dates in digits without a year: "am 14.6.", "op 14/6"."""
    written = _DAY_AND_MONTH.get(language)
    return written.findall(text) if written else []


def months_in_full(text: str, language: str) -> str:
    """A text with "Dec 2012" and "3. Okt." written as the months that they are."""
    if language not in _MONTHS_SMALL:
        return text
    months = _short_months(language)

    def in_full(found: re.Match[str]) -> str:
        short = found[1] or found[2]
        named = short.istitle() and _MONTHS_SMALL[language]  # "Jan", in Dutch
        return found[0] if named else months[fold(short)]

    return _beside_a_number(language).sub(in_full, text)


_MONTHS_SMALL = {"en": False, "de": False, "nl": True, "fr": True, "es": True, "it": True, "pt": True}
"""Whether a language writes its months without a capital."""


def is_month(word: str) -> bool:
    """Whether a word may be a month, in full or shortened, in English, German or Dutch."""
    return is_full_month(word) or is_short_month(word)


def is_full_month(word: str) -> bool:
    """Whether a word is a month in full, in the genitive too: "Januar", "Januars"."""
    folded = fold(word)
    return folded in _full_months() or folded.removesuffix("s") in _full_months()


def is_short_month(word: str) -> bool:
    """Whether a word may be a shortened month in English, German or Dutch: "Dec", but "Jan" is a name too."""
    return any(fold(word) in _short_months(language) for language in SPOKEN)


@cache
def _full_months() -> frozenset[str]:
    months = {fold(month) for language in SPOKEN for month in _short_months(language).values()}
    return frozenset(months | {"janner"})  # in Austria


@cache
def _beside_a_number(language: str) -> re.Pattern[str]:
    """A shortened month behind a day, if no name goes on there, or before a day or year."""
    short = "|".join(map(re.escape, _short_months(language)))
    behind = r"(?:(?<=\b\d )|(?<=\b\d\d )|(?<=\b\d\. )|(?<=\b\d\d\. ))"
    alone = r"(?:(?= \d)|(?! [^\W\d_a-zà-ÿ]))"
    return re.compile(rf"(?i:(?:{behind}({short})\b\.?)(?-i:{alone})|\b({short})\b\.?(?= \d))")


@cache
def _short_months(language: str) -> dict[str, str]:
    """How a language shortens the months, folded, and how it writes them in full."""
    from babel import Locale

    months: dict[str, str] = {}
    for code in {"en": ("en", "en_GB")}.get(language, (language,)):
        forms = Locale.parse(code).months["format"]
        for number, name in forms["abbreviated"].items():
            full = forms["wide"][number]
            for short in (name.rstrip("."), full[:3]):
                months.setdefault(fold(short), full)
    return months

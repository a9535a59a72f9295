"""Numbers, in digits and as words, each brought to one value, and what they measure.

Number words come from num2words, and by way of `number_words` from text2num.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from assistant.facts.dates import dates, is_month, short_spans
from assistant.facts.number_words import counts
from assistant.facts.spelling import LANGUAGES, fold, plain_digits
from assistant.facts.units import Measure, before, behind, is_measured, is_priced

_NUMBER = re.compile(r"(?<!\d)[1-9]\d{0,2}(?:[.,\u00a0\u202f' ’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_SCALE = re.compile(r"(?:[- ]|(?<=\d))([^\W\d_]+)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CAPITAL = r"[^\W\d_a-zà-ÿ]"
_ORDINAL = re.compile(rf"(?:st|nd|rd|th|ste|de|e|\.) ({_CAPITAL}\w+)")
_RANK = re.compile(
    rf"\b(?:[^\W\d_][\w'’-]{{2,}} |(?:WW|WO|WK) ?)([IVX]{{2,}})\b|\b([IVX]{{2,}})\. (?={_CAPITAL})"
)
_ROMAN = {
    "X" * tens + ones: str(10 * tens + i)
    for tens in range(4)
    for i, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
}
TIME = re.compile(
    r"\d{1,2}\.\d\d(?=\s?(?:uhr|uur|h|pm|[ap]\.m|o['’]clock)\b|am\b)"
    r"|(?<=\b(?:at|um|om) )(?:[01]\d|2[0-3])\.[0-5]\d(?=[,;:)!?]|\.?(?:\s*\Z|\s+(?-i:[A-Z][a-z]+day)\b)"
    r"|\.\s|\s(?:on|in|and|local|hours|today|yesterday|(?-i:GMT|UTC|CES?T|BST)|am|im|und|bis|op|en|tot)\b)",
    re.IGNORECASE,
)
"""A time with a point: 14.30 Uhr, 2.30pm; and "at 14.30" where nothing behind it tells that it is a price."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its value ("71500", "3.5"), and where it begins and ends.

    ``is_year``: it is written as years are, in four digits without a separator, and has no unit.
    ``is_ordinal``: it says which one it is: "second", "20th Congress".
    """

    value: str
    start: int
    end: int
    is_year: bool = False
    is_ordinal: bool = False


def numbers(text: str, language: str) -> Iterator[Number]:
    """Each number of a text, in digits or as a word; of a date in digits the day and the year."""
    text = plain_digits(text)
    dated, taken = _dated(text, language)
    in_words = list(_in_words(text, language))
    taken.update(place for number in in_words for place in range(number.start, number.end))
    yield from dated + in_words
    for found in _NUMBER.finditer(text):
        if found.start() in taken:
            continue
        if TIME.match(text, found.start()):
            hour, minute = re.split("[.:]", found[0])
            yield Number(_value(hour), found.start(), found.start() + len(hour))
            yield Number(_value(minute), found.end() - len(minute), found.end())
        else:
            value = _scaled(_value(found[0]), text, *found.span(), language)
            year = value == found[0] and _is_year(text, *found.span(), language)
            yield Number(value, *found.span(), year, _is_ordinal(text, found.end()))
    for found in _ONE.finditer(text):
        if found.start() not in taken and scale(text, *found.span(), language)[0]:  # "a million"
            yield Number(_scaled("1", text, *found.span(), language), *found.span())
    for found in _WORD.finditer(text):
        if found.start() in taken:
            continue
        word = fold(found[0].rstrip("."))
        named = number_words().get(word) or number_words().get(re.split("-|jahrig|jarig", word)[0])
        if named is not None and not (word == "ten" and language == "nl"):  # "ten noorden van"
            value = _scaled(named, text, *found.span(), language)
            yield Number(value, *found.span(), is_ordinal=word in number_words() and word not in cardinals())


def _in_words(text: str, language: str) -> Iterator[Number]:
    """The numbers that take several words or parts: "zweitausend", "half a million"."""
    for count in counts(text, language):
        value = _scaled(count.value, text, count.start, count.end, language) if count.half else count.value
        if value != "0.5":  # half of something else
            yield Number(value, count.start, count.end)


def _dated(text: str, language: str) -> tuple[list[Number], set[int]]:
    """The days and years of dates in digits and the years of spans, and all positions that these take up."""
    found, taken = [], set[int]()
    for date in dates(text, language):
        found += [Number(_value(date["day"]), *date.span("day")), _year(date["year"], date, "year")]
        taken.update(range(*date.span()))
    for span, last in short_spans(text):
        found += [_year(span["first"], span, "first"), _year(str(last), span, "last")]
        taken.update(range(*span.span()))
    return found, taken


def _year(value: str, found: re.Match[str], group: str) -> Number:
    return Number(value, *found.span(group), is_year(value))


def _is_year(text: str, start: int, end: int, language: str) -> bool:
    """Whether the digits ``text[start:end]`` are a year: not of "€1500", "1500 km" or "1500-metre"."""
    return is_year(text[start:end]) and not (is_measured(text, end, language) or is_priced(text, start))


def _is_ordinal(text: str, end: int) -> bool:
    """Whether the digits that end at ``end`` are of a name, "20th Congress", "20. Parteitag", and no day."""
    named = _ORDINAL.match(text, end)
    return named is not None and not is_month(named[1])


def ranks(text: str) -> frozenset[str]:
    """The numbers that names have as Roman numerals: 2 of "Elizabeth II" and "WWII", 20 of "XX. Parteitag".

    One letter alone may be a word or an initial.
    """
    written = (found[1] or found[2] for found in _RANK.finditer(text))
    return frozenset(_ROMAN[numeral] for numeral in written if numeral in _ROMAN)


def years(text: str, language: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(number.value for number in numbers(text, language) if number.is_year)


def measures(found: Iterable[Number], text: str, language: str) -> frozenset[Measure]:
    """What each of the numbers of a text may measure, by what stands beside it."""
    pairs = set()
    for number in found:
        if not number.is_year:
            _, end = scale(text, number.start, number.end, language)
            pairs |= {(number.value, unit) for unit in behind(text, end) | before(text, number.start)}
    return frozenset(pairs)


def _value(digits: str) -> str:
    """Bring digits to one form: separators before exactly three digits group thousands, but for "0.125"."""
    grouped = r"(?!)" if re.match(r"0\D", digits) else r"[.,\u00a0\u202f' ’](?=\d{3}(?!\d))"
    plain = re.sub(grouped, "", digits).replace(",", ".")
    whole, _, rest = plain.partition(".")
    return (whole.lstrip("0") or "0") + (f".{rest.rstrip('0')}" if rest.rstrip("0") else "")


def _scaled(value: str, text: str, start: int, end: int, language: str) -> str:
    """The value of a number with the word behind it: "3.5 billion" is 3500000000, in German 3.5 * 10^12."""
    zeros, _ = scale(text, start, end, language)
    whole, _, rest = value.partition(".")
    if not zeros or len(rest) > zeros:
        return value
    return (whole + rest.ljust(zeros, "0")).lstrip("0") or "0"


def scale(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The power of ten that a word behind the number ``text[start:end]`` means, and where it ends.

    It is 6 for "million" and for the m of "£2m", 0 for none.
    """
    after = _SCALE.match(text, end)
    word = fold(after[1]) if after else ""
    if word == "m" and is_priced(text, start):
        word = "mln"
    zeros = next((n for n, words in _POWERS.get(language, {}).items() if re.fullmatch(words, word)), 0)
    return zeros, after.end() if after and zeros else end


_ONE = re.compile(r"\b(?:an?|one|ein(?:e[rn]?)?|één|een|une?|una?|uno|um|uma)\b", re.IGNORECASE)
_POWERS = {
    "en": {3: "thousand", 6: "millions?|mn|mln", 9: "billions?|bn", 12: "trillions?"},
    "de": {3: "tausend", 6: "million(?:en)?|mio|mln", 9: "milliarden?|mrd", 12: "billion(?:en)?"},
    "nl": {3: "duizend", 6: "miljoen|mln", 9: "miljard|mld", 12: "biljoen"},
    "fr": {3: "mille", 6: "millions?", 9: "milliards?", 12: "billions?"},
    "es": {3: "mil", 6: "mill(?:on|ones)", 12: "billon(?:es)?"},
    "it": {3: "mila", 6: "milion[ei]", 9: "miliard[oi]", 12: "bilion[ei]"},
    "pt": {3: "mil", 6: "milhao|milhoes", 9: "bilhao|bilhoes|bilioes", 12: "trilhao|trilhoes"},
}
"""Powers of ten and the folded words for them, by language: "billion" is not everywhere the same."""

_NO_NUMBERS = (
    "sei", "due", "once", "onze", "ses", "set", "mil", "achter", "achten", "cent", "seize", "otto", "dix",
)  # fmt: skip
"""Numbers that are more often words or names of another language."""


def is_year(number: str) -> bool:
    """Whether a number, as facts have it, is a year."""
    return _YEAR.fullmatch(number) is not None


def number_words() -> dict[str, str]:
    """Words for the numbers from 2 on, in all known languages: cardinals and ordinals."""
    return _number_words(("cardinal", "ordinal"))


def cardinals() -> dict[str, str]:
    """The same without ordinals: "two", not "second"."""
    return _number_words(("cardinal",))


@cache
def _number_words(kinds: tuple[str, ...]) -> dict[str, str]:
    from num2words import num2words

    words: dict[str, str] = {}
    for language in LANGUAGES:
        for number in (*range(2, 101), 1000):
            for kind in kinds:
                try:
                    word = fold(num2words(number, lang=language, to=kind))
                except NotImplementedError:
                    continue
                for form in (word, word.replace(" ", "-")):
                    words.setdefault(form, str(number))
                if kind == "ordinal" and language in ("de", "nl"):
                    for ending in ("n", "r", "s", "m"):
                        words.setdefault(word + ending, str(number))
    for word in _NO_NUMBERS:
        words.pop(word, None)
    return words

"""Numbers of several words or parts: "two hundred and fifty", "hundertfünfzig", "anderhalf miljoen".

They are read by text2num; halves, which it does not know, by the few ways in which they are said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.facts.spelling import LANGUAGES

WHOLE = 100
"""Single words for less are known from elsewhere, in all languages: "twelve". Larger ones have no half."""

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s\ud800-\udfff]")
_AGED = re.compile(r"-?(?:jährig|jarig).*", re.IGNORECASE)
_VAGUE = frozenset(
    ("several", "few", "many", "some", "couple", "mehrere", "mehreren", "einige", "einigen", "etliche",
     "paar", "viele", "wenige", "enkele", "meerdere", "verscheidene", "ettelijke")
)  # fmt: skip
"""Words before "hundred" that leave open how many hundred."""

_BARE = re.compile(r"hundred|thousand|(?:ein)?(?:hundert|tausend)|honderd|duizend", re.IGNORECASE)
_HALVES = {
    language: re.compile(written, re.IGNORECASE)
    for language, written in {
        "en": r"(?P<whole>\d+|[^\W\d_]+(?:-[^\W\d_]+)?) and a half\b|\b(?:half an?|(?:a )?half)(?=[ -])",
        "de": r"\b(?:(?P<one>anderthalb)|(?P<whole>[^\W\d_]+)einhalb|(?:ein|d)(?:e|er|ie) halben?(?= ))",
        "nl": r"\b(?P<one>anderhal(?:f|ve))\b|\b(?P<whole>[^\W\d_]+?)-?[eë]n-?(?:een-?)?hal(?:f|ve)\b"
        r"|\been hal(?:f|ve)(?= )",
    }.items()
}


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or mark of a text, in the form that text2num takes."""

    written: str
    start: int
    end: int

    def text(self) -> str:
        return _AGED.sub("", self.written.casefold())

    def nt_separated(self, previous: _Token) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return self.written.isdecimal()


@dataclass(frozen=True, slots=True)
class Count:
    """A number in words: its value ("250", "2.5"), and where it begins and ends in the text.

    ``half``: what follows may scale it, "million"; 0.5 is one only of such.
    """

    value: str
    start: int
    end: int
    half: bool = False


def counts(text: str, language: str) -> Iterator[Count]:
    """The numbers of a text that take several words or parts; nothing in other than LANGUAGES."""
    if language not in LANGUAGES:
        return
    halves = list(_halves(text, language))
    yield from halves
    for whole in _wholes(text, language):
        if not any(half.start < whole.end and whole.start < half.end for half in halves):
            yield whole


def _wholes(text: str, language: str) -> Iterator[Count]:
    from text_to_num import find_numbers

    tokens = [_Token(found[0], *found.span()) for found in _TOKEN.finditer(text)]
    for found in find_numbers(tokens, language, 0):
        words = tokens[found.start : found.end]
        before = tokens[found.start - 1].written.casefold() if found.start else ""
        if before.isdecimal() or before in _VAGUE:  # "5 million" is read from its digits
            continue
        alone = len(words) == 1
        bare = alone and str(int(found.value)).rstrip("0") == "1"
        if (alone and found.value < WHOLE) or (bare and not _BARE.fullmatch(words[0].text())):
            continue
        yield Count(str(int(found.value)), words[0].start, words[-1].end)


def _halves(text: str, language: str) -> Iterator[Count]:
    """Half a million, two and a half, anderthalb."""
    for found in _HALVES[language].finditer(text) if language in _HALVES else ():
        said = found.groupdict()
        number = 1 if said.get("one") else _read(said["whole"], language) if said["whole"] else 0
        if number is not None and number < WHOLE:  # "a million and a half" is not told by its words
            yield Count(f"{number}.5", *found.span(), half=True)


def _read(word: str, language: str) -> int | None:
    """The value of a word or of digits; None if they are no number."""
    from text_to_num import text2num

    if word.isdecimal():
        return int(word)
    try:
        return int(text2num(word, language))
    except ValueError:
        return None

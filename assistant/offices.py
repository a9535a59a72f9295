"""Offices and occupations by their names in each language: "Landrat", "examining judge".

A small model renders them by what they resemble ("Untersuchungsrichter" as "researcher"), and no measure of
meaning tells these apart. So they are looked up: one row of offices.tsv an office, with all its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.facts import frequency
from assistant.facts.spelling import SPOKEN, fold

FILE = "offices.tsv"
"""A column for each language, named in the first row; names that mean the same are parted by "|".

It was written for this project, and read over once more, by large language models. A name that often means
something else ("general", "official") is left out.
"""

FREQUENT = 5.5
"""A word from this Zipf frequency on (once in 3,200 words) that begins a sentence is no first name."""

_ARTICLES = "the|an?|de[rnms]?|die|das|eine?[rnms]?|het|een"
"""What stands before an office, in any of the languages."""

_ENDINGS = {"de": r"(?:e?s|e?n|e)?", "en": "", "nl": ""}
"""What a name may have at its end in the singular."""

_OTHERWISE = re.compile(
    r"\b(?:former|formerly|ex|then|late|deputy|vice|acting|interim|designate|elect|incoming|future|retired|once"
    r"|no longer|not?|never|ehemal\w+|früher\w*|einst\w*|damal\w+|stellvertretend\w*|kommissarisch\w*"
    r"|geschäftsführend\w*|amtierend\w*|designiert\w*|künftig\w*|pensioniert\w*|nicht|kein\w*|nie"
    r"|voormalig\w*|oud|vroeger\w*|toenmalig\w*|plaatsvervangend\w*|waarnemend\w*|adjunct|aanstaande?"
    r"|toekomstige?|gepensioneerde?|emeritus|wijlen|geen|niet|nooit)\b|\ba\. ?D\.|\bi\. ?R\.",
    re.IGNORECASE,
)
"""What makes another office of one, or none, in any of the languages."""

_NOT_FULLY = (
    r"(?:former|ex|deputy|vice|acting|interim|designate|elect|incoming|retired|ehemalige[nrms]?|frühere[nrms]?"
    r"|vize|stellvertretende[nrms]?|kommissarische[nrms]?|designierte[nrms]?|voormalige?|oud|vroegere?"
    r"|toenmalige?|plaatsvervangende?|waarnemende?|aanstaande)"
)
_NOT_FULLY_BEFORE = re.compile(rf"\b{_NOT_FULLY}[ -](?:[^\W\d][\w’'-]*,? ){{0,14}}\Z", re.IGNORECASE)
_NOT_FULLY_BEHIND = re.compile(rf",? (?:(?:{_ARTICLES}) )?{_NOT_FULLY}[ -]|-elect\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one language.

    ``known`` finds them, the longest first; ``offices``: of each, as :func:`_key`, the rows that have it.
    """

    known: re.Pattern[str]
    offices: dict[str, frozenset[int]]


def named(text: str, language: str, people: Set[str]) -> tuple[frozenset[int], ...]:
    """The offices that a text names, one after another; a name of several is all of these.

    Args:
        language: of the text, ISO 639-1. None are known in languages that offices.tsv has no column for.
        people: words, folded, that are somebody's name: "richter" of "der Maler Gerhard Richter".
    """
    return tuple(offices for _, _, offices in _found(text, language, people))


def translated(text: str, language: str, spoken: str, people: Set[str]) -> str:
    """A text with the offices that it names called as in ``language``, where the table has one name for each.

    Args:
        spoken: the text's own language; both ISO 639-1. people: as in :func:`named`.
    """
    parts, done = [], 0
    for start, end, offices in _found(text, spoken, people):
        if said := _said(offices, language):
            parts += [text[done:start], said]
            done = end
    return "".join([*parts, text[done:]])


def in_full(words: str, sentence: str, language: str, spoken: str, people: Set[str]) -> str | None:
    """Words of a sentence said in another language, if they are an office beside the name of who holds it.

    Args:
        words: "die Richterin" of the sentence "Die Richterin Ann Lee kam.", in the language ``spoken``.
        language: the reader's. German tells a man's office from a woman's, and is not known from others.
        people: words, folded, of the name of whom the question is about.
    """
    office = re.sub(rf"^(?:{_ARTICLES}) ", "", words, flags=re.IGNORECASE)
    one = next(_found(office, spoken, people), None)
    if one is None or one[:2] != (0, len(office)) or language == "de":
        return None
    before = rf"(?:^|[,;:.!?(“„\"] |\b(?:{_ARTICLES}) )"
    beside = re.search(rf"{before}{re.escape(office)},? ([\w'’-]+)", sentence, re.IGNORECASE)
    return _said(one[2], language) if beside and fold(beside[1]) in people else None


def changed(text: str) -> bool:
    """Whether a text has a word that makes another office of one, or none: "ehemaliger", "deputy", "geen"."""
    return _OTHERWISE.search(text) is not None


def held_otherwise(sentence: str, words: str) -> bool:
    """Whether a sentence says of whom some of its words name that the office is not, or not fully, theirs.

    "The former mayor of Linz, Ann Lee" and "Ann Lee, deputy mayor of Linz" do.
    """
    start = max(sentence.find(words), 0)
    before, behind = sentence[:start], sentence[start + len(words) :]
    return bool(_NOT_FULLY_BEFORE.search(before) or _NOT_FULLY_BEHIND.match(behind))


def kept(words: str, spoken: str, statement: str, language: str, people: Set[str]) -> bool:
    """Whether a statement names the offices that the words of an article name, and no other known ones.

    False also where these words name none: then nothing tells whether the statement has it right.
    """
    told, said = named(words, spoken, people), named(statement, language, people)
    return (
        bool(told)
        and all(any(office & one for one in said) for office in told)
        and all(any(office & one for one in told) for office in said)
    )


def spelt(text: str, language: str, people: Set[str]) -> frozenset[str]:
    """The words, folded, with which a text names offices."""
    names = (text[start:end] for start, end, _ in _found(text, language, people))
    return frozenset(fold(word) for name in names for word in re.findall(r"[\w-]+", name))


def _said(offices: frozenset[int], language: str) -> str | None:
    """The name of an office in a language; None where there are several or none."""
    said = {_rows()[office][language][0] for office in offices} if language in SPOKEN else set()
    return said.pop() if len(said) == 1 else None


def _found(text: str, language: str, people: Set[str]) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Where the names of offices begin and end in a text, and which they may be."""
    if language not in SPOKEN:
        return
    names = _names(language)
    for found in names.known.finditer(text):
        if not ({*_key(found[0]).split()} & people or _is_surname(text, *found.span(), language)):
            yield found.start(), found.end(), names.offices[_key(found["name"])]


def _is_surname(text: str, start: int, end: int, language: str) -> bool:
    """Whether an office with a capital is rather somebody's name: the last word of "Angela Bauer"."""
    before = re.search(r"([\w'’-]+) $", text[:start])
    begins = before is None or re.search(r"(?:^|[.!?:“„\"] ?)$", text[: before.start()]) is not None
    if not text[start].isupper() or before is None:
        return False
    if language == "nl":
        return True  # offices are written small there
    first = before[1][0].isupper() and not (begins and frequency(before[1], language) >= FREQUENT)
    followed = re.match(r",? [A-ZÀ-Þ]", text[end:]) is not None
    return first and not (language == "en" and followed)  # "French President Ann Lee"


def _key(name: str) -> str:
    return " ".join(fold(name).split())


@cache
def _names(language: str) -> _Names:
    offices: dict[str, frozenset[int]] = {}
    for number, row in enumerate(_rows()):
        for name in row[language]:
            offices[_key(name)] = offices.get(_key(name), frozenset()) | {number}
    spellings = sorted({name for row in _rows() for name in row[language]}, key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in spellings)
    # German tells its nouns by the capital; elsewhere an office may stand at the beginning of a sentence.
    flags = 0 if language == "de" else re.IGNORECASE
    return _Names(re.compile(rf"(?<![\w-])(?P<name>{either}){_ENDINGS[language]}(?![\w-])", flags), offices)


@cache
def _rows() -> tuple[dict[str, tuple[str, ...]], ...]:
    lines = files("assistant").joinpath(FILE).read_text(encoding="utf-8").splitlines()
    languages = lines[0].split("\t")
    return tuple(
        {language: tuple(cell.split("|")) for language, cell in zip(languages, line.split("\t"), strict=True)}
        for line in lines[1:]
    )

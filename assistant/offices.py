"""Offices and occupations by their names in each language: "Landrat", "examining judge".

A small model renders them by what they resemble ("Untersuchungsrichter" as "researcher"), and no measure of
meaning tells these apart. So they are looked up: one row of offices.tsv an office, with all its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.facts.spelling import SPOKEN, fold

FILE = "offices.tsv"
"""A column for each language, named in the first row; names that mean the same are parted by "|".

It was written for this project, and read over once more, by large language models.
"""

_ARTICLE = re.compile(r"(?:the|an?|de[rn]?|die|das|eine?|het|een) ", re.IGNORECASE)
"""Before an office, in any of the languages."""

_ENDINGS = {"de": r"(?:e?s|e?n|e)?", "en": "", "nl": r"s?"}
"""What a name may have at its end where it is inflected."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one language.

    ``known`` finds them, the longest first; ``offices``: of each, folded, the rows that have it.
    """

    known: re.Pattern[str]
    offices: dict[str, frozenset[int]]


def named(text: str, language: str) -> tuple[frozenset[int], ...]:
    """The offices that a text names, one after another; a name of several is all of these.

    Args:
        language: of the text, ISO 639-1. None are known in languages that offices.tsv has no column for.
    """
    return tuple(offices for _, _, offices in _found(text, language))


def translated(text: str, language: str, spoken: str) -> str:
    """A text with the offices that it names called as in ``language``, where that is certain.

    Args:
        spoken: the text's own language; both ISO 639-1.
    """
    parts, done = [], 0
    for start, end, offices in _found(text, spoken):
        if said := _said(offices, language):
            parts += [text[done:start], said]
            done = end
    return "".join([*parts, text[done:]])


def in_full(words: str, language: str, spoken: str) -> str | None:
    """Words of an article said in another language, if they are but the name of an office: "die Richterin".

    Args:
        words: in the language ``spoken``; language: the reader's; both ISO 639-1.
    """
    article = _ARTICLE.match(words)
    bare = words[article.end() :] if article else words
    found = next(_found(bare, spoken), None)
    return _said(found[2], language) if found and found[:2] == (0, len(bare)) else None


def kept(words: str, spoken: str, statement: str, language: str) -> bool:
    """Whether a statement names the offices that the words of an article name, and no others.

    False also where these words name none: then nothing tells whether the statement has it right.
    """
    told, said = named(words, spoken), named(statement, language)
    return (
        bool(told)
        and all(any(office & one for one in said) for office in told)
        and all(any(office & one for one in told) for office in said)
    )


def words(text: str, language: str) -> frozenset[str]:
    """The words, folded, with which a text names offices."""
    spelt = (text[start:end] for start, end, _ in _found(text, language))
    return frozenset(fold(word) for name in spelt for word in re.findall(r"[\w-]+", name))


def _said(offices: frozenset[int], language: str) -> str | None:
    """The name of an office in a language; None where that is not certain or not known."""
    said = {_rows()[office][language][0] for office in offices} if language in SPOKEN else set()
    return said.pop() if len(said) == 1 else None


def _found(text: str, language: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Where the names of offices begin and end in a text, and which they may be."""
    if language not in SPOKEN:
        return
    names = _names(language)
    for found in names.known.finditer(text):
        yield found.start(), found.end(), names.offices[_key(found["name"])]


def _key(name: str) -> str:
    return " ".join(fold(name).split())


@cache
def _names(language: str) -> _Names:
    offices: dict[str, frozenset[int]] = {}
    for number, row in enumerate(_rows()):
        for name in row[language]:
            offices[_key(name)] = offices.get(_key(name), frozenset()) | {number}
    spelt = sorted({name for row in _rows() for name in row[language]}, key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in spelt)
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

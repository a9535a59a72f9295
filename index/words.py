"""Words as they are looked up: folded, stemmed for their language, numbers in one form.

A text gives three lists, the columns of the full-text table:
    exact   each word without capitals and accents; numbers without signs of grouping
    stems   the Snowball stem of each word in the text's language
    parts   long words of languages that compound, forwards and backwards, so that a compound is
            found by its beginning and by its end
Scripts without spaces give pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

COMPOUND = 8
"""Letters from which on a word may be a compound."""

PART = 5
"""Letters from which on a word is looked for at the beginning and the end of compounds."""

_SNOWBALL = """
ar:arabic ca:catalan da:danish de:german el:greek en:english es:spanish et:estonian fi:finnish fr:french
hi:hindi hu:hungarian id:indonesian it:italian lt:lithuanian nb:norwegian nl:dutch pt:portuguese ro:romanian
ru:russian sv:swedish tr:turkish
"""
_STEMMERS = dict(pair.split(":") for pair in _SNOWBALL.split())

_COMPOUNDING = frozenset(("da", "de", "fi", "hu", "nb", "nl", "sv"))

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,’'\u00a0\u202f]\d{3})+(?![\w]|[.,]\d)")
_DECIMAL = re.compile(r"(?<![\w.,])(\d+)[.,](\d{1,2})(?![\w]|[.,]\d)")
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text, as many times as they occur."""

    exact: tuple[str, ...]
    stems: tuple[str, ...]
    parts: tuple[str, ...]


def terms(text: str, language: str) -> Terms:
    """Return the terms under which a text in ``language`` is found."""
    exact = tuple(folded(text))
    long = [word for word in exact if len(word) >= COMPOUND and word.isalpha()]
    return Terms(
        exact=exact,
        stems=tuple(stem(word, language) for word in exact),
        parts=tuple(long + [word[::-1] for word in long]) if language in _COMPOUNDING else (),
    )


def columns(title: str | None, text: str, language: str) -> tuple[str, str, str]:
    """Return the columns of the full-text table for a passage: exact, stems, parts.

    The headline's words count for every passage: it names what "he" and "it" are.
    """
    found = terms(f"{title or ''}\n{text}", language)
    return " ".join(found.exact), " ".join(found.stems), " ".join(found.parts)


def folded(text: str) -> Iterable[str]:
    """Yield the words of ``text`` without capitals and accents, and numbers in one form."""
    text = _NUMBER.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    text = _DECIMAL.sub(r"\1_\2", text)
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    for match in _WORD.finditer(plain):
        word = match[0]
        if _UNSPACED.search(word):
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            yield word


def stemmed(languages: Iterable[str]) -> list[str]:
    """Return those of ``languages`` that have a stemmer."""
    return [language for language in languages if language in _STEMMERS]


def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; the word itself where its language has no stemmer."""
    stemmer = _stemmer(_STEMMERS.get(language))
    return stemmer.stemWord(word) if stemmer else word


@lru_cache
def _stemmer(name: str | None) -> Any:
    """Return the Snowball stemmer of this name."""
    if name is None:
        return None
    from Stemmer import Stemmer

    return Stemmer(name)

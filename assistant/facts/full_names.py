"""Names of several words: who only writes "Biden" knows Joe Biden, who writes of Hunter Biden does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from assistant.facts.places import place
from assistant.facts.spelling import fold, occurs

Pair = tuple[str, str]
"""A word of a name and the one behind it, folded: ("joe", "biden")."""

_CAPITALISED = r"[A-ZÀ-ÞĀ-Ž](?:[\w'’-]+|\.)"
_PARTICLES = r"(?:(?:van|von|de|del|di|da|der|den|du|la|le|ter|ten|bin|al|el) )*"
_PAIR = re.compile(rf"(?<![\w.])({_CAPITALISED}) (?:[A-ZÀ-Þ]\. )?{_PARTICLES}(?=({_CAPITALISED}))")
_TITLES = frozenset(
    ("president", "vicepresident", "minister", "premier", "secretary", "chancellor", "senator",
     "governor", "general", "colonel", "captain", "king", "queen", "prince", "princess", "pope", "bishop",
     "mayor", "judge", "sir", "lord", "lady", "mrs", "miss", "dr", "doctor", "professor", "prof",
     "chairman", "director", "sergeant", "prasident", "ministerprasident", "burgermeister",
     "burgemeester", "minister-president", "kanzler", "bundeskanzler", "herr", "herrn", "frau", "konig",
     "konigin", "prinz", "papst", "oberst", "meneer", "mevrouw", "koning", "koningin", "prins", "prinses",
     "paus", "generaal", "chef", "coach", "trainer", "mister")
)  # fmt: skip
"""Folded words before a name that are no part of it."""


def pairs(text: str, may_be_a_name: Callable[[str], bool]) -> frozenset[Pair]:
    """The titles, initials and words that may be names before another word with a capital, each with that."""
    found = (match.groups() for match in _PAIR.finditer(text))
    return frozenset(
        (fold(first), fold(second))
        for first, second in found
        if first.endswith(".") or _is_title(fold(first)) or may_be_a_name(first)
    )


def _is_title(word: str) -> bool:
    return word.rstrip(".").split("-")[-1] in _TITLES


def is_called(
    name: str,
    asked: frozenset[Pair],
    told: frozenset[Pair],
    names: Collection[str],
    *,
    one_language: bool,
) -> bool:
    """Whether a text knows somebody by the last word of a name, and nobody else who is called so.

    Args:
        name: a word of a name of the question, not the last.
        asked, told: the pairs of the question and of the text.
        names: folded, what question and text both name: no "Richter" who is but a judge. The last word of a
            name may also be one that the text has behind a title.
        one_language: question and text are in the same, so that names are spelt alike.
    """
    titled = {second for first, second in told if _is_title(first)}
    behind = _behind(fold(name), asked) - {fold(name)}
    for last in behind - {first for first, _ in asked}:
        known = last in names or occurs(last, frozenset(titled), spelt_alike=one_language)
        if place(last) or not known:
            continue
        before = {first for first, second in told if occurs(second, frozenset((last,)), spelt_alike=True)}
        others = {first for first in before if not _is_title(first)}
        own = {fold(name), *behind, *(first for first, _ in asked if last in _behind(first, asked))}
        if not others or any(_is_one_of(other, own) for other in others):
            return True
    return False


def _is_one_of(other: str, own: Collection[str]) -> bool:
    """Whether a first name, or an initial, may be one of some."""
    return any(part.startswith(other.rstrip(".")) if other.endswith(".") else part == other for part in own)


def _behind(word: str, asked: frozenset[Pair]) -> set[str]:
    """A word and all that may follow it, up to the end of its name."""
    found, new = set[str](), {word}
    while new:
        found |= new
        new = {second for first, second in asked if first in new} - found
    return found

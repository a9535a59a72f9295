"""Do the words of a translated statement mean something that the article says?

A small model translates most words well, some by their looks ("Brand", a fire, becomes "brand"), and some by
half. A word that was not copied, and that nothing in the cited sentences means, was not translated from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.facts import Facts, facts, frequency
from assistant.facts.places import place
from assistant.facts.spelling import fold, occurs
from assistant.wording import WORD
from index import Alignment

MEANT = 0.45
"""The cosine below which no word of the cited sentences means a word of the statement.

Chosen on the questions tagged `tune`: of 197 two more are right than without this check.
"""

BEGINNING, ENDING = 3, 4
"""Letters at least of a word's beginning that was cut off, and of the end that was left."""

ORDINARY = 5.5
"""Words from this Zipf frequency on (once in 3,200 words) hold a sentence together, and are not looked at."""


def strange_words(
    aligned: Callable[[], Alignment],
    statement: str,
    said: Facts,
    asked: Facts,
    sentences: str,
    stretch: tuple[int, int],
) -> list[str]:
    """Words of a statement that nothing in the cited sentences means, and that the question has not.

    Args:
        aligned: the words of the statement against the passage's; asked for where there are new ones.
        said, asked: the facts of the statement, in the reader's language, and of the question.
        sentences: those that are cited; stretch: where in the passage they stand.
    """
    copied = _words(sentences)
    new = [word for word in _new(statement, said, asked) if fold(word) not in copied]
    if not new:
        return []
    found = aligned()
    nearest = dict(zip(found.asked, found.nearest(*stretch), strict=True))
    return [word for word in new if nearest.get(word, 1.0) < MEANT]


def half_translated(said: Facts, asked: Facts, sentences: str) -> list[str]:
    """Capitalised words of a statement that are small ones of the article, cut: "Turbin" of "turbine"."""
    small = frozenset(fold(word) for word in re.findall(r"\b[a-zà-ÿ][^\W\d_]+", sentences))
    others = frozenset(fold(word) for word in re.findall(r"\b[^\W\d_a-zà-ÿ][^\W\d_]+", sentences))
    return [
        name
        for name in said.names
        if fold(name) not in small
        and occurs(name, small, spelt_alike=True)
        and not occurs(name, others | asked.words)
    ]


def cut_off(statement: str, said: Facts, asked: Facts, sentences: str) -> list[str]:
    """Words of a statement that are the end of a longer one of the article: "blind" of "kleurenblind".

    Not those before which another word says what the beginning said: "research team" of "Forschungsteam".
    """
    told, new = _words(sentences), frozenset(_new(statement, said, asked))
    words = WORD.findall(statement)

    def is_cut(word: str, before: str) -> bool:
        end = fold(word)
        if word not in new or len(end) < ENDING or end in told:
            return False
        alone = not before or frequency(before, said.language) >= ORDINARY
        return alone and any(len(one) >= len(end) + BEGINNING and one.endswith(end) for one in told)

    return [word for before, word in zip(("", *words), words, strict=False) if is_cut(word, before)]


def _words(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(map(fold, WORD.findall(text)))


def _new(statement: str, said: Facts, asked: Facts) -> list[str]:
    """The words of a statement that mean something, are no names or numbers, and are not the question's."""
    names = {fold(part) for name in said.names for part in re.split(r"[-'’]", name)}

    def is_new(word: str) -> bool:
        if place(word) or fold(word) in names or frequency(word, said.language) >= ORDINARY:
            return False
        if facts(word, said.language).numbers:  # held against the article's numbers elsewhere
            return False
        return not occurs(word, asked.words, spelt_alike=True)

    return list(filter(is_new, WORD.findall(statement)))

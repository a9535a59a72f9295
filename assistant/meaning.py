"""Do the words of a translated statement mean something that the article says?

A small model translates most words well, and some by their looks: "Brand" (fire) becomes "brand". A word
that was not copied, and that nothing in the cited sentences means, was not translated from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.facts import Facts, frequency
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
    copied = {fold(word) for word in WORD.findall(sentences)}
    names = {fold(part) for name in said.names for part in re.split(r"[-'’]", name)}

    def is_new(word: str) -> bool:
        plain = not place(word) and fold(word) not in names
        known = occurs(word, asked.words, spelt_alike=True) or fold(word) in copied
        return plain and not known and frequency(word, said.language) < ORDINARY

    new = [word for word in WORD.findall(statement) if is_new(word)]
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


def cut_off(statement: str, asked: Facts, sentences: str) -> list[str]:
    """Words of a statement that are the end of a longer one of the article: "blind" of "kleurenblind"."""
    told = frozenset(fold(word) for word in WORD.findall(sentences))

    def is_cut(word: str) -> bool:
        known = word in told or occurs(word, asked.words)
        return not known and any(len(one) >= len(word) + BEGINNING and one.endswith(word) for one in told)

    return [word for word in WORD.findall(statement) if len(word) >= ENDING and is_cut(fold(word))]

"""Coverage: how much of a question a passage speaks of, word by word and across languages.

A passage about the right matter may lack the very thing that is asked: the oysters of "Who painted the still
life with oysters?" A word that says something, and that nothing in the passage is near to, is such a lack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import asking
from assistant.facts import SMALL, Facts, frequency
from assistant.facts.dates import is_month
from assistant.facts.spelling import LANGUAGES, fold, occurs
from index import Alignment

MISSING = 0.1
"""The cosine below which the nearest word of a passage means something else."""

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Coverage:
    """How near a passage comes to the words of a question that say something.

    ``weighty``: which words of the alignment these are. ``missing``: those that nothing in the passage means.
    """

    alignment: Alignment
    weighty: tuple[int, ...]
    missing: tuple[str, ...]

    def of(self, start: int | None = None, end: int | None = None) -> float:
        """Mean cosine (at most 1) of the words to the nearest word of the passage's ``text[start:end]``."""
        nearest = self.alignment.nearest(start, end)
        return sum(nearest[i] for i in self.weighty) / len(self.weighty) if self.weighty else 0.0

    def near(self, words: Sequence[str], start: int | None = None, end: int | None = None) -> float:
        """Mean cosine (at most 1) of words of the question to the nearest of ``text[start:end]``."""
        nearest = self.alignment.nearest(start, end)
        cosines = [nearest[i] for i, word in enumerate(self.alignment.asked) if word in words]
        return sum(cosines) / len(cosines) if cosines else 0.0


def coverage(alignment: Alignment, asked: Facts, language: str, article: Facts) -> Coverage:
    """Read the coverage out of an alignment.

    Args:
        alignment: of the question with the passage.
        asked: facts of the question; language: of the question, ISO 639-1.
        article: facts of the whole article: names and numbers are held against these elsewhere.
    """
    known = language in LANGUAGES
    every = range(len(alignment.asked))
    weighty = [i for i in every if not known or frequency(alignment.asked[i], language) < SMALL] or every
    nearest = alignment.nearest()
    lacking = (alignment.asked[i] for i in weighty if known and nearest[i] < MISSING)
    return Coverage(alignment, tuple(weighty), tuple(_things(lacking, asked, article)))


def _things(words: Iterator[str], asked: Facts, article: Facts) -> Iterator[str]:
    """Those of some words that are no number, month or word to ask with, and no name of the article."""
    names = {part for name in asked.names for part in (fold(name), *fold(name).split("-"))}
    for word in words:
        numbered = any(character.isdigit() for character in word)
        named = fold(word) in names or (word[0].isupper() and occurs(word, article.words))
        dated = is_month(word) and (word[0].isupper() or asked.period is not None)  # no protest march
        if len(word) >= SHORTEST and not (numbered or named or dated or asking.asks(word)):
            yield word

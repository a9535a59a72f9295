"""Which word of a text means a word of a question, in whatever languages the two are.

An embedding model has a vector for each token, in its context, before it makes one of them all. A word of
the question is matched with the word of the text whose vector has the largest cosine to its own: the late
interaction of ColBERT (Khattab and Zaharia 2020), here with a model that was not trained for it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.embed import Embedder, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 500
"""Texts whose word vectors stay in memory, about 200 KB each."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of a question against the words of a text.

    asked: the question's words, in its order. starts: where each word of the text begins, in code
    points, (n,). cosines: of each of the one with each of the other, float32, (len(asked), n).
    """

    asked: tuple[str, ...]
    starts: NDArray[np.int64]
    cosines: NDArray[np.float32]

    def nearest(self, start: int | None = None, end: int | None = None) -> list[float]:
        """For each word asked the largest cosine to a word of ``text[start:end]``; 0 where that has none."""
        within = self.cosines
        if start is not None and end is not None:
            within = within[:, (self.starts >= start) & (self.starts < end)]
        return [float(cosine) for cosine in within.max(axis=1, initial=0.0)]

    def near(self, word: str, start: int, end: int) -> float:
        """The largest cosine of a word asked to one of ``text[start:end]``; 0 for any other word."""
        nearest = zip(self.asked, self.nearest(start, end), strict=True)
        return max((cosine for asked, cosine in nearest if asked == word), default=0.0)


class Aligner:
    """Aligns questions with texts by an embedder; the word vectors of the texts read last are kept."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept: OrderedDict[tuple[str, bool], Words] = OrderedDict()

    def align(self, first: str, text: str, *, query: bool = True) -> Alignment:
        """Align a question (``query``), or another text, with a text."""
        asked, words = self._words(first, query=query), self._words(text, query=False)
        return Alignment(asked.words, words.starts, asked.vectors @ words.vectors.T)

    def _words(self, text: str, *, query: bool) -> Words:
        key = text, query
        if key not in self._kept:
            self._kept[key] = self._embedder.embed_words(text, query=query)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

"""Where an older reprint tells what a passage tells.

The passages of two reprints are seldom the same: a word differs, an agency is named, a line is
added, and so they begin and end elsewhere. So they are compared by sentence. A sentence with
another number is another statement: later versions of a story differ by just that. So is one
that has a word of the question which the older lacks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from index.words import folded

ALIKE = 0.7
"""Share of words, in their order, from which on two sentences are one (normalised Indel similarity)."""

_SHORT = 3  # words; less is a mark of the agency, and no statement
_DATELINE = re.compile(r"^.{0,60}?\([^()\n]{2,30}\)\s*[-–—]+\s+")  # "LONDON, May 5 (Reuters) - "
_CREDIT = re.compile(r"\s\([^\W\d]{2,12}\)\W*$")  # "… he said. (Reuters)"


def uncredited(text: str) -> str:
    """Return ``text`` without a dateline at its beginning and an agency at its end."""
    text = text.strip()
    return _CREDIT.sub("", _DATELINE.sub("", text, count=1), count=1)


def retold(
    sentences: Sequence[str], older: Sequence[str], asked: frozenset[str] = frozenset()
) -> frozenset[int] | None:
    """Return the places in ``older`` of the sentences that tell what ``sentences`` tell.

    asked: folded words that must not be missing there. None where one of the sentences is not
    told there, or none of them tells anything.
    """
    found: set[int] = set()
    theirs = [_words(sentence) for sentence in older]
    for words in map(_words, sentences):
        if len(words) < _SHORT:
            continue
        weighty = {word for word in words if word[0].isdigit() or word in asked}
        scores = [
            Indel.normalized_similarity(words, other, score_cutoff=ALIKE) if weighty.issubset(other) else 0.0
            for other in theirs
        ]
        best = max(scores, default=0.0)
        if not best:
            return None
        found.add(scores.index(best))
    return frozenset(found) or None


def _words(sentence: str) -> list[str]:
    return list(folded(uncredited(sentence)))

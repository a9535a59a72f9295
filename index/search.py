"""Which passages fit a question: by meaning, raised by exact words, fair to each language.

Fusing the ranks of both (RRF) was measured and is worse: between languages the few words that
a question shares with the wrong passages outweigh meaning. So a passage's score is its cosine,
plus a bonus that is near zero until most of the question's rare words are in the passage:
names and numbers are found, and questions keep their order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.passages import Passage
from index.reprints import Stories
from index.retold import retold
from index.store import Store
from index.vectors import Vectors
from index.words import PART, folded, stem, stemmed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BONUS = 0.3
"""Added to the cosine of a passage that has every rare word of the question."""

STEEPNESS = 5
"""Power of the share of words found that gives the bonus; measured together with BONUS."""

COMMON = 0.05
"""Share of all passages; a word in more of them tells nothing and is not looked up."""

MARGIN = 0.1
"""How much worse than the best hit another language's best may be and still be shown."""

_LOOKED_UP = 200  # passages from the words
_OLDER = 10  # reprints that are looked into
_STEMMED = 6  # languages of the archive whose stems are looked up


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage by its number. cosine: to the question; score: with the bonus for words."""

    number: int
    language: str
    cosine: float
    score: float


def best(
    store: Store,
    vectors: Vectors,
    stories: Stories,
    vector: NDArray[np.float32],
    query: str,
    k: int,
    allowed: list[int] | None = None,
) -> list[Candidate]:
    """Return the ``k`` passages that best fit ``query``, best first; ``allowed``: only of these.

    vector: that of the query, (d,).
    """
    shares = covered(store, query, vectors.languages)
    permitted = None if allowed is None else frozenset(allowed)
    reprinted = Reprinted(store, vectors, stories, vector, _uncommon(store, query), permitted)
    width, seen = 2 * k + 20, -1
    while True:
        ranked = rank(vectors, shares, vector, width, allowed)
        single = one_of_each(reprinted, ranked, k)
        # Reprints may have taken all places: then look further, while there is more.
        if len(single) >= k or len(ranked) == seen:
            return fair(single, k)
        width, seen = 4 * width, len(ranked)


def rank(
    vectors: Vectors,
    shares: Mapping[int, float],
    vector: NDArray[np.float32],
    width: int,
    allowed: list[int] | None = None,
) -> list[Candidate]:
    """Return ``width`` passages of each language by meaning, and those of ``shares``, best first."""
    found = vectors.nearest(vector, width, allowed)
    permitted = None if allowed is None else set(allowed)
    others = [n for n in shares if n not in found and (permitted is None or n in permitted)]
    found.update(vectors.cosines(vector, others))
    ranked = [
        Candidate(number, language, cosine, cosine + BONUS * shares.get(number, 0.0) ** STEEPNESS)
        for number, (cosine, language) in found.items()
    ]
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.number))


def covered(store: Store, query: str, languages: Sequence[str]) -> dict[int, float]:
    """Return the passages with words of ``query``, and the share of its rare words they have, 0 to 1.

    The share is BM25 over what a passage would have with every word once; words that occur
    nowhere count too, so a question in another language gets nothing for a name alone.
    """
    total = store.count("passages")
    expression: list[str] = []
    most = 0.0
    stemming = stemmed(languages)[:_STEMMED]
    for word in dict.fromkeys(folded(query)):
        stems = dict.fromkeys(stem(word, language) for language in stemming) or {word: None}
        exact = store.occurrences(word, "exact")
        counts = {form: store.occurrences(form, "stems") for form in stems}
        if max(exact, *counts.values()) > _most(total):
            continue
        most += _weight(exact, total) + _weight(max(counts.values()), total)
        if exact:
            expression.append(f'exact : "{word}"')
        expression += [f'stems : "{form}"' for form, count in counts.items() if count]
        if len(word) >= PART and word.isalpha():
            expression += [f'parts : "{word}" *', f'parts : "{word[::-1]}" *']
    if not expression or not most:
        return {}
    matches = store.match(" OR ".join(expression), _LOOKED_UP)
    return {number: min(1.0, score / most) for number, score in matches}


@dataclass(frozen=True, slots=True)
class Reprinted:
    """What stands for a passage that several reprints tell.

    vector: of the question, (d,); asked: its words that are not common; allowed: only these
    passages may be shown, None for all.
    """

    store: Store
    vectors: Vectors
    stories: Stories
    vector: NDArray[np.float32]
    asked: frozenset[str]
    allowed: frozenset[int] | None

    def oldest(self, candidate: Candidate) -> Candidate:
        """Return the passage of the oldest reprint that tells what ``candidate`` does."""
        passage, document = self.store.passages([candidate.number])[0]
        for older in self.stories.of(document.id)[:_OLDER]:
            if older.id == document.id:
                break
            numbers = self.store.passages_of(older.id)
            numbers = [n for n in numbers if self.allowed is None or n in self.allowed]
            parts = [part for part, _ in self.store.passages(numbers)]
            owners = [n for n, part in zip(numbers, parts, strict=True) for _ in part.sentences]
            places = retold(self._sentences([passage]), self._sentences(parts), self.asked)
            if places:
                # Its sentences may be parted there: the part nearest to the question is shown.
                nearest = self.vectors.cosines(self.vector, sorted({owners[place] for place in places}))
                number, (cosine, language) = max(nearest.items(), key=lambda item: (item[1][0], -item[0]))
                return Candidate(number, language, cosine, candidate.score)
        return candidate

    def _sentences(self, parts: Sequence[Passage]) -> list[str]:
        """Return the sentences of passages of one document."""
        text = (self.store.text(parts[0].document_id) or "") if parts else ""
        return [text[start:end] for part in parts for start, end in part.sentences]


def one_of_each(reprinted: Reprinted, ranked: Sequence[Candidate], k: int) -> list[Candidate]:
    """Return ``ranked`` with what several reprints tell once, as the oldest of them has it.

    Only as many are looked at as it takes to find ``k`` in each language.
    """
    kept: list[Candidate] = []
    shown: set[int] = set()
    enough: Counter[str] = Counter()
    for candidate in ranked:
        one = candidate
        if enough[candidate.language] < k:
            one = reprinted.oldest(candidate)
            enough[candidate.language] += one.number not in shown
        if one.number not in shown:
            shown.add(one.number)
            kept.append(one)
    return kept


def fair(ranked: Sequence[Candidate], k: int) -> list[Candidate]:
    """Return the ``k`` best of ``ranked``; a third of the places may go to languages that have none.

    Such a language gets a place for its best passage where that is at most MARGIN worse than
    the best of all.
    """
    chosen = list(ranked[:k])
    missed: dict[str, Candidate] = {}
    for candidate in ranked[k:]:
        if candidate.score >= ranked[0].score - MARGIN:
            missed.setdefault(candidate.language, candidate)
    places = k // 3
    for language, candidate in missed.items():
        if places and all(language != one.language for one in chosen):
            languages = [one.language for one in chosen]
            # The worst hit of a language that keeps another one makes room.
            spare = [at for at, one in enumerate(chosen) if languages.count(one.language) > 1]
            if spare:
                chosen[spare[-1] :] = [*chosen[spare[-1] + 1 :], candidate]
                places -= 1
    return chosen


def _uncommon(store: Store, query: str) -> frozenset[str]:
    """Return the words of ``query`` that are not in many passages."""
    most = _most(store.count("passages"))
    return frozenset(word for word in folded(query) if store.occurrences(word, "exact") <= most)


def _most(total: int) -> float:
    """Return in how many of ``total`` passages a word may be and still tell something."""
    return max(5, COMMON * total)


def _weight(occurrences: int, total: int) -> float:
    """Return the weight of a word in that many of ``total`` passages, as FTS5 has it."""
    return max(1e-6, math.log((total - occurrences + 0.5) / (occurrences + 0.5)))

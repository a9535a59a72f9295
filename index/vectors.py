"""Nearest vectors by FAISS, derived from the store and never its only copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index import large
from index.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class _Part:
    """The passages of one language.

    numbers: all of them, ascending; rest: those searched one by one in ``flat``, ascending;
    base: an inverted file for the others, if they are many.
    """

    numbers: NDArray[np.int64]
    rest: NDArray[np.int64]
    flat: Any
    base: large.Base | None


class Vectors:
    """Vectors of length 1 that are searched by their inner product, the cosine.

    Each language has an index of its own, so that a large one cannot bury the others; all of
    them together cost what a single one would. Takes what it can from ``previous``, those of an
    earlier state of the same store.
    """

    def __init__(self, store: Store, previous: Vectors | None = None) -> None:
        import numpy as np

        self._store = store
        self.dimensions = int(store.manifest()["dimensions"])
        """Length of a vector."""
        self._parts: dict[str, _Part] = {}
        for language, numbers in store.numbers().items():
            base = None
            if len(numbers) >= large.LARGE:
                known = previous._parts.get(language) if previous else None
                base = large.load(store, language, known.base if known else None)
            rest = np.setdiff1d(numbers, base.numbers) if base else numbers
            self._parts[language] = _Part(numbers, rest, _flat(store.vectors(rest)), base)

    @property
    def languages(self) -> list[str]:
        """The languages, that of most passages first."""
        return sorted(self._parts, key=lambda language: (-len(self._parts[language].numbers), language))

    def nearest(
        self, query: NDArray[np.float32], k: int, allowed: list[int] | None = None
    ) -> dict[int, tuple[float, str]]:
        """Return the ``k`` passages of each language nearest to ``query``, (d,): cosine and language.

        ``allowed`` restricts the search to passages of these numbers.
        """
        import faiss
        import numpy as np

        wanted = None if allowed is None else np.asarray(allowed, dtype=np.int64)
        found: dict[int, tuple[float, str]] = {}
        for language, part in self._parts.items():
            parameters = None
            if wanted is not None:
                rows = np.flatnonzero(np.isin(part.rest, wanted))
                parameters = faiss.SearchParameters(  # type: ignore[call-arg,unused-ignore]
                    sel=faiss.IDSelectorBatch(rows)
                )
            near: dict[int, float] = {}
            if len(part.rest):
                scores, rows = part.flat.search(
                    query.reshape(1, -1), min(k, len(part.rest)), params=parameters
                )
                near.update(
                    (int(part.rest[r]), float(s)) for r, s in zip(rows[0], scores[0], strict=True) if r >= 0
                )
            if part.base:
                # Codes of 8 bits find them, the vectors themselves score them.
                candidates = _among(part.base.search(query, 2 * k, wanted), part.numbers)
                cosines = self._store.vectors(candidates) @ query
                near.update(zip(candidates.tolist(), cosines.tolist(), strict=True))
            best = sorted(near.items(), key=lambda item: (-item[1], item[0]))[:k]
            found.update((number, (score, language)) for number, score in best)
        return found

    def cosines(self, query: NDArray[np.float32], numbers: list[int]) -> dict[int, tuple[float, str]]:
        """Return the cosines of some passages to ``query``, (d,), and their languages."""
        found: dict[int, tuple[float, str]] = {}
        for language, part in self._parts.items():
            own = _among(numbers, part.numbers)
            scores = self._store.vectors(own) @ query
            found.update((n, (s, language)) for n, s in zip(own.tolist(), scores.tolist(), strict=True))
        return found


def _among(wanted: list[int], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return those of ``wanted`` that are in ``numbers``, which are ascending and may be many."""
    import numpy as np

    some = np.asarray(wanted, dtype=np.int64)
    places = np.minimum(np.searchsorted(numbers, some), len(numbers) - 1)
    return np.asarray(some[numbers[places] == some])


def _flat(matrix: NDArray[np.float32]) -> Any:
    """Return an exact FAISS index of ``matrix``, (n, d); row i has the number i."""
    import faiss

    index = faiss.IndexFlatIP(matrix.shape[1])
    index.add(matrix)
    return index

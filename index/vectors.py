"""Nearest vectors by FAISS, derived from the store and never its only copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Vectors:
    """Vectors of length 1 that are searched by their inner product, the cosine.

    Each language has an index of its own, so that a large one cannot bury the others; all of
    them together cost what a single one would.

    numbers: the passages' numbers, (n,) int64, ascending; matrix: their vectors, (n, d) float32;
    languages: those of the passages, n.
    """

    def __init__(
        self, numbers: NDArray[np.int64], matrix: NDArray[np.float32], languages: Sequence[str]
    ) -> None:
        import numpy as np

        self.dimensions = matrix.shape[1]
        """Length of a vector."""
        codes = np.asarray(languages, dtype=object)
        self._parts: dict[str, tuple[NDArray[np.int64], Any]] = {}
        for language in sorted(set(languages)):
            rows = np.flatnonzero(codes == language)
            self._parts[language] = (numbers[rows], _index(matrix[rows]))

    @property
    def languages(self) -> list[str]:
        """The languages, that of most passages first."""
        return sorted(self._parts, key=lambda language: (-len(self._parts[language][0]), language))

    def nearest(
        self, query: NDArray[np.float32], k: int, allowed: Sequence[int] | None = None
    ) -> dict[int, tuple[float, str]]:
        """Return the ``k`` passages of each language nearest to ``query``, (d,): cosine and language.

        ``allowed`` restricts the search to passages of these numbers.
        """
        import faiss
        import numpy as np

        wanted = None if allowed is None else np.asarray(allowed, dtype=np.int64)
        found = {}
        for language, (numbers, index) in self._parts.items():
            parameters = None
            if wanted is not None:
                rows = np.flatnonzero(np.isin(numbers, wanted))
                parameters = faiss.SearchParameters(  # type: ignore[call-arg,unused-ignore]
                    sel=faiss.IDSelectorBatch(rows)
                )
            scores, rows = index.search(query.reshape(1, -1), min(k, len(numbers)), params=parameters)
            for row, score in zip(rows[0], scores[0], strict=True):
                if row >= 0:
                    found[int(numbers[row])] = (float(score), language)
        return found

    def cosine(self, query: NDArray[np.float32], number: int) -> tuple[float, str] | None:
        """Return the cosine of a passage to ``query``, (d,), and its language; None where it is not here."""
        import numpy as np

        for language, (numbers, index) in self._parts.items():
            row = int(np.searchsorted(numbers, number))
            if row < len(numbers) and numbers[row] == number:
                return float(index.reconstruct(row) @ query), language
        return None


def _index(matrix: NDArray[np.float32]) -> Any:
    """Return a FAISS index of ``matrix``, (n, d); row i has the number i."""
    import faiss

    index = faiss.IndexFlatIP(matrix.shape[1])
    index.add(matrix)
    return index

"""Nearest vectors by FAISS, derived from the store and never its only copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Vectors:
    """Vectors of length 1 that can be searched by their inner product, the cosine.

    numbers: the passages' numbers, (n,) int64, ascending; matrix: their vectors, (n, d) float32.
    """

    def __init__(self, numbers: NDArray[np.int64], matrix: NDArray[np.float32]) -> None:
        import faiss

        self._numbers = numbers
        self._index = faiss.IndexFlatIP(matrix.shape[1])
        self._index.add(matrix)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def nearest(
        self, query: NDArray[np.float32], k: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return the numbers of the ``k`` passages nearest to ``query``, (d,), and their cosines.

        ``allowed`` restricts the search to these numbers. Fewer than ``k`` come where there are fewer.
        """
        import faiss
        import numpy as np

        parameters = None
        if allowed is not None:
            rows = np.flatnonzero(np.isin(self._numbers, np.asarray(allowed, dtype=np.int64)))
            parameters = faiss.SearchParameters(  # type: ignore[call-arg,unused-ignore]
                sel=faiss.IDSelectorBatch(rows)
            )
        wanted = min(k, len(self))
        if wanted < 1:
            return []
        scores, rows = self._index.search(query.reshape(1, -1), wanted, params=parameters)
        return [
            (int(self._numbers[row]), float(score))
            for row, score in zip(rows[0], scores[0], strict=True)
            if row >= 0
        ]

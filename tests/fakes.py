"""Stand-ins for the models that are honest implementations, small enough for fast tests."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class FakeEmbedder:
    """Hashed character trigrams of words, normalised: texts that share words are near."""

    def __init__(self, name: str = "fake-trigrams", dimensions: int = 256) -> None:
        self.name = name
        self.dimensions = dimensions
        self.embedded = 0
        """Passages embedded so far."""

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += len(texts)
        return self._embed(texts)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [sum(1 + len(word) // 6 for word in re.findall(r"\w+|[^\w\s]", text)) for text in texts]

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, 0] = 1e-3
            for word in re.findall(r"\w+", text.lower()):
                padded = f" {word} "
                for start in range(len(padded) - 2):
                    vectors[row, zlib.crc32(padded[start : start + 3].encode()) % self.dimensions] += 1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


class ForbiddenEmbedder:
    """An embedder that must not be used; only its name may be asked for."""

    name = "fake-trigrams"

    def __getattr__(self, attribute: str) -> object:
        raise AssertionError(f"the embedder was used: {attribute}")

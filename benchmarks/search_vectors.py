"""Recall, time and memory of vector search by size of the archive, on one core.

    python benchmarks/search_vectors.py [--sizes 10000,100000,1000000] [--vectors FILE.npy]

The vectors are made from those of FILE (n, d), by mixing two of them and adding noise; without a
file from a thousand random topics. Queries are made the same way. Prints a table.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index import large
from index.store import Store
from index.vectors import Vectors

K = 10
QUERIES = 200


class MadeStore:
    """Stands in for a store: one language, vectors in memory, each read alone as from SQLite."""

    def __init__(self, directory: Path, matrix: NDArray[np.float32]) -> None:
        self.directory = directory
        self.matrix = matrix
        self.facts = {"dimensions": str(matrix.shape[1])}

    def manifest(self) -> dict[str, str]:
        """Return what is known of the vectors."""
        return self.facts

    def set_fact(self, key: str, value: str) -> None:
        """Note something."""
        self.facts[key] = value

    def transaction(self, write: bool = False) -> AbstractContextManager[None]:
        """Nothing is at stake."""
        return nullcontext()

    def numbers(self) -> dict[str, NDArray[np.int64]]:
        """Return the numbers of all vectors."""
        return {"en": np.arange(len(self.matrix), dtype=np.int64)}

    def vectors(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return vectors by number."""
        return self.matrix[numbers]


def made(count: int, base: NDArray[np.float32], seed: int) -> NDArray[np.float32]:
    """Return ``count`` vectors of length 1 that lie between those of ``base``."""
    chance = np.random.default_rng(seed)
    rows = np.empty((count, base.shape[1]), dtype=np.float32)
    for at in range(0, count, 50_000):
        size = min(50_000, count - at)
        one, other = chance.integers(0, len(base), (2, size))
        share = chance.uniform(0.5, 1, (size, 1)).astype(np.float32)
        part = base[one] * share + base[other] * (1 - share)
        part += 0.02 * chance.standard_normal(part.shape, dtype=np.float32)
        rows[at : at + size] = part / np.linalg.norm(part, axis=1, keepdims=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--vectors", type=Path)
    options = parser.parse_args()
    if options.vectors:
        base = np.load(options.vectors, allow_pickle=False).astype(np.float32)
    else:
        base = np.random.default_rng(1).standard_normal((1000, 768), dtype=np.float32)
        base /= np.linalg.norm(base, axis=1, keepdims=True)
    print("| vectors | index | made in | recall@10 | median | p95 | bytes a vector |")
    print("|---|---|---|---|---|---|---|")
    for size in map(int, options.sizes.split(",")):
        matrix, queries = made(size, base, 2), made(QUERIES, base, 3)
        with tempfile.TemporaryDirectory() as temporary:
            store = cast(Store, MadeStore(Path(temporary), matrix))
            began = time.perf_counter()
            large.refresh(store)
            vectors = Vectors(store)
            seconds = time.perf_counter() - began
            files = list(Path(temporary).glob("*.faiss"))
            memory = files[0].stat().st_size / size if files else 4 * matrix.shape[1]
            kind = "inverted file, 8 bits" if files else "exact"
        threads = faiss.omp_get_max_threads()
        faiss.omp_set_num_threads(1)
        times, same = [], 0
        for query in queries:
            began = time.perf_counter()
            found = vectors.nearest(query, K)
            times.append(time.perf_counter() - began)
            true = np.argpartition(-(matrix @ query), K)[:K]
            same += len(set(true.tolist()) & set(found))
        faiss.omp_set_num_threads(threads)
        median, p95 = 1000 * np.median(times), 1000 * np.quantile(times, 0.95)
        recall = same / (K * QUERIES)
        cells = [f"{size}", kind, f"{seconds:.0f} s", f"{recall:.3f}", f"{median:.1f} ms", f"{p95:.1f} ms"]
        print(f"| {' | '.join(cells)} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()

"""Time, memory and disk of indexing many short articles, with the embedding faked.

    python benchmarks/index_many.py [--articles 20000] [--passages 5]

Prints a table: the first run, a second one over the unchanged folder, and a search.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Index

DIMENSIONS = 768


class RandomEmbedder:
    """Gives any vector at once, so that all time is the index's own."""

    name = "random"
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self._random = np.random.default_rng(0)

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return random vectors of length 1, (len(texts), 768)."""
        vectors = self._random.standard_normal((len(texts), DIMENSIONS), dtype=np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    embed_queries = embed_documents

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return about the number of tokens of each text."""
        return [len(text) // 4 + 1 for text in texts]


def write(folder: Path, articles: int, passages: int) -> None:
    """Write articles of invented words, each paragraph about one passage long."""
    chance = random.Random(0)
    syllables = [a + b for a in "bdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    for number in range(articles):
        drawn = iter(chance.choices(words, weights, k=passages * 40))
        paragraphs = [
            "The " + " ".join(next(drawn) for _ in range(39)) + f" {number}." for _ in range(passages)
        ]
        file = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n\n".join(paragraphs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--passages", type=int, default=5, help="of each article")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder, directory = Path(temporary) / "news", Path(temporary) / "index"
        folder.mkdir()
        write(folder, options.articles, options.passages)
        first = Index.update(directory, [folder], RandomEmbedder())
        indexing = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        second = Index.update(directory, [folder], RandomEmbedder())
        with Index.open(directory, RandomEmbedder()) as opened:
            disk = opened.status().bytes / 2**20
            began = time.perf_counter()
            opened.search("warm up", 6)
            loading = time.perf_counter() - began
            times = []
            for number in range(50):
                began = time.perf_counter()
                opened.search(f"the {number * 37} of article", 6)
                times.append(time.perf_counter() - began)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| | |\n|---|---|")
    print(f"| passages | {first.passages} |")
    print(f"| first run | {first.seconds:.1f} s, peak memory {indexing:.0f} MB |")
    print(f"| unchanged | {second.seconds:.1f} s, {100 * second.seconds / first.seconds:.1f} % |")
    print(f"| disk | {disk:.0f} MB |")
    print(f"| first search | {loading:.1f} s, peak memory {peak:.0f} MB |")
    print(
        f"| search | median {1000 * np.median(times):.0f} ms, p95 {1000 * np.quantile(times, 0.95):.0f} ms |"
    )


if __name__ == "__main__":
    main()

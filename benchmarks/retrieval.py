"""Retrieval: meaning alone, by exact cosines, against the fused search of an index.

    python benchmarks/retrieval.py --eval FOLDER [--model MODEL]

FOLDER is as for embedding.py. One index holds its passages and the sample corpus, so each set of
queries has the other as distractors. Names and numbers are drawn from the passages: those that
stand in one article alone. Prints a table.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.loading import find_embedder
from index import Embedder, Index
from index.store import Store

ROOT = Path(__file__).parent.parent
K = 10


@dataclass(frozen=True)
class Query:
    """What is looked for; document: where the right passage is; part: what it has in it."""

    kind: str
    text: str
    document: str
    part: str = ""


def rows(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


class Remembering:
    """Embeds each query once, for both ways of searching."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}
        self.name = embedder.name
        self.count_tokens = self._embedder.count_tokens
        self.embed_documents = self._embedder.embed_documents

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._embedder.dimensions

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector for each query."""
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known.update(zip(new, self._embedder.embed_queries(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def queries(evaluation: Path) -> list[Query]:
    """Return all queries, with the paths that the index gives the articles."""
    passages = rows(evaluation / "squad2_passages.jsonl")
    path = {row["id"]: f"squad2_passages.jsonl#{number}" for number, row in enumerate(passages, 1)}
    found = [
        Query("SQuAD 2.0 questions", row["question"], path[row["passage_id"]])
        for row in rows(evaluation / "squad2_questions.jsonl")
        if row["answerable"]
    ]
    texts = {path[row["id"]]: row["text"] for row in passages}
    texts |= {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "seeds").glob("*.txt")}
    chance = random.Random(1)
    for kind, count, pattern in (
        ("names", 100, r"(?<=[a-z,] )(?:[A-Z][\w'-]+ ){1,2}[A-Z][\w'-]+"),
        ("numbers", 60, r"(?<= )\d[\d,.]+\d(?= )"),
    ):
        drawn = sorted({match for row in passages for match in re.findall(pattern, row["text"])})
        where = {text: [name for name, whole in texts.items() if text in whole] for text in drawn}
        single = [text for text in drawn if len(where[text]) == 1]
        drawn = chance.sample(single, min(count, len(single)))
        found += [Query(kind, text, where[text][0]) for text in drawn]
    for case in rows(ROOT / "tests" / "search_cases.jsonl"):
        kind = f"questions in {case['language']}" if case["kind"] == "question" else "names and numbers"
        found.append(Query(f"sample corpus, {kind}", case["query"], case["document"], case["text"]))
    return found


def place(hits: Sequence[tuple[str, str]], query: Query) -> int:
    """Return the place of the right passage from 0 on; K where it is not among them."""
    right = [path == query.document and query.part in text for path, text in hits]
    return right.index(True) if True in right else K


def by_meaning(store: Store, embedder: Remembering) -> Callable[[str], list[tuple[str, str]]]:
    """Return a search by exact cosines over all passages."""
    numbers = np.concatenate(list(store.numbers().values()))
    matrix = store.vectors(numbers)

    def search(query: str) -> list[tuple[str, str]]:
        best = numbers[np.argsort(-(matrix @ embedder.embed_queries([query])[0]), kind="stable")[:K]]
        found = store.passages(best.tolist())
        return [(info.path, (store.text(info.id) or "")[part.start : part.end]) for part, info in found]

    return search


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--model", help="embedding model: a name, folder or hf:OWNER/REPO")
    options = parser.parse_args()
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    embedder = Remembering(find_embedder(options.model, print))
    asked = queries(options.eval)
    embedder.embed_queries([query.text for query in asked])
    with tempfile.TemporaryDirectory() as temporary:
        folder, directory = Path(temporary) / "news", Path(temporary) / "index"
        shutil.copytree(ROOT / "seeds", folder)
        shutil.copy(options.eval / "squad2_passages.jsonl", folder)
        Index.update(directory, [folder], embedder)
        ranks: dict[str, list[tuple[int, int]]] = {}
        with Index.open(directory, embedder) as index, closing(Store.open(directory)) as store:
            meaning = by_meaning(store, embedder)
            for query in asked:
                fused = [(hit.document.path, hit.text) for hit in index.search(query.text, K).hits]
                one, other = place(meaning(query.text), query), place(fused, query)
                ranks.setdefault(query.kind, []).append((one, other))
    print("| queries | | R@1 meaning | R@1 fused | R@5 meaning | R@5 fused | R@10 meaning | R@10 fused |")
    print("|---|---|---|---|---|---|---|---|")
    for kind, pairs in ranks.items():
        shares = [100 * (np.array(pairs) < k).mean(axis=0) for k in (1, 5, K)]
        cells = [kind, str(len(pairs)), *(f"{share:.1f}" for pair in shares for share in pair)]
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()

"""Whether many articles in one language bury those in others, with the real embedder.

    python benchmarks/distractors.py --eval FOLDER [--articles 10000] [--model MODEL]

The sample corpus is searched with the questions of tests/search_cases.jsonl, alone and among so
many English articles of one to three sentences, taken from the files *_passages.jsonl of FOLDER
({"text"} a line). Prints a table by the language of the article that answers.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from assistant.loading import find_embedder
from index import Index
from index.sentences import sentences

ROOT = Path(__file__).parent.parent
K = 5
SHORTEST = 40  # characters of an article


def rows(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def english(evaluation: Path, count: int) -> list[str]:
    """Return ``count`` different texts of one sentence, then of more; fewer where there are not so many."""
    found: dict[str, None] = {}
    passages = [row["text"] for file in sorted(evaluation.glob("*_passages.jsonl")) for row in rows(file)]
    spans = [sentences(text, 0, len(text), "en") for text in passages]
    for width in (1, 2, 3):
        for text, parts in zip(passages, spans, strict=True):
            windows = zip(parts, parts[width - 1 :], strict=False)
            found.update(dict.fromkeys(text[a:b] for (a, _), (_, b) in windows if b - a >= SHORTEST))
    return list(found)[:count]


def places(index: Index, cases: list[dict[str, Any]]) -> list[int]:
    """Return the place of the right passage for each case, from 0 on; K where it is not among them."""
    found = []
    for case in cases:
        hits = index.search(case["query"], K).hits
        right = [hit.document.path == case["document"] and case["text"] in hit.text for hit in hits]
        found.append(right.index(True) if True in right else K)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--model", help="embedding model: a name, folder or hf:OWNER/REPO")
    options = parser.parse_args()
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    embedder = find_embedder(options.model, print)
    cases = [row for row in rows(ROOT / "tests" / "search_cases.jsonl") if row["kind"] == "question"]
    with tempfile.TemporaryDirectory() as temporary:
        folder, directory = Path(temporary) / "news", Path(temporary) / "index"
        shutil.copytree(ROOT / "seeds", folder)
        Index.update(directory, [folder], embedder)
        with Index.open(directory, embedder) as index:
            language = {info.path: info.language for info in index.documents()}
            alone = places(index, cases)
        texts = english(options.eval, options.articles)
        table = "\n".join(json.dumps({"text": text, "language": "en"}) for text in texts)
        (folder / "english.jsonl").write_text(table, encoding="utf-8")
        seconds = Index.update(directory, [folder], embedder).seconds
        with Index.open(directory, embedder) as index:
            among = places(index, cases)
    print("| questions in | article in | | R@1 alone | R@1 among | R@5 alone | R@5 among |")
    print("|---|---|---|---|---|---|---|")
    pairs = [(case["language"], language[case["document"]]) for case in cases]
    for pair in sorted(set(pairs)):
        own = [at for at, one in enumerate(pairs) if one == pair]
        shares = [100 * np.mean([found[at] < k for at in own]) for k in (1, K) for found in (alone, among)]
        print(f"| {pair[0]} | {pair[1]} | {len(own)} | {' | '.join(f'{share:.1f}' for share in shares)} |")
    print(f"\n{len(texts)} English articles, indexed in {seconds:.0f} s")


if __name__ == "__main__":
    main()

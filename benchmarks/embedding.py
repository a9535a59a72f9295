"""Embedding: passages a second, and what is found, against plain sentence-transformers in float32.

    python benchmarks/embedding.py --eval FOLDER [--passages 240] [--questions 400] [--others]

FOLDER has squad2_passages.jsonl ({"id", "text"} a line) and squad2_questions.jsonl ({"question",
"passage_id", "answerable"}). Both embedders read the same passages in this one process, by turns,
and the median of their runs counts. Prints a table.
"""

from __future__ import annotations

import argparse
import json
import os
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import models
from assistant.loading import find_embedder
from index.embed import BATCH

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


def rows(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def float32(path: Path) -> Any:
    """Return the model as sentence-transformers loads it by itself."""
    import torch
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(
        str(path), device="cpu", local_files_only=True, model_kwargs={"dtype": torch.float32}
    )


def int8(path: Path) -> Any:
    """Return the model with its linear layers in 8-bit integers, activations scaled in each batch."""
    import torch

    model = float32(path)
    warnings.simplefilter("ignore")  # torch means to move this elsewhere
    torch.ao.quantization.quantize_dynamic(model[0], {torch.nn.Linear}, dtype=torch.qint8, inplace=True)
    return model


def encoders(model: Any, batch: int) -> tuple[Encode, Encode]:
    """Return what embeds passages and questions with a model of sentence-transformers."""

    def documents(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode_document(list(texts), batch_size=batch, show_progress_bar=False))

    def queries(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode_query(list(texts), batch_size=batch, show_progress_bar=False))

    return documents, queries


def timed(encode: Encode, texts: Sequence[str]) -> tuple[NDArray[np.float32], float]:
    """Return the vectors of ``texts`` and the seconds they took."""
    began = time.perf_counter()
    vectors = encode(texts)
    return vectors, time.perf_counter() - began


def found(queries: NDArray[np.float32], passages: NDArray[np.float32], right: Sequence[int], k: int) -> float:
    """Return the share of queries whose right passage is among the ``k`` nearest."""
    queries = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    passages = passages / np.linalg.norm(passages, axis=1, keepdims=True)
    nearest = np.argsort(-(queries @ passages.T), axis=1, kind="stable")[:, :k]
    return float(np.mean([place in row for place, row in zip(right, nearest, strict=True)]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--passages", type=int, default=240)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--save", type=Path, metavar="FILE.npy", help="keep the passages' vectors")
    parser.add_argument("--others", action="store_true", help="measure also what was tried and is not used")
    parser.add_argument("--model", help="embedding model: a name, folder or hf:OWNER/REPO")
    options = parser.parse_args()
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    passages = rows(options.eval / "squad2_passages.jsonl")[: options.passages]
    places = {passage["id"]: place for place, passage in enumerate(passages)}
    asked = [
        row
        for row in rows(options.eval / "squad2_questions.jsonl")
        if row["answerable"] and row["passage_id"] in places
    ][: options.questions]
    texts = [passage["text"] for passage in passages]
    questions = [row["question"] for row in asked]
    right = [places[row["passage_id"]] for row in asked]

    model = models.resolve(options.model, "embedder")
    ours = find_embedder(options.model, print)
    embedders = {
        "sentence-transformers, float32": encoders(float32(model.path), 32),
        "this project": (ours.embed_documents, ours.embed_queries),
    }
    if options.others:
        embedders["8-bit integers (torch)"] = encoders(int8(model.path), BATCH)
    for encode, ask in embedders.values():
        encode(texts[:16])  # loads and warms
        ask(questions[:16])
    seconds: dict[str, list[float]] = {name: [] for name in embedders}
    vectors: dict[str, NDArray[np.float32]] = {}
    for _ in range(options.runs):
        for name, (encode, _ask) in embedders.items():
            vectors[name], took = timed(encode, texts)
            seconds[name].append(took)
    first, *_ = embedders
    print("| embedder | passages/s | ratio | mean cosine | R@1 | R@5 |\n|---|---|---|---|---|---|")
    for name, (_encode, ask) in embedders.items():
        median, asking = float(np.median(seconds[name])), ask(questions)
        cells = [
            name,
            f"{len(texts) / median:.1f}",
            f"{np.median(seconds[first]) / median:.2f}",
            f"{(vectors[name] * vectors[first]).sum(axis=1).mean():.4f}",
            *(f"{100 * found(asking, vectors[name], right, k):.2f}" for k in (1, 5)),
        ]
        print(f"| {' | '.join(cells)} |", flush=True)
        if options.others and name == "this project":
            for width in (512, 256, 128):
                shares = [found(asking[:, :width], vectors[name][:, :width], right, k) for k in (1, 5)]
                cells[0], cells[3:] = f"its first {width} numbers", ["", *(f"{100 * s:.2f}" for s in shares)]
                print(f"| {' | '.join(cells)} |", flush=True)
    if options.save:
        np.save(options.save, vectors["this project"])
    print(f"\n{len(texts)} passages, {len(questions)} questions, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()

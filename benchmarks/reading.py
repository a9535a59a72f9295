"""The reader against the language model: does a passage answer a question, and how soon do they say so?

    python benchmarks/reading.py --eval FOLDER [--questions 100]

FOLDER has the SQuAD 2.0 files of docs/benchmarks.md. So many answerable and as many unanswerable questions
are put to both, each with its own paragraph alone; none of it was trained on. Prints a table: AUC, the chance
that an answerable question gets a larger share than an unanswerable one; the words that the reader finds
against the accepted ones (exact, and F1 of words, as SQuAD counts them); and milliseconds a passage.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from assistant import models, prompt
from assistant.encoder import Encoder
from assistant.loading import load_generator
from assistant.settings import settled


def rows(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def words(text: str) -> list[str]:
    """The words that SQuAD counts: without articles and punctuation."""
    return re.findall(r"\w+", re.sub(r"\b(?:a|an|the)\b", " ", text.lower()))


def f1(found: str, accepted: str) -> float:
    """The harmonic mean of how much of what was found is right, and how much of what is right was found."""
    one, other = words(found), words(accepted)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if shared else float(one == other)


def auc(positive: list[float], negative: list[float]) -> float:
    """The chance that one of the first is larger than one of the second, ties counting half."""
    pairs = [(one > other) + (one == other) / 2 for one in positive for other in negative]
    return statistics.mean(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--questions", type=int, default=100, help="of each kind")
    options = parser.parse_args()
    models.go_offline()
    found = models.resolve(None, "embedder")
    encoder = Encoder(found.path, found.identity)
    generator = load_generator(models.resolve(None, "generator"), settled(), print)
    prompts = prompt.evidence()
    passages = {row["id"]: row for row in rows(options.eval / "squad2_passages.jsonl")}
    asked = rows(options.eval / "squad2_questions.jsonl")
    random.Random(5).shuffle(asked)
    asked = [
        row
        for kind in (True, False)
        for row in [r for r in asked if r["answerable"] is kind][: options.questions]
    ]
    encoder.extract("warm", "", "warm")
    reader: dict[bool, list[float]] = {True: [], False: []}
    model: dict[bool, list[float]] = {True: [], False: []}
    exact, close, seconds = [], [], [0.0, 0.0]
    for row in asked:
        passage = passages[row["passage_id"]]
        text, source = " ".join(passage["text"].split()), f"from “{passage['title']}”"
        began = time.perf_counter()
        extract = encoder.extract(row["question"], source, text)
        between = time.perf_counter()
        turn = prompts.judge_turn(text, row["question"], source)
        share = generator.choose(prompts.opening, (turn,), (prompts.yes, prompts.no))[0]
        seconds[0] += between - began
        seconds[1] += time.perf_counter() - between
        reader[row["answerable"]].append(extract.answers)
        model[row["answerable"]].append(share)
        if row["answerable"]:
            said = text[extract.start : extract.end]
            exact.append(max(words(said) == words(one) for one in row["answers"]))
            close.append(max(f1(said, one) for one in row["answers"]))
    generator.close()
    print(f"| {len(asked)} questions | AUC | exact | F1 | ms a passage | ratio |\n|---|---|---|---|---|---|")
    each = [1000 * one / len(asked) for one in seconds]
    print(
        f"| reader | {auc(reader[True], reader[False]):.3f} | {100 * statistics.mean(exact):.1f}"
        f" | {100 * statistics.mean(close):.1f} | {each[0]:.0f} | {each[1] / each[0]:.1f} |"
    )
    print(f"| language model | {auc(model[True], model[False]):.3f} | | | {each[1]:.0f} | 1.0 |")


if __name__ == "__main__":
    main()

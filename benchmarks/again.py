"""How much sooner a question is answered whose passages were read a moment before.

    python benchmarks/again.py [--model MODEL]

Asks the questions of the half `report` over the sample corpus, each twice in a row. No answer is kept: the
second time everything is done again, but what the language model read of the passages, and the vectors of
their words, are in memory. The reader reads question and passage together, and so reads again each time.
Of other questions about the same few articles most is in memory too: nearly all of "asked first" are such.
"""

from __future__ import annotations

import argparse
import statistics
import time

from peers.questions import ROOT, fixed

from assistant import Answer, Assistant


def asked(assistant: Assistant, question: str) -> tuple[Answer, float]:
    """Return the answer to a question, and the seconds that it took."""
    began = time.perf_counter()
    answer = assistant.answer(question)
    return answer, time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", help="language model: a name, path or hf:OWNER/REPO/FILE.gguf")
    options = parser.parse_args()
    questions = [one.case.question for one in fixed("report")[0] if one.folder == ROOT / "seeds"]
    first, again = [], []
    with Assistant(model=options.model) as assistant:
        asked(assistant, "What is this about?")
        for question in questions:
            before, seconds = asked(assistant, question)
            first.append(seconds)
            after, seconds = asked(assistant, question)
            again.append(seconds)
            if after.text != before.text:
                raise SystemExit(f"answered otherwise when asked again: {question}")
    print(f"| {len(first)} questions | p50 | ratio |\n|---|---|---|")
    print(f"| asked first | {statistics.median(first):.1f} s | 1.00 |")
    ratio = statistics.median(first) / statistics.median(again)
    print(f"| asked again | {statistics.median(again):.1f} s | {ratio:.2f} |")


if __name__ == "__main__":
    main()

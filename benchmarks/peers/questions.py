"""The questions: the fixed ones of tests/cases, and samples of the public evaluation sets."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.check import Case, Cite, load
from assistant.languages import of_question

ROOT = Path(__file__).parent.parent.parent
SETS = {"squad2": "SQuAD 2.0", "timeqa": "TimeQA"}
Row = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """A question and what is expected of its answer; group: its set; folder: the articles."""

    group: str
    folder: Path
    case: Case

    @property
    def language(self) -> str:
        """The language that the answer should be in."""
        return self.case.language or of_question(self.case.question)


def fixed(half: str) -> tuple[list[Question], int]:
    """Return the fixed questions with the tag ``half``, and how many follow-ups were left out.

    Follow-ups are left out for every system: the peers' engines take no conversation.
    """
    tasks = [task for task in load([ROOT / "tests" / "cases"]) if half in task.case.tags]
    alone = [task for task in tasks if not task.case.history]
    asked = [Question("fixed questions", task.index or ROOT / "seeds", task.case) for task in alone]
    return sorted(asked, key=lambda question: question.folder), len(tasks) - len(alone)


def sampled(evaluation: Path, half: str, folder: Path, size: int = 100) -> list[Question]:
    """Write the paragraphs of both sets to ``folder`` and return a seeded sample of their questions.

    ``size`` answerable and ``size`` unanswerable ones, half of each from each set, more from SQuAD
    2.0 where TimeQA has too few. The samples of the two halves have no question in common.
    """
    places = _write_paragraphs(evaluation, folder)
    chance = random.Random(0)
    drawn: list[Question] = []
    for answerable in (True, False):
        squad2, timeqa = (
            [row for row in _rows(evaluation / f"{name}_questions.jsonl") if row["answerable"] is answerable]
            for name in SETS
        )
        chance.shuffle(squad2)
        chance.shuffle(timeqa)
        for taken in ("report", "tune"):
            of_timeqa = timeqa[: size // 2]
            of_squad2 = squad2[: size - len(of_timeqa)]
            timeqa, squad2 = timeqa[len(of_timeqa) :], squad2[len(of_squad2) :]
            if taken == half:
                drawn += [Question(SETS["squad2"], folder, _case(row, places)) for row in of_squad2]
                drawn += [Question(SETS["timeqa"], folder, _case(row, places)) for row in of_timeqa]
    return drawn


def _rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _write_paragraphs(evaluation: Path, folder: Path) -> dict[str, str]:
    """Write each paragraph as an article of its own, with its title; return their paths by id."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[str, str] = {}
    for row in (row for name in SETS for row in _rows(evaluation / f"{name}_passages.jsonl")):
        if row.get("is_heading"):
            continue
        path = paths[row["id"]] = f"{row['id'].rpartition(':')[2]}.md"
        title = json.dumps(row["title"], ensure_ascii=False)  # which is YAML too
        text = f"---\ntitle: {title}\n---\n\n{row['text']}\n"
        (folder / path).write_text(text, encoding="utf-8")
    return paths


def _case(row: Row, paths: dict[str, str]) -> Case:
    gold = row.get("passage_ids") or [row.get("passage_id")]
    right: Row = {
        "any": tuple(normalised(answer) for answer in row["answers"]),
        "cites": tuple(Cite(document=paths[name], quote=None) for name in gold if name in paths),
    }
    return Case(
        id=row["id"],
        question=row["question"],
        language=row["lang"],
        answered=row["answerable"],
        **right if row["answerable"] else {},
    )


def normalised(answer: str) -> str:
    """A pattern that finds an accepted answer whatever its articles and punctuation.

    As SQuAD's official evaluation compares: without regard to case, punctuation and a, an, the.
    """
    every = re.findall(r"\w+", answer)
    words = [word for word in every if word.lower() not in {"a", "an", "the"}] or every
    if not words:
        return answer
    between = r"\W+(?:(?:an?|the)\W+)?"
    return rf"/\b{between.join(map(re.escape, words))}\b/"

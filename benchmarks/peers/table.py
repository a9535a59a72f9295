"""What was measured, as tables for people."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Iterable, Mapping, Sequence

from peers import Reply
from peers.questions import Question
from peers.scoring import Score

Scored = tuple[Question, Reply, Score]


def report(results: Mapping[str, Sequence[Scored]], misses: bool) -> None:
    """Print a table for each set of questions, and one for all where there are several."""
    groups = list(dict.fromkeys(question.group for scored in results.values() for question, *_ in scored))
    for group in groups if len(groups) == 1 else [*groups, "all"]:
        rows = {
            name: [one for one in scored if group in ("all", one[0].group)]
            for name, scored in results.items()
        }
        asked = [question.case.answered for question, *_ in next(iter(rows.values()))]
        print(f"\n{group}: {sum(asked)} answerable, {len(asked) - sum(asked)} unanswerable\n")
        table = [{"system": name, **measures(scored)} for name, scored in rows.items()]
        print(f"| {' | '.join(table[0])} |\n{'|---' * len(table[0])}|")
        for cells in table:
            print(f"| {' | '.join(cells.values())} |")
    for name, scored in results.items():
        if failed := sum(bool(reply.error) for _, reply, _ in scored):
            print(f"\n{name} failed on {failed} questions, which count as wrong; --misses shows why")
        if misses:
            print(f"\n{name}, not as it should be:")
            for one in scored:
                _miss(*one)


def measures(scored: Sequence[Scored]) -> dict[str, str]:
    """Return the measures of one system by the name of their column."""
    yes = [result for question, _, result in scored if question.case.answered]
    no = [result for question, _, result in scored if not question.case.answered]
    return {
        "right": share(result.right for result in yes),
        "rightly sourced": share(result.sourced for result in yes),
        "refused": share(result.refused for result in no),
        "wrongly refused": share(result.refused for result in yes),
        "language": share(result.in_language for *_, result in scored),
        "first word": f"{statistics.median(reply.first for _, reply, _ in scored):.1f} s",
        "total": f"{statistics.median(reply.total for _, reply, _ in scored):.1f} s",
        "memory": f"{max(reply.memory for _, reply, _ in scored) / 1024:.1f} GB",
    }


def share(holds: Iterable[bool]) -> str:
    """Return how often something holds, in per cent and as a count."""
    each = list(holds)
    return f"{100 * sum(each) / len(each):.0f} % ({sum(each)}/{len(each)})" if each else "–"


def _miss(question: Question, reply: Reply, result: Score) -> None:
    good = result.sourced if question.case.answered else result.refused
    if good and result.in_language:
        return
    said = reply.error or " ".join(reply.text.split())
    cited = ", ".join(source.document for source in reply.cited)
    flags = " ".join(f"{name}={value:d}" for name, value in dataclasses.asdict(result).items())
    print(f"  {question.case.id}: {question.case.question}\n    {said} [{cited}] {flags}")

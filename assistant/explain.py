"""The way of one question, for ``ask --explain``: what was found, chosen and rejected, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from assistant.answers import Answer, Passage
from assistant.clean import printable
from assistant.steps import Step


def explained(answer: Answer, steps: Sequence[Step]) -> str:
    """Tell a person what became of each passage, and what took how long.

    Of a prompt are told the tokens that are its own, and those of the opening before them, which is kept.
    """
    asked = next((step.about for step in steps if step.name == "search"), answer.question)
    lines = [
        f"searched for: {asked}",
        "",
        f"{'passage':<44}{'found':>6}{'covered':>9}{'reader':>8}{'yes':>6}  what became of it",
        *(_passage(passage, answer) for passage in answer.passages),
        "",
        f"{'step':<9}{'seconds':>8}{'tokens':>8}{'+ kept':>8}  about",
        *(_step(step, after.seconds - step.seconds) for step, after in pairwise(steps)),
        f"{'in all':<9}{answer.timings.total:>8.2f}{sum(step.tokens for step in steps):>8}",
    ]
    return printable("\n".join(lines))


def listed(answer: Answer, steps: Sequence[Step]) -> dict[str, Any]:
    """The answer's JSON with its steps."""
    return {
        **answer.to_dict(),
        "steps": [{**asdict(step), "seconds": round(step.seconds, 3)} for step in steps],
    }


def _step(step: Step, seconds: float) -> str:
    kept = f"+ {step.opening}" if step.opening else ""
    return f"{step.name:<9}{seconds:>8.2f}{step.tokens or '':>8}{kept:>8}  {step.about}".rstrip()


def _passage(passage: Passage, answer: Answer) -> str:
    cited = [citation.number for citation in answer.citations if passage.holds(citation)]
    if cited:
        became = f"cited as {', '.join(f'[{number}]' for number in cited)}"
    elif passage.rejected:
        became = f"rejected: {passage.rejected}"
    else:
        became = "not read" if passage.yes is None else "not chosen"
    place = f"{passage.document}:{passage.start}-{passage.end}"
    if passage.words and not cited:
        became = f"“{passage.words}”: {became}"
    shares = (passage.found, passage.covered, passage.reader, passage.yes)
    found, covered, reader, yes = ("" if share is None else f"{share:.2f}" for share in shares)
    return f"{place:<44}{found:>6}{covered:>9}{reader:>8}{yes:>6}  {became}"

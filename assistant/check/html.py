"""A run as one page that opens offline: figures, charts, and each answer beside what was expected.

All that an article, a case or a model wrote is escaped by the template; the page has no address in it
and forbids itself to load anything.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from assistant.answers import Answer, Citation
from assistant.check.cases import Case
from assistant.check.report import Report
from assistant.check.run import Answered, Outcome
from assistant.check.score import accepts, said, written_in
from assistant.check.texts import finds
from assistant.check.totals import NO_SOURCE
from assistant.models.cache import write_atomically

_PAGE = Path(__file__).parent / "page"

BARS = 16
"""Of the distribution of seconds, about."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that is expected of an answer, and whether it is so (None: nothing was answered)."""

    text: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A cited sentence between the parts of its passage before and after it."""

    citation: Citation
    before: str
    after: str


def write(file: Path, report: Report) -> None:
    """Write the page. Raises OSError."""
    write_atomically(file, page(report))


def page(report: Report) -> str:
    """The page of a run."""
    changes = report.changes()
    script = "\n".join(_text(name) for name in ("uPlot.iife.min.js", "report.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return _template().render(
        script=script,
        script_digest=f"sha256-{digest}",
        style="\n".join(_text(name) for name in ("uPlot.min.css", "report.css")),
        report=report,
        cases=[_case(outcome, *changes.get(outcome.task.case.id, ("", ""))) for outcome in report.outcomes],
        sources=list(dict.fromkeys(source for _, source in report.totals.matrix)),
        questions=list(dict.fromkeys(asked_in for asked_in, _ in report.totals.matrix)),
        charts=_charts(report),
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(_PAGE)
    options: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    return Environment(loader=loader, autoescape=True, **options).get_template("report.html")


def _text(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _case(outcome: Outcome, change: str, before: str) -> dict[str, Any]:
    case = outcome.task.case
    answer = outcome.answer if isinstance(outcome, Answered) else None
    return {
        "outcome": outcome,
        "case": case,
        "answer": answer,
        "change": change,
        "before": before if answer and before != answer.text else "",
        "stage": (outcome.score.stage or "") if isinstance(outcome, Answered) else "",
        "reason": outcome.score.reason if isinstance(outcome, Answered) else outcome.error,
        "source": (isinstance(outcome, Answered) and outcome.source_language) or NO_SOURCE,
        "expected": _expected(case, answer),
        "shown": [_shown(citation, answer) for citation in answer.citations] if answer else [],
    }


def _shown(citation: Citation, answer: Answer) -> Shown:
    """A citation in its passage; by itself where the passage is not among those of the answer."""
    return Shown(citation, *answer.around(citation))


def _expected(case: Case, answer: Answer | None) -> list[Expectation]:
    """What a case expects, one by one."""
    says = "the archive says it" if case.answered else "the archive does not say"
    found = [Expectation(says, None if answer is None else answer.answered is case.answered)]
    text = None if answer is None or not answer.answered else said(answer)

    def has(label: str, wanted: Sequence[str], fewest: int, *, not_: bool = False) -> None:
        count = None if text is None else sum(finds(one, text) for one in wanted)
        met = None if count is None else (count >= fewest) is not not_
        found.append(Expectation(f"{label} {', '.join(wanted)}", met))

    for one in case.all:
        has("has", [one], 1)
    if case.any:
        has("has one of", case.any, 1)
    if case.k_of:
        has(f"has {case.k_of.k} of", case.k_of.of, case.k_of.k)
    for one in case.none:
        has("has not", [one], 1, not_=True)
    if case.cites:
        cites = ", ".join(f"{c.document} ({c.quote})" if c.quote else c.document for c in case.cites)
        met = None if text is None or not answer else any(accepts(case.cites, c) for c in answer.citations)
        found.append(Expectation(f"cites {cites}", met))
    if case.language:
        met = None if answer is None else written_in(answer, case.language) == case.language
        found.append(Expectation(f"is in {case.language}", met))
    if case.max_seconds is not None:
        met = None if answer is None else answer.timings.total <= case.max_seconds
        found.append(Expectation(f"takes at most {case.max_seconds:g} s", met))
    return found


def _charts(report: Report) -> dict[str, Any]:
    """The numbers that the charts draw."""
    seconds = [one.answer.timings.total for one in report.outcomes if isinstance(one, Answered)]
    step = _round_up(max(seconds, default=0.0) / BARS)
    counts = [0] * (int(max(seconds, default=0.0) // step) + 1)
    for value in seconds:
        counts[int(value // step)] += 1
    return {
        "pairs": [
            {"label": f"{asked_in}→{source}", "part": share.part, "of": share.of}
            for (asked_in, source), share in report.totals.matrix.items()
        ],
        "seconds": {"step": step, "counts": counts},
        "history": [
            {"saved": point.saved, "passed": point.passed, "failed": point.failed, "p50": point.p50}
            for point in report.history
        ],
    }


def _round_up(value: float) -> float:
    """The next number that begins with 1, 2 or 5 and has only zeros behind it; at least 0.1."""
    if value <= 0.1:
        return 0.1
    size = 10.0 ** math.floor(math.log10(value))
    return float(next(round(size * first, 3) for first in (1, 2, 5, 10) if size * first >= value))

"""The figures of a run."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.check.run import Answered, Broken, Outcome
from assistant.check.score import Stage, accepts

NO_SOURCE = "none"
"""Stands for the source language of questions that have no source."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.part / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of a run.

    right: as expected, of the cases that have an answer. refusal_precision: rightly refused, of all
    that was refused; refusal_recall: of all that should be. citation_precision: citations of an
    accepted source, in answers to cases that name one. p50, p95: seconds that half, and 95 of 100,
    of the answers took at most. stages: failures by the stage to blame. matrix: as expected, by
    language of the question and of the source.
    """

    passed: int
    failed: int
    errors: int
    right: Share
    refusal_precision: Share
    refusal_recall: Share
    citation_precision: Share
    p50: float | None
    p95: float | None
    stages: dict[Stage, int]
    matrix: dict[tuple[str, str], Share]


def totals(outcomes: Sequence[Outcome]) -> Totals:
    """Count what the cases of a run came to."""
    answered = [outcome for outcome in outcomes if isinstance(outcome, Answered)]
    passed = sum(one.score.passed for one in answered)
    answerable = [one for one in answered if one.task.case.answered]
    unanswerable = [one for one in answered if not one.task.case.answered]
    refused = [one for one in answered if not one.answer.answered]
    rightly = sum(not one.task.case.answered for one in refused)
    cited = [
        accepts(one.task.case.cites, citation)
        for one in answered
        if one.task.case.cites
        for citation in one.answer.citations
    ]
    seconds = sorted(one.answer.timings.total for one in answered)
    stages = Counter(one.score.stage for one in answered if one.score.stage)
    return Totals(
        passed=passed,
        failed=len(answered) - passed,
        errors=sum(isinstance(outcome, Broken) for outcome in outcomes),
        right=Share(sum(one.score.passed for one in answerable), len(answerable)),
        refusal_precision=Share(rightly, len(refused)),
        refusal_recall=Share(rightly, len(unanswerable)),
        citation_precision=Share(sum(cited), len(cited)),
        p50=_percentile(seconds, 0.50),
        p95=_percentile(seconds, 0.95),
        stages={stage: stages[stage] for stage in Stage if stages[stage]},
        matrix=_matrix(answered),
    )


def _matrix(answered: Sequence[Answered]) -> dict[tuple[str, str], Share]:
    cells: dict[tuple[str, str], list[bool]] = {}
    for one in answered:
        cells.setdefault((one.asked_in, one.source_language or NO_SOURCE), []).append(one.score.passed)
    # Refusals, which have no source, come last.
    order = sorted(cells, key=lambda pair: (pair[0], pair[1] == NO_SOURCE, pair[1]))
    return {pair: Share(sum(cells[pair]), len(cells[pair])) for pair in order}


def _percentile(ordered: Sequence[float], share: float) -> float | None:
    """The smallest value that so large a share of the values does not exceed (nearest rank)."""
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1] if ordered else None

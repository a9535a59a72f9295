"""What a run came to, for all the forms in which it is told; and the form for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.check.baseline import Comparison, Point
from assistant.check.parts import Parts
from assistant.check.run import Answered, Outcome
from assistant.check.totals import Share, Totals


@dataclass(frozen=True, slots=True)
class Report:
    """A run that has ended. corpora: what decided the answers over each; history: the last is this run."""

    outcomes: Sequence[Outcome]
    totals: Totals
    corpora: Mapping[str, Parts]
    comparison: Comparison | None
    history: Sequence[Point]

    def changes(self) -> dict[str, tuple[str, str]]:
        """What changed of each case against the baseline, and its text there, by its id."""
        kinds = self.comparison.kinds() if self.comparison else []
        return {
            change.id: (kind, change.before.text if change.before else "")
            for kind, changes in reversed(kinds)
            for change in changes
        }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """One case as plain data."""
    case = outcome.task.case.model_dump(exclude_defaults=True, mode="json")
    told: dict[str, Any] = {
        "id": outcome.task.case.id,
        "verdict": outcome.verdict,
        "corpus": outcome.corpus,
        "asked_in": outcome.asked_in,
        "case": case,
    }
    if not isinstance(outcome, Answered):
        return told | {"error": outcome.error}
    return told | {
        "source_language": outcome.source_language,
        "stage": outcome.score.stage,
        "reason": outcome.score.reason or None,
        "kept": outcome.kept,
        "answer": outcome.answer.to_dict(),
    }


def totals_json(report: Report) -> dict[str, Any]:
    """The figures of a run as plain data, with what is different from the baseline."""
    figures = report.totals
    told: dict[str, Any] = {
        "totals": {
            "passed": figures.passed,
            "failed": figures.failed,
            "errors": figures.errors,
            "right": _share(figures.right),
            "refusal_precision": _share(figures.refusal_precision),
            "refusal_recall": _share(figures.refusal_recall),
            "citation_precision": _share(figures.citation_precision),
            "p50": figures.p50,
            "p95": figures.p95,
            "stages": figures.stages,
            "matrix": [
                {"asked_in": asked_in, "source": source, **_share(share)}
                for (asked_in, source), share in figures.matrix.items()
            ],
        },
        "fingerprints": {name: parts.fingerprint for name, parts in report.corpora.items()},
    }
    if report.comparison is not None:
        told["baseline"] = asdict(report.comparison)
    return told


def _share(share: Share) -> dict[str, Any]:
    return {"part": share.part, "of": share.of}

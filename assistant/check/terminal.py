"""A run as a person reads it in a terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from typing import TextIO

from rich.box import HORIZONTALS, SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.check.baseline import Comparison
from assistant.check.report import Report
from assistant.check.run import Answered, Broken
from assistant.check.totals import Share, Totals
from assistant.clean import printable

WIDEST = 120


def show(report: Report, stream: TextIO | None = None) -> None:
    """Print the failures, the errors, the figures, and what is different from the baseline."""
    width = min(shutil.get_terminal_size((100, 24)).columns, WIDEST)
    console = Console(file=stream or sys.stdout, width=width, highlight=False, emoji=False, markup=False)
    if failures := [one for one in report.outcomes if isinstance(one, Answered) and not one.score.passed]:
        console.print(_failures(failures))
    for one in report.outcomes:
        if isinstance(one, Broken):
            console.print(Text(printable(f"error in {one.task.case.id}: {one.error}"), "bold"))
    console.print(_matrix(report.totals.matrix))
    for line in figures(report.totals):
        console.print(Text(line))
    if report.comparison is not None:
        console.print()
        for line in differences(report.comparison):
            console.print(Text(printable(line)))


def figures(totals: Totals) -> Iterator[str]:
    """The figures of a run, a line each."""
    blamed = ", ".join(f"{stage} {count}" for stage, count in totals.stages.items())
    errors = f", {totals.errors} error{'s' if totals.errors > 1 else ''}" if totals.errors else ""
    yield f"{totals.passed} passed, {totals.failed} failed{errors}{f' ({blamed})' if blamed else ''}"
    yield (
        f"right {_share(totals.right)}; refusal precision {_share(totals.refusal_precision)},"
        f" recall {_share(totals.refusal_recall)}; citation precision {_share(totals.citation_precision)}"
    )
    if totals.p50 is not None and totals.p95 is not None:
        yield f"seconds: p50 {totals.p50:.1f}, p95 {totals.p95:.1f}"


def differences(comparison: Comparison) -> Iterator[str]:
    """What is different from the baseline, a line each."""
    changed = [(kind, changes) for kind, changes in comparison.kinds() if changes]
    yield "against the baseline:" if changed else "against the baseline: no case changed"
    for kind, changes in changed:
        yield f"  {kind}: {len(changes)}"
        for change in changes:
            if kind == "slower" and change.before:
                yield f"    {change.id}: {change.before.seconds:.1f} s is now {change.now.seconds:.1f} s"
                continue
            why = f" ({change.now.stage}): {change.now.reason}" if change.now.stage else ""
            yield f"    {change.id}{why}"
            if change.before and change.before.text == change.now.text:
                yield f"      the text is as before: {change.now.text}"
                continue
            yield f"      - {change.before.text if change.before else 'not in the baseline'}"
            yield f"      + {change.now.text}"
    if comparison.gone:
        yield f"  no longer a case: {', '.join(comparison.gone)}"
    for corpora, lines in comparison.parts:
        yield f"  changed since, for {', '.join(corpora)}:"
        yield from (f"    {line}" for line in lines)


def _failures(failures: list[Answered]) -> Table:
    table = Table(box=HORIZONTALS, show_lines=True, expand=True)
    table.add_column("case", overflow="fold", ratio=2)
    table.add_column("stage", overflow="fold", ratio=2)
    table.add_column("why", overflow="fold", ratio=7)
    for one in failures:
        why = Text()
        why.append(f"{one.task.case.question}\n", "dim")
        why.append(f"{' '.join(printable(one.answer.text).split())}\n", "italic")
        why.append(printable(one.score.reason))
        table.add_row(Text(one.task.case.id), Text(str(one.score.stage)), why)
    return table


def _matrix(matrix: Mapping[tuple[str, str], Share]) -> Table:
    """Rows: language of the question; columns: of the source."""
    sources = list(dict.fromkeys(source for _, source in sorted(matrix, key=lambda pair: pair[1])))
    table = Table("question", *(f"source {source}" for source in sources), box=SIMPLE)
    for asked_in in dict.fromkeys(asked for asked, _ in matrix):
        cells = [matrix.get((asked_in, source)) for source in sources]
        table.add_row(asked_in, *("" if cell is None else f"{cell.part} of {cell.of}" for cell in cells))
    return table


def _share(share: Share) -> str:
    return "–" if share.value is None else f"{share.value:.0%} ({share.part} of {share.of})"

"""``assistant check``: run cases, tell what became of them, and hold that against a saved run."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.check import baseline, html, junit, terminal
from assistant.check.baseline import Entry, Point
from assistant.check.cases import Task, load, schema
from assistant.check.desks import Desks, Options
from assistant.check.kept import Kept
from assistant.check.report import Report, outcome_json, totals_json
from assistant.check.run import Broken, Outcome, Run, failed_before
from assistant.check.totals import totals
from assistant.console import Bar, out, say
from index.dates import bounds
from index.errors import ArchiveError, UsageError

FAILED = 1
"""Exit status where a case fails; against a baseline, where one fails that passed before."""

GO_ON = "what was answered is kept; go on with: assistant check --resume"

_PATHS = ("index", "save", "baseline", "junit", "html")


def check(options: Namespace) -> int:
    """Run ``assistant check``; returns the exit status."""
    if options.schema:
        print(json.dumps(schema(), indent=2, ensure_ascii=False))
        return 0
    with Kept() as kept:
        if options.resume:
            options = _resumed(options, kept)
        _sensible(options)
        before = None if options.baseline is None or _first(options) else baseline.load(options.baseline)
        cases = load(options.cases)
        tasks = _selected(options, cases, kept)
        if not tasks:
            say("none of these cases failed when it was last run")
            return 0
        kept.begin(_call(options))
        try:
            outcomes, run = _run(options, tasks, kept)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(GO_ON) from None
        kept.end()
    return _tell(options, outcomes, run, before, {task.case.id for task in cases})


def _run(options: Namespace, tasks: Sequence[Task], kept: Kept) -> tuple[list[Outcome], Run]:
    asked = Options(
        index=options.index,
        model=options.model,
        embedder=options.embedder,
        k=options.k,
        language=options.language,
        since=options.since,
        until=options.until,
    )
    outcomes = []
    count = _Count(Bar("case"), len(tasks) * max(options.repeat or 0, 1))
    with Desks(asked, say, Bar()) as desks, count.bar:
        run = Run(desks, kept, repeat=options.repeat or 0, rescore=options.rescore, done=count.one)
        for outcome in run.outcomes(tasks):
            outcomes.append(outcome)
            if options.json:
                out(outcome_json(outcome))
    return outcomes, run


def _tell(
    options: Namespace,
    outcomes: Sequence[Outcome],
    run: Run,
    before: baseline.Saved | None,
    known: Set[str],
) -> int:
    """Write the reports, then the saved runs; return the exit status. known: every case there is."""
    figures = totals(outcomes)
    parts = {name: corpus.parts for name, corpus in run.corpora.items()}
    entries = {outcome.task.case.id: baseline.entry(outcome) for outcome in outcomes}
    comparison = None if before is None else baseline.compare(before, parts, entries, known)
    now = baseline.point(figures, parts)
    report = Report(outcomes, figures, parts, comparison, (*_history(options, before), now))
    if options.json:
        out(totals_json(report))
    else:
        terminal.show(report)
    if options.junit is not None:
        junit.write(options.junit, outcomes)
    if options.html is not None:
        html.write(options.html, report)
    if broken := [outcome for outcome in outcomes if isinstance(outcome, Broken)]:
        not_saved = "; nothing was saved" if options.save or options.update else ""
        raise ArchiveError(
            f"{len(broken)} of {len(outcomes)} cases could not be answered{not_saved}; "
            f"{broken[0].task.case.id}: {broken[0].error}"
        )
    _save(options, now, parts, entries)
    if options.update:
        return 0
    return FAILED if (comparison.newly_failing if comparison else figures.failed) else 0


def _save(options: Namespace, now: Point, parts: Mapping[str, Any], entries: Mapping[str, Entry]) -> None:
    for file in (options.save, options.baseline if options.update else None):
        if file is not None:
            baseline.save(file, now, parts, entries)
            say(f"saved {file}")


def _history(options: Namespace, before: baseline.Saved | None) -> tuple[Point, ...]:
    """The saved runs before this one: those of the baseline, or of the file that it is saved to."""
    if before is not None:
        return before.history
    return baseline.load(options.save).history if options.save and options.save.exists() else ()


def _selected(options: Namespace, tasks: list[Task], kept: Kept) -> list[Task]:
    """Those of the cases that are to run."""
    if unknown := set(options.id) - {task.case.id for task in tasks}:
        raise UsageError(f"there is no case {sorted(unknown)[0]!r} in {', '.join(map(str, options.cases))}")
    if unknown := set(options.tag) - {tag for task in tasks for tag in task.case.tags}:
        raise UsageError(f"no case has the tag {sorted(unknown)[0]!r}")
    if options.id:
        tasks = [task for task in tasks if task.case.id in options.id]
    if options.tag:
        tasks = [task for task in tasks if set(options.tag) & set(task.case.tags)]
    return failed_before(tasks, kept) if options.failed else tasks


def _first(options: Namespace) -> bool:
    """Whether a baseline is to be made that is not there yet."""
    return bool(options.update and not options.baseline.exists())


def _sensible(options: Namespace) -> None:
    """Refuse options that contradict each other, before anything is loaded."""
    if not options.cases:
        raise UsageError("name the cases: files or folders of YAML or JSONL; see: assistant check --help")
    bounds(options.since, options.until)
    if options.repeat is not None and options.repeat < 1:
        raise UsageError(f"cannot repeat {options.repeat} times; repeat 2 or more times to see differences")
    if options.update and options.baseline is None:
        raise UsageError("--update rewrites a baseline; name it with --baseline FILE")
    if options.update and (options.id or options.failed):
        raise UsageError("--update needs all cases; leave out --id and --failed")
    if options.rescore and (options.repeat or options.save or options.update):
        raise UsageError("--rescore takes answers as they are kept; leave out --repeat, --save and --update")
    if not options.update and options.baseline is not None and not options.baseline.exists():
        raise UsageError(f"there is no {options.baseline}; make it with --baseline FILE --update")
    for name in ("save", "junit", "html"):
        if (file := getattr(options, name)) is not None and file.is_dir():
            raise UsageError(f"--{name} {file} is a folder; name a file")


def _call(options: Namespace) -> dict[str, Any]:
    """The options of a call as plain data that mean the same in another folder."""
    call = {name: value for name, value in vars(options).items() if name != "run"}
    for name in _PATHS:
        call[name] = None if call[name] is None else str(call[name].absolute())
    return call | {"cases": [str(path.absolute()) for path in options.cases]}


def _resumed(options: Namespace, kept: Kept) -> Namespace:
    """The options of the run that was stopped."""
    if options.cases:
        raise UsageError("--resume takes the cases and options of the stopped run; name no others")
    if (call := kept.stopped()) is None:
        raise UsageError("no run was stopped; name the cases")
    for name in _PATHS:
        call[name] = None if call[name] is None else Path(call[name])
    return Namespace(**call | {"cases": [Path(path) for path in call["cases"]], "run": options.run})


@dataclass
class _Count:
    """Counts what is done on a bar."""

    bar: Bar
    total: int
    done: int = 0

    def one(self) -> None:
        self.done += 1
        self.bar(self.done, self.total)

"""Saved runs, and what is different now.

A saved run is JSON with a line for each case, so that a version control system shows its changes. It
remembers the figures of the runs that were saved in the same file before it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.check.parts import Parts, differences
from assistant.check.run import Broken, Outcome
from assistant.check.score import Stage, Verdict
from assistant.check.totals import Totals
from assistant.models.cache import write_atomically
from index.errors import UsageError

FORMAT = 1

MOST_HISTORY = 100

SLOWER, BY_SECONDS = 1.5, 2.0
"""An answer is slower that takes so many times as long, and so many seconds more: less is chance."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a case came to. sources: document, start and end of each citation."""

    corpus: str
    verdict: Verdict
    reason: str = ""
    stage: Stage | None = None
    answered: bool = False
    text: str = ""
    sources: tuple[tuple[str, int, int], ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """The figures of one saved run. saved: UTC, ISO 8601; fingerprint: of all that decided it."""

    saved: str
    passed: int
    failed: int
    errors: int
    p50: float | None
    p95: float | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A run as it was saved. history: its own figures last, those saved before it first."""

    history: tuple[Point, ...]
    corpora: Mapping[str, Parts]
    cases: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Change:
    """A case that came to something else than in the baseline; before is None for a new case."""

    id: str
    before: Entry | None
    now: Entry


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against a baseline. A case is in the first of these that fits, but slower ones in both.

    newly_failing: passed before, or was not there. gone: in the baseline, but no longer a case.
    parts: what changed of that which decides the answers, a line each, with the corpora where it did.
    """

    newly_failing: tuple[Change, ...] = ()
    newly_passing: tuple[Change, ...] = ()
    sources_changed: tuple[Change, ...] = ()
    text_changed: tuple[Change, ...] = ()
    slower: tuple[Change, ...] = ()
    gone: tuple[str, ...] = ()
    parts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def kinds(self) -> list[tuple[str, tuple[Change, ...]]]:
        """The kinds of changes by their names, the worst first."""
        return [
            ("newly failing", self.newly_failing),
            ("newly passing", self.newly_passing),
            ("sources changed", self.sources_changed),
            ("text changed", self.text_changed),
            ("slower", self.slower),
        ]


def entry(outcome: Outcome) -> Entry:
    """What is saved of an outcome."""
    if isinstance(outcome, Broken):
        return Entry(outcome.corpus, outcome.verdict, outcome.error)
    answer = outcome.answer
    return Entry(
        corpus=outcome.corpus,
        verdict=outcome.verdict,
        reason=outcome.score.reason,
        stage=outcome.score.stage,
        answered=answer.answered,
        text=answer.text,
        sources=tuple((place.document, place.start, place.end) for place in answer.citations),
        seconds=round(answer.timings.total, 1),
    )


def point(figures: Totals, corpora: Mapping[str, Parts]) -> Point:
    """The figures of a run that ends now."""
    fingerprint = "-".join(corpora[name].fingerprint[:8] for name in sorted(corpora))
    saved = datetime.now(UTC).isoformat(timespec="seconds")
    p50, p95 = (None if s is None else round(s, 2) for s in (figures.p50, figures.p95))
    return Point(saved, figures.passed, figures.failed, figures.errors, p50, p95, fingerprint)


def load(file: Path) -> Saved:
    """Read a saved run; raises UsageError."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(data, dict) and data.pop("format", None) != FORMAT:
            raise UsageError(f"{file} is a run that another version of this program saved; save it again")
        return TypeAdapter(Saved).validate_python(data)
    except OSError as error:
        raise UsageError(f"cannot read the saved run {file}: {error.strerror}") from error
    except (ValueError, ValidationError, RecursionError) as error:
        raise UsageError(f"{file} is not a run saved with --save") from error


def save(file: Path, now: Point, corpora: Mapping[str, Parts], entries: Mapping[str, Entry]) -> None:
    """Save a run; the history of the file goes on, if it holds a saved run already."""
    before = load(file).history if file.exists() else ()
    history = [asdict(one) for one in (*before, now)][-MOST_HISTORY:]
    parts = {name: asdict(corpora[name]) for name in sorted(corpora)}
    cases = {id: _short(asdict(entries[id])) for id in sorted(entries)}
    text = (
        f'{{"format": {FORMAT},\n'
        f'"history": [{_lines(map(_json, history))}],\n'
        f'"corpora": {{{_lines(f"{_json(name)}: {_json(part)}" for name, part in parts.items())}}},\n'
        f'"cases": {{{_lines(f"{_json(id)}: {_json(one)}" for id, one in cases.items())}}}}}\n'
    )
    write_atomically(file, text)


def compare(
    before: Saved, corpora: Mapping[str, Parts], entries: Mapping[str, Entry], known: Set[str]
) -> Comparison:
    """What is different from a saved run. ``known``: every case there is, run or not."""
    found: dict[str, list[Change]] = {}
    for id, now in entries.items():
        old = before.cases.get(id)
        for kind in _changed(old, now):
            found.setdefault(kind, []).append(Change(id, old, now))
    return Comparison(
        **{kind: tuple(changes) for kind, changes in found.items()},
        gone=tuple(sorted(before.cases.keys() - known)),
        parts=_changed_parts(before.corpora, corpora),
    )


def _changed_parts(
    before: Mapping[str, Parts], now: Mapping[str, Parts]
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """What changed, with the names of the corpora for which the same changed."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, parts in now.items():
        lines = differences(before[name], parts) if name in before else ["was not in the baseline"]
        if lines:
            found.setdefault(tuple(lines), []).append(name)
    return tuple((tuple(names), lines) for lines, names in found.items())


def _changed(old: Entry | None, now: Entry) -> list[str]:
    if now.verdict is Verdict.ERROR:
        return []
    if old is None or old.verdict is Verdict.ERROR:
        return ["newly_failing"] if now.verdict is Verdict.FAILED else []
    kinds = []
    if old.verdict is not now.verdict:
        kinds.append("newly_failing" if now.verdict is Verdict.FAILED else "newly_passing")
    elif old.sources != now.sources:
        kinds.append("sources_changed")
    elif old.text != now.text:
        kinds.append("text_changed")
    if now.seconds > old.seconds * SLOWER and now.seconds > old.seconds + BY_SECONDS:
        kinds.append("slower")
    return kinds


def _short(data: dict[str, Any]) -> dict[str, Any]:
    """Without what has nothing to say."""
    return {key: value for key, value in data.items() if value not in ("", None, ())}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _lines(items: Any) -> str:
    joined = ",\n".join(items)
    return f"\n{joined}\n" if joined else ""

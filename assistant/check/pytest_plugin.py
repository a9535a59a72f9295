"""A plugin for pytest: each case of a file ``*.cases.yaml`` (or .yml, .jsonl) is a test.

The models are loaded once, when the first answer is needed that is not kept; where every case is
deselected nothing is loaded. A case that fails is a failure with its reason, one that cannot be
answered an error. The tags of a case can be selected with ``-k``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.errors import ArchiveError

if TYPE_CHECKING:
    from assistant.check.cases import Task
    from assistant.check.run import Answered, Outcome

SUFFIXES = (".cases.yaml", ".cases.yml", ".cases.jsonl")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of cases."""
    if not file_path.name.endswith(SUFFIXES):
        return None
    return CaseFile.from_parent(parent, path=file_path)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Give back what was loaded."""
    if (session := config.stash.get(_SESSION, None)) is not None:
        session.close()


class CaseFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[CaseItem]:
        """Yield its cases; a mistake in the file is an error of collection, in one line."""
        from assistant.check.cases import load

        try:
            tasks = load([self.path])
        except ArchiveError as error:
            raise self.CollectError(str(error)) from None
        for task in tasks:
            yield CaseItem.from_parent(self, name=task.case.id, task=task)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, task: Task, **given: Any) -> None:
        super().__init__(**given)
        self._task = task
        self._answered: Answered | None = None
        self.extra_keyword_matches.update(task.case.tags)

    def setup(self) -> None:
        """Answer the question; where that cannot be done the test is an error, not a failure."""
        from assistant.check.run import Broken

        try:
            outcome = _session(self.config).outcome(self._task)
        except ArchiveError as error:
            pytest.fail(str(error), pytrace=False)
        if isinstance(outcome, Broken):
            pytest.fail(outcome.error, pytrace=False)
        self._answered = outcome

    def runtest(self) -> None:
        """Fail with the reason where the answer is not as expected."""
        assert self._answered is not None
        score, case, answer = self._answered.score, self._task.case, self._answered.answer
        if not score.passed:
            where = f"{self._task.file}:{self._task.line}"
            told = f"{score.stage}: {score.reason}\nquestion: {case.question}\nanswer: {answer.text}\n{where}"
            pytest.fail(told, pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case is written."""
        return self.path, self._task.line - 1, f"case {self.name}"


@dataclass
class _Session:
    """What the cases of one run of pytest share."""

    desks: Any
    kept: Any
    run: Any

    @classmethod
    def begin(cls) -> _Session:
        from assistant.check.desks import Desks, Options
        from assistant.check.kept import Kept
        from assistant.check.run import Run

        desks, kept = Desks(Options()), Kept()
        return cls(desks, kept, Run(desks, kept))

    def outcome(self, task: Task) -> Outcome:
        (outcome,) = self.run.outcomes([task])
        return outcome  # type: ignore[no-any-return]

    def close(self) -> None:
        self.desks.close()
        self.kept.close()


_SESSION: pytest.StashKey[_Session] = pytest.StashKey()


def _session(config: pytest.Config) -> _Session:
    if _SESSION not in config.stash:
        config.stash[_SESSION] = _Session.begin()
    return config.stash[_SESSION]

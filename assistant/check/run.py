"""Running cases: each is answered, or its kept answer is taken, and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant import languages
from assistant.answers import Answer
from assistant.check.cases import Task
from assistant.check.desks import Corpus, Desks, names
from assistant.check.kept import Kept
from assistant.check.score import Failing, Score, Stage, Verdict, accepts, score
from index.errors import ArchiveError, ModelError, UsageError, one_line

NOT_KEPT = "no answer to it is kept; run it once without --rescore"


@dataclass(frozen=True, slots=True)
class Answered:
    """A case with its answer.

    corpus: name of the index. asked_in: language of the question. source_language: of the article
    that is cited, or should be; None where there is none, as with a refusal.
    kept: whether the answer was given by an earlier run.
    """

    task: Task
    corpus: str
    asked_in: str
    source_language: str | None
    answer: Answer
    score: Score
    kept: bool

    @property
    def verdict(self) -> Verdict:
        """Passed or failed."""
        return Verdict.PASSED if self.score.passed else Verdict.FAILED


@dataclass(frozen=True, slots=True)
class Broken:
    """A case that could not be answered, and why; nothing is known of its answer."""

    task: Task
    corpus: str
    asked_in: str
    error: str
    verdict = Verdict.ERROR


Outcome = Answered | Broken


class Run:
    """Answers and scores cases, in their order, those of one index after those of another.

    Args:
        desks: who answers.
        kept: where answers are kept.
        repeat: answer each case so many times anew, and fail it where two answers differ.
        rescore: take the latest kept answers, whatever their fingerprint; answer nothing.
        done: called after each answer.
    """

    def __init__(
        self,
        desks: Desks,
        kept: Kept,
        *,
        repeat: int = 0,
        rescore: bool = False,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        self._desks = desks
        self._kept = kept
        self._repeat = repeat
        self._rescore = rescore
        self._done = done
        self._corpora: dict[Path | None, Corpus] = {}

    @property
    def corpora(self) -> dict[str, Corpus]:
        """The indexes that could be opened, by name: names tell those of one call of outcomes apart."""
        return {corpus.name: corpus for corpus in self._corpora.values()}

    def outcomes(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Yield what each case came to. Raises ModelError where no answer can be had at all."""
        groups: dict[Path | None, list[Task]] = {}
        for task in tasks:
            groups.setdefault(self._desks.folder(task), []).append(task)
        named = names(list(groups))
        for folder, group in groups.items():
            for outcome in self._of_index(folder, named[folder], group):
                self._kept.remember(_name(outcome.task), outcome.verdict is Verdict.FAILED)
                yield outcome

    def _of_index(self, folder: Path | None, name: str, tasks: Sequence[Task]) -> Iterator[Outcome]:
        if self._rescore:
            for task in tasks:
                yield self._rescored(folder, name, task)
            return
        try:
            if folder not in self._corpora:
                self._corpora[folder] = self._desks.corpus(folder, name)
            corpus = self._corpora[folder]
        except ModelError:
            raise
        except ArchiveError as error:
            for task in tasks:
                self._done()
                yield _broken(task, name, error)
            return
        earlier = [self._again(corpus, tasks if i % 2 else tasks[::-1]) for i in range(self._repeat - 1)]
        for task in tasks:
            try:
                answer, was_kept = self._answer(corpus, task)
            except ModelError:
                raise
            except ArchiveError as error:
                yield _broken(task, name, error)
            else:
                outcome = _scored(task, name, answer, was_kept, corpus.languages)
                others = [one[task.case.id] for one in earlier if task.case.id in one]
                yield _compared(outcome, others)
            finally:
                self._done()

    def _answer(self, corpus: Corpus, task: Task) -> tuple[Answer, bool]:
        """The answer to a case, and whether it was kept from before."""
        asked = self._desks.asked(corpus.folder, task.case)
        if not self._repeat and (found := self._kept.answer(corpus.parts.fingerprint, asked)):
            return replace(found, id=task.case.id), True
        answer = self._desks.answer(corpus.folder, task.case)
        self._kept.keep(corpus.parts.fingerprint, asked, answer)
        return answer, False

    def _again(self, corpus: Corpus, tasks: Sequence[Task]) -> dict[str, Answer]:
        """Answer all cases once more than is shown; every other time in the opposite order."""
        answers = {}
        for task in tasks:
            try:
                answers[task.case.id] = self._desks.answer(corpus.folder, task.case)
            except UsageError:  # a question that cannot be asked is told of in the last round
                continue
            finally:
                self._done()
        return answers

    def _rescored(self, folder: Path | None, name: str, task: Task) -> Outcome:
        answer = self._kept.newest(self._desks.asked(folder, task.case))
        self._done()
        if answer is None:
            return Broken(task, name, languages.of_question(task.case.question), NOT_KEPT)
        known = [(place.document, place.language) for place in (*answer.passages, *answer.citations)]
        return _scored(task, name, replace(answer, id=task.case.id), True, known)


def failed_before(tasks: Sequence[Task], kept: Kept) -> list[Task]:
    """Those of the cases that failed when they were last run."""
    failed = kept.failed()
    return [task for task in tasks if _name(task) in failed]


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers are the same in everything but the time that they took."""
    return _timeless(one) == _timeless(other)


def _timeless(answer: Answer) -> dict[str, Any]:
    return {key: value for key, value in answer.to_dict().items() if key not in ("timings", "id")}


def _name(task: Task) -> str:
    return f"{task.file.resolve()}#{task.case.id}"


def _broken(task: Task, corpus: str, error: ArchiveError) -> Broken:
    return Broken(task, corpus, languages.of_question(task.case.question), one_line(error))


def _scored(
    task: Task, corpus: str, answer: Answer, kept: bool, known: Iterable[tuple[str, str]]
) -> Answered:
    """Score an answer. ``known``: the path and the language of each article."""
    case = task.case
    right = [one for one in answer.citations if accepts(case.cites, one)] if case.cites else answer.citations
    if right:
        source: str | None = right[0].language
    else:
        accepted = [language for path, language in known if any(c.matches(path) for c in case.cites)]
        source = accepted[0] if accepted else None
    asked_in = languages.of_question(case.question)
    return Answered(task, corpus, asked_in, source, answer, score(case, answer), kept)


def _compared(outcome: Answered, others: Sequence[Answer]) -> Answered:
    """Fail a case whose other answers differ from the one that is shown."""
    different = [answer for answer in others if not same(answer, outcome.answer)]
    if not different:
        return outcome
    reason = f"{len(different)} of {len(others)} more answers to it differ, such as: {different[0].text}"
    failing = Failing(reason, Stage.NOT_THE_SAME)
    return replace(outcome, score=Score((*outcome.score.failings, failing)))

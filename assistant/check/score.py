"""Case + Answer -> Outcome: whether the answer is as expected, and which stage is to blame if not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answers import Answer, Passage, Place
from assistant.check.cases import Case, Cite
from assistant.check.texts import finds
from index import detect

FEWEST_WORDS = 6
"""In fewer words of its own, what language a text is written in cannot be told."""


class Stage(StrEnum):
    """The step of answering that caused a failure, the earliest that explains it first."""

    NOT_RETRIEVED = "not retrieved"
    NOT_CHOSEN = "retrieved but not chosen"
    REJECTED = "rejected in verification"
    NOT_REFUSED = "not refused"
    WRONG_LANGUAGE = "wrong language"
    WRITTEN_WRONG = "written wrong"
    NOT_THE_SAME = "not deterministic"
    TOO_SLOW = "too slow"


class Verdict(StrEnum):
    """What a case came to. An error is no failure: nothing is known of the answer."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Failing:
    """One thing that is not as expected: why, in a sentence, and the stage that caused it."""

    reason: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Score:
    """What was found wrong with an answer; nothing where it is as expected."""

    failings: tuple[Failing, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the answer is as expected."""
        return not self.failings

    @property
    def stage(self) -> Stage | None:
        """The stage to blame: the earliest of those that something went wrong in."""
        return min((failing.stage for failing in self.failings), key=list(Stage).index, default=None)

    @property
    def reason(self) -> str:
        """All that is wrong, as one sentence."""
        return "; ".join(failing.reason for failing in self.failings)


def score(case: Case, answer: Answer) -> Score:
    """Hold an answer against what its case expects."""
    failings: list[Failing] = []
    if case.answered and not answer.answered:
        failings.append(_refused(case, answer))
    elif answer.answered and not case.answered:
        failings.append(Failing("it answers, though the archive does not say", Stage.NOT_REFUSED))
    else:
        failings += _sources(case, answer) + _texts(case, answer)
    if case.language and case.language != (language := written_in(answer, case.language)):
        failings.append(Failing(f"it is in {language}, not in {case.language}", Stage.WRONG_LANGUAGE))
    if case.max_seconds is not None and answer.timings.total > case.max_seconds:
        took = f"it took {answer.timings.total:.1f} s, more than {case.max_seconds:g} s"
        failings.append(Failing(took, Stage.TOO_SLOW))
    return Score(tuple(failings))


def said(answer: Answer) -> str:
    """The text of an answer without its [n] markers."""
    numbers = "|".join(str(citation.number) for citation in answer.citations)
    return re.sub(rf" ?\[(?:{numbers})\]", "", answer.text) if numbers else answer.text


def written_in(answer: Answer, expected: str) -> str:
    """The language of an answer's own words; what stands between quotation marks is an article's."""
    own = re.sub(r"“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"", " ", said(answer))
    sources = {citation.language for citation in answer.citations}
    if not answer.answered or len(own.split()) < FEWEST_WORDS or answer.language != expected:
        return answer.language
    return detect(own, among=sorted({expected, "en", *sources}), default=expected)


def accepts(cites: Sequence[Cite], place: Place) -> bool:
    """Whether a citation or a passage is of an accepted source; a reprint counts as its story."""
    return any(
        any(cite.matches(document) for document in (place.document, *place.also_in))
        and (cite.quote is None or finds(cite.quote, place.quote))
        for cite in cites
    )


def _texts(case: Case, answer: Answer) -> list[Failing]:
    text = said(answer)
    wrong = [f"lacks {_named(one)}" for one in case.all if not finds(one, text)]
    if case.any and not any(finds(one, text) for one in case.any):
        wrong.append(f"has none of {_list(case.any)}")
    wrong += [f"has {_named(one)}" for one in case.none if finds(one, text)]
    if case.k_of and (count := sum(finds(one, text) for one in case.k_of.of)) < case.k_of.k:
        wrong.append(f"has {count} of {_list(case.k_of.of)} instead of {case.k_of.k}")
    return [Failing(f"the answer {'; it '.join(wrong)}", Stage.WRITTEN_WRONG)] if wrong else []


def _sources(case: Case, answer: Answer) -> list[Failing]:
    if not case.cites or any(accepts(case.cites, citation) for citation in answer.citations):
        return []
    cited = ", ".join(dict.fromkeys(citation.document for citation in answer.citations))
    wrong = f"it cites {cited}, not {_wanted(case.cites)}"
    passages = [passage for passage in answer.passages if accepts(case.cites, passage)]
    if any(passage.holds(citation) for citation in answer.citations for passage in passages):
        return [Failing(f"{wrong}: the right passage, but another sentence", Stage.WRITTEN_WRONG)]
    stage, why = _overlooked(passages, answer)
    return [Failing(f"{wrong}: {why}", stage)]


def _refused(case: Case, answer: Answer) -> Failing:
    """Blame for a refusal. Without `cites`, a passage with an expected text is taken for the source."""
    if case.cites:
        passages = [passage for passage in answer.passages if accepts(case.cites, passage)]
        stage, why = _overlooked(passages, answer)
    else:
        wanted = (*case.all, *case.any, *(case.k_of.of if case.k_of else ()))
        likely = [p for p in answer.passages if any(finds(one, p.quote) for one in wanted)]
        stage, why = _overlooked(likely or list(answer.passages), answer)
    return Failing(f"it refuses: {why}", stage)


def _overlooked(accepted: Sequence[Passage], answer: Answer) -> tuple[Stage, str]:
    """Why accepted passages are not behind the answer, told of the one that came furthest."""
    if not accepted:
        count = len(answer.passages)
        found = f"none of the {count} passages found is" if count > 1 else "the passage found is not"
        return Stage.NOT_RETRIEVED, f"{found} of an accepted source" if count else "nothing was found"
    best = max(accepted, key=_how_far)
    place = f"{best.document} was found ({_ordinal(answer.passages.index(best) + 1)})"
    if best.rejected is not None:
        return Stage.REJECTED, f"{place}, but not taken for an answer: {best.rejected}"
    if best.yes is None:
        return Stage.NOT_CHOSEN, f"{place}, but not read"
    return Stage.NOT_CHOSEN, f"{place}, but judged {best.yes:.2f}"


def _how_far(passage: Passage) -> tuple[bool, float, bool]:
    """What became of a passage, larger for later: rejected after it was read, read, rejected unread."""
    rejected = passage.rejected is not None
    return rejected and passage.yes is not None, passage.yes or 0.0, rejected


def _named(expected: str) -> str:
    return expected if expected.startswith("/") else f"“{expected}”"


def _list(expected: Sequence[str]) -> str:
    return ", ".join(map(_named, expected))


def _wanted(cites: Sequence[Cite]) -> str:
    return " or ".join(
        cite.document if cite.quote is None else f"{cite.document} with {_named(cite.quote)}"
        for cite in cites
    )


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"

"""Whether a reply is right: one measure for every system, that of `assistant check`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers import Answer, Citation, Timings
from assistant.check import Case
from assistant.check import score as checked
from assistant.check.score import FEWEST_WORDS
from assistant.languages import ASKED_IN
from index import detect
from peers import Reply
from peers.questions import Question
from peers.refusals import denies, refuses

MARKER = re.compile(r"\s*\[(?:source )?\d[\d ,-]*\]", re.IGNORECASE)
QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")


@dataclass(frozen=True)
class Score:
    """right: the answer is what the question accepts. sourced: right, and citing an accepted source.

    refused: it is no answer, by the system's own sign or by its words (which make no right answer
    wrong), or denies a false premise. in_language: in the language of the question.
    """

    right: bool
    sourced: bool
    refused: bool
    in_language: bool


def score(question: Question, reply: Reply) -> Score:
    """Measure a reply; of an unanswerable question only ``refused`` and ``in_language`` say something."""
    case = question.case.model_copy(update={"language": None, "max_seconds": None})
    text = MARKER.sub("", reply.text)
    answer = _answer(case, reply, text)
    right = case.answered and checked(case.model_copy(update={"cites": ()}), answer).passed
    denied = "premise" in case.tags and denies(text)
    return Score(
        right=right,
        sourced=right and checked(case, answer).passed,
        refused=not right and not reply.error and (reply.refused or refuses(text) or denied),
        in_language=in_language(text, question.language),
    )


def in_language(text: str, language: str) -> bool:
    """Say whether ``text`` is in ``language``; quotations, and names or a few words alone, may be in any."""
    own = QUOTED.sub(" ", text)
    if len(own.split()) < FEWEST_WORDS:
        return bool(text.strip())
    return detect(own, among=sorted({*ASKED_IN, language}), default=language) == language


def _answer(case: Case, reply: Reply, text: str) -> Answer:
    """The reply in the form that is checked; what no check of a text or a source reads is left empty."""
    citations = [
        Citation(source.document, None, None, "", 0, 0, source.text, 0.0, number=number)
        for number, source in enumerate(reply.cited, 1)
    ]
    return Answer(
        question=case.question,
        language="",
        answered=not reply.refused and not reply.error,
        text=text,
        statements=(),
        citations=tuple(citations),
        passages=(),
        timings=Timings(0.0, reply.first, reply.total),
        fingerprint="",
    )

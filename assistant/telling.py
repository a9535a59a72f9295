"""What could tell the answer: the sentences of a passage that have such a thing as the question asks for.

What something costs is told by money, how old it is by a number; and how many films there were by a number
that has films beside it, in whatever language: "16 Filme", not "neunzehn Tage".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import verify
from assistant.coverage import Coverage
from assistant.facts import facts, numbers
from assistant.reading import Question, Reading

BEFORE, AFTER = 25, 30
"""Characters around a number among which stands what it counts."""

COUNTED, LESS = 0.4, 0.3
"""The cosine from which words mean what the question counts, and how much less it may be than the best."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Which sentences of a passage could tell the answer, by their numbers.

    ``counted``: how near the neighbours of a number come to what the question counts, 0 to 1.
    """

    sentences: tuple[int, ...]
    counted: float = 0.0


UNTOLD = Telling(())


def telling(question: Question, passages: Sequence[tuple[Reading, Coverage | None]]) -> list[Telling]:
    """What of each passage could tell the answer; the numbers that fit best leave out the others."""
    things = verify.counts(question.text, question.asked_in)
    counted = [_counted(things, reading, covered) for reading, covered in passages]
    least = max(COUNTED, max(map(max, counted), default=0.0) - LESS) if things else 0.0
    told = []
    for (reading, _), near in zip(passages, counted, strict=True):
        could = (
            i for i in range(len(reading.sentences)) if near[i] >= least and _could(question, reading, i)
        )
        told.append(Telling(_of_the_year(question, reading, tuple(could)), max(near)))
    return told


def _of_the_year(question: Question, reading: Reading, sentences: tuple[int, ...]) -> tuple[int, ...]:
    """Of sentences with a number those that name the year asked for, if some do."""
    years = verify.years(question.facts)
    if not verify.asks_for_a_number(question.text) or not years:
        return sentences
    named = [i for i in sentences if years <= facts(reading.sentences[i], "").numbers]
    return tuple(named) or sentences


def _could(question: Question, reading: Reading, i: int) -> bool:
    sentence = reading.sentences[i]
    found = facts(sentence, reading.hit.document.language)
    return verify.could_tell(question.text, question.facts, sentence, found)


def _counted(things: Sequence[str], reading: Reading, covered: Coverage | None) -> list[float]:
    """For each sentence how near the neighbours of one of its numbers come to the things, 0 to 1."""
    near = [0.0] * len(reading.sentences)
    if not things or covered is None:
        return near
    for i in range(len(near)):
        start, end = reading.stretch(range(i, i + 1))
        text = reading.hit.text[start:end]
        for _, a, b in numbers(text):
            if not (verify.is_year(text[a:b]) or re.search(r"\d[-–]$", text[:a])):  # nor the end of 1759-60
                around = start + max(a - BEFORE, 0), start + min(b + AFTER, len(text))
                near[i] = max(near[i], covered.near(things, *around))
    return near

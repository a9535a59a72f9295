"""What could tell the answer: the sentences of a passage that have such a thing as the question asks for.

What something costs is told by money, how old it is by a number; and how many films there were by a number
that has films beside it, in whatever language: "16 Filme", not "neunzehn Tage".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant import asking, verify
from assistant.counting import AHEAD, COUNTED, around, in_order, is_a_time
from assistant.coverage import Coverage
from assistant.facts import Facts, facts
from assistant.facts.numbers import years
from assistant.facts.units import tells_money
from assistant.period import told_during
from assistant.reading import Question, Reading

LESS = 0.3
"""How much less near to what the question counts a passage may be than the nearest."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Which sentences of a passage could tell the answer.

    ``numbers``: of a sentence with several, the one that counts it, as it is written there.
    """

    sentences: tuple[int, ...]
    numbers: Mapping[int, str] = field(default_factory=dict)


_ENDED = re.compile(r"[.!?…:;][\"'”“’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Count:
    """The number of a sentence that comes nearest to counting the things; "" if others come as near."""

    cosine: float = 0.0
    number: str = ""


def telling(question: Question, passages: Sequence[tuple[Reading, Coverage | None]]) -> list[Telling]:
    """What of each passage could tell the answer; the numbers that fit best leave out the others."""
    things = asking.counts(question.text, question.asked_in)
    counts = [
        [_count(things, reading, i, covered) for i in range(len(reading.sentences))]
        for reading, covered in passages
    ]
    best = max((count.cosine for passage in counts for count in passage), default=0.0)
    least = max(COUNTED, best - LESS) if things else 0.0
    told = []
    for (reading, _), found in zip(passages, counts, strict=True):
        fitting = [i for i, count in enumerate(found) if count.cosine >= least]
        could = _of_the_year(question, reading, tuple(i for i in fitting if _could(question, reading, i)))
        numbered = {i: found[i].number for i in could if found[i].number}
        told.append(Telling(could, numbered))
    return told


def _of_the_year(question: Question, reading: Reading, sentences: tuple[int, ...]) -> tuple[int, ...]:
    """Of some sentences those of the period asked for; of those with a number those that name the year.

    All of them if none is.
    """
    during = told_during(question, reading)
    if during:
        return tuple(i for i in sentences if i in during) or sentences
    asked = question.facts.years
    if not asking.asks_for_a_number(question.text) or not asked:
        return sentences
    language = reading.hit.document.language
    named = [i for i in sentences if asked <= years(reading.sentences[i], language)]
    return tuple(named) or sentences


def _could(question: Question, reading: Reading, i: int) -> bool:
    sentence = reading.sentences[i]
    found = facts(sentence, reading.hit.document.language)
    return bool(sentence) and could_tell(question.text, question.facts, sentence, found)


def could_tell(question: str, asked: Facts, sentence: str, found: Facts) -> bool:
    """Whether a sentence has such a thing as a question asks for: money, or a number that it has not itself.

    asked, found: the facts of the question and of the sentence.
    """
    if asking.asks_what_it_costs(question):
        return tells_money(sentence, found.measures)
    if sentence.endswith(asking.MARKS):
        return False  # a question answers none
    if asking.asks_for_a_reason(question) and not is_whole(sentence):
        return False  # a headline says what happened, not why
    return not verify.lacks_a_number(question, asked, sentence, found)


def is_whole(sentence: str) -> bool:
    """Whether a sentence has an end, as headlines and cut-off ones have not."""
    return _ENDED.search(sentence) is not None


def _count(things: Sequence[str], reading: Reading, i: int, covered: Coverage | None) -> _Count:
    """How near a number of a sentence comes to counting the things, and which it is."""
    if not things or covered is None or not reading.sentences[i]:
        return _Count()
    start, end = reading.stretch(range(i, i + 1))
    text = reading.hit.text[start:end]
    found = in_order(text, reading.hit.document.language)
    spans = [(number.start, number.end) for number in found]
    ranked = []
    for n, number in enumerate(found):
        ends = re.search(r"\d[-–]$", text[: number.start])  # the 60 of 1759-60
        if not (ends or is_a_time(number, text, reading.hit.document.language)):
            first, last = around(text, spans, n)
            ranked.append((covered.near(things, start + first, start + last), -n))
    ranked.sort(reverse=True)
    if not ranked:
        return _Count()
    a, b = spans[-ranked[0][1]]
    alone = len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= AHEAD
    return _Count(ranked[0][0], text[a:b] if alone else "")

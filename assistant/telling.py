"""What could tell the answer: the sentences of a passage that have such a thing as the question asks for.

What something costs is told by money, how old it is by a number; and how many films there were by a number
that has films beside it, in whatever language: "16 Filme", not "neunzehn Tage".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant import asking, verify
from assistant.coverage import Coverage
from assistant.facts import Facts, facts, frequency
from assistant.facts.numbers import numbers, years
from assistant.facts.units import tells_money
from assistant.reading import Question, Reading
from index import Alignment

BEFORE, AFTER = 25, 30
"""Characters around a number among which stands what it counts."""

AHEAD = 0.2
"""How much nearer than the others of its sentence a number is that counts the things alone."""

SMALL_WORD = 4
"""Letters that a word between two numbers has at most if both count the same: "51 of its 118 branches"."""

COUNTED, LESS = 0.4, 0.3
"""The cosine from which words mean what the question counts, and how much less it may be than the best."""


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
    """Of sentences with a number those that name the year asked for, if some do."""
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


def counting(sentence: str, number: str, language: str) -> tuple[int, int]:
    """Where a sentence goes on from the number that counts something, up to the next other thing's number.

    All of the sentence where the number is not in it, or there is none ("").
    """
    found = sorted(numbers(sentence, language), key=lambda one: (one.start, one.end))
    own = next((one for one in found if sentence[one.start : one.end] == number and not one.is_year), None)
    if own is None:
        return 0, len(sentence)
    later = (one.start for one in found if one.start >= own.end and not one.is_year)
    return own.start, next((a for a in later if _names(sentence[own.end : a])), len(sentence))


def miscounted(
    aligned: Callable[[], Alignment], statement: str, language: str, reading: Reading, sentences: range
) -> list[str]:
    """Why a statement counts another thing than its sentences: "12 buses" of "12 trams".

    Args:
        aligned: the words of the statement, in ``language``, against the hit's; asked for where it counts.
        sentences: those that prove the statement.
    """
    start, end = reading.stretch(sentences)
    text, spoken = reading.hit.text[start:end], reading.hit.document.language
    found = sorted(numbers(text, spoken), key=lambda number: (number.start, number.end))
    spans = [(number.start, number.end) for number in found]
    values = [None if number.is_year else number.value for number in found]
    behind = [(b, _around(text, spans, i)[1]) for i, (_, b) in enumerate(spans)]
    reasons = []
    for number in numbers(statement, language):
        thing = _next_word(statement[number.end :], language)
        own = [i for i, value in enumerate(values) if value == number.value]
        others = [i for i, value in enumerate(values) if value not in (None, number.value)]
        # What "900 jobs, 640 in the north" counts stands before it.
        if not (thing and own and others and all(_next_word(text[slice(*behind[i])], spoken) for i in own)):
            continue
        near = [aligned().near(thing, start + first, start + last) for first, last in behind]
        best = max(others, key=lambda i: near[i])
        if near[best] >= max(COUNTED, AHEAD + max(near[i] for i in own)):
            reasons.append(f"of {thing} the cited sentence counts {text[slice(*spans[best])]}")
    return reasons


def _around(text: str, spans: Sequence[tuple[int, int]], i: int) -> tuple[int, int]:
    """Where what a number of a text counts may stand: near it, and not past another thing and its number."""
    begin, end = spans[i]
    before = next((b for _, b in reversed(spans[:i]) if _names(text[b:begin])), 0)
    after = next((a for a, _ in spans[i + 1 :] if _names(text[end:a])), len(text))
    return max(begin - BEFORE, before), min(end + AFTER, after)


def _next_word(text: str, language: str) -> str:
    """The word directly behind a number if it may be what that counts; else nothing."""
    found = re.match(r" ?([^\W\d_]{3,})", text)
    return found[1] if found and frequency(found[1], language) < asking.FREQUENT else ""


def _names(text: str) -> bool:
    """Whether a text names a thing: "buses and about", not "of its"."""
    return any(len(word) > SMALL_WORD for word in re.findall(r"[^\W\d_]+", text))


def _count(things: Sequence[str], reading: Reading, i: int, covered: Coverage | None) -> _Count:
    """How near a number of a sentence comes to counting the things, and which it is."""
    if not things or covered is None or not reading.sentences[i]:
        return _Count()
    start, end = reading.stretch(range(i, i + 1))
    text = reading.hit.text[start:end]
    found = sorted(
        numbers(text, reading.hit.document.language), key=lambda number: (number.start, number.end)
    )
    spans = [(number.start, number.end) for number in found]
    ranked = []
    for n, number in enumerate(found):
        if not (number.is_year or re.search(r"\d[-–]$", text[: number.start])):  # nor the end of 1759-60
            first, last = _around(text, spans, n)
            ranked.append((covered.near(things, start + first, start + last), -n))
    ranked.sort(reverse=True)
    if not ranked:
        return _Count()
    a, b = spans[-ranked[0][1]]
    alone = len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= AHEAD
    return _Count(ranked[0][0], text[a:b] if alone else "")

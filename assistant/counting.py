"""Counting: which number of a sentence counts which thing, across languages.

"12 buses and 30 trams" counts two things. What a number counts mostly stands behind it, sometimes before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant import asking
from assistant.facts import frequency
from assistant.facts.numbers import Number, numbers
from assistant.facts.places import months
from assistant.facts.spelling import fold
from assistant.reading import Reading
from index import Alignment

BEFORE, AFTER = 25, 30
"""Characters around a number among which stands what it counts."""

AHEAD = 0.2
"""How much nearer than the others of its sentence a number is that counts the things alone."""

SMALL_WORD = 4
"""Letters that a word between two numbers has at most if both count the same: "51 of its 118 branches"."""

_IN_TIME = frozenset(
    ("in", "since", "by", "until", "till", "before", "after", "from", "to", "of", "the", "year", "im", "ab",
     "bis", "vor", "nach", "seit", "von", "jahr", "jahre", "jahres", "sinds", "vanaf", "tot", "voor", "na",
     "van", "het", "jaar", "mid", "early", "late", "anfang", "mitte", "ende", "begin", "eind")
)  # fmt: skip
"""Folded words behind which a number as years are written is one."""

COUNTED = 0.4
"""The cosine from which words mean what is counted."""


def in_order(text: str, language: str) -> list[Number]:
    """The numbers of a text as they stand in it."""
    return sorted(numbers(text, language), key=lambda number: (number.start, number.end))


def is_a_time(number: Number, text: str, language: str) -> bool:
    """Whether a number is a year that counts nothing: "in 2019 soldiers died", not "1800 soldiers died"."""
    before = [fold(word) for word in re.findall(r"[^\W\d_]+(?=\W?$)", text[: number.start])]
    timed = any(word in _IN_TIME or word in months() for word in before)
    return number.is_year and (timed or not _next_word(text[number.end :], language))


def part_counting(sentence: str, number: str, language: str) -> tuple[int, int]:
    """Where a sentence goes on from the number that counts something, up to the next other thing's number.

    All of the sentence where the number is not in it, or there is none ("").
    """
    found = in_order(sentence, language)
    counting = [one for one in found if not is_a_time(one, sentence, language)]
    own = next((one for one in counting if sentence[one.start : one.end] == number), None)
    if own is None:
        return 0, len(sentence)
    later = (one.start for one in counting if one.start >= own.end)
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
    found = in_order(text, spoken)
    spans = [(number.start, number.end) for number in found]
    values = [None if is_a_time(number, text, spoken) else number.value for number in found]
    behind = [(b, around(text, spans, i)[1]) for i, (_, b) in enumerate(spans)]
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


def around(text: str, spans: Sequence[tuple[int, int]], i: int) -> tuple[int, int]:
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

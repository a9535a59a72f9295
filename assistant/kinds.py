"""Words that are not of the kind that a question asks for: a place, a time, a reason, a measure, a number.

A model may take the most striking words of a sentence: for "where will it be held" the date, for "why"
a sum. From such words nothing is written. Questions and articles in English, German and Dutch are
read; of others nothing is said.
"""

from __future__ import annotations

import re

from assistant.asking import asks_for_an_age, begins
from assistant.facts import SMALL, Facts, facts, frequency
from assistant.facts.spelling import SPOKEN, occurs

_AGED = re.compile(
    r"\d+(?:[ -]years?[ -]old\b| years of age\b| ?-?jährige?[nrs]?\b| jahre? alte?[nrs]?\b|[ -]?jarige?\b"
    r"| jaar oude?\b)",
    re.IGNORECASE,
)
"""A number that is somebody's age."""

_WORD_OF_TIME = re.compile(
    r"\d[.:]\d\d\b|\b(?:"
    r"\w*(?:seconds?|minutes?|hours?|days?|weeks?|weekends?|months?|years?|decades?|century|night|noon|morning"
    r"|evening|sekunden?|minuten?|stunden?|tage?[ns]?|wochen?|wochenende|monate?[ns]?|jahre?[ns]?|jahrhunderts?"
    r"|uhr|nacht|abends?|morgens?|mittags?|uur|uren|dag(?:en)?|week|weken|maand(?:en)?|jaar|jaren|eeuw|ochtend"
    r"|avond|middag|ende)"
    r"|times?|mal|male|keer|ago|yesterday|today|tomorrow|gestern|heute|gisteren|vandaag)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(\d[\d.,]*) ([^\W\d]{3,})")

_CAUSED_BY = re.compile(
    r"\b(?:due to|because of|after|over|by|for|from|with|nach|wegen"
    r"|durch|aufgrund|infolge|aus|um|für|gegen|mit|na|door|wegens|vanwege|om|uit|met)(?: \w+){0,2}\s*$",
    re.IGNORECASE,
)
"""What stands before a thing that is a reason: "after a", "wegen des starken"."""

_BECAUSE = re.compile(
    r"\b(?:because(?! of)|weil|denn|omdat|doordat|want)\b|(?<=, )da\b|\bsince(?= [^\W\d]+ [^\W\d])",
    re.IGNORECASE,
)
"""What begins a clause that tells a reason, with all that stands in it; not "since 2012"."""

_CLAUSE = re.compile(r"[;.!?]\s|,\s(?!die\b|der\b|das\b|dass\b|dat\b)")
_ROAD = re.compile(r"\b(?-i:A|B|E|L|K|M|N|S|U|I-|US-|Route )[ ]?\d{1,3}\b")
_UNTIL = re.compile(
    r"\b(?:until|till|through|bis|tot|ends?|ended|expires?|expired|endete?|eindigt|eindigde)(?: \w+)?\s*$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\W*(?:\d{1,2}\W+[^\W\d]+|[^\W\d]+ \d{1,2})(?:,? \d{4})?\W*")
_OF_NUMBERS = re.compile(
    r"million\w*|billion\w*|milliarden?|thousand|tausend|miljoen|miljard|duizend|euros?|dollars?|pounds?"
    r"|per ?cent|prozent|procent|years?|jahre?n?|jaar",
    re.IGNORECASE,
)


def of_another_kind(question: str, sentence: str, words: str, language: str) -> list[str]:
    """Why some words cannot be what a question asks for; nothing if they may be.

    Args:
        sentence: in ``language``, the one that has the words.
    """
    if language not in SPOKEN:
        return []
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)
    start = found.start() if found else 0
    said = facts(words, language)
    timed = _is_timed(said)
    aged = _AGED.match(sentence, start) if said.numbers else None
    if aged and begins(question, "how many") and not asks_for_an_age(question):
        return ["it is somebody's age"]
    if aged and not (asks_for_an_age(question) or begins(question, "measure")):
        somebody = _things(sentence[aged.end() : start + len(words)], language)
        if not (somebody and begins(question, "who or which")):
            return ["it is somebody's age"]
    if begins(question, "when") and not (timed or _WORD_OF_TIME.search(words)) and _is_count(words, said):
        return ["the question asks for a time"]
    day = timed and _DAY.fullmatch(words) and not _UNTIL.search(sentence[:start])
    if day and begins(question, "measure"):
        return ["the question asks for a measure"]
    lasting = timed or said.measured or _WORD_OF_TIME.search(words)
    if begins(question, "how long") and _is_count(words, said) and not lasting:
        return ["the question asks how long"]
    things = _things(words, language)
    if begins(question, "where") and not things and not _ROAD.search(words) and (timed or said.numbers):
        return ["the question asks for a place"]
    names = frozenset(name.casefold() for name in said.names)
    plain = [thing for thing in things if not occurs(thing, names, spelt_alike=True)]
    if (
        begins(question, "why")
        and not plain
        and not _gives_reason(sentence, start)
        and not _CAUSED_BY.search(sentence[:start])
    ):
        return ["the question asks for a reason"]
    return []


def _gives_reason(sentence: str, start: int) -> bool:
    """Whether what stands at ``start`` of a sentence is in a clause that begins with "because"."""
    before = [found.end() for found in _CLAUSE.finditer(sentence, 0, start)]
    return _BECAUSE.search(sentence, before[-1] if before else 0, start) is not None


def _is_timed(said: Facts) -> bool:
    """Whether something names a month or a weekday."""
    return any(concept.startswith(("month:", "day:")) for concept in said.concepts)


def _is_count(words: str, said: Facts) -> bool:
    """Whether words, with their facts, count something: "780 residents", not "2012 Olympics"."""
    counted = _COUNT.search(words)
    return counted is not None and counted[1] not in said.years


def _things(words: str, language: str) -> list[str]:
    """The words that are no numbers, units, months, days or small ones."""
    things = []
    for word in re.findall(r"[^\W\d_]+", words):
        said = facts(word, language)
        counts = said.numbers or _OF_NUMBERS.fullmatch(word)
        if frequency(word, language) < SMALL and not (counts or _is_timed(said)):
            things.append(word)
    return things

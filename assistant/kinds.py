"""The kind of thing a question asks for, a place, a time, a reason or an age, and words that are not of it.

The model points at the most striking words of a sentence: for "where will it be held" at the date, for
"why" at a sum. From such words nothing is written. English, German and Dutch are read.
"""

from __future__ import annotations

import re

from assistant.facts import SMALL, facts, frequency

_AGE = re.compile(
    r"\b(?:old|ages?|aged|oldest|youngest|young|alt|älter|alter|jung|jüngste\w*|älteste\w*"
    r"|oud|ouder|leeftijd|oudste|jong|jongste)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\W*(?:where|wo|wohin|woher|waar)\b(?!.*\b(?:when|wann|wanneer)\b)", re.IGNORECASE)
_TIME = re.compile(r"\W*(?:(?:since|seit|sinds|until|bis|tot) )?(?:when|wann|wanneer)\b[^,]*$", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:why|how come|warum|weshalb|wieso|wie kommt es|waarom|hoe komt het)\b", re.IGNORECASE
)

_MEASURE = re.compile(
    r"\b(?:how (?:long|high|far|big|large|many|much)|wie (?:lang|hoch|weit|groß|viele?)"
    r"|hoe (?:lang|hoog|ver|groot)|hoeveel)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\W*(?:\d{1,2}\W+[^\W\d]+|[^\W\d]+ \d{1,2})\W*")
_WHO = re.compile(
    r"\W*(?:who|whom|wer|wen|wem|wie(?! (?:viel|lang|oft|alt|hoch|groß|weit|heiß|hieß)))\b", re.IGNORECASE
)
_OFFICE = re.compile(
    r"^\W*(?:who (?:is|was)|wer (?:ist|war)|wie (?:is|was)) (?!the |an? |der |die |das |ein |de |het |een )"
    r"[^,]{3,40}\?*$|\b(?:profession|occupation|position|role|job title|beruf|funktion|amt|posten|rolle"
    r"|beroep|functie|ambt)\b",
    re.IGNORECASE,
)

_YEARS_OLD = re.compile(
    r"[ -]years?[ -]old\b| years of age\b|[ -]?jährig| (?:jahre? )?alt(?:e[rn]?)?\b|[ -]?jarig"
    r"| (?:jaar )?oude?\b",
    re.IGNORECASE,
)
"""What follows a number that is somebody's age."""

_TOLD_TIME = re.compile(
    r"\d{3,4}\b(?! \w)|\d[.:]\d\d\b|\b(?:"
    r"\w*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|night|noon|morning|evening"
    r"|sekunden?|minuten?|stunden?|tage?[ns]?|wochen?|monate?[ns]?|jahre?[ns]?|jahrhunderts?|uhr|nacht|abends?"
    r"|morgens?|mittags?|uur|uren|dag(?:en)?|week|weken|maand(?:en)?|jaar|jaren|eeuw|ochtend|avond|middag)"
    r"|ago|yesterday|today|tomorrow|spring|summer|autumn|fall|winter|christmas|easter|end|late|early|never"
    r"|gestern|heute|frühling|frühjahr|sommer|herbst|weihnachten|ostern|ende|anfang|mitte|spät\w*|früh\w*|bald|nie"
    r"|gisteren|vandaag|lente|voorjaar|zomer|herfst|najaar|kerst\w*|pasen|eind|begin|half|later|nooit"
    r"|when|after|before|during|since|until|once|while|as|by|if|at|on|in"
    r"|als|nach\w*|vor|während|seit\w*|bis|sobald|wenn|beim?"
    r"|na|nadat|voor\w*|tijdens|sinds|tot|zodra|toen|terwijl|bij"
    r")\b",
    re.IGNORECASE,
)
"""Years, times of day, and words that tell a time or begin to."""

_CAUSED_BY = re.compile(
    r"\b(?:due to|because of|after|over|by|for|from|with"
    r"|nach|wegen|durch|aufgrund|infolge|aus|um|für|gegen|mit"
    r"|na|door|wegens|vanwege|om|uit|met)(?: \w+)?\s*$",
    re.IGNORECASE,
)
"""What stands before a thing that is a reason: "after a", "wegen"."""

_OF_NUMBERS = re.compile(
    r"million\w*|billion\w*|thousand|milliarden?|tausend|miljoen|miljard|duizend|euros?|dollars?|pounds?"
    r"|per ?cent|prozent|procent|years?|jahre?n?|jaar"
)


def asks_who(question: str) -> bool:
    """Whether a question asks for somebody."""
    return _WHO.match(question) is not None


def asks_for_an_office(question: str) -> bool:
    """Whether a question asks what somebody does or is: "Who is Ann Lee?", "Welche Funktion hat sie?"."""
    return _OFFICE.search(question) is not None


def of_another_kind(question: str, sentence: str, words: str, language: str) -> list[str]:
    """Why some words cannot be what a question asks for; nothing if they may be.

    Args:
        sentence: in ``language``, the one that has the words.
    """
    said = facts(words, language)
    timed = any(concept.startswith(("month:", "day:")) for concept in said.concepts)
    start = max(sentence.find(words), 0)
    if said.numbers and _YEARS_OLD.match(sentence[start + len(words) :]) and not _AGE.search(question):
        return ["it is somebody's age"]
    if _TIME.match(question) and not timed and not _TOLD_TIME.search(words):
        return ["the question asks for a time"]
    if timed and _MEASURE.search(question) and _DAY.fullmatch(words):
        return ["the question asks for a measure"]
    if _says_more(words, language):
        return []
    if _PLACE.match(question) and (timed or said.numbers):
        return ["the question asks for a place"]
    if _REASON.search(question) and not _CAUSED_BY.search(sentence[:start]):
        return ["the question asks for a reason"]
    return []


def _says_more(words: str, language: str) -> bool:
    """Whether some words are more than names, numbers, units and small words."""
    said = (word for word in re.findall(r"[^\W\d_]+", words) if word.islower())
    return any(frequency(word, language) < SMALL and not _OF_NUMBERS.fullmatch(word) for word in said)

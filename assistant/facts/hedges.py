"""What a text does not say is so, though it denies nothing: it is alleged, planned, called off or excepted.

Read in English, German and Dutch.
"""

from __future__ import annotations

import re

from assistant.facts.denials import clause

_ALLEGED = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|suspected|accused|could|(?-i:might|may)|(?:is|are|was|were) said to"
    r"|könnten?|dürften?|angeblich\w*|mutmaßlich\w*|vermutlich\w*|möglicherweise|womöglich|verdächtig\w*"
    r"|beschuldig\w*|w[ia]rf\w*\b.*\bvor|vermoedelijk\w*|mogelijk|naar verluidt|verdacht\w*)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(r"\b(?:soll(?:en|te|ten)?|zou(?:den)?|(?:was|were) (?:due|to) \w+)\b", re.IGNORECASE)
"""Of a plan or a rumour: "soll gebaut werden" will be built, "soll gezahlt haben" is said to have paid."""

_WAS_DONE = re.compile(r"\b(?:haben|sein|hebben|zijn|have)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|shall|going to|wird|werden|zal|zullen|gaat|gaan|wordt|worden)\b", re.IGNORECASE
)
_SAYS_SO = re.compile(
    rf"{_ALLEGED.pattern}|{_MEANT.pattern}"
    r"|\b(?:would|should|plan\w*|supposed|intend\w*|wants?|aims?|likely|possibly|probably|perhaps|suspect\w*"
    r"|geplant\w*|will|wollen|vielleicht|gepland\w*|van plan|wil|willen|misschien)\b",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(
    r"\b(?:cancell?ed|called off|scrapped|postponed|rejected|voted down|abandoned|shelved|abgesagt|verschoben"
    r"|abgelehnt|verworfen|gekippt|lehn\w+\b.*\bab|sagt\w*\b.*\bab|afgelast|geannuleerd|uitgesteld|afgewezen"
    r"|verworpen|geschrapt)\b",
    re.IGNORECASE,
)
_SAYS_IT_IS_OFF = re.compile(
    rf"{_CALLED_OFF.pattern}|\b(?:reject\w*|cancel\w*|postpone\w*|refus\w*|against|off|not|nicht|kein\w*|gegen|niet|geen"
    r"|tegen|absag\w*|ablehn\w*|verschieb\w*|afwijz\w*|wees|wijst)\b",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    r"\b(?:except(?: for)?|excluding|apart from|with the exception of|instead of|rather than|außer"
    r"|ausgenommen|mit Ausnahme (?:von|der|des)|(?:an)?statt|anstelle (?:von|der|des)|behalve|uitgezonderd"
    r"|met uitzondering van|in plaats van)"
    r"(?: (?:in|on|at|by|to|am|im|zum|op|the|der|die|den|dem|des|de|het))*\s*\Z",
    re.IGNORECASE,
)


def hedged(sentence: str, words: str, told: str) -> str | None:
    """Why what some words of a sentence tell is not simply so, where ``told`` does not say that; or None.

    Args:
        told: the statement and the question, in whichever of the languages.
    """
    start = max(sentence.find(words), 0)
    first, last = clause(sentence, start)
    said = sentence[first:last]
    if _ALLEGED.search(said) and not _SAYS_SO.search(told):
        return "the cited sentence only alleges it"
    planned = _MEANT.search(said) and not _SAYS_SO.search(told)
    if planned and (_WAS_DONE.search(said) or not _TO_COME.search(told)):
        return "the cited sentence does not say that it was done"
    if _CALLED_OFF.search(said) and not _SAYS_IT_IS_OFF.search(told):
        return "the cited sentence says that it was called off"
    if _EXCEPTED.search(sentence[:start]):
        return "the cited sentence excepts it"
    return None

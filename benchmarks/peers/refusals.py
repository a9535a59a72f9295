"""Whether a text says that it does not know, or that the sources do not say.

Peers have no sign for it, so their words are read: a negation with a word of saying or knowing near
it, in English, German or Dutch. Generous on purpose.
"""

from __future__ import annotations

import re

NEAR = 60
"""Characters, of one sentence, between the negation and the other word."""

NEGATIONS = """
no not none nothing cannot unable unclear \\w+n['’]t
nicht nichts kein keine keinen keiner keinem keinerlei
niet niets geen
"""

KNOWING = """
sa(?:y|id) state mention contain provid includ specif answer inform determin know indicat find found given
available relevant helpful disclos reveal address discuss describ possible
sagt sagen gesagt erwähn genannt nenn angegeben angab enthält enthalten beantwort antwort hinweis bekannt
hervor auskunft verfügbar wei(?:ß|ss) wissen gefunden finden möglich bereitgestellt beschrieben geht
gibt liefer
vermeld genoemd noem gezegd zeg staa beva bekend weten weet gevonden vind gegeven geef geven beschikbaar
mogelijk aangegeven beschreven
"""
"""Beginnings of words."""

PHRASES = """
unknown sorry unfortunately as\\ an\\ ai
unbekannt leider entschuldig\\w* es\\ tut\\ mir\\ leid
onbekend helaas het\\ spijt\\ me
"""


def _any(words: str, ending: str = "") -> str:
    parts = [part for line in words.splitlines() for part in re.split(r"(?<!\\) ", line) if part]
    return rf"\b(?:{'|'.join(parts)}){ending}\b"


_NOT, _KNOWING = _any(NEGATIONS), _any(KNOWING, r"\w*")
_BETWEEN = rf"[^.!?\n]{{0,{NEAR}}}"
_REFUSAL = re.compile(f"{_NOT}{_BETWEEN}{_KNOWING}|{_KNOWING}{_BETWEEN}{_NOT}|{_any(PHRASES)}", re.IGNORECASE)
_DENIAL = re.compile(rf"\W*(?:\w+\W+){{0,5}}?(?:{_NOT}|\b(?:nein|nee)\b)", re.IGNORECASE)


def refuses(text: str) -> bool:
    """Say whether ``text`` says that there is no answer."""
    return _REFUSAL.search(text) is not None


def denies(text: str) -> bool:
    """Say whether ``text`` begins with a denial: a negation among its first six words."""
    return _DENIAL.match(text) is not None

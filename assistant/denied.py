"""Does a statement leave out that something is not so, or a sentence affirm what a question denies?"""

from __future__ import annotations

import re

from assistant.asking import asks
from assistant.facts import SMALL, Facts, denials, frequency, hedges
from assistant.facts.spelling import fold, occurs

USUAL = 5.7
"""Words from this Zipf frequency on (once in 2,000 words) are not what a question is about."""

_CONTRARY = frozenset(
    ("but", "however", "although", "though", "instead", "until", "against", "only", "yet", "aber", "jedoch",
     "doch", "sondern", "obwohl", "statt", "stattdessen", "erst", "gegen", "nur", "maar", "echter", "hoewel",
     "pas", "tegen", "alleen", "toch", "should", "would", "sollte", "sollten", "hatte", "hatten", "zou",
     "zouden")
)  # fmt: skip
"""Folded words beside which something said may yet not be so."""

_NO_THING = re.compile(r"\bno (?!longer\b|one\b)([^,;:.!?]+)", re.IGNORECASE)
_OF_WHAT = frozenset(("that", "to", "of", "for", "whether"))


def drops_a_denial(
    sentence: str, pointed: str, language: str, said: Facts, asked: Facts, *, one_language: bool = False
) -> list[str]:
    """Whether "Sweden did not reject it" became "Sweden rejected it".

    Args:
        sentence: in ``language``; pointed: the words in it that answer, which begin maybe in a denied clause.
        said, asked: the facts of the statement and of the question.
        one_language: the statement is in the sentence's language.
    """
    if said.negated or said.without or asked.negated:
        return []
    clause, refused = _clause(sentence, pointed)
    denied = denials.negated(_without_others(clause, language, said) if one_language else clause, language)
    said_so = denials.says_so(said.words | asked.words)
    if not (denied or (refused and not said_so) or _has_what_lacks(clause, language, said)):
        return []
    return ["the cited sentence denies something, and the statement does not"]


def is_denied(sentence: str, pointed: str, language: str) -> bool:
    """Whether what some words of a sentence tell is not simply so: 12 May of "did not open on 12 May"."""
    if hedges.hedged(sentence, pointed, pointed):
        return True
    clause, refused = _clause(sentence, pointed)
    return refused or denials.negated(clause, language)


def _clause(sentence: str, pointed: str) -> tuple[str, bool]:
    """What a sentence says of some of its words, without denials of no matter; and whether it was refused."""
    start = max(sentence.find(pointed), 0)
    behind = denials.behind_an_aside(sentence, start + len(pointed))
    return f"{denials.denied_at(sentence, start)} {behind}".strip(), denials.refused_at(sentence, start)


def affirms(question: str, language: str, sentence: Facts) -> bool:
    """Whether a sentence in a question's language says what the question says is not so.

    "The bridge opened in May" does so for "Why did the bridge not open in May?".
    """
    if sentence.negated or sentence.without or sentence.words & _CONTRARY:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", question) if not asks(word)]
    matter = [word for word in words if frequency(word, language) < USUAL and fold(word) not in _CONTRARY]
    return bool(matter) and all(occurs(word, sentence.words, spelt_alike=True) for word in matter)


def _without_others(clause: str, language: str, said: Facts) -> str:
    """An English clause without the "no injuries" of which a statement does not speak."""
    if language != "en":
        return clause

    def is_told(found: re.Match[str]) -> str:
        words = re.findall(r"[^\W\d_]+", found[1].casefold())
        said_much = [frequency(word, language) < SMALL for word in words]
        first = said_much.index(True) if any(said_much) else len(words)
        last = said_much.index(False, first) if not all(said_much[first:]) else len(words)
        if words[last : last + 1] and words[last] in _OF_WHAT:  # "no evidence that he paid"
            last = len(words)
        things = [word for word, much in zip(words[:last], said_much, strict=False) if much]
        told = not things or any(occurs(word, said.words) for word in things)
        return found[0] if told else found[1]

    return _NO_THING.sub(is_told, clause)


def _has_what_lacks(clause: str, language: str, said: Facts) -> bool:
    """Whether a statement has what its evidence is without: "a permit", of one "without a permit"."""
    for words in denials.lacks(clause):
        things = [word for word in words if frequency(word, language) < SMALL][:1]
        if any(occurs(word, said.words) for word in things):
            return True
    return False

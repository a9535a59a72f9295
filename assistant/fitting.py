"""Do the words that the model pointed at fit the question? A name where a name is asked for, somebody's own
age, a sentence of the year in question.

Each check returns why the words do not fit; nothing means that they may.
"""

from __future__ import annotations

import re
from itertools import takewhile

from assistant import verify
from assistant.coverage import Coverage
from assistant.facts import COMMON, SMALL, Facts, facts, fold, frequency, occurs

_NAME = re.compile(
    r"\bnames? of\b|\b(?:is|are|was|were)\b.*\b(?:called|named)\W*$"
    r"|\bwhat (?:is|are) (?:his|her|its|their) names?\b"
    r"|\bwie (?:hei(?:ß|ss)(?:t|en)|hie(?:ß|ss)(?:en)?)\b|\bhoe (?:heet(?:te)?|het(?:t)?en)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:how old (?:is|was)|wie alt (?:ist|war)|hoe oud (?:is|was)) (\w+)", re.IGNORECASE)
_ROLE = {
    "en": r"\b(?:who (?:is|was)|what (?:is|was) the name of) (?:the|a|an) ",
    "de": r"\b(?:wer (?:ist|war)|wie (?:heißt|hieß|heisst|hiess)) (?:der|die|das) ",
    "nl": r"\b(?:wie (?:is|was)|hoe (?:heet|heette)) (?:de|het) ",
}
ROLE = 0.45
"""The cosine from which something in a passage means the role whose holder is asked for."""

_QUOTED = re.compile(r"[\"“”„«»‘'].+[\"“”„«»’']")


def no_name(question: str, asked: Facts, words: str, language: str) -> list[str]:
    """Whether a question asks what something is called, and the words have no name that is not its own.

    Args:
        question: its text; asked: its facts; words: pointed at, in ``language``.
    """
    if not _NAME.search(question) or _QUOTED.search(words):
        return []
    found = facts(words, language)
    names = [*found.names]
    if language != "de":
        names += (word for word in re.findall(r"[^\W\d_]+", words) if _capital(word, language))
    named = any(not occurs(name, asked.words) for name in names) or found.concepts - asked.concepts
    return [] if named else ["the question asks for a name"]


def _capital(word: str, language: str) -> bool:
    """Whether a word has a capital, and none because it begins a sentence."""
    return word[0].isupper() and frequency(word, language) < COMMON


def age_of_another(question: str, asked: Facts, sentence: str, words: str, language: str) -> list[str]:
    """Whether the age is that of another person: "Lohmeyer, 58," for "How old is Deshmukh?\""""
    number, named = re.search(r"\d+", words), _AGE.search(question)
    if not (number and named and any(name.startswith(named[1]) for name in asked.names)):
        return []
    before = re.search(rf"([^\W\d_][\w'’-]+) ?[,(] ?(?:\w+ )?{number[0]}\b", sentence)
    after = re.search(
        rf"\b{number[0]}(?:-year-old|-?jährigen?r?|-jarige) ((?:[\w'’-]+ ){{0,3}}[\w'’-]+)", sentence
    )
    whose = before[1] if before else after[1] if after else ""
    others = [name for name in facts(whose, language).names if not occurs(name, asked.words)]
    own = any(occurs(name, frozenset(map(fold, re.findall(r"[\w'’-]+", whose)))) for name in asked.names)
    return [f"it is the age of {others[0]}"] if others and not own else []


def role(question: str, language: str) -> str | None:
    """The word for what somebody is who is asked for: "owner" of "Who is the new owner of the hotel?\""""
    asked = re.search(_ROLE[language], question, re.IGNORECASE) if language in _ROLE else None
    words = re.findall(r"[\w-]+", question[asked.end() :]) if asked else []
    if language == "de":
        return next((word for word in words if word[0].isupper()), None)
    if words and frequency(words[0], language) >= SMALL:  # "new"
        del words[0]
    things = list(takewhile(lambda word: frequency(word, language) < SMALL and word.islower(), words))
    return things[-1] if things else None


def other_role(question: str, language: str, covered: Coverage | None) -> list[str]:
    """Whether nothing in a passage means the role that is asked for: "Who is the mayor?" of a harbour master.

    Args:
        question: its text, in ``language``; covered: the coverage of the question by the passage.
    """
    asked = role(question, language)
    if covered is None or asked not in covered.alignment.asked or covered.near([asked]) >= ROLE:
        return []
    return [f"nothing in it is a {asked}"]


def other_year(asked: Facts, sentence: Facts, passage: Facts, present: range | None) -> list[str]:
    """Whether a sentence is of another year than the question's.

    What names no year is of its article's own, unless the passage names the one asked for.

    Args:
        present: the years of which the article may speak where it names none; None if that is unknown.
    """
    told = verify.years(sentence)
    for year in sorted(verify.years(asked) - told):
        if told:
            return [f"the sentence is of {', '.join(sorted(told))}, not of {year}"]
        if present and year not in passage.numbers and int(year) not in present:
            return [f"the sentence is of {present.start}, not of {year}"]
    return []

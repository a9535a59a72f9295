"""Do the words that the reader found fit the question? A name where a name is asked for, somebody's own
age, a passage that knows the role, and the year.

Each check returns why the words do not fit; nothing means that they may.
"""

from __future__ import annotations

import re

from assistant import asking
from assistant.coverage import Coverage
from assistant.facts import COMMON, RARE, Facts, facts, frequency
from assistant.facts.dates import spans
from assistant.facts.spelling import SPOKEN, fold, occurs
from assistant.reading import Question

ROLE = 0.45
"""The cosine from which something in a passage means the role whose holder is asked for."""

_QUOTED = re.compile(r"[\"“”„«»‘].+|(?<!\w)['’].+['’]")
_INDEFINITE = r"\b(?:[Ee]ine?[mnrs]?|[Aa]n?|[Ee]en) (?:[a-zà-ÿ]\w* )*"
_KIND = r"[^\W\d_][\w-]*+(?! [A-ZÀ-Þ])"
"""A word behind "a large", "eine neue": what kind of thing it is, not its name, unless a name goes on."""

_FULL_NAME = r"(?:[^\W\d_a-zà-ÿ][\w.'’-]*(?: |$))+"
_AGED = re.compile(
    r"\bone\b|year|month|week|jahr|jähr|monat|woche|tägig|jaar|jarig|maand|weken"
    r"|\b(?:days?|hours?|tage?n?|stunden?|dag(?:en)?|uur|uren)\b"
    r"|\b(?:teens|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b"
    r"|(?:zwanz|dreiß|vierz|fünfz|sechz|siebz|achtz|neunz)iger|(?:twin|der|veer|vijf|zes|zeven|tach|negen)tiger",
    re.IGNORECASE,
)
"""What may tell an age without a number from two on: "one", "wenige Tage", "in her forties"."""

_FROM = re.compile(r"\b(?:from|of|in|aus|von|uit|van) \w+$", re.IGNORECASE)


def misfits(question: Question, sentence: str, words: str, language: str) -> list[str]:
    """Why ``words`` do not fit what a question asks for.

    Args:
        sentence: in ``language``, the one that has the words.
    """
    named = no_name(question, sentence, words, language) + asked_about(question, words, language)
    return named + no_age(question, words, language) + age_of_another(question, sentence, words, language)


def no_name(question: Question, sentence: str, words: str, language: str) -> list[str]:
    """Whether a question asks what something is called, and ``words`` have no new name: "eine Bäckerei".

    Rare words without a capital may be names, of diseases for instance; in scripts without capitals any may.

    Args:
        sentence: in ``language``, the one that has the words.
    """
    cased = words.lower() != words.upper()
    if not (asking.asks_for_a_name(question.text) and cased) or _QUOTED.search(words):
        return []
    before = sentence.partition(words)[0] if words in sentence else ""
    if re.search(rf"{_INDEFINITE}$", before):
        words = re.sub(rf"^{_KIND}", "", words)
    words = re.sub(rf"{_INDEFINITE}{_KIND}", " ", words)
    known = question.facts.words
    found = re.finditer(r"[^\W\d_]+\d*", words)
    if any(_may_name(word, words, language) and not occurs(word[0], known) for word in found):
        return []
    return ["the question asks for a name"]


def _may_name(word: re.Match[str], words: str, language: str) -> bool:
    """Whether a word among others may be a name; at their beginning a capital may mean nothing."""
    often = frequency(word[0], language)
    if not word[0][0].isupper():
        return often < RARE
    if any(concept.startswith("day:") for concept in facts(word[0], language).concepts):
        return False
    another = re.match(r"[ -][^\W\d_a-zà-ÿ]", words[word.end() :])
    return word.start() > 0 or often < COMMON or another is not None


def asked_about(question: Question, words: str, language: str) -> list[str]:
    """Whether a question asks whom something was done to, and ``words`` are but the name of who did it.

    "Sergej Lavrov" is nobody whom Lavrov called; but Jill Biden may be whom Joe Biden called.

    Args:
        words: in ``language``.
    """
    asked = question.facts
    if not asking.asks_whom(question.text, question.asked_in) or not re.fullmatch(_FULL_NAME, words):
        return []
    *first, last = map(fold, words.split())
    same = language == question.asked_in
    if not any(occurs(name, frozenset((last,)), spelt_alike=same) for name in asked.names):
        return []
    own = {a for a, b in asked.full_names if occurs(b, frozenset((last,)), spelt_alike=same)}
    if own and first and own.isdisjoint(first):
        return []
    return [f"{last} is who the question is about"]


def no_age(question: Question, words: str, language: str) -> list[str]:
    """Whether a question asks how old somebody is, and ``words`` (in ``language``) are no age: "captain"."""
    if not asking.asks_for_an_age(question.text) or language not in SPOKEN:
        return []
    told = facts(words, language)
    if (told.numbers and not told.measured) or _AGED.search(words):
        return []
    return ["the question asks for an age"]


def age_of_another(question: Question, sentence: str, words: str, language: str) -> list[str]:
    """Whether ``words`` are the age of another: "Lohmeyer, 58," for "How old is Deshmukh?".

    Args:
        sentence: in ``language``, the one that has the words.
    """
    asked, number = asking.age_of(question.text), re.search(r"\d+", words)
    if asked is None or number is None:
        return []
    told = re.search(rf"\b{number[0]}\b", sentence)
    names = question.facts.names
    known = facts(sentence[: told.start() if told else None], language).words
    if not any(name.startswith(asked) for name in names) or any(occurs(name, known) for name in names):
        return []
    before = re.search(rf"((?:\w+ )?[\w'’-]+) ?[,(] ?(?:\w+ )?{number[0]}\b", sentence)
    after = re.search(rf"\b{number[0]}(?:-year-old|-?jährigen?r?|-jarige) ([\w'’-]+ [\w'’-]+)", sentence)
    whose = next((found[1] for found in (before, after) if found and not _FROM.search(found[1])), "")
    others = [name for name in facts(whose, language).names if not occurs(name, question.facts.words)]
    return [f"it is the age of {others[0]}"] if others else []


def other_role(question: Question, covered: Coverage | None) -> list[str]:
    """Whether nothing in a passage means the role asked for: "Who is the mayor?" of a harbour master."""
    asked = asking.role(question.text, question.asked_in)
    if covered is None or asked not in covered.alignment.asked or covered.near([asked]) >= ROLE:
        return []
    return [f"nothing in it is a {asked}"]


def other_year(question: Question, passage: str, found: Facts, present: range | None) -> list[str]:
    """Whether a passage is of another year than the question's: it names none that is asked for.

    "2002 to 2006" and "2002/06" name all between. For a question about a period see :mod:`assistant.period`.

    Args:
        found: the facts of the passage.
        present: the years of which its article may speak where it names none; None if that is unknown.
    """
    asked = sorted(map(int, question.facts.years))
    if (
        question.facts.period
        or not asked
        or present is None
        or asking.asks_for_the_time(question.text)
        or set(asked) & set(present)
    ):
        return []
    if any(asked[0] <= int(year) <= asked[-1] for year in found.years):
        return []
    if any(first <= asked[0] and asked[-1] <= last for first, last in spans(passage)):
        return []
    return [f"the passage is not of {asked[0]}"]

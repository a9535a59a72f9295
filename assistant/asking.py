"""What a question asks for: somebody, a place, a time, a reason, a number, a sum, a name; or yes or no.

The words to ask with stand here in English, German and Dutch, some in other languages too. Whether words of
an article fit what is asked for is in fitting.py.
"""

from __future__ import annotations

import re
from itertools import takewhile

from assistant.facts import SMALL, frequency
from assistant.facts.numbers import cardinals
from assistant.facts.spelling import fold
from index.embed import WORD

MARKS = "?", "？", "؟", "\u037e"
"""What ends a question: in most languages, in Chinese and Japanese, in Arabic and Persian, in Greek."""

FREQUENT = 5.3
"""Words from this Zipf frequency on (once in 5,000 words) do not tell what is counted."""

SEVERAL = 10
"""Up to so many things a question may ask for by name."""

_WHO = {"en": "whom?", "de": "we[rnm]", "nl": "wie"}
_WHO_IS = {"en": "who (?:is|was)", "de": "wer (?:ist|war)", "nl": "wie (?:is|was)"}
_WHICH = "which|welche[rnms]?|welke?"
_WHICH_YEAR = "(?:which|what) year|welche[mns]? jahr|welk jaar"
_WHEN = "when|wann|wanneer"
_WHY = "why|how come|warum|weshalb|wieso|wie kommt es|waarom|hoe komt het"
_HOW_LONG = "how long|wie lange|hoe lang"
_HOW_OLD = "how old|wie alt|hoe oud"
_HOW_MUCH = r"how much|wie\s?viel"
_HOW_MANY = r"how many|wie\s?viele?r?n?|hoeveel"

_ASKING = re.compile(
    r"\b(?:who(?:se|m)?|what|when|where|why|how|which"
    r"|wer|wen|wem|wessen|was|wann|wo|woher|wohin|woran|worauf|worin|worüber|wovon|wozu|womit|wodurch|wofür|wogegen"
    r"|warum|weshalb|wieso|wie|wieviele?|welche[rnsm]?"
    r"|wie|wat|wanneer|waar\w*|waarom|hoe|hoeveel|welke?|wiens"
    r"|qui|que|quoi|quand|où|pourquoi|comment|combien|quel(?:le)?s?|qué|quién|cuándo|dónde|cómo|cuánt[oa]s?|cuál"
    r"|chi|che|cosa|quando|dove|perché|come|quant[oaie]|quale|quem|onde|porquê|qual)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"many|much|viele?[nr]?|veel", re.IGNORECASE)

_NEVER = re.compile(r"(?!)")
_YES_OR_NO = {
    "en": re.compile(
        r"(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|must)\b", re.IGNORECASE
    ),
    "nl": re.compile(
        r"(?:is|zijn|was|waren|heeft|hebben|had|hadden|kan|kunnen|wordt|werd|werden|zal|mag)\b"
        r"(?!.*\b(?:wie|wat|wanneer|waarom|hoe|hoeveel|welke?)\b)",
        re.IGNORECASE,
    ),
}
"""How questions for yes or no begin where "was" and "come" are words to ask with in another language."""

_ASKS_WHO = {code: re.compile(rf"\W*{who}\b", re.IGNORECASE) for code, who in _WHO.items()}
_WHOM = {
    "en": "(?:(?:about|against|by|for|from|of|to|with) )?whom",
    "de": "(?:(?:an|auf|bei|durch|für|gegen|mit|nach|über|um|von|vor|zu) )?wem"
    "|(?:(?:an|auf|durch|für|gegen|über|um) )?wen",
    "nl": "(?:aan|bij|door|met|naar|om|over|tegen|van|voor) wie",
}
_ASKS_WHOM = {code: re.compile(rf"\W*(?:{whom})\b", re.IGNORECASE) for code, whom in _WHOM.items()}
_WHAT_IS = re.compile(
    rf"^(?:(?:who|what) (?:is|was|are|were)|{'|'.join(_WHO_IS.values())}|was (?:ist|war)|wat (?:is|was))\b",
    re.IGNORECASE,
)
_NAMED = r"(?:[A-ZÀ-Þ][\w'’.-]*|(?:van|von|de|den|der|of|al|bin|ter|ten)(?= ))"
_OFFICE = re.compile(
    rf"\W*(?i:{'|'.join(_WHO_IS.values())}) {_NAMED}(?: {_NAMED})*\W*$"
    r"|.*(?i:\b(?:profession|occupation|beruf|funktion|(?<!hoger )(?<!in )beroep|functie|ambt)\b"
    r"|['’]s? (?:position|job|job title)\b)"
)
_NAME = re.compile(
    r"\bnames? of\b|^what (?:is|are|was|were)\b.*\b(?:called|named)\W*$"
    r"|^what (?:is|are) (?:his|her|its|their) names?\b"
    r"|\bwie (?:hei(?:ß|ss)(?:t|en)|hie(?:ß|ss)(?:en)?)\b|\bhoe (?:heet(?:te)?|het(?:t)?en)\b",
    re.IGNORECASE,
)
_ROLE = {
    "en": rf"\b(?:{_WHO_IS['en']}|what (?:is|was) the name of) (?:the|a|an) ",
    "de": rf"\b(?:{_WHO_IS['de']}|wie (?:heißt|hieß|heisst|hiess)) (?:der|die|das) ",
    "nl": rf"\b(?:{_WHO_IS['nl']}|hoe (?:heet|heette)) (?:de|het) ",
}
_DONE = re.compile(r"(?:\w+ed|last|first|only|laatste|eerste|enige)")
"""Words that are no role: "the oldest person killed", "the last to leave"."""

_AGE = re.compile(rf"(?:^|[?!.]\s)\W*(?:(?:and|und|en) )?(?:{_HOW_OLD})\b", re.IGNORECASE)
_AGE_OF = re.compile(rf"\b(?:{_HOW_OLD}) (?:is|was|ist|war) (\w+)", re.IGNORECASE)
_THE_TIME = re.compile(rf"\b(?:{_WHEN}|{_WHICH_YEAR}|{_HOW_LONG})\b", re.IGNORECASE)
_A_REASON = re.compile(rf"\b(?:{_WHY}|pourquoi|perché|por qué)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?:{_HOW_MANY}|combien d[e']|cuánt[oa]s|quant[ie])\s+([\w-]+(?:\s+[\w-]+){{0,2}})", re.IGNORECASE
)
_MEASURED = re.compile(rf"\b(?:{_HOW_OLD}|{_HOW_MUCH}|in (?:{_WHICH_YEAR}))\b", re.IGNORECASE)
_COSTS = re.compile(
    rf"\b(?:{_HOW_MUCH})\b(?=.*\b(?:costs?|pay|paid|price|kost(?:en|et|ete|eten)?|gekostet|gezahlt"
    r"|zahl(?:en|t|te|ten)|bezahl\w*|preis\w*|euros?|dollars?)\b)"
    r"|\bhoeveel (?:geld|euro|dollar|kost(?:te|ten|en)?|betaal\w*)\b"
    r"|\bhoeveel (?:\w+ ){1,4}(?:betaald|betalen|betaalde|gekost)\b"
    r"|^what (?=(?:does|did|do|will|would|is|was) .*\bcost\b)|^wa[st] kost(?:en|et|ete|te|ten)?\b"
    r"|^wa[st]\b(?=.*\b(?:gekost(?:et)?|kosten)\W*$)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(rf"\b(?:what|{_WHICH}|names? of the|namen der|namen van de)\s+(\w+)\s", re.IGNORECASE)


def asks(word: str) -> bool:
    """Whether a word asks for something, in one of the languages that are known; "many" of "how many" too."""
    return (_ASKING.fullmatch(word) or _MANY.fullmatch(word)) is not None


def asks_nothing(question: str) -> bool:
    """Whether a text may be an order or a remark: it neither ends as a question nor asks for anything."""
    return not question.rstrip().endswith(MARKS) and _ASKING.search(question) is None


def asks_whether(question: str, language: str) -> bool:
    """Whether a question is answered by yes or no: it ends as one and has no word that asks for more.

    So are taken, to be quoted to, all questions in languages whose words to ask with are not known.
    """
    if not question.rstrip().endswith(MARKS):
        return False
    begun = _YES_OR_NO.get(language, _NEVER).match(question.strip())
    return begun is not None or _ASKING.search(question) is None


def asks_who(question: str, language: str) -> bool:
    """Whether a question, in a language, asks for somebody."""
    return language in _ASKS_WHO and _ASKS_WHO[language].match(question) is not None


def asks_whom(question: str, language: str) -> bool:
    """Whether a question asks for somebody to whom, or with whom, something was done: "Mit wem"."""
    return language in _ASKS_WHOM and _ASKS_WHOM[language].match(question) is not None


def asks_what_something_is(question: str) -> bool:
    """Whether a question asks who or what something is: then its answer is more than a name."""
    return _WHAT_IS.search(question.strip()) is not None


def asks_for_an_office(question: str) -> bool:
    """Whether a question asks what somebody does or is: "Who is Ann Lee?", "Welche Funktion hat sie?"."""
    return _OFFICE.match(question) is not None


def asks_for_a_name(question: str) -> bool:
    """Whether a question asks what something is called."""
    return _NAME.search(question.strip()) is not None


def role(question: str, language: str) -> str | None:
    """The word for what somebody is who is asked for: "owner" of "Who is the new owner of the hotel?"."""
    asked = re.search(_ROLE[language], question, re.IGNORECASE) if language in _ROLE else None
    words = re.findall(r"[\w-]+", question[asked.end() :]) if asked else []
    if language == "de":
        nouns = (i for i, word in enumerate(words) if word[0].isupper())
        return next((words[i] for i in nouns if not _is_of_a_place(words, i)), None)
    if words and frequency(words[0], language) >= SMALL:  # "new"
        del words[0]

    def names_it(word: str) -> bool:
        return frequency(word, language) < SMALL and word.islower() and not _DONE.fullmatch(word)

    things = list(takewhile(names_it, words))
    return things[-1] if things else None


def _is_of_a_place(words: list[str], i: int) -> bool:
    """Whether a German word only says of where the next one is: "Berliner"."""
    return words[i].endswith("er") and i + 1 < len(words) and words[i + 1][0].isupper()


def asks_for_an_age(question: str) -> bool:
    """Whether a question asks how old somebody is: at its beginning, or as a question of its own.

    "Who is Ann Lee? And how old is she?" is a follow-up with the question before it.
    """
    return _AGE.search(question) is not None


def age_of(question: str) -> str | None:
    """The first word for whose age is asked for: "Ann" of "How old is Ann Lee?"."""
    found = _AGE_OF.search(question)
    return found[1] if found else None


def asks_for_the_time(question: str) -> bool:
    """Whether a question asks when something was or how long it took, by any of its words."""
    return _THE_TIME.search(question) is not None


def asks_for_a_reason(question: str) -> bool:
    """Whether a question asks why, by any of its words."""
    return _A_REASON.search(question) is not None


def asks_what_it_costs(question: str) -> bool:
    """Whether a question asks for a sum of money."""
    return _COSTS.search(question) is not None


def asks_how_many(question: str) -> bool:
    """Whether a question counts something, by any of its words."""
    return _COUNTED.search(question) is not None


def asks_for_a_number(question: str) -> bool:
    """Whether a question asks how many there are, how much something costs or how old it is."""
    return asks_what_it_costs(question) or asks_how_many(question) or _MEASURED.search(question) is not None


def counts(question: str, language: str) -> list[str]:
    """What a question counts, in its words: "planned operations" of "How many planned operations were ...?".

    Common words end it: what "people" or "years" are counted by needs no word of its own.
    """
    found = _COUNTED.search(question)
    words = WORD.findall(found[1]) if found else []
    things = list(takewhile(lambda word: frequency(word, language) < FREQUENT, words))
    # In German things have capitals, elsewhere the names of peoples, which stand in many a sentence.
    return [word for word in things if word[0].isupper() == (language == "de")]


def several(question: str) -> int | None:
    """How many things a question asks for by their number: 3 of "which three countries"; None if by none."""
    found = _SEVERAL.search(question)
    word = fold(found[1]) if found else ""
    number = cardinals().get(word, word)
    return int(number) if number.isdecimal() and int(number) <= SEVERAL else None

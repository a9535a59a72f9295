"""Which language a question is in, and what languages are called."""

from __future__ import annotations

import re

from index import LANGUAGES, by_words, detect

ASKED_IN = ("de", "en", "es", "fr", "it", "nl", "pt")
"""The languages most likely to be asked in; telling these apart by their letters loads little."""

_ASKS = {
    word: language
    for language, words in {
        "de": "wer wem wessen wann wo warum wieso weshalb woher wohin welche welcher welches welchen welchem",
        "en": "who whom whose what when where why how which",
        "nl": "wat wanneer waar waarom hoe hoeveel welk welke wiens",
    }.items()
    for word in words.split()
}
"""Words to ask with that are of one language. "Was" and "wie" are of two."""

_LETTERS = frozenset("àáâãäçèéêëìíîïñòóôõöùúûüßœæªº")
"""Letters of these languages other than a to z; others hint at another language, or at a name in it."""


_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"

_TELLING = {
    "nl": re.compile(r"\W*(?i:wie was)\b"),
    "de": re.compile(rf"\W*(?i:was) (?:will|plant|hat|bat|bot) {_CAPITAL}"),
}
"""Beginnings that are of one language, though their words are of more."""

_SAYS_MORE = re.compile(
    r"[Ee]n (?:(?:de|het|een|in|uit|van|voor|met|bij|op) )*"
    rf"(?:(?P<name>{_CAPITAL})(?: {_CAPITAL})*|nu|toen)\?"
)
"""A Dutch "and" with names or small words. In Spanish and French, "en" is "in", in Swedish "a"."""

_IS_IT = re.compile(rf"\W*(?i:is|was) {_CAPITAL}")
"""A beginning in English or Dutch: a name behind the German "was" would be no question."""

_NAME_ALONE = re.compile(rf"\W*(?=\w{{5}}){_CAPITAL}\W*")
"""A word that may be a name and is long for a word to ask with: "Nordkorea?"."""

_FEW = 3
"""Words of a question up to which the one before it may say which language it is in."""

_CLEAR, _CLEAR_ALONE = 1.0, 2.0
"""How much likelier, as a power of ten, words are in the language that they tell; and a first word alone."""

_UNKNOWN = 3.0
"""The Zipf frequency that rare and unknown words count as."""


def of_question(text: str, *, before: str | None = None) -> str:
    """The language of a question, as an ISO 639-1 code.

    A first word that asks in one language decides, so that no name in the question does.

    Args:
        before: the language of the question before; a short one that does not clearly tell its own is in it.
    """
    first = re.search(r"\w+", text)
    if first and (language := _ASKS.get(first[0].casefold())):
        return language
    for language, telling in _TELLING.items():
        if telling.match(text):
            return language
    letters = [c for c in text if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters) * 2 >= len(letters)
    if not latin:
        return detect(text)
    language = _of_latin(text)
    if before in ASKED_IN and not _is_clear(text, language, before):
        return before
    return language


def _of_latin(text: str) -> str:
    """The language of a question in Latin letters that no first word tells."""
    if (more := _SAYS_MORE.fullmatch(text.strip())) and not _is_french_or_spanish(more["name"]):
        return "nl"
    if _IS_IT.match(text):
        small = [word for i, word in enumerate(_WORD.findall(text)) if not i or word.islower()]
        return detect(" ".join(small) if small[1:] else text, among=("en", "nl"))
    if _NAME_ALONE.fullmatch(text) and (language := by_words(text, ASKED_IN)):
        return language
    if language := by_words(text):
        return language
    usual = all(c.isascii() or c in _LETTERS for c in text.casefold() if c.isalpha())
    return detect(text, among=ASKED_IN if usual else LANGUAGES)


def _is_french_or_spanish(name: str | None) -> bool:
    """Whether a word is what a country is called in French or Spanish, and not in Dutch: "En France ?"."""
    from babel import Locale

    french, spanish, dutch = (frozenset(Locale(code).territories.values()) for code in ("fr", "es", "nl"))
    return name in (french | spanish) - dutch


def _is_clear(text: str, language: str, before: str) -> bool:
    """Whether a question is more than a few words, or its words are clearly of a language, not of another."""
    from wordfreq import available_languages, zipf_frequency

    every = _WORD.findall(text)
    if len(every) > _FEW or language not in available_languages("small"):
        return True
    own = [word for i, word in enumerate(every) if not i or word.islower()]
    likelier = sum(
        max(zipf_frequency(word, language, "small"), _UNKNOWN)
        - max(zipf_frequency(word, before, "small"), _UNKNOWN)
        for word in own
    )
    return likelier >= (_CLEAR if any(map(str.islower, own)) else _CLEAR_ALONE)


def english_name(code: str) -> str:
    """The English name of a language, or the code itself where it has none."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))


def own_name(code: str, language: str) -> str:
    """What a language is called in another: "Deutsch" for de in German."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale(language).languages.get(code, code))
    except UnknownLocaleError:
        return english_name(code)

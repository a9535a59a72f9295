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


def of_question(text: str) -> str:
    """The language of a question, as an ISO 639-1 code.

    A first word that asks in one language decides, so that no name in the question does.
    """
    first = re.search(r"\w+", text)
    if first and (language := _ASKS.get(first[0].casefold())):
        return language
    letters = [c for c in text if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters) * 2 >= len(letters)
    if latin and (language := by_words(text)):
        return language
    usual = latin and all(c.isascii() or c in _LETTERS for c in text.casefold() if c.isalpha())
    return detect(text, among=ASKED_IN if usual else LANGUAGES)


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

"""Which language a question is in, and what languages are called."""

from __future__ import annotations

from index import LANGUAGES, detect

ASKED_IN = ("de", "en", "es", "fr", "it", "nl", "pt")
"""The languages most likely to be asked in; telling these apart loads little."""

_LETTERS = frozenset("àáâãäçèéêëìíîïñòóôõöùúûüßœæªº")
"""Letters of these languages other than a to z; others hint at another language, or at a name in it."""


def of_question(text: str) -> str:
    """The language of a question, as an ISO 639-1 code."""
    letters = [c for c in text if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters) * 2 >= len(letters)
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

"""The reader's language: what a small model leaves in the article's language, and what needs no translation.

A word that is frequent in another language and not in the reader's has been left behind. Names of
countries and cities, and "and", come from the Unicode CLDR; word frequencies from wordfreq.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.facts import LANGUAGES, facts, fold, place

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_FAR = 2.5
"""Zipf frequencies that differ by this much (a factor of 300) tell a word's language."""


def foreign_words(text: str, language: str, kept: frozenset[str] = frozenset()) -> list[str]:
    """Words of a text that belong to another language than ``language``.

    ``kept``: folded words that may stand as they are, those of the question for instance.
    """
    return [word for word in _WORD.findall(text) if fold(word) not in kept and _is_foreign(word, language)]


@cache
def _is_foreign(word: str, language: str) -> bool:
    from wordfreq import zipf_frequency

    if language not in LANGUAGES or place(word):
        return False
    own = zipf_frequency(word, language)
    return any(zipf_frequency(word, other) - own >= _FAR for other in ("de", "en", "nl") if other != language)


def localised(text: str, language: str, places: frozenset[str]) -> str:
    """The text with the names of countries and cities in the given language.

    Only for the given concepts ("country:RU"), those that the evidence names: Jordan may be a person.
    """
    own = _places(language)

    def name(found: re.Match[str]) -> str:
        word = found[0]
        concept = place(word)
        if concept not in places or not word[0].isupper() or word.isupper() or fold(word) in own:
            return word
        return own.get(concept or "", word)

    return _WORD.sub(name, text) if own else text


def without_translation(words: str, source: str, language: str) -> str | None:
    """Words of an article in the reader's language, if they are only names, numbers, places and "and".

    Args:
        words: what was quoted.
        source: the language it is in; language: the reader's (both ISO 639-1).

    Returns:
        The words as a sentence, or None where some of them would have to be translated.
    """
    found = facts(words, source)
    names = {fold(name) for name in found.names}
    conjunction = conjunctions().get(source)
    for word in _WORD.findall(words):
        parts = {fold(part) for part in re.split(r"[-'’]", word)} - {""}
        if not (place(word) or parts <= names or fold(word) == conjunction or len(word) == 1):
            return None
    if conjunction and language in conjunctions():
        words = re.sub(rf"\b{conjunction}\b", conjunctions()[language], words)
    return f"{localised(words, language, found.concepts).rstrip('.')}."


@cache
def conjunctions() -> dict[str, str]:
    """The word for "and" in each known language."""
    from babel import Locale

    patterns = {code: Locale(code).list_patterns["standard"]["2"] for code in LANGUAGES}
    return {code: p.replace("{0}", "").replace("{1}", "").strip() for code, p in patterns.items()}


@cache
def _places(language: str) -> dict[str, str]:
    """Concept -> name in a language, and each folded name -> itself."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        locale = Locale(language)
    except UnknownLocaleError:
        return {}
    names = {f"country:{code}": name for code, name in locale.territories.items() if len(code) == 2}
    for zone, zone_names in locale.time_zones.items():
        names[f"city:{zone}"] = zone_names.get("city") or str(zone).rpartition("/")[2].replace("_", " ")
    return names | {fold(name): name for name in names.values()}

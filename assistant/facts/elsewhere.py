"""Names of countries, continents and cities in languages beyond those that questions are mostly asked in.

An article may be in any language that an index detects. Only the language of the text is looked at: all
36 take 0.15 s to load. Names are inflected by endings there, and some scripts have no spaces between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.facts.spelling import LANGUAGES, key

_UNKNOWN = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "001", "019"))
"""Codes of the CLDR that are no countries or regions; America is mostly the United States."""

_SCRIPTS = {
    "zh": "", "ja": "", "hi": r"(?<![\u0900-\u0963])",
    "ko": r"(?<![\uac00-\ud7a3])",  # particles stand behind a name, and are spelt as some names are
}  # fmt: skip
"""Languages in which a name is looked for anywhere, and what must not stand before it."""

_ENDINGS = {
    "slavic": re.compile(
        r"(?:[аяуюеиіыоє]|ом|ем|єм|ой|ей|ои|еи|єю|ою|ею|ью|ам|ям|ах|ях|ами|ями|ов|ів)?"
        r"|[aeiouy]|em|om|ou|ie|im|ach|am|ami|ow|ech"
    ),
    "suffixes": re.compile(r"\w{0,4}"),
}
_ENDED = dict.fromkeys(("bg", "cs", "hr", "lt", "lv", "pl", "ru", "sk", "sl", "uk"), _ENDINGS["slavic"])
_ENDED |= dict.fromkeys(("et", "fi", "hu", "tr"), _ENDINGS["suffixes"])
"""How names end in some languages when inflected."""

STEM = 4
"""Letters of a name that stay at least where an ending is put in place of its own."""

_PREFIXES = {"ar": "وبلفك", "he": "ובלמהשכ", "fa": ""}
"""Letters that mean "and", "in" or "to" before a name."""


def territory(code: str) -> str | None:
    """The concept of a code of the CLDR: letters for countries, digits for continents and their parts."""
    if code in _UNKNOWN:
        return None
    return f"region:{code}" if code.isdigit() else f"country:{code}"


def look_up(name: str, language: str) -> str | None:
    """The concept of a name, as ``key`` brings it to one form, in the language of its text."""
    names = _names(language)
    if not names or name in names:
        return names.get(name)
    if name[:1] in _PREFIXES.get(language, ()):
        return names.get(name[1:])
    return _inflected(name, language)


def _inflected(name: str, language: str) -> str | None:
    """The concept of an inflected name: the longest stem counts, so that Nigeria is not Niger."""
    endings, stems = _ENDED.get(language), _stems(language)
    for size in range(len(name), STEM - 1, -1) if endings else ():
        if name[:size] in stems:
            return stems[name[:size]] if endings and endings.fullmatch(name, size) else None
    return None


def anywhere(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Where a text has names, and their concepts, if its script does not tell where a word ends."""
    if language in _SCRIPTS:
        names = _spelt(language)
        for found in _any_of(language).finditer(text):
            yield found.start(), found.end(), names[found[0]]


@cache
def _any_of(language: str) -> re.Pattern[str]:
    longest_first = sorted(_spelt(language), key=len, reverse=True)
    return re.compile(_SCRIPTS[language] + "(?:" + "|".join(map(re.escape, longest_first)) + ")")


@cache
def _spelt(language: str) -> dict[str, str]:
    """The names as a language spells them, and their concepts; nothing where the CLDR lacks it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale(language)
    except UnknownLocaleError:
        return {}
    found = {
        name: concept for code, name in locale.territories.items() if (concept := territory(code)) is not None
    }
    for form in ("format", "stand-alone"):
        found |= {name: f"month:{number}" for number, name in locale.months[form]["wide"].items()}
    for zone, names in locale.time_zones.items():
        if "city" in names:
            found.setdefault(names["city"], f"city:{zone}")
    return {name: concept for name, concept in found.items() if len(name) > 1}


@cache
def _names(language: str) -> dict[str, str]:
    if language in LANGUAGES or language in _SCRIPTS:
        return {}
    return {key(name): concept for name, concept in _spelt(language).items()}


@cache
def _stems(language: str) -> dict[str, str]:
    """Names of places without the vowel at their end, in which an ending takes its place."""
    places = {name: code for name, code in _names(language).items() if not code.startswith("month:")}
    vowel = (
        re.compile("[аяуюеиіыоьaeiouy]$")
        if _ENDED.get(language) is _ENDINGS["slavic"]
        else re.compile(r"(?!)")
    )
    stems = {vowel.sub("", name): concept for name, concept in places.items()}
    return {stem: concept for stem, concept in stems.items() if len(stem) >= STEM}

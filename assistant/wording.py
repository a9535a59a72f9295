"""The reader's language: what a small model leaves in the article's language, and what needs no translation.

A word that is frequent in another language and not in the reader's has been left behind. Names of
countries and cities, and "and", come from the Unicode CLDR; word frequencies from wordfreq.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.facts import SMALL, Facts, facts, frequency, may_be_a_name
from assistant.facts.numbers import TIME, is_year
from assistant.facts.places import PLACES, named, place
from assistant.facts.spelling import LANGUAGES, SPOKEN, fold, occurs

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_BEFORE, _AFTER = re.compile(rf"({WORD.pattern})\s+$"), re.compile(rf"^\s+({WORD.pattern})")
"""The word before or after a place in a text, with nothing but a space between."""

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_ITEM = re.compile(rf"{_NUMBER.pattern}|{WORD.pattern}")

_LINKS = (
    "af", "al", "av", "bin", "da", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el",
    "het", "ibn", "la", "le", "te", "ten", "ter", "van", "vom", "von", "y", "zu",
)  # fmt: skip
"""Small words between the parts of one name: "Jerónimo de Ayanz y Beaumont"."""

_LINK = re.compile(rf" (?:(?:{'|'.join(_LINKS)}) )*")

_PARTS_OF_NAMES = frozenset(("america", "amerika", "england", "holland", "indien"))
"""Places that are also called otherwise, or stand in longer names; Dutch "indien" is "if"."""

_YEARS = frozenset(("jahr", "jahre", "jahren", "year", "years", "jaar"))

_FAR = 2.5
"""Zipf frequencies that differ by this much (a factor of 300) tell a word's language."""

_CAPITAL = re.compile(rf"(?<=[a-zà-ÿ,] )([A-ZÀ-Þ]{WORD.pattern})")
_TITLED = re.compile(
    rf"\b(?:in|aus|nach|von|bei|bis) ([A-ZÀ-Þ]{WORD.pattern})|[„“»]([A-ZÀ-Þ]{WORD.pattern})[“”«]"
)
_RARE, _RARE_NOUN = 4.0, 3.5
"""Zipf frequencies below which a word with a capital is no title ("Judge") and, in German, no usual noun."""

_COPIED, _OWN = 1.0, 3.5
"""How far they differ of a small word that was copied from a sentence in the other language: "north-eastern";
and the frequency from which on it may be the reader's own all the same: "door", which is "by" in Dutch."""


def foreign_words(
    text: str, language: str, kept: frozenset[str] = frozenset(), *, copied: str = "", spoken: str = ""
) -> list[str]:
    """Words of a text that belong to another language than ``language``.

    Args:
        kept: folded words that may stand as they are, those of the question for instance.
        copied: what the text was written from, in the language ``spoken``.
    """
    words = WORD.findall(text)
    source = frozenset(WORD.findall(copied))
    return [
        word
        for i, word in enumerate(words)
        if fold(word) not in kept
        and _is_foreign(word, language, spoken if word in source else "")
        and not _links(words, i, kept)
    ]


def names_by_spelling(text: str, language: str) -> frozenset[str]:
    """Words of an article, folded, that are written as only names are.

    With a capital inside a sentence; in German, where all nouns have one, behind "in" or "aus" without an
    article, or as a title in quotation marks.
    """
    found = _TITLED if language == "de" else _CAPITAL
    words = (word for match in found.finditer(text) for word in filter(None, match.groups()))
    most = _RARE_NOUN if language == "de" else _RARE

    def may_be_one(word: str) -> bool:
        said = facts(word, language)
        return frequency(word, language) < most and not said.concepts and not said.peoples

    return frozenset(fold(word) for word in words if may_be_one(word))


def _links(words: list[str], i: int, kept: frozenset[str]) -> bool:
    """Whether a word stands between two parts of a name that may stand as they are."""
    before = next((word for word in reversed(words[:i]) if word not in _LINKS), "")
    after = next((word for word in words[i + 1 :] if word not in _LINKS), "")
    named = all(word[:1].isupper() and fold(word) in kept for word in (before, after))
    return named and words[i] in _LINKS


@cache
def _is_foreign(word: str, language: str, copied_from: str) -> bool:
    """Whether a word belongs to another language, the sooner if it was copied from a sentence in that."""
    if language not in LANGUAGES or place(word):
        return False
    own = frequency(word, language)
    may_be_copied = copied_from in LANGUAGES and word.islower() and own < _OWN
    if may_be_copied and frequency(word, copied_from) - own >= _COPIED:
        return True
    return any(frequency(word, other) - own >= _FAR for other in SPOKEN if other != language)


def localised(text: str, language: str, places: frozenset[str]) -> str:
    """The text with the names of countries and cities in the given language.

    Only for the given concepts ("country:RU"), those that the evidence names, and where they stand alone:
    Michael Jordan and the Bank of America keep their names.
    """
    own = _places(language)

    def name(found: re.Match[str]) -> str:
        word = found[0]
        concept = place(word)
        if concept not in places or not word[0].isupper() or word.isupper() or fold(word) in own:
            return word
        beside = [*_BEFORE.findall(text[: found.start()]), *_AFTER.findall(text[found.end() :])]
        spelt = any(may_be_a_name(near, language) and not place(near) for near in beside)
        if fold(word) in _PARTS_OF_NAMES or spelt:
            return word
        return own.get(concept or "", word)

    return WORD.sub(name, text) if own else text


def punctuated(text: str, language: str, evidence: str, spoken: str) -> str:
    """The text with the numbers that it copied from the evidence punctuated as in the reader's language.

    "71.500" of a German article is 71,500 in English. Times and dates are left as they are.

    Args:
        text: a statement; language: the reader's, ISO 639-1.
        evidence: what it was written from; spoken: the language of that.
    """
    from babel.numbers import NumberFormatError, format_decimal, parse_decimal

    if language not in LANGUAGES or spoken not in LANGUAGES:
        return text

    def number(found: re.Match[str]) -> str:
        written = found[0]
        if written.isdigit() or written not in evidence or TIME.match(text, found.start()):
            return written
        try:
            value = parse_decimal(written, locale=spoken, strict=True)
        except NumberFormatError:
            return written
        digits = max(-int(value.as_tuple().exponent), 0)
        return format_decimal(value, format=f"#,##0.{'0' * digits}", locale=language)

    return _NUMBER.sub(number, text)


def short_answer(
    text: str, language: str, asked: Facts, names: frozenset[str], words: str, spoken: str
) -> str | None:
    """What a statement adds to the question, if that is names, places or numbers; they need no translation.

    Args:
        text: the statement, in more or less the reader's language.
        language: the reader's, ISO 639-1.
        asked: the facts of the question.
        names: folded names of the evidence.
        words: those of the evidence that answer, in the language ``spoken`` there: who else is named in
            the statement ("France defeated Croatia") is no part of the answer.

    Returns:
        "Rusland en China." or None where the statement adds no such thing, or only bare numbers, and where
        the words that answer say more than these.
    """
    from babel.lists import format_list

    told = facts(words, spoken)
    added: list[str] = []
    end_of_name = -1
    for found in _ITEM.finditer(text):
        word = found[0]
        said = facts(word, language)
        is_name = any(fold(part) in names for part in re.split(r"[-'’]", word))
        between = text[end_of_name : found.start()] if end_of_name >= 0 else ""
        linked = _LINK.fullmatch(between) is not None
        if (is_name or (linked and word[0].isupper())) and not occurs(word, asked.words):
            if linked:
                added[-1] += f"{between}{word}"
            else:
                added.append(word)
            end_of_name = found.end()
            continue
        if (said.concepts - asked.concepts and place(word)) or said.numbers - asked.numbers:
            added.append(word)
    added = [item for item in dict.fromkeys(added) if _is_told(item, language, told)]
    # A number without what it counts says too little, a day without its month; a year says enough.
    bare = any(facts(item, language).numbers and not is_year(item) for item in added)
    if bare or not added or language not in LANGUAGES or _says_more(words, spoken, " ".join(added), language):
        return None
    return f"{format_list(added, locale=language)}."


def _says_more(words: str, spoken: str, items: str, language: str) -> bool:
    """Whether some words say more than a list of names, places and years: "that Oslo broke the rules"."""
    if spoken not in LANGUAGES:
        return False
    places = (item for item in named(words, spoken) if (item.concept or "").startswith(PLACES))
    for item in sorted(places, key=lambda found: -found.start):
        words = words[: item.start] + words[item.end :]
    known = facts(items, language).words
    others = (word for word in WORD.findall(words) if fold(word) not in _YEARS and not occurs(word, known))
    linked = frozenset(conjunctions().values())
    return any(word not in linked and frequency(word, spoken) < SMALL for word in others)


def _is_told(item: str, language: str, told: Facts) -> bool:
    """Whether a name, place or number is one of those that some words have, in another language maybe."""
    said = facts(item, language)
    if said.concepts or said.numbers:
        return not (said.concepts.isdisjoint(told.concepts) and said.numbers.isdisjoint(told.numbers))
    return any(occurs(part, told.words) for part in re.split(r"[\s'’-]+", item))


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
    zones = {str(zone) for code in LANGUAGES for zone in Locale(code).time_zones if "/" in str(zone)}
    for zone in sorted(zones):  # a locale leaves out the cities that it calls as the zone is called
        named = locale.time_zones.get(zone, {}).get("city")
        names[f"city:{zone}"] = named or zone.rpartition("/")[2].replace("_", " ")
    return names | {fold(name): name for name in names.values()}

"""Countries, cities, organisations, months and days that a text names, each as a concept.

A concept depends on no language. The names come from the Unicode CLDR (through Babel) and from tables. The
longest name wins: South Sudan is not Sudan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from assistant.facts import exonyms, organisations
from assistant.facts.elsewhere import anywhere, look_up, territory
from assistant.facts.organisations import is_spelt
from assistant.facts.peoples import is_adjective, is_half, is_tongue, peoples
from assistant.facts.spelling import LANGUAGES, SPOKEN, key

PLACES = ("country:", "city:", "region:", "org:")
"""How the concepts begin that are no months or days."""

LONGEST = 9
"""Names of more parts than this are not looked for."""

COMPOUND = 5
"""Letters of a place that is known at the beginning of a longer word."""

_PART = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+")
_GAP = re.compile(r"[-'’./ \u00a0]{1,2}|\.?\s+")
_ALSO_CALLED = {
    "US": "США|US|USA|VS|EEUU|Amerika|America|Vereinigte Staaten von Amerika|United States of America",
    "GB": "UK|VK|England|Britain|Great Britain|Großbritannien|Britannien|Groot-Brittannië",
    "CD": "DR Congo|DR Kongo|Demokratische Republik Kongo|Democratic Republic of the Congo|Congo-Kinshasa"
    "|Democratic Republic of Congo|Democratische Republiek Congo",
    "BY": "Weißrussland|Wit-Rusland", "CZ": "Czech Republic|Tschechische Republik|Tsjechische Republiek",
    "CI": "Elfenbeinküste|Ivoorkust|Ivory Coast", "CV": "Cape Verde|Kap Verde|Kapverden",
    "KP": "DVRK|DPRK|Noord-Korea|North Korea", "KR": "Republic of Korea|Republik Korea", "MM": "Birma|Burma",
    "MD": "Moldova|Moldawien|Moldavië", "MK": "Macedonia|Mazedonien|Macedonië", "NL": "Holland",
    "PS": "Palestine|Palästina|Palestina|Palestinian Territories", "SZ": "Swaziland|Swasiland",
    "TL": "East Timor|Osttimor|Oost-Timor", "TR": "Turkey", "VA": "Vatican|Vatikan|Vaticaan",
    "002": "Afrika", "011": "West Africa", "014": "East Africa", "015": "North Africa", "142": "Asien|Azië",
    "013": "Central America", "030": "East Asia", "035": "South-East Asia", "419": "Lateinamerika",
    "SU": "Soviet Union|Sowjetunion|Sovjet-Unie|USSR|UdSSR",
    "YU": "Yugoslavia|Jugoslawien|Joegoslavië",
    "CSHH": "Czechoslovakia|Tschechoslowakei|Tsjecho-Slowakije",
}  # fmt: skip
"""Further names of countries, of some that are no more, and of continents, by their codes in the CLDR."""

_NO_NAMES = (
    "mars", "do", "set", "dos", "oma", "center", "wake", "oral", "knox", "christmas", "easter", "reunion",
    "kanton", "unknown city", "unbekannt", "unknown",
)  # fmt: skip
"""Months and places that are more often other words."""

_WRITTEN_SMALL = frozenset(("may", "march", "august"))
"""English months that are other words where they have no capital."""

_NO_GENITIVE = frozenset(("wiens",))
"""What is no place with an s behind it: Dutch for "whose"."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that ``text[start:end]`` names: its concept, "country:RU" or "month:6".

    ``people``: not the country itself, but its people or what is of it; ``tongue``: its language.
    """

    start: int
    end: int
    concept: str
    people: bool = False
    tongue: bool = False


def named(text: str, language: str) -> Iterator[Named]:
    """What a text in a language names, in the genitive and as part of compounds with a hyphen too."""
    parts = list(_PART.finditer(text))
    keys = [key(part[0]) for part in parts]
    yield from (Named(*found) for found in anywhere(text, language))
    begins = _first_parts()
    i = 0
    while i < len(parts):
        for size in range(_together(text, parts, i) if keys[i] in begins else 1, 0, -1):
            found = _named(text, language, parts[i : i + size], " ".join(keys[i : i + size]))
            if found:
                yield found
                i += size - 1
                break
        i += 1


def _named(text: str, language: str, parts: list[re.Match[str]], name: str) -> Named | None:
    """What some parts of a text name together."""
    start, end, small = parts[0].start(), parts[-1].end(), parts[0][0].islower()
    concept = _concept(name, language)
    if concept and not (small and _has_a_capital(name, concept)) and _is_spelt(text, start, end, language):
        return Named(start, end, concept)
    country = peoples(language).get(name)
    if country is None or (small and not is_adjective(name, language)):
        return None
    if (is_half(name) and text[end : end + 1] != "-") or _is_first_name(text, name, end):
        return None
    return Named(start, end, country, people=True, tongue=is_tongue(text, start, end))


def _is_spelt(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name is no word that an abbreviation is spelt like: neither "who" nor "WHO WON?"."""
    name = text[start:end]
    return is_spelt(name, language) and not (name.isupper() and text.isupper() and text != name)


def _is_first_name(text: str, name: str, end: int) -> bool:
    """Whether a Dutch adjective is a man: "Frans Timmermans"."""
    return name == "frans" and re.match(r" [A-Z]", text[end : end + 2]) is not None


def _together(text: str, parts: list[re.Match[str]], i: int) -> int:
    """How many parts from the i-th on may be one name, with nothing but spaces and hyphens between them."""
    size = 1
    for before, after in zip(parts[i : i + LONGEST], parts[i + 1 : i + LONGEST], strict=False):
        if not _GAP.fullmatch(text, before.end(), after.start()):
            break
        size += 1
    return size


@cache
def _first_parts() -> frozenset[str]:
    """The first parts of names that have several."""
    names = (*_known_names(), *(name for language in SPOKEN for name in peoples(language)))
    return frozenset(name.partition(" ")[0] for name in names if " " in name)


def _concept(key: str, language: str) -> str | None:
    """What a key stands for, in the genitive too; German has "Berliner" for what is of Berlin."""
    known = _known_names()
    if concept := known.get(key) or (known.get(key.removesuffix("s")) if key not in _NO_GENITIVE else None):
        return concept
    city = known.get(key.removesuffix("er"), "") if language == "de" else ""
    return city if city.startswith("city:") else look_up(key, language)


def _has_a_capital(key: str, concept: str) -> bool:
    """Whether a name is none in small letters: "us" is no country, "malte" no island; months need none."""
    return concept.startswith(PLACES) or key in _WRITTEN_SMALL


def place(word: str) -> str | None:
    """The country, city or organisation that a word names in any known language ("country:RU"), or None."""
    concept = _known_names().get(key(word), "")
    return concept if concept.startswith(PLACES) and is_spelt(word, None) else None


def countries(concepts: frozenset[str]) -> frozenset[str]:
    """The folded names of some countries in all known languages."""
    return frozenset(
        name for name, code in _known_names().items() if code in concepts and code.startswith("country:")
    )


def in_compounds(words: frozenset[str]) -> frozenset[str]:
    """The cities and regions, as concepts, with which folded words begin: the Rhine with "rheinbrucke".

    Only those that are called differently; a word that is a place itself is that one: "rheinland".
    """
    known, begin = _known_names(), _long_exonyms()
    begun = (word[:size] for word in words if word not in known for size in range(COMPOUND, len(word) + 1))
    return frozenset(begin[part] for part in begun if part in begin)


@cache
def _long_exonyms() -> dict[str, str]:
    """Keys of exonyms and continents that are long enough to be known in compounds."""
    exonymous = set(exonyms.NAMES.values())
    return {
        name: concept
        for name, concept in _known_names().items()
        if len(name) >= COMPOUND and (concept in exonymous or concept.startswith("region:"))
    }


@cache
def months() -> frozenset[str]:
    """Keys of the names of the months in all known languages."""
    return frozenset(name for name, concept in _known_names().items() if concept.startswith("month:"))


@cache
def _known_names() -> dict[str, str]:
    """Keys of the names of countries, cities, organisations, months and weekdays -> concept."""
    from babel import Locale

    known: dict[str, str] = {}
    locales = [Locale(language) for language in LANGUAGES]
    for locale in locales:
        for code, name in locale.territories.items():
            if concept := territory(code):
                for form in _forms(name, locale.language):
                    known.setdefault(key(form), concept)
    # Behind the countries: Singapore is Singapur, though a time zone is named for it.
    for zone in sorted({str(zone) for locale in locales for zone in locale.time_zones if "/" in str(zone)}):
        known.setdefault(key(zone.rpartition("/")[2].replace("_", " ")), f"city:{zone}")
    for locale in locales:
        for number, name in locale.months["format"]["wide"].items():
            known.setdefault(key(name), f"month:{number}")
        for number, name in locale.days["format"]["wide"].items():
            known.setdefault(key(name), f"day:{number}")
        for zone, names in locale.time_zones.items():  # the CLDR names large cities for their time zones
            if "city" in names:
                known.setdefault(key(names["city"]), f"city:{zone}")
    for code, also in _ALSO_CALLED.items():
        for name in also.split("|"):
            for form in _forms(name, "de"):
                known.setdefault(key(form), territory(code) or "")
    for name, concept in exonyms.NAMES.items():
        for form in _forms(name, "de"):
            known.setdefault(key(form), concept)
    for name, concept in organisations.NAMES.items():
        known |= dict.fromkeys(map(key, _forms(name, "de")), concept)
    known.update(janner="month:1", sonnabend="day:5")
    for word in _NO_NAMES:
        known.pop(word, None)
    return known


def _forms(name: str, language: str) -> Iterator[str]:
    """A name and, in German, how it is inflected: "der Vereinigten Staaten", "den Niederlanden"."""
    yield name
    if language != "de":
        return
    *adjectives, noun = name.split(" ")
    stems = [re.sub(r"e[rs]?$", "", word) if word[0].isupper() else word for word in adjectives]
    inflects = any(stem != word for stem, word in zip(stems, adjectives, strict=True))
    nouns = (noun, f"{noun}n") if noun.endswith("e") else (noun, f"{noun}es") if inflects else (noun,)
    for ending, last in product(("e", "en", "er", "em") if inflects else ("",), nouns):
        spelt = (
            stem + ending if stem != word else word for stem, word in zip(stems, adjectives, strict=True)
        )
        yield " ".join((*spelt, last))


_PARTS = {
    "region:Scotland": "GB", "region:Northern Ireland": "GB", "region:Bavaria": "DE", "region:Saxony": "DE",
    "region:Catalonia": "ES", "region:Sicily": "IT", "region:Tuscany": "IT",
}  # fmt: skip


def with_countries(concepts: frozenset[str]) -> frozenset[str]:
    """Concepts with the countries of some well-known regions among them: who names Scotland knows Britain."""
    return concepts | {f"country:{_PARTS[concept]}" for concept in concepts if concept in _PARTS}

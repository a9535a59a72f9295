"""The facts in a sentence that can be checked by code: numbers, countries, months, weekdays, names.

Each is brought to a form that does not depend on language or spelling, so that "71.500" equals
"71,500", "Russland" equals "Russia", "Wladiwostok" resembles "Vladivostok" and "drei" equals "3".
Names of countries, languages, months and days come from the Unicode CLDR (through Babel), number
words from num2words, word frequencies from wordfreq.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

LANGUAGES = ("de", "en", "nl", "fr", "es", "it", "pt")
"""Languages whose names for countries, months and numbers are known."""

COMMON = 5.0
"""Words from this Zipf frequency on (once in 10,000 words) are no names, however they are spelt."""

SMALL = 6.0
"""Words from this Zipf frequency on (once in 1,000 words) say little."""

PART = 3.1
"""Both halves of a compound have at least this Zipf frequency: about once in a million words."""

RARE = 2.5
"""Capitalised words below this Zipf frequency are names where only names are capitalised."""

THING = 3.5
"""German words behind an article that are so frequent (once in 300,000 words) elsewhere too are no names."""

_ENDINGS_OF_NAMES = (
    "au", "bach", "berg", "brück", "burg", "dorf", "feld", "furt", "hagen", "hausen", "heim", "hof",
    "kirchen", "leben", "mann", "meier", "müller", "ried", "roda", "schmidt", "see", "stadt",
    "stedt", "stein", "tal", "wald", "walde", "weiler",
)  # fmt: skip
"""German places and families are compounds that end in one of these."""

LONG = 10
_ENDINGS_OF_THINGS = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ismus",
)  # fmt: skip
"""German words of so many letters with one of these endings are no names."""

_NUMBER = re.compile(r"(?<!\d)[1-9]\d{0,2}(?:[.,\u00a0\u202f' ’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_SCALE = re.compile(r"(?:[- ]|(?<=\d))([^\W\d_]+)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TIME = re.compile(r"\d{1,2}\.\d\d(?=\s?(?:uhr|uur|h)\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?", re.UNICODE)
_NEGATION = re.compile(
    r"\b(?:(?-i:not)|cannot|never|nobody|no one|nothing|neither|nor"
    r"|nichts?|kein\w*|nie|niemals|niemand\w*|niets?|geen|nooit)\b|n['’]t\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:no|none|without|ohne|weder|zonder|refus\w+|fail\w*|weiger\w*)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"d(?:er|ie|as|en|em|es)|k?ein\w*|viele|welche\w?|[iva]m|zu[mr]|vom|beim")
_ALSO_CALLED = {
    "us": "US", "usa": "US", "u.s": "US", "vs": "US", "eeuu": "US", "amerika": "US", "america": "US",
    "uk": "GB", "vk": "GB", "dvrk": "KP", "dprk": "KP", "weissrussland": "BY", "wit-rusland": "BY",
    "holland": "NL", "england": "GB", "birma": "MM", "burma": "MM", "elfenbeinkuste": "CI", "ivoorkust": "CI",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states that can be checked.

    ``numbers`` are values ("71500", "3.5"), ``concepts`` are countries, languages, months and weekdays as
    CLDR codes ("country:RU", "month:6"), ``names`` are words as they stand that are spelt alike
    in most languages, ``words`` are all words, folded, ``units`` are those in which something is measured
    ("EUR", "%", "km"). ``negated``: something in it is not so. ``without``: it is said so in another way,
    which may be said with "not" in another language ("no", "without").
    """

    numbers: frozenset[str]
    concepts: frozenset[str]
    names: tuple[str, ...]
    words: frozenset[str]
    units: frozenset[str] = frozenset()
    negated: bool = False
    without: bool = False


def facts(text: str, language: str) -> Facts:
    """Read the facts out of a text in a language (ISO 639-1)."""
    text = _months_in_full(text, language)
    words = [word.rstrip(".") for word in _WORD.findall(text)]
    folded = [fold(word) for word in words]
    return Facts(
        numbers=frozenset(value for value, _, _ in numbers(text, language)),
        concepts=frozenset(_concepts(words)),
        names=tuple(_names(text, language)),
        words=frozenset(part for word in folded for part in (word, *word.split("-")) if part),
        units=frozenset(unit for unit, written in _UNITS.items() if written.search(text)),
        negated=negated(text, language),
        without=_WITHOUT.search(text) is not None,
    )


def _months_in_full(text: str, language: str) -> str:
    """A text with "Dec 2012" and "3. Okt." written as the months that they are."""
    if language not in _MONTHS_SMALL:
        return text
    months = _short_months(language)

    def in_full(found: re.Match[str]) -> str:
        short = found[1] or found[2]
        named = short.istitle() and _MONTHS_SMALL[language]  # "Jan", in Dutch
        return found[0] if named else months[fold(short)]

    return _beside_a_number(language).sub(in_full, text)


_MONTHS_SMALL = {"en": False, "de": False, "nl": True, "fr": True, "es": True, "it": True, "pt": True}
"""Whether a language writes its months without a capital."""


@cache
def _beside_a_number(language: str) -> re.Pattern[str]:
    """A shortened month behind a day, if no name goes on there, or before a day or year."""
    short = "|".join(map(re.escape, _short_months(language)))
    behind = r"(?:(?<=\b\d )|(?<=\b\d\d )|(?<=\b\d\. )|(?<=\b\d\d\. ))"
    alone = r"(?:(?= \d)|(?! [^\W\d_a-zà-ÿ]))"
    return re.compile(rf"(?i:(?:{behind}({short})\b\.?)(?-i:{alone})|\b({short})\b\.?(?= \d))")


@cache
def _short_months(language: str) -> dict[str, str]:
    """How a language shortens the months, folded, and how it writes them in full."""
    from babel import Locale

    months: dict[str, str] = {}
    for code in {"en": ("en", "en_GB")}.get(language, (language,)):
        forms = Locale.parse(code).months["format"]
        for number, name in forms["abbreviated"].items():
            full = forms["wide"][number]
            for short in (name.rstrip("."), full[:3]):
                months.setdefault(fold(short), full)
    return months


def negated(text: str, language: str) -> bool:
    """Whether a text says that something is not so; read in English, German and Dutch."""
    first = language == "en" and re.search(r"(?:^|[.!?:] )Not\b", text)  # German "Not" is distress
    return bool(first) or _NEGATION.search(text) is not None


def fold(word: str) -> str:
    """Bring a word to lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sound(word: str) -> str:
    """Bring a name to how it sounds, roughly, so that transliterations into several languages meet."""
    folded = fold(word).removesuffix("'s").removesuffix("’s")
    for spelt, heard in _SOUNDS:
        folded = folded.replace(spelt, heard)
    return re.sub(r"(.)\1+", r"\1", folded)


_SOUNDS = (
    ("cy", "si"), ("ce", "se"), ("ci", "si"),
    ("tsch", "k"), ("tsj", "k"), ("tch", "k"), ("sch", "s"), ("sjtsj", "s"), ("sj", "s"), ("sh", "s"),
    ("ch", "k"), ("ck", "k"), ("kh", "k"), ("q", "k"), ("x", "ks"), ("th", "t"), ("ph", "f"),
    ("oe", "u"), ("ou", "u"), ("ue", "u"), ("ae", "e"), ("w", "v"), ("ij", "i"), ("y", "i"), ("j", "i"),
    ("z", "s"), ("dt", "t"), ("c", "k"),
)  # fmt: skip


def alike(a: str, b: str) -> bool:
    """Whether two words can be one name: inflected, hyphenated or transliterated differently."""
    return _near(sound(a), sound(b)) or _near(fold(a), fold(b))


def _near(x: str, y: str, least: float = 0.75) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    if x == y:
        return True
    if min(len(x), len(y)) < 4:
        return False
    if x.startswith(y) or y.startswith(x):
        return abs(len(x) - len(y)) <= 4
    return DamerauLevenshtein.normalized_similarity(x, y) >= least


def occurs(name: str, words: frozenset[str], *, spelt_alike: bool = False) -> bool:
    """Whether a name occurs among folded words: in some spelling, or as part of a compound.

    ``spelt_alike``: both are of one language, so that only an inflection or a slip tells them apart.

    "Westersluistunnel" occurs where the Westersluis is named, and the Westersluis where its tunnel is.
    """
    own = fold(name)
    if spelt_alike:
        return any(_near(own, word, 0.86) or _compounded(own, word) for word in words)
    return any(alike(name, word) or _compounded(own, word) for word in words)


def _compounded(name: str, word: str) -> bool:
    """Whether one of two folded words begins with the other, or the word ends with the name."""
    if min(len(name), len(word)) < 5:
        return False
    return word.startswith(name) or name.startswith(word) or word.endswith(name)


def numbers(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Each number of a text, in digits or as a word: its value, and where it begins and ends."""
    for found in _NUMBER.finditer(text):
        if _TIME.match(text, found.start()):
            hour, minute = re.split("[.:]", found[0])
            yield _value(hour), found.start(), found.start() + len(hour)
            yield _value(minute), found.end() - len(minute), found.end()
        else:
            yield _scaled(_value(found[0]), text, *found.span(), language), *found.span()
    for found in _ONE.finditer(text):
        if scale(text, *found.span(), language)[0]:  # "a million"
            yield _scaled("1", text, *found.span(), language), *found.span()
    for found in _WORD.finditer(text):
        word = fold(found[0].rstrip("."))
        value = number_words().get(word) or number_words().get(re.split("-|jahrig|jarig", word)[0])
        if value is not None and not (word == "ten" and language == "nl"):  # "ten noorden van"
            yield _scaled(value, text, *found.span(), language), *found.span()


def _value(digits: str) -> str:
    """Bring digits to one form: separators before exactly three digits group thousands, but for "0.125"."""
    grouped = r"(?!)" if re.match(r"0\D", digits) else r"[.,\u00a0\u202f' ’](?=\d{3}(?!\d))"
    plain = re.sub(grouped, "", digits).replace(",", ".")
    whole, _, rest = plain.partition(".")
    return (whole.lstrip("0") or "0") + (f".{rest.rstrip('0')}" if rest.rstrip("0") else "")


def _scaled(value: str, text: str, start: int, end: int, language: str) -> str:
    """The value of a number with the word behind it: "3.5 billion" is 3500000000, in German 3.5 * 10^12."""
    zeros, _ = scale(text, start, end, language)
    whole, _, rest = value.partition(".")
    if not zeros or len(rest) > zeros:
        return value
    return (whole + rest.ljust(zeros, "0")).lstrip("0") or "0"


def scale(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The power of ten that a word behind the number ``text[start:end]`` means, and where it ends.

    It is 6 for "million" and for the m of "£2m", 0 for none.
    """
    after = _SCALE.match(text, end)
    word = fold(after[1]) if after else ""
    if word == "m" and _CURRENCY.search(text, 0, start):
        word = "mln"
    zeros = next((n for n, words in _POWERS.get(language, {}).items() if re.fullmatch(words, word)), 0)
    return zeros, after.end() if after and zeros else end


_ONE = re.compile(r"\b(?:an?|one|ein(?:e[rn]?)?|één|een|une?|una?|uno|um|uma)\b", re.IGNORECASE)
_CURRENCY = re.compile(r"[€$£¥] ?\Z")
_POWERS = {
    "en": {3: "thousand", 6: "millions?|mn|mln", 9: "billions?|bn", 12: "trillions?"},
    "de": {3: "tausend", 6: "million(?:en)?|mio|mln", 9: "milliarden?|mrd", 12: "billion(?:en)?"},
    "nl": {3: "duizend", 6: "miljoen|mln", 9: "miljard|mld", 12: "biljoen"},
    "fr": {3: "mille", 6: "millions?", 9: "milliards?", 12: "billions?"},
    "es": {3: "mil", 6: "mill(?:on|ones)", 12: "billon(?:es)?"},
    "it": {3: "mila", 6: "milion[ei]", 9: "miliard[oi]", 12: "bilion[ei]"},
    "pt": {3: "mil", 6: "milhao|milhoes", 9: "bilhao|bilhoes|bilioes", 12: "trilhao|trilhoes"},
}
"""Powers of ten and the folded words for them, by language: "billion" is not everywhere the same."""

_UNITS = {
    unit: re.compile(written, re.IGNORECASE)
    for unit, written in {
        "EUR": r"€|\beuros?\b|\beur\b",
        "USD": r"\$|dollars?\b|\busd\b",
        "GBP": r"£|\bpounds?\b|\bpfund\b|\bponden?\b|\bpond\b|\bgbp\b|\bsterling\b",
        "%": r"%|\bper ?cent|\bprozent|\bprocent|\bpct\b|(?<=\d)pc\b",
        "km": r"(?<![^\W\d_])km\b|kilomet",
        "mile": r"\bmiles?\b|meilen?\b|mijl",
    }.items()
}
"""Units that a statement must not change, and how they are written in English, German and Dutch."""


_NO_NUMBERS = (
    "sei", "due", "once", "onze", "ses", "set", "mil", "achter", "achten", "cent", "seize", "otto", "dix",
)  # fmt: skip
"""Numbers that are more often words or names of another language."""


def is_year(number: str) -> bool:
    """Whether a number, as facts have it, is a year."""
    return _YEAR.fullmatch(number) is not None


def number_words() -> dict[str, str]:
    """Words for the numbers from 2 on, in all known languages: cardinals and ordinals."""
    return _number_words(("cardinal", "ordinal"))


def cardinals() -> dict[str, str]:
    """The same without ordinals: "two", not "second"."""
    return _number_words(("cardinal",))


@cache
def _number_words(kinds: tuple[str, ...]) -> dict[str, str]:
    from num2words import num2words

    words: dict[str, str] = {}
    for language in LANGUAGES:
        for number in (*range(2, 101), 1000):
            for kind in kinds:
                try:
                    word = fold(num2words(number, lang=language, to=kind))
                except NotImplementedError:
                    continue
                for form in (word, word.replace(" ", "-")):
                    words.setdefault(form, str(number))
                if kind == "ordinal" and language in ("de", "nl"):
                    for ending in ("n", "r", "s", "m"):
                        words.setdefault(word + ending, str(number))
    for word in _NO_NUMBERS:
        words.pop(word, None)
    return words


_NO_NAMES = (
    "mars", "do", "set", "dos", "oma", "center", "wake", "oral", "knox", "christmas", "easter", "reunion",
    "kanton", "unknown city", "unbekannt", "unknown",
)  # fmt: skip
"""Months and places that are more often other words."""

_WRITTEN_SMALL = frozenset(("may", "march", "august"))
"""English months that are other words where they have no capital."""


@cache
def _known_names() -> dict[str, str]:
    """Folded names of countries, languages, months and weekdays -> concept."""
    from babel import Locale

    known: dict[str, str] = {}
    locales = [Locale(language) for language in LANGUAGES]
    for zone in sorted({str(zone) for locale in locales for zone in locale.time_zones if "/" in str(zone)}):
        known.setdefault(fold(zone.rpartition("/")[2].replace("_", " ")), f"city:{zone}")
    for locale in locales:
        for code, name in locale.territories.items():
            if len(code) == 2:
                known.setdefault(fold(name), f"country:{code}")
        for number, name in locale.months["format"]["wide"].items():
            known.setdefault(fold(name), f"month:{number}")
        for number, name in locale.days["format"]["wide"].items():
            known.setdefault(fold(name), f"day:{number}")
        for zone, names in locale.time_zones.items():  # the CLDR names large cities for their time zones
            if "city" in names:
                known.setdefault(fold(names["city"]), f"city:{zone}")
    for word, code in _ALSO_CALLED.items():
        known.setdefault(word, f"country:{code}")
    for word in _NO_NAMES:
        known.pop(word, None)
    return known


def _concepts(words: list[str]) -> Iterator[str]:
    """Countries, cities, months and days that the words name, in the genitive and in compounds too."""
    known = _known_names()
    parts = [part for word in words for part in re.split(r"[-'’]", word)]
    for sequence in (words, parts):
        folded = [fold(word) for word in sequence]
        for size in (4, 3, 2, 1):
            for i in range(len(folded) - size + 1):
                phrase = " ".join(folded[i : i + size])
                concept = known.get(phrase) or (
                    known.get(phrase.removesuffix("s")) if phrase != "wiens" else None
                )
                # Places have capitals ("us" is no country, "malte" is no island); months not everywhere.
                small = sequence[i].islower()
                timed = concept is not None and concept.startswith(("month:", "day:"))
                if concept and not (small and (not timed or phrase in _WRITTEN_SMALL)):
                    yield concept


def place(word: str) -> str | None:
    """The country or city that a word names in any known language ("country:RU"), or None."""
    concept = _known_names().get(fold(word), "")
    return concept if concept.startswith(("country:", "city:")) else None


def countries(concepts: frozenset[str]) -> frozenset[str]:
    """The folded names of some countries in all known languages."""
    return frozenset(
        name for name, code in _known_names().items() if code in concepts and code.startswith("country:")
    )


def _names(text: str, language: str) -> Iterator[str]:
    """Capitalised words that are no ordinary words of the language.

    A name is written alike in many languages, so it is about as frequent in others as in its own;
    "Treasury" and "Regierung" are not. Works where every noun is capitalised, too.
    """
    known = _known_names()
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        words = [word.rstrip(".") for word in _WORD.findall(sentence)]
        for position, word in enumerate(words):
            if language == "de" and _is_thing(words, position):
                continue
            for part in re.split(r"[-'’]", word):
                if len(part) < 3 or not part[0].isupper() or fold(part) in known or _is_unit(part):
                    continue
                if (position or not _is_common(part, language)) and _is_name(part, language):
                    yield part


@cache
def _is_unit(word: str) -> bool:
    """Whether a word says in what something is measured: "Dollar"."""
    return any(written.fullmatch(word) for written in _UNITS.values())


def _is_thing(words: list[str], i: int) -> bool:
    """Whether a German word is a thing although others have such a word too: "der See", "den Roman"."""
    before = words[i - 1].casefold() if i else ""
    named = i + 1 < len(words) and words[i + 1][0].isupper()
    if named or not _ARTICLE.fullmatch(before):
        return False
    elsewhere = max(frequency(words[i], code) for code in ("en", "nl"))
    return frequency(words[i], "de") >= THING and elsewhere >= THING


def frequency(word: str, language: str) -> float:
    """The Zipf frequency of a word (0: unknown) in one of LANGUAGES; 0 in any other language."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, language)) if language in LANGUAGES else 0.0


def may_be_a_name(word: str, language: str) -> bool:
    """Whether a word with a capital is neither small nor of its own language alone: "Michael", not "Nach"."""
    own = frequency(word, language)
    elsewhere = sorted(frequency(word, code) for code in ("de", "en", "es", "fr", "nl") if code != language)
    return word[:1].isupper() and own < SMALL and elsewhere[-2] >= own - 1


def _is_common(word: str, language: str) -> bool:
    return frequency(word, language) >= COMMON


@cache
def _is_name(word: str, language: str) -> bool:
    if language not in LANGUAGES:
        return False
    others = [code for code in ("de", "en", "es", "fr", "nl") if code != language]
    own = frequency(word, language)
    if own < (RARE if language in ("en", "nl") else 1):  # elsewhere rare words are mostly compounds
        return not _is_compound(word, language)
    elsewhere = sorted(
        (max(frequency(form, code) for form in (word, sound(word))) for code in others), reverse=True
    )
    return own < COMMON and elsewhere[1] >= own - 1


def _is_compound(word: str, language: str) -> bool:
    """Whether a rare German word, capitalised as every noun is, is put together from ordinary ones."""
    small = word.casefold()
    if language != "de" or small.removesuffix("er").endswith(_ENDINGS_OF_NAMES):
        return False
    return (len(small) >= LONG and small.endswith(_ENDINGS_OF_THINGS)) or _joined(small)


@cache
def _joined(word: str) -> bool:
    """Whether a word is two ordinary words, or an ordinary one behind such a compound."""
    for i in range(4, len(word) - 3):
        if frequency(word[i:], "de") < PART:
            continue
        first = [word[:i].removesuffix(link) for link in ("", "s", "n", "en", "es")]
        if any(frequency(part, "de") >= PART or (len(part) > 7 and _joined(part)) for part in first):
            return True
    return False


def warm() -> None:
    """Load the tables now: they take about a second."""
    for language in ("de", "en", "nl"):
        facts("Name two", language)

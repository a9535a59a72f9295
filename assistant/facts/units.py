"""In what something is measured: "kg" is mass-kilogram, "kr" any of the currencies with that sign.

The names of units and currencies, and their signs, come from the Unicode CLDR (through Babel). One that is
used for several, "pounds", may be any of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from assistant.facts.spelling import LANGUAGES, SPOKEN, fold

Measure = tuple[str, str]
"""A number's value and what it may measure: ("5", "mass-kilogram"), ("5", "SEK")."""

_KINDS = (
    "area", "digital", "duration", "energy", "length", "mass", "power", "pressure", "speed", "temperature",
    "volume",
)  # fmt: skip
_NONE = re.compile(
    r"person|generic|night|quarter|point|spoon|cup|drop|pinch|dram|jigger|light|solar|earth|gasoline|beaufort"
)
"""Units that are mostly other words, or of which not all is told: "30 degrees" are Celsius or Fahrenheit."""

_CALLED = {
    "concentr-percent": "%", "length-kilometer": "km", "length-mile": "mile", "mass-ton": "mass-tonne",
    "volume-gallon-imperial": "volume-gallon", "volume-quart-imperial": "volume-quart",
}  # fmt: skip
_NO_SIGNS = frozenset(
    ("in", "at", "to", "st", "pt", "pc", "an", "sm", "mi", "pm", "fm", "fur", "dec", "Wo", "Da", "au", "AE",
     "CD", "s", "c", "°")
)  # fmt: skip
_LETTERS = frozenset("mtglLWK%€$£¥₩₪₹₫฿₺₴₽元￥₱")
"""Signs of units that are words too; and those of one letter that are none."""

_FUNDS = re.compile(r"X(?!AF|OF|CD|PF|CG)|CHE|CHW|USN|USS|COU|CLF|MXV|UYI|ZWG")
"""Codes that are no currencies: gold, special drawing rights, units of account."""

_ALSO = {
    "percentage points": "points", "percentage point": "points", "prozentpunkt": "points",
    "procentpunt": "points", "metric tons": "mass-tonne", "uren": "duration-hour", "jaren": "duration-year",
    "stundenkilometer": "speed-kilometer-per-hour", "tons": "mass-tonne", "lei": "RON",
}  # fmt: skip
"""Names that the CLDR has not; percentage points are no percent."""

_WITH_SIGNS = ("cs", "sv", "da", "nb", "hu", "pl", "tr", "bg", "uk", "ru", "th", "ja", "zh", "ko", "is", "en")
"""Languages of currencies whose own signs are written elsewhere too: "Kč", "Ft"."""

_AN_HOUR = re.compile(r" (?:an hour|(?:per|pro|in der|in het) (?:hour|stunde|uur))\b", re.IGNORECASE)
_AN_HOUR_OF = {"km": "speed-kilometer-per-hour", "mile": "speed-mile-per-hour", "length-meter": "speed"}
_WRITTEN = {
    unit: re.compile(written, re.IGNORECASE)
    for unit, written in {
        "EUR": r"€|\beuros?\b|\beur\b",
        "USD": r"\$|dollars?\b|\busd\b",
        "GBP": r"£|\bpounds?\b|\bpfund\b|\bponden?\b|\bpond\b|\bgbp\b|\bsterling\b",
        "%": r"%|\bper ?cent|\bprozent|\bprocent|\bpct\b|(?<=\d)pc\b",
        "km": r"(?<![^\W\d_])kms?\b|kilomet",
        "mile": r"\bmiles?\b|meilen?\b|mijl",
    }.items()
}
"""Units that a statement must not change, even where no number stands beside them ("in dollars"), as they are
written in English, German and Dutch, also in compounds. Beside a number every unit of the CLDR is known."""

_BEHIND_A_YEAR = re.compile(
    rf"[ \u00a0\u202f-]?((?:US[ -])?(?:{'|'.join(unit.pattern for unit in _WRITTEN.values())})|°"
    r"|(?-i:[kcm]?m[²³]?|k?g|t|[kMG]Wh?|PS|pk|hp)(?![\w'’²³/]|\.\w)"
    r"|(?:(?:square|cubic|vierkante|kubieke) )?(?:quadrat|kubik)?(?:kilo|centi|zenti|milli|mega|giga)?"
    r"(?:met(?:er|re)[ns]?|gram(?:m|s|mes?)?|lit(?:er|re)[ns]?|watt(?:s|stunden|uur)?)\b(?!-)"
    r"|(?:tons?|tonn?es?|tonnen|hectares?|hektar|acres?|barrels?|feet|foot|voet|inch(?:es)?|yards?)\b(?!-)"
    r"|(?:years?|jahren?|jähr\w+|jaar|jarige?)\b"
    r"|(?:francs?|franken|yen|yuan|rou?bles?|rubel|roebel|krone[nr]|kronor|zloty|rupees|rupien|pesos?|gulden)\b)"
    r"(?! ?\d)",  # "in 2015 £3m was paid"
    re.IGNORECASE,
)
"""Units and currencies behind what would else be a year: but a few, for by the CLDR "2012 won" is a sum."""

_PRICED = re.compile(r"(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF))[ \u00a0]?\Z")
_SIGN = len("EUR ")
"""Characters that such a sign or code takes at most."""

_OF_MONEY = re.compile(
    r"[€$£¥₹₽₺₩]|\b(?:euros?|cents?|dollars?|pounds?|pfund|pond|yen|yuan|rubel|roebel|rou?bles?|francs?|franken|frank"
    r"|kronen|kroner|kronor|crowns?|zloty|lira|rupees?|rupien?|won|pesos?|rand|eur|usd|gbp|chf|d-?mark|mark|dm"
    r"|reichsmark|guilders?|gulden|pence|shillings?|schilling|dinar|shekels?|free|gratis|frei|kostenlos\w*)\b",
    re.IGNORECASE,
)
"""What tells of money without a number beside it: "millions of pounds", "free"."""

_INFLECTED = ("", "n", "s", "e", "en", "er")
LONGEST = 40


def named_units(text: str) -> frozenset[str]:
    """The units that a text names, a number beside them or not, of those that a statement must not change."""
    return frozenset(unit for unit, written in _WRITTEN.items() if written.search(text))


def of_numbers(measures: frozenset[Measure]) -> frozenset[str]:
    """The same units where they stand beside a number: of "20 km", not of "how many kilometres"."""
    return frozenset(unit for _, unit in measures if unit in _WRITTEN)


@cache
def is_unit(word: str) -> bool:
    """Whether a word is such a unit: "Dollar"."""
    return any(written.fullmatch(word) for written in _WRITTEN.values())


def is_measured(text: str, end: int, language: str) -> bool:
    """Whether what ends there and looks like a year has a unit behind it: "1500 km", "1500-metre"."""
    unit = _BEHIND_A_YEAR.match(text, end)
    # Elsewhere than in German a unit has no capital: the 2016 Euros are a championship.
    return unit is not None and not (language != "de" and unit[1].istitle())


def is_priced(text: str, start: int) -> bool:
    """Whether one of the usual currencies stands before the number that begins there: "€5", "USD 5"."""
    return _PRICED.search(text, max(start - _SIGN, 0), start) is not None


def _is_money(measure: Measure) -> bool:
    """Whether something is measured in a currency."""
    return re.fullmatch("[A-Z]{3}", measure[1]) is not None


def tells_money(text: str, told: frozenset[Measure]) -> bool:
    """Whether a text tells a sum, in any currency, or speaks of money in English, German or Dutch.

    ``told``: what its numbers measure.
    """
    return _OF_MONEY.search(text) is not None or any(map(_is_money, told))


def other_units(said: frozenset[Measure], told: frozenset[Measure]) -> list[str]:
    """The numbers that one text has with one unit and another text with another: "5 kg" of "5 Tonnen"."""
    ours, theirs = _by_number(said), _by_number(told)
    return [
        f"{value} is not in {'/'.join(sorted(units)[:3])}"
        for value, units in sorted(ours.items())
        if value in theirs and not units & theirs[value]
    ]


def _by_number(pairs: frozenset[Measure]) -> dict[str, set[str]]:
    units: dict[str, set[str]] = defaultdict(set)
    for value, unit in pairs:
        units[value].add(unit)
    return units


def behind(text: str, end: int) -> frozenset[str]:
    """The units behind a number that ends there; the longest name counts."""
    gap = re.match(r"[ \u00a0\u202f-]?", text[end : end + 1])
    start = end + (gap.end() if gap else 0)
    ahead = text[start : start + LONGEST]
    ends = [found.start() for found in re.finditer(r"(?<=\S)(?![\w²³])|\Z", ahead) if found.start()]
    for last in reversed(ends):
        units = _named(ahead[:last])
        if units and _AN_HOUR.match(ahead, last):
            return frozenset(_AN_HOUR_OF.get(unit, unit) for unit in units)
        if units:
            return units
    return frozenset()


def before(text: str, start: int) -> frozenset[str]:
    """The currencies of a sign or code before a number: "€5", "HUF 5"."""
    before = text[max(start - len("HUF  "), 0) : start]
    sign = re.search(r"(?<!\w)([^\W\d_]{1,3}\$|[^\w\s]|[^\W\d_]{1,3})[ \u00a0\u202f]?\Z", before)
    units = _signs().get(sign[1], frozenset()) if sign else frozenset()
    return frozenset(unit for unit in units if _is_money(("", unit)))


def _named(name: str) -> frozenset[str]:
    if name in _signs():
        return _signs()[name]
    folded = fold(name)
    stems = (folded.removesuffix(ending) for ending in _INFLECTED if folded.endswith(ending))
    return next((_names()[stem] for stem in stems if stem in _names()), frozenset())


@cache
def _signs() -> dict[str, frozenset[str]]:
    """Signs of units and currencies, and codes of these, as they are written: "kg", "kr", "HUF"."""
    from babel import Locale

    signs: dict[str, set[str]] = defaultdict(set)
    for code in SPOKEN:
        for unit, form, name in _patterns(code):
            timed = len(name) == 1 and unit.startswith("duration")
            if form != "long" and not timed and len(name) < len("km/h.."):
                signs[name.rstrip(".")].add(unit)
    for code in _WITH_SIGNS:
        for currency, sign in Locale(code).currency_symbols.items():
            signs[sign.rstrip(".")].add(currency)
    for currency in Locale("en").currencies:
        if not _FUNDS.match(str(currency)):
            signs[str(currency)].add(str(currency))
    known = {sign: frozenset(units) for sign, units in signs.items() if sign not in _NO_SIGNS}
    return {sign: units for sign, units in known.items() if len(sign) > 1 or sign in _LETTERS}


@cache
def _names() -> dict[str, frozenset[str]]:
    """Folded names of units and currencies: "kilogramm", "swedish kronor", and "kronor" for any of them."""
    from babel import Locale

    names: dict[str, set[str]] = defaultdict(set)
    for code in (*LANGUAGES, "en_GB"):
        locale = Locale.parse(code)
        for unit, form, name in _patterns(code):
            if form == "long" or len(name) > 2:
                names[fold(name)].add(unit)
        plural = locale._data["currency_names_plural"]
        noun = -1 if code[:2] in SPOKEN else 0
        for currency, name in locale.currencies.items():
            for called in {name, *plural.get(currency, {}).values()}:
                if "(" not in called and not _FUNDS.match(currency):
                    for part in (called, called.replace("-", " ").split()[noun]):
                        names[fold(part)].add(currency)
    for name, unit in _ALSO.items():
        names[name] = {unit}
    return {name: frozenset(units) for name, units in names.items() if len(name) > 2}


def _patterns(code: str) -> Iterator[tuple[str, str, str]]:
    """The units of a locale, with the length of the form ("long") and the form."""
    from babel import Locale

    for unit, forms in Locale.parse(code)._data["unit_patterns"].items():
        held = unit.startswith(_KINDS) or unit in _CALLED
        if not held or _NONE.search(unit):
            continue
        for length, patterns in forms.items():
            for count, pattern in patterns.items():
                if count not in ("per", "case", "gender") and isinstance(pattern, str) and "{0}" in pattern:
                    yield _CALLED.get(unit, unit), length, pattern.replace("{0}", "").strip(" \u00a0\u202f-")

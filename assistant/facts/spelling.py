"""How words are spelt: brought to one form, and held against each other across languages."""

from __future__ import annotations

import re
import unicodedata

LANGUAGES = ("de", "en", "nl", "fr", "es", "it", "pt")
"""Languages whose names for countries, months and numbers are known."""

SPOKEN = ("en", "de", "nl")
"""Those of them whose grammar is known too: words for peoples, words to ask with, how dates are shortened."""


def fold(word: str) -> str:
    """Bring a word to lower case without accents and strokes."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKES)


_STROKES = str.maketrans("łøđ", "lod")


def plain_digits(text: str) -> str:
    """A text of the same length with the digits of all scripts, "٧١٬٥٠٠" or "７１，５００", as 0 to 9."""
    if text.isascii():
        return text
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return re.sub(r"(?<=\d)[٬，٫．](?=\d)", lambda found: "," if found[0] in "٬，" else ".", plain)


def key(name: str) -> str:
    """A name as it is looked up: folded, without points and with spaces for hyphens."""
    return " ".join(re.sub(r"[-'’ʼ/]", " ", fold(name).replace(".", "")).split())


def sound(word: str) -> str:
    """Bring a name to how it sounds, roughly, so that transliterations into several languages meet."""
    folded = fold(word).removesuffix("'s").removesuffix("’s").translate(_LETTERS)
    for spelt, heard in _SOUNDS:
        folded = folded.replace(spelt, heard)
    return re.sub(r"(.)\1+", r"\1", folded)


_LETTERS = str.maketrans(
    dict(zip("абвгґдезиіыклмнопрстуфэє", "abvggdeziiiklmnoprstufee", strict=True))
    | dict(zip("αβγδεζηικλμνοπρσςτυφωξ", "abgdeziiklmnoprsstufox", strict=True))
    | {"ж": "z", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ъ": ""}
    | {"ь": "", "θ": "th", "χ": "ch", "ψ": "ps"}
)
"""Cyrillic and Greek letters, folded, as Latin ones. Scripts without vowels do not tell how a name sounds."""

_SOUNDS = (
    ("cy", "si"), ("ce", "se"), ("ci", "si"), ("dsch", "j"), ("dzj", "j"),
    ("tsch", "k"), ("tsj", "k"), ("tch", "k"), ("tz", "s"), ("ts", "s"), ("zh", "s"), ("zj", "s"),
    ("sch", "s"), ("sj", "s"), ("sh", "s"),
    ("ch", "k"), ("ck", "k"), ("kh", "k"), ("q", "k"), ("x", "ks"), ("th", "t"), ("ph", "f"),
    ("oe", "u"), ("ou", "u"), ("ue", "u"), ("ae", "e"), ("w", "v"), ("ij", "i"), ("y", "i"), ("j", "i"),
    ("z", "s"), ("dt", "t"), ("c", "k"),
)  # fmt: skip


def alike(a: str, b: str) -> bool:
    """Whether two words can be one name: inflected, hyphenated or transliterated differently.

    Transliterations differ in vowels, "Gorbatschow" and "Gorbachev"; "Hansen" and "Jansen" are two names.
    """
    return _transliterated(sound(a), sound(b)) or inflected(fold(a), fold(b))


def _transliterated(x: str, y: str) -> bool:
    return inflected(x, y) or (_consonants(x) == _consonants(y) and _similar(x, y, 0.75))


def inflected(x: str, y: str, ending: int = 4) -> bool:
    """Whether two words are the same, or one is the other with an ending of at most so many letters."""
    if x == y:
        return True
    return (
        min(len(x), len(y)) >= 4 and (x.startswith(y) or y.startswith(x)) and abs(len(x) - len(y)) <= ending
    )


def _consonants(word: str) -> str:
    return re.sub(r"[aeiou]", "", word).replace("d", "t")  # German and Dutch: "Not", "nood"


def _similar(x: str, y: str, least: float) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    return min(len(x), len(y)) >= 4 and DamerauLevenshtein.normalized_similarity(x, y) >= least


def occurs(name: str, words: frozenset[str], *, spelt_alike: bool = False) -> bool:
    """Whether a name occurs among folded words: in some spelling, or as part of a compound.

    ``spelt_alike``: both are of one language, so that only an inflection or a slip tells them apart.

    "Westersluistunnel" occurs where the Westersluis is named, and the Westersluis where its tunnel is.
    """
    own = fold(name)
    if spelt_alike:
        return any(
            inflected(own, word) or _similar(own, word, 0.86) or _compounded(own, word) for word in words
        )
    return any(alike(name, word) or _compounded(own, word) for word in words)


def _compounded(name: str, word: str) -> bool:
    """Whether one of two folded words begins with the other, or the word ends with the name."""
    if min(len(name), len(word)) < 5:
        return False
    return word.startswith(name) or name.startswith(word) or word.endswith(name)

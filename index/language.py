"""Which language a text is in, as an ISO 639-1 code.

Long texts are judged by lingua's trigrams, which load in a fifth of a second. In a short one
its ordinary words say more than its letters ("wer", "hoe", "what"), so they are asked first, by how
frequent they are in each language; lingua's larger models, seconds to load, only see what is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_LANGUAGES = """
ar bg ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv tr uk vi zh
"""
LANGUAGES = tuple(_LANGUAGES.split())
"""Languages that are told apart: those of European news, and the larger ones elsewhere."""

LONG = 120
"""From this many characters on lingua itself uses nothing but trigrams."""

_SAMPLE = 1000

_OTHER_LETTERS = frozenset(("ar", "bg", "el", "fa", "he", "hi", "ja", "ko", "ru", "uk", "zh"))
"""Languages in other letters than Latin: lingua tells them by these."""

_LISTED_AS = {"hr": "sh"}
"""What wordfreq calls a language."""

ORDINARY, UNKNOWN = 3.5, 2.5
"""From the first Zipf frequency on (three in a million) words are known; others count as of the second."""

_ESTONIAN = """
aga aasta aastal ei ehk enne et ette juba ja järel jooksul kas kellele kelle keda kes kogu kohta koos kui
kuidas kuhu kus kust kuulub ka läbi ma me mida mille millal millest milles milline millise miks mis mitu
mõned nad need nende nii nüüd oli olid oma olema olnud on palju peale pärast praegu saab sai see seda
selle siis ta tema teine toimub tuli uus veel vahel või välja võib üks
"""
"""Ordinary words of the one language that wordfreq does not list."""

_WORD = re.compile(r"(?!(?<=['’])s\b)[^\W\d_]+")
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|«[^»]*»")
_IN_NAMES = """
a an and by da das dal de del della dem den der des di do dos du e een el en et for für het i il im in la las
le les los of on op 't te ten ter the to und van vom von with y zu zum zur
"""
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_NAME = re.compile(rf"(?<=[\w,] ){_CAPITAL}(?:(?: (?:{'|'.join(_IN_NAMES.split())}))+ {_CAPITAL})*")
"""A word with a capital behind others, with the small ones that join it to more: "Jan van de Ven"."""


def detect(text: str, among: Sequence[str] = LANGUAGES, default: str = "en") -> str:
    """Return the language of ``text``, one of ``among``; ``default`` where nothing tells.

    ``among`` narrows the choice, say to the languages of an archive; fewer load faster.
    """
    sample = " ".join(text[:_SAMPLE].split())
    short = len(sample) < LONG
    if short and (language := by_words(sample, among)):
        return language
    found = _detector(tuple(sorted(set(among))), short).detect_language_of(sample)
    return found.iso_code_639_1.name.lower() if found else default


def by_words(text: str, among: Sequence[str] = LANGUAGES) -> str | None:
    """Return the language of which the ordinary words of ``text`` are, or None if they do not tell.

    It is one of ``among``. Words of names and quotations count only where the others do not tell.
    """
    own = _WORD.findall(_NAME.sub("", _QUOTED.sub("", text)))
    every = _WORD.findall(text)
    for words in (own, every) if any(map(str.islower, own)) else (every,):
        likely = {code: _likeliness(words, code) for code in among if code not in _OTHER_LETTERS}
        first, second = (*sorted(likely.values(), reverse=True), 0.0, 0.0)[:2]
        if first > second:
            return max(likely, key=likely.__getitem__)
    return None


def _likeliness(words: Sequence[str], language: str) -> float:
    """How much likelier words are in a language than if it knew none of them, as a power of ten."""
    known = _ordinary(language)
    return sum(known.get(word.lower(), UNKNOWN) - UNKNOWN for word in words)


@cache
def _ordinary(language: str) -> Mapping[str, float]:
    """The ordinary words of a language, each with its Zipf frequency."""
    if language == "et":
        return dict.fromkeys(_ESTONIAN.split(), 6.0)
    from wordfreq import available_languages, read_cBpack

    # By frequency, in hundredths of a power of ten below 1; Zipf frequencies are above 1 in 10^9.
    packed = read_cBpack(available_languages("small")[_LISTED_AS.get(language, language)])
    most = packed[: round((9 - ORDINARY) * 100)]
    return {word: 9 - hundredths / 100 for hundredths, words in enumerate(most) for word in words}


@lru_cache(maxsize=4)
def _detector(languages: tuple[str, ...], accurate: bool) -> LanguageDetector:
    """Build a detector once for each set of languages; two are needed at least."""
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

    codes = languages if len(languages) > 1 else tuple(sorted({*languages, "en", "de"}))
    known = [Language.from_iso_code_639_1(getattr(IsoCode639_1, code.upper())) for code in codes]
    builder = LanguageDetectorBuilder.from_languages(*known)
    return (builder if accurate else builder.with_low_accuracy_mode()).build()

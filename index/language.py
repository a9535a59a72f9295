"""Which language a text is in, as an ISO 639-1 code.

Long texts are judged by lingua's trigrams, which load in a fifth of a second. In a short one
its small words say more than its letters ("wer", "hoe", "what"), so they are asked first;
lingua's larger models, seconds to load, only see what is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
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

_SMALL_WORDS = """
de: wer wie wo wann warum wieso wem wen welche welcher welches welchen wurde wurden hat haben ist sind der
die das den dem des ein eine einen einem einer und oder nicht mit von zu zum zur im auf für über nach bei
aus am was war waren gegen sich auch worden gab es ich er sie wird wieviel wieviele viel viele seit kein
keine als aber noch wollte werden
en: who whom whose what when where why how which did does do was were is are has have had the a an of to in
on for by with from about and or not it that this he she they been will would be at many much since
nl: wie wat waar wanneer waarom hoe welke welk heeft hebben is zijn was waren werd werden het een van naar
op voor door met bij uit over niet en of te de dat deze dit hij zij ze er om tot aan ook wordt worden in
hoeveel sinds na geen als maar nog tussen gaat wil wilde zit
fr: qui que quoi quand où pourquoi comment quel quelle quels quelles est sont était a ont été le la les un
une des du de et ou ne pas par pour dans sur avec au aux il elle ce cette
es: quién quiénes qué cuándo dónde cómo cuál cuáles cuánto es son fue fueron ha han el la los las un una de
del y o no por para en con a al se su
it: chi che cosa quando dove perché come quale quali è sono era ha hanno il lo la gli le un uno una di del
della dei e o non per in con da al su si
pt: quem que quando onde como qual quais é são foi foram tem o a os as um uma de do da dos das e ou não por
para em com no na ao se
"""
_WORDS = {
    part.split(":")[0].split()[-1]: frozenset(part.split(":")[1].split())
    for part in re.split(r"\n(?=[a-z]{2}:)", _SMALL_WORDS)
    if ":" in part
}


def detect(text: str, among: Sequence[str] = LANGUAGES, default: str = "en") -> str:
    """Return the language of ``text``, one of ``among``; ``default`` where nothing tells.

    ``among`` narrows the choice, say to the languages of an archive; fewer load faster.
    """
    sample = " ".join(text[:_SAMPLE].split())
    short = len(sample) < LONG
    if short and (language := _by_small_words(sample, among)):
        return language
    found = _detector(tuple(sorted(set(among))), short).detect_language_of(sample)
    return found.iso_code_639_1.name.lower() if found else default


def _by_small_words(text: str, among: Sequence[str]) -> str | None:
    """Return the language with the most small words in ``text``, if one is clearly ahead."""
    words = re.findall(r"\w+", text.lower())
    ranked = sorted(
        ((sum(word in _WORDS[code] for word in words), code) for code in among if code in _WORDS),
        reverse=True,
    )
    if not ranked or ranked[0][0] == 0:
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0
    return ranked[0][1] if ranked[0][0] > second else None


@lru_cache(maxsize=4)
def _detector(languages: tuple[str, ...], accurate: bool) -> LanguageDetector:
    """Build a detector once for each set of languages; two are needed at least."""
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

    codes = languages if len(languages) > 1 else tuple(sorted({*languages, "en", "de"}))
    known = [Language.from_iso_code_639_1(getattr(IsoCode639_1, code.upper())) for code in codes]
    builder = LanguageDetectorBuilder.from_languages(*known)
    return (builder if accurate else builder.with_low_accuracy_mode()).build()

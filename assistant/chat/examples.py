"""Example questions, made from what the archive holds: who is quoted in its articles, in three languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from assistant.chat.texts import LANGUAGES, texts
from index import DocumentInfo, Index

LOOKED_AT = 60
"""Articles that are looked at, spread over the archive."""


def examples(archive: Index, documents: list[DocumentInfo]) -> tuple[str, ...]:
    """One question in each language of the page, of an article in that language where there is one.

    None where no article quotes anybody and none has a title.
    """
    step = max(1, len(documents) // LOOKED_AT)
    found: list[tuple[str, str, str]] = []
    for document in documents[::step][:LOOKED_AT]:
        text = archive.document_text(document.id)
        if name := next(iter(speakers(text, document.language)), None):
            found.append(("example_said", document.language, name))
        elif document.title:
            found.append(("example_about", document.language, document.title))
    found.sort(key=lambda item: item[0] != "example_said")  # who is quoted makes the better question
    asked: list[str] = []
    for code in LANGUAGES if found else ():
        key, language, name = next((one for one in found if one[1] == code), found[0])
        asked.append(texts(code)(key, name=name))
        if len(found) > 1:
            found.remove((key, language, name))
    return tuple(asked)


def speakers(text: str, language: str) -> Iterable[str]:
    """The names of those whom an article quotes, as it spells them, the most quoted first."""
    found = [name for pattern in _patterns(language) for name in pattern.findall(text)]
    return sorted(dict.fromkeys(found), key=lambda name: (-found.count(name), -len(name.split()), name))


@cache
def _patterns(language: str) -> list[re.Pattern[str]]:
    """How speakers are named in a language, ``NAME`` being the name."""
    written = (Path(__file__).parent / "texts" / "speakers.toml").read_text(encoding="utf-8")
    known = tomllib.loads(written)
    return [re.compile(line.replace("NAME", f"({known['name']})")) for line in known.get(language, [])]

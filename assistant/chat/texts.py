"""What the page says, in the language of the reader's browser: one file of texts for each language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "de", "nl")
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts in one language; ``texts("key", name="…")`` fills the places in braces."""

    language: str
    entries: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return one text, its places filled."""
        text = self.entries[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text


@cache
def texts(language: str) -> Texts:
    """The texts of one of the LANGUAGES; English for any other."""
    code = language if language in LANGUAGES else FALLBACK
    written = (Path(__file__).parent / "texts" / f"{code}.toml").read_text(encoding="utf-8")
    return Texts(code, tomllib.loads(written))


def preferred(accepted: str | None) -> str:
    """The language that an Accept-Language header names first (RFC 9110, 12.5.4), if it is one of LANGUAGES.

    Else English, whatever it names after that: so does Gradio, which chooses the texts of its own parts in
    the browser, and one page is in one language.
    """
    weighed: list[tuple[float, int, str]] = []
    for place, item in enumerate((accepted or "").split(",")):
        name, _, weight = item.strip().partition(";q=")
        try:
            share = float(weight) if weight else 1.0
        except ValueError:
            continue
        weighed.append((-share, place, name.partition("-")[0].lower()))
    first = min(weighed, default=(0.0, 0, ""))[2]
    return first if first in LANGUAGES else FALLBACK

"""Months as they are written, brought to one form; their names come from the Unicode CLDR (through Babel)."""

from __future__ import annotations

import re
from functools import cache

from assistant.spelling import fold


def months_in_full(text: str, language: str) -> str:
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

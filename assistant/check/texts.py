"""Texts that a case expects: found without regard to case, or by /regular expression/."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_REGEX = re.compile(r"/(?P<expression>.+)/(?P<flags>[imsx]*)", re.DOTALL)


@cache
def compiled(expected: str) -> re.Pattern[str]:
    """The pattern of an expected text; raises ValueError for a regular expression that is none.

    ``/…/`` is a regular expression, with the flags i, m, s or x behind it; anything else is the
    text itself, in which any white space stands for any other. Case is always ignored.
    """
    if not expected.strip():
        raise ValueError("is blank: every answer has that")
    if not (found := _REGEX.fullmatch(expected)):
        return re.compile(re.escape(_plain(expected)), re.IGNORECASE)
    flags = re.IGNORECASE
    for letter in found["flags"]:
        flags |= re.RegexFlag[letter.upper()]
    try:
        return re.compile(unicodedata.normalize("NFC", found["expression"]), flags)
    except (re.error, RecursionError) as error:
        raise ValueError(f"{expected} is no regular expression: {error}") from error


def finds(expected: str, text: str) -> bool:
    """Whether an expected text stands in a text."""
    return compiled(expected).search(_plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())

"""Article text on its way into a prompt: one line, nothing invisible, nothing endless; or to a terminal."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = ("Cf", "Cc", "Co", "Cn", "Cs")
MARKERS = re.compile(
    r"<[|｜][^<>|｜]{1,40}[|｜]>|</?[a-z]+_of_[a-z]+>|\[/?(?:INST|SYS|SYSTEM)\]|<{1,2}/?SYS>{1,2}|</?s>"
    r"|</?(?:system|assistant|user|human|instructions?|prompt|system[_-]prompt)(?:\s[^<>]{0,40})?>",
    re.IGNORECASE,
)
"""What parts the turns of a conversation in the formats of language models."""

_OPEN, _CLOSE, _NUMBERED = r"[\[［【〔⟦]", r"[\]］】〕⟧]", r"\d{1,3}(?!\d)"
_CITATION = re.compile(
    rf"\s?(?<!{_OPEN}){_OPEN}+[\s^]*{_NUMBERED}(?:[\s^,;.、，–—\-\[\]［］【】〔〕⟦⟧]+{_NUMBERED}){{0,9}}\s*{_CLOSE}+"
)
"""The marks of sources, however they are written: [4], [1, 2], 【1】, [^1]; a year in brackets is none."""

_REPEATED = re.compile(r"(.{1,24}?)\1{15,}")
_KEPT = 4
"""Of a stretch of up to 24 characters that comes 16 times or more without a break, so many are kept."""


def for_prompt(text: str) -> str:
    """Bring text to one line without control or formatting characters or endless repetition.

    Lines are joined so that a text cannot imitate the lines of a prompt. Messages are tokenised as
    plain text, so markers of chat formats end no turn; they are left out as they mean something all the same.
    So are marks like [4]: in an answer these are its sources.
    """
    plain = _CITATION.sub("", MARKERS.sub(" ", visible(text)))
    return _unrepeated(" ".join(plain.split()))


def _unrepeated(text: str) -> str:
    """A text whose endless repetitions, and repetitions of such, are cut short."""
    while (shorter := _REPEATED.sub(lambda run: run[1] * _KEPT, text)) != text:
        text = shorter
    return text


def visible(text: str) -> str:
    """A text without characters that cannot be seen."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE)


_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
"""What a terminal takes for a command: to clear the screen, to name its window."""

_JOINERS = "\u200c\u200d"
"""Invisible, but they belong to the spelling of Persian, and of some emoji."""


def printable(text: str) -> str:
    """A text that only shows itself in a terminal, and commands nothing: no escapes, no turning round."""
    kept = f"\n\t{_JOINERS}"
    plain = _ESCAPE.sub("", text)
    return "".join(c for c in plain if c in kept or unicodedata.category(c) not in _INVISIBLE)

"""Article text on its way into a prompt: one line, nothing invisible, nothing endless."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = ("Cf", "Cc", "Co", "Cn", "Cs")
_MARKERS = re.compile(r"<\|[^<>|]{1,40}\|>|</?[a-z]+_of_[a-z]+>|\[/?INST\]", re.IGNORECASE)
_ORDERS = re.compile(
    r"^\W*(?:passage|system|assistant|user|human|response|instructions?|system[ -]?prompt)\W*:"
    r"|(?:ignore|disregard|forget|ignorier\w*|vergiss|missacht\w*|negeer|vergeet)\b[^.!?]{0,40}\b"
    r"(?:instructions?|prompts?|anweisung(?:en)?|vorgaben?|instructies?|opdracht(?:en)?|regels|rules)\b"
    r"|^\W*(?:say that|repeat after|(?:answer|reply|respond) (?:with|always|only|every|all|nothing)"
    r"|antworte\b|sage? (?:immer|nie|dass)|wiederhole den"
    r"|antwoord (?:altijd|alleen|met|nooit)|zeg (?:altijd|nooit|dat))\b"
    r"|\b(?:the (?:only|correct|right) answer (?:to every \w+ )?is"
    r"|die (?:einzige|richtige) antwort (?:lautet|ist)|het (?:enige|juiste) antwoord is)\b"
    r"|\b(?:does the passage state the answer|answer yes or no|as an ai language model)\b"
    r"|\byou are a helpful assistant\b",
    re.IGNORECASE,
)
_PROMPT = re.compile(r"\W*(?:passage\W{0,3}|system[ -]?prompt\b[^\n:]{0,40}):", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
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
    plain = _CITATION.sub("", _MARKERS.sub(" ", _visible(text)))
    return _unrepeated(" ".join(plain.split()))


def _unrepeated(text: str) -> str:
    """A text whose endless repetitions, and repetitions of such, are cut short."""
    while (shorter := _REPEATED.sub(lambda run: run[1] * _KEPT, text)) != text:
        text = shorter
    return text


def gives_orders(sentence: str) -> bool:
    """Whether a sentence of an article speaks to a language model instead of a reader."""
    return _ORDERS.search(" ".join(_visible(sentence).split())) is not None


def imitations(text: str) -> list[tuple[int, int]]:
    """Where an article imitates a prompt: offsets in code points of stretches that are for no reader.

    The marker of a chat format begins such a stretch up to the end of its line, the label of a prompt
    up to the next blank line.
    """
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        if found and line.start() < found[-1][1]:
            continue
        marker = _MARKERS.search(line[0])
        if marker:
            found.append((line.start() + marker.start(), line.end()))
        elif _PROMPT.match(_visible(line[0])):
            blank = _BLANK_LINE.search(text, line.start())
            found.append((line.start(), blank.start() if blank else len(text)))
    return found


def _visible(text: str) -> str:
    """A text without characters that cannot be seen."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE)

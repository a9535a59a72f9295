"""A conversation as Markdown: each citation a footnote with the sentences that prove it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers import Citation, Passage
from assistant.chat.conversations import Conversation, Turn
from assistant.chat.show import NEAREST, dated, kind, narrowed
from assistant.chat.texts import Texts
from assistant.languages import own_name

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.M)


def markdown(conversation: Conversation, turns: Sequence[Turn], says: Texts) -> str:
    """The whole conversation; what articles and readers wrote stands as it is, and formats nothing."""
    blocks = [f"# {plain(conversation.title)}", f"*{says('exported_note')}*"]
    notes: list[str] = []
    for turn in turns:
        blocks.append(f"## {plain(turn.question)}")
        if parts := narrowed(turn.narrowing, says):
            blocks.append(f"*{says('only')} {plain(', '.join(parts))}*")
        blocks += _answer(turn, notes, says)
    return "\n\n".join([*blocks, *notes]) + "\n"


def plain(text: str) -> str:
    """A text in one line in which nothing means anything to Markdown."""
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _answer(turn: Turn, notes: list[str], says: Texts) -> list[str]:
    answer = turn.answer
    if answer is None:
        return [f"*{says(f'kind_{turn.state}')}*"]
    numbers = {str(one.number): len(notes) + i for i, one in enumerate(answer.citations, 1)}
    notes += [f"[^{numbers[str(one.number)]}]: {_source(one, says)}" for one in answer.citations]

    def footnote(marker: re.Match[str]) -> str:
        return f"[^{numbers[marker[1]]}]" if marker[1] in numbers else marker[0]

    lines = [re.sub(r" ?\\\[(\d+)\\\]", footnote, plain(line)) for line in answer.text.splitlines()]
    blocks = ["  \n".join(lines), f"*{says('kind_' + kind(answer))}*"]
    near = [] if answer.citations else [one for one in answer.passages if one.near]
    if near:
        nearest = [f"- {_source(one, says)}" for one in near[:NEAREST]]
        blocks += [f"{says('nearest')}:", "\n".join(nearest)]
    return blocks


def _source(source: Citation | Passage, says: Texts) -> str:
    named = (
        f"{plain(source.title)} ({plain(source.document)}" if source.title else f"({plain(source.document)}"
    )
    about = f"{named}, {dated(source.published, says)}, {own_name(source.language, says.language)})"
    return f"{about}: “{plain(source.quote)}”"

"""Answers, articles and conversations as HTML. Everything passes through templates that escape it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant import languages, prompt
from assistant.answers import Answer, Citation, Place
from assistant.chat.conversations import Conversation, Turn
from assistant.chat.holdings import Holdings
from assistant.chat.line import Waiting, Working
from assistant.chat.texts import Texts
from index import DocumentInfo, Skipped, Summary
from index.narrow import Narrowing

NEAREST = 3
"""Passages shown beside a refusal."""

CONTEXT = 320
"""Characters of the passage shown on each side of the marked sentence, about."""

Kind = Literal["checked", "quoted", "unsupported", "instead", "refused"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of text between what stands before and after it, and what is known of its article.

    ``number``: the citation's; 0 for a passage that proves nothing. ``place``: among those of the answer.
    """

    number: int
    place: int
    source: Place
    before: str
    quote: str
    after: str


def kind(answer: Answer) -> Kind:
    """How an answer stands: checked sentences of the model look different from all else."""
    if not answer.answered:
        return "instead" if answer.citations else "refused"
    proved = [bool(statement.supported and statement.citations) for statement in answer.statements]
    if not proved or not all(proved):
        return "unsupported"
    pattern = _quotation(answer.language)
    return "quoted" if any(pattern.search(one.text) for one in answer.statements) else "checked"


def transcript(turns: Sequence[Turn], says: Texts) -> str:
    """The turns of a conversation, each with its proof beside it."""
    return _render("transcript.html", says, turns=[_turn(turn, says) for turn in turns])


def live(turn: Turn, doing: Waiting | Working | None, says: Texts) -> str:
    """A turn on its way: what is being done for it."""
    step, seconds = _doing(doing, says)
    return _render(
        "live.html", says, turn=turn, filter=narrowed(turn.narrowing, says), step=step, seconds=seconds
    )


def revealed(turn: Turn, words: int, says: Texts) -> str:
    """A turn of which the first words of the answer are shown."""
    assert turn.answer
    text = "".join(re.findall(r"\S+\s*", turn.answer.text)[:words])
    return _render("live.html", says, turn=turn, filter=narrowed(turn.narrowing, says), text=text)


def shelf(listed: Sequence[Conversation], opened: str | None, says: Texts) -> str:
    """The list of conversations."""
    return _render("shelf.html", says, listed=listed, opened=opened)


def heading(conversation: Conversation | None, examples: Sequence[str], says: Texts) -> str:
    """The title of the open conversation, and what can be done with it; without one, what may be asked."""
    return _render("heading.html", says, conversation=conversation, examples=examples)


def article(text: str, source: Place, says: Texts) -> str:
    """A whole article with a stretch of it marked, wherever that stands by now."""
    start, end = source.start, source.end
    if text[start:end] != source.quote:
        start = max(text.find(source.quote), 0)
        end = start + len(source.quote)
    shown = Shown(0, 0, source, text[:start], text[start:end], text[end:])
    return _render("article.html", says, shown=shown)


def notice(line: str) -> str:
    """A line for the reader, such as why something cannot be done."""
    return str(_environment().from_string('<p class="notice" role="alert">{{ line }}</p>').render(line=line))


def loading(line: str | None, trouble: str | None, says: Texts) -> str:
    """What is being loaded, or why it cannot be."""
    return _render("loading.html", says, line=line, trouble=trouble)


def counted(held: Holdings, says: Texts) -> str:
    """How much an archive holds, by date and by language."""
    return _render("counted.html", says, held=held)


def holdings(held: Holdings, says: Texts) -> str:
    """The articles of an archive, in a table that the browser sorts."""
    return _render("holdings.html", says, held=held)


def skipped(left_out: Sequence[Skipped], says: Texts) -> str:
    """What was left out of an archive, and why."""
    return _render("skipped.html", says, skipped=left_out)


def whole(text: str, info: DocumentInfo, says: Texts) -> str:
    """A whole article, nothing of it marked."""
    about = Place(info.path, info.title, info.published, info.language, 0, 0, "", 0.0)
    return article(text, about, says)


def adding(done: int, total: int, says: Texts) -> str:
    """How far the adding of articles has come."""
    return _render("adding.html", says, done=done, total=total)


def added(summary: Summary, says: Texts) -> str:
    """What became of files that were added."""
    return _render("added.html", says, summary=summary)


def told(line: str) -> str:
    """A line that says what was done."""
    return str(_environment().from_string('<p class="told">{{ line }}</p>').render(line=line))


def aside(line: str) -> str:
    """A line that helps, below what it is about."""
    return str(_environment().from_string('<p class="aside">{{ line }}</p>').render(line=line))


def opening(says: Texts) -> str:
    """A whole page that waits for the page."""
    return _render("opening.html", says)


def narrowed(to: Narrowing, says: Texts) -> list[str]:
    """A narrowing in words, one part each."""
    parts = []
    if to.since:
        parts.append(says("since_date", date=dated(to.since, says)))
    if to.until:
        parts.append(says("until_date", date=dated(to.until, says)))
    parts += [languages.own_name(code, says.language) for code in to.languages]
    return parts + list(to.documents)


def dated(published: str | None, says: Texts) -> str:
    """A date of whatever precision as the reader writes it."""
    from babel.dates import format_date, format_skeleton

    if not published:
        return says("undated")
    try:
        year, month, day = (int(part) for part in (*published.split("-"), "1", "1")[:3])
        whole = date(year, month, day)
    except ValueError:
        return published
    if len(published) == len("2017-12-26"):
        return str(format_date(whole, "long", locale=says.language))
    return str(format_skeleton("yMMMM", whole, locale=says.language)) if "-" in published else published


def _turn(turn: Turn, says: Texts) -> dict[str, Any]:
    answer = turn.answer
    shown: list[Shown] = []
    if answer:
        shown = [_cited(place, one, answer) for place, one in enumerate(answer.citations)]
        if not shown:
            shown = [
                Shown(0, place, passage, "", passage.quote, "")
                for place, passage in enumerate(answer.passages)
                if passage.near
            ][:NEAREST]
    return {
        "turn": turn,
        "answer": answer,
        "kind": kind(answer) if answer else turn.state,
        "paragraphs": _paragraphs(answer) if answer else [],
        "shown": shown,
        "filter": narrowed(turn.narrowing, says),
    }


def _paragraphs(answer: Answer) -> list[list[str | int]]:
    """The lines of an answer, the markers [n] as numbers."""
    numbers = {str(one.number) for one in answer.citations}
    lines = []
    for line in answer.text.splitlines():
        parts = re.split(r"\[(\d+)\]", line)
        lines.append(
            [
                int(part) if i % 2 and part in numbers else f"[{part}]" if i % 2 else part
                for i, part in enumerate(parts)
            ]
        )
    return lines


def _cited(place: int, citation: Citation, answer: Answer) -> Shown:
    """A citation in its passage, as far as that is near."""
    before, after = answer.around(citation)
    return Shown(citation.number, place, citation, _tail(before), citation.quote, _head(after))


def _tail(text: str) -> str:
    return text if len(text) <= CONTEXT else f"… {text[-CONTEXT:].partition(' ')[2]}"


def _head(text: str) -> str:
    return text if len(text) <= CONTEXT else f"{text[:CONTEXT].rpartition(' ')[0]} …"


def _doing(doing: Waiting | Working | None, says: Texts) -> tuple[str, int | None]:
    """What is being done, in words, and for how many seconds."""
    if isinstance(doing, Waiting):
        return says("waiting", place=doing.place), None
    if doing is None or not doing.steps:
        return says("step_begin"), None
    step = doing.steps[-1]
    read = sum(one.name == "judge" for one in doing.steps)
    return says(f"step_{step.name}", count=read), int(step.seconds)


@cache
def _quotation(language: str) -> re.Pattern[str]:
    """Matches a statement that only quotes the article, as the program words it in a language."""
    says = prompt.writing(language, languages.english_name(language))
    worded = [says.message("quoted", quote="\0"), says.message("quoted_in", quote="\0", language="\0")]
    return re.compile(
        "|".join("^" + ".+".join(map(re.escape, text.split("\0"))) + "$" for text in worded), re.S
    )


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "page")
    made = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    made.globals["language_name"] = languages.own_name
    made.globals["dated"] = dated
    return made


def _render(template: str, says: Texts, **values: Any) -> str:
    return _environment().get_template(template).render(says=says, **values)

"""Answers, passages and reports as a person reads them in a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from assistant import languages, prompt
from assistant.answers import Answer, Place
from assistant.clean import printable
from assistant.models import Listed
from index import Found, Hit, Status, Summary

NEAREST = 2
"""Passages shown beside a refusal."""

REPRINTS = 5
"""Reprints of an article that are named; of more the number is told."""


def answer(given: Answer) -> str:
    """The text, then each source with its quoted sentence; a refusal with the nearest passages."""
    says = prompt.writing(given.language, languages.english_name(given.language))
    blocks = ["\n".join(map(_wrap, given.text.splitlines()))]
    blocks += [
        f"[{citation.number}] {_source(citation, says)}\n{_quoted(citation, says)}"
        for citation in given.citations
    ]
    nearest = [] if given.answered else [passage for passage in given.passages if passage.near][:NEAREST]
    if nearest:
        blocks.append(says.message("nearest"))
        blocks += [f"  - {_source(passage, says)}\n{_quoted(passage, says)}" for passage in nearest]
    return "\n\n".join(blocks)


def found(given: Found) -> str:
    """The passages that a search found, best first."""
    return "\n\n".join(_hit(number, hit) for number, hit in enumerate(given.hits, 1)) or "Nothing was found."


def listed(id: str | int | None, query: str, found: Found) -> dict[str, Any]:
    """What a search found as plain data for JSON."""
    passages = [
        {
            "document": hit.document.path,
            "title": hit.document.title,
            "published": hit.document.published,
            "language": hit.document.language,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "quote": hit.text,
            "score": round(hit.score, 4),
            "also_in": [other.path for other in hit.also_in],
        }
        for hit in found.hits
    ]
    return {"id": id, "query": query, "passages": passages}


def _hit(number: int, hit: Hit) -> str:
    document = hit.document
    about = [document.published or "undated", document.language, f"score {hit.score:.3f}"]
    named = document.path
    if document.title:
        named, about = document.title, [document.path, *about]
    lines = [
        _line(f"{number}. {named} ({', '.join(about)})"),
        _wrap(_line(hit.text), 4),
    ]
    if hit.also_in:
        others = [f"{other.path} ({other.published or 'undated'})" for other in hit.also_in]
        lines.append(_also("also in", others))
    return "\n".join(lines)


def summary(given: Summary) -> Iterator[str]:
    """What an update of the index did, a line each."""
    yield (
        f"{given.added} added, {given.changed} changed, {given.removed} removed, {given.unchanged} unchanged,"
        f" {len(given.skipped)} skipped, {given.moved} moved, {given.duplicates} duplicates;"
        f" {given.passages} passages in the index; {given.seconds:.1f} s"
    )
    for skipped in given.skipped:
        yield printable(f"skipped {skipped.path}: {skipped.reason}")


def status(given: Status, where: str) -> str:
    """What an index holds."""
    spoken = ", ".join(f"{languages.english_name(code)} {count}" for code, count in given.languages.items())
    rows = [
        ("index", where),
        ("articles", f"{given.documents} ({spoken})"),
        ("passages", str(given.passages)),
        ("embedder", f"{given.embedder}, {given.dimensions} dimensions"),
        ("size", size(given.bytes)),
        ("updated", given.updated or "never"),
        ("from", "\n          ".join(given.roots)),
    ]
    return printable("\n".join(f"{name:<9} {value}" for name, value in rows))


def models(listed: Sequence[Listed]) -> str:
    """The models there are, and which are here."""
    lines = []
    for item in listed:
        model = item.model
        lines.append(
            f"{model.name:<22} {model.kind:<10} {size(item.bytes):>8}  {model.licence}"
            f"{'  (default)' if model.default else ''}"
        )
        lines.append(f"    {model.about}")
        here = (
            f"here: {item.path}" if item.path else f"not here; bring it: assistant models pull {model.name}"
        )
        lines.append(f"    {here}")
    return "\n".join(lines)


def size(amount: int) -> str:
    """Bytes in MB, as a person reads them."""
    return f"{amount / 1e6:,.0f} MB" if amount >= 10e6 else f"{amount / 1e6:.1f} MB"


def _source(passage: Place, says: prompt.WritePrompts) -> str:
    dated = passage.published or says.message("undated")
    named = f"{passage.title} ({passage.document}" if passage.title else f"{passage.document} ("
    return _line(f"{named}{', ' if passage.title else ''}{dated}, {passage.language})")


def _quoted(passage: Place, says: prompt.WritePrompts) -> str:
    quote = _wrap(f"“{_line(passage.quote)}”", 4)
    return f"{quote}\n{_also(says.message('also_in'), passage.also_in)}" if passage.also_in else quote


def _also(says: str, others: Sequence[str]) -> str:
    """Name some of the articles that tell the same story, and count the others."""
    more = [f"+ {len(others) - REPRINTS}"] if len(others) > REPRINTS else []
    return _wrap(f"{says} {', '.join([*others[:REPRINTS], *more])}", 4)


def _line(text: str) -> str:
    """What an article says, in one line that commands nothing of the terminal."""
    return " ".join(printable(text).split())


def _wrap(text: str, indent: int = 0) -> str:
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    space = " " * indent
    return textwrap.fill(printable(text), width, initial_indent=space, subsequent_indent=space)

"""Files of questions: one JSON object a line, ``{"id", "question", "history"?: [[question, answer], …]}``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.api import check_question
from index.errors import UsageError


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its id and what was said before it; and the file and line where it stands."""

    question: str
    id: str | None = None
    history: tuple[tuple[str, str], ...] = ()
    where: str | None = field(default=None, compare=False)


def read_questions(path: Path) -> list[Asked]:
    """Read a file of questions; blank lines count for nothing.

    Raises:
        UsageError: the file cannot be read, or a line is malformed; it names the line's number.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"cannot read the questions file {path}: {reason}") from error
    asked = [
        _question(line, f"{path}, line {number}")
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    if not asked:
        raise UsageError(f"{path} has no question in it")
    return asked


def _question(line: str, where: str) -> Asked:
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()  # what comes in goes out again: no halves of characters
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}: not JSON ({error.msg}, column {error.colno})") from error
    except UnicodeEncodeError as error:
        raise UsageError(f"{where}: it has half of a surrogate pair, which is no character") from error
    except (ValueError, RecursionError) as error:  # thousands of digits or of brackets
        raise UsageError(f"{where}: not JSON that can be read ({error})") from error
    if not isinstance(row, dict):
        raise UsageError(f'{where}: not an object; write {{"id": …, "question": …}}')
    question = row.get("question")
    if not isinstance(question, str):
        raise UsageError(f'{where}: "question" is missing or not a text')
    try:
        check_question(question)
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from error
    return Asked(
        question,
        _id(row.get("id"), where),
        conversation(row.get("history", []), f'{where}: "history"'),
        where,
    )


def _id(given: Any, where: str) -> str | None:
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | int)):
        raise UsageError(f'{where}: "id" is neither a text nor a whole number')
    return given  # type: ignore[return-value]


def conversation(given: Any, what: str) -> tuple[tuple[str, str], ...]:
    """What was said before, of whatever was given as that; raises UsageError about ``what`` otherwise."""
    if not isinstance(given, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
        for pair in given
    ):
        raise UsageError(f"{what} is not a list of [question, answer] pairs")
    return tuple((question, answer) for question, answer in given)

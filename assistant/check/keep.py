"""From use to test: an answer becomes a case at the end of a file, for a person to edit."""

from __future__ import annotations

import json
import os
import re
import textwrap
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.answers import Answer
from assistant.check import source
from assistant.check.cases import Task, load
from assistant.check.score import said
from assistant.models.cache import write_atomically
from index.errors import UsageError

_HEAD = "# Cases of assistant check; see docs/checking.md.\n"
_TODO = "# Kept from use: leave of the answer what it must say, and of the quote what proves it.\n"
_WRONG = "# Marked as wrong: write what the answer must say, and which article proves it.\n"

_keeping = threading.Lock()


def keep_case(
    answer: Answer,
    path: Path,
    *,
    history: Sequence[tuple[str, str]] = (),
    index: Path | None = None,
    wrong: bool = False,
) -> str:
    """Append an answer as a case to a file of cases, which is made if it is not there.

    Args:
        answer: expected from now on, to the word, until somebody edits the case.
        path: YAML, or JSONL where it ends so.
        history: what was said before the question.
        index: folder of the index that was asked; None is the sample corpus.
        wrong: the answer must not be given again; a refusal marked so must become an answer.

    Returns the id of the case. Raises UsageError, and leaves the file as it is, where the file
    has a mistake, is about another index, or is not written as one case below the other.
    """
    with _keeping:
        known = kept_in(path)
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        case = _case(answer, _id(answer.question, known), history, wrong)
        if index is not None or (text and source.rows(path)[1]):
            case |= _index(path, text, index)
        longer = _line(text, case) if path.suffix == ".jsonl" else _block(path, text, case, wrong)
        scratch = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
        try:
            write_atomically(scratch, longer)
            if len(load([scratch])) != len(known) + 1:
                raise UsageError(f"{path} cannot take one more case; write its cases as a list")
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)
    return str(case["id"])


def kept_in(path: Path) -> list[Task]:
    """The cases of a file that may yet be empty or not be there. Raises UsageError for a mistake in it."""
    return load([path]) if path.exists() and source.rows(path)[0] else []


def _case(answer: Answer, id: str, history: Sequence[tuple[str, str]], wrong: bool) -> dict[str, Any]:
    case: dict[str, Any] = {"id": id, "question": answer.question}
    if history:
        case["history"] = [list(pair) for pair in history]
    if wrong:
        return case | ({"language": answer.language, "none": [said(answer)]} if answer.answered else {})
    if not answer.answered:
        return case | {"answered": False}
    case |= {"language": answer.language, "all": [said(answer)]}
    cites = [{"document": one.document, "quote": " ".join(one.quote.split())} for one in answer.citations]
    return case | {"cites": cites}


def _id(question: str, known: Sequence[Task]) -> str:
    """A name from the first words of a question that no case has yet."""
    words = re.findall(r"\w+", question.lower()) or ["case"]
    name = "-".join(words[:6])
    taken = {task.case.id for task in known}
    return next(
        id for n in range(1, len(taken) + 2) if (id := name if n == 1 else f"{name}-{n}") not in taken
    )


def _index(path: Path, text: str, index: Path | None) -> dict[str, str]:
    """What a case says of its index: nothing where the file says it."""
    default = source.rows(path)[1] if text else None
    if index is None:
        raise UsageError(f"{path} is about the index {default}; keep this case in another file")
    if default is not None and (path.parent / default).resolve() == index.resolve():
        return {}
    return {"index": Path(os.path.relpath(index.resolve(), path.resolve().parent)).as_posix()}


def _line(text: str, case: dict[str, Any]) -> str:
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}{json.dumps(case, ensure_ascii=False)}\n"


def _block(path: Path, text: str, case: dict[str, Any], wrong: bool) -> str:
    """The text of a YAML file with one more case; all else stays as it is written."""
    written = (_WRONG if wrong else _TODO) + yaml.safe_dump(
        [case], allow_unicode=True, sort_keys=False, width=100
    )
    if text and not text.endswith("\n"):
        text += "\n"
    node, _ = source.composed(text)
    if node is None:
        return f"{text or _HEAD}{written}"
    if isinstance(node, yaml.MappingNode):
        node = next(value for key, value in node.value if key.value == "cases")
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise UsageError(f"{path}: write its cases below each other, each after `- `, to keep one there")
    lines = text.split("\n")  # as YAML counts them
    lines.insert(node.end_mark.line, textwrap.indent(written.rstrip("\n"), " " * node.start_mark.column))
    return "\n".join(lines)

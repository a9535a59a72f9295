"""Files of cases as they are written: their data, and the line at which each field stands."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from index.errors import UsageError

_KINDS = {"int": "a number", "float": "a number", "bool": "true or false", "null": "nothing"}
"""What YAML takes a value without quotes for."""

_MUST = {
    "missing": "is missing",
    "string_type": "must be text",
    "string_too_short": "is empty",
    "tuple_type": "must be a list: write […], or a line with - for each",
    "too_short": "is empty",
    "too_long": "has too many parts",
    "model_type": "must be fields with values, such as `- id: …`",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "invalid_key": "is no name of a field",
}
"""Kinds of mistakes, as pydantic names them, in the words of this project."""


_QUOTES = "a text with any of ? : , # { } [ ] in it is safe in quotes"


class _Loader(yaml.SafeLoader):
    """YAML as it is safe, but a date is text: nothing here is a point in time."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Row:
    """One case as it was read. ``node``: its YAML, None for a line of JSON; ``first``: its line."""

    data: Any
    first: int
    node: yaml.Node | None = None

    def line(self, place: Sequence[str | int]) -> int:
        """The line of a field, or of what it would stand in."""
        return self.first if self.node is None else _walk(self.node, place)[0].start_mark.line + 1

    def written(self, place: Sequence[str | int]) -> tuple[str, str] | None:
        """A plain value as it is written, and what YAML takes it for; None for anything else."""
        if self.node is None:
            return None
        node, whole = _walk(self.node, place)
        if not (whole and isinstance(node, yaml.ScalarNode)):
            return None
        return node.value, _KINDS.get(node.tag.rpartition(":")[2], "")


def rows(file: Path) -> tuple[list[Row], str | None]:
    """Read a file: its cases and the index that it names for all of them.

    Raises:
        UsageError: it cannot be read, or is malformed; with its line.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"cannot read the cases of {file}: {reason}") from error
    return (_lines(file, text), None) if file.suffix == ".jsonl" else _document(file, text)


def says(mistake: Mapping[str, Any], row: Row, fields: Sequence[str]) -> str:
    """What is wrong with a field, and what to do. ``mistake``: as pydantic tells it."""
    kind, place = mistake["type"], mistake["loc"]
    if kind == "extra_forbidden":
        if len(place) > 1:
            return "there is no such field here"
        near = difflib.get_close_matches(str(place[-1]), fields, n=1)
        hint = f"is it `{near[0]}`?" if near else f"the fields are {', '.join(fields)}"
        return f"there is no such field; {hint}"
    if kind == "string_type" and (found := row.written(place)) and found[1]:
        value, taken_for = found
        if not value:
            return "must be text, but it is empty"
        # Of [20,000] YAML makes two numbers.
        parted = ", and all of it where a comma belongs to it" if isinstance(place[-1], int) else ""
        return f'must be text, but {value} is read as {taken_for}; put it in quotes: "{value}"{parted}'
    return _MUST.get(kind) or str(mistake["msg"]).removeprefix("Value error, ")


def composed(text: str) -> tuple[yaml.Node | None, Any]:
    """Read YAML: its tree with line numbers, and its data. Raises yaml.YAMLError, RecursionError."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _document(file: Path, text: str) -> tuple[list[Row], str | None]:
    try:
        node, data = composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UsageError(
            f"{file}:{mark.line + 1 if mark else 1}: not YAML: {error.problem}; {_QUOTES}"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(f"{file}:1: not YAML that can be read: {error}") from error
    if node is None:
        return [], None
    _no_twins(file, node)
    default = None
    if isinstance(node, yaml.MappingNode):
        strange = [key for key in data if key not in ("index", "cases")]
        if strange or "cases" not in data:
            what = f"{strange[0]}: there is no such field" if strange else "cases: is missing"
            line = _walk(node, strange[:1])[0].start_mark.line + 1
            raise UsageError(f"{file}:{line}: {what}; write a list of cases, or `index:` and `cases:`")
        default = data.get("index")
        if default is not None and not (isinstance(default, str) and default):
            line = _walk(node, ["index"])[0].start_mark.line + 1
            raise UsageError(f"{file}:{line}: index: must be the text of a path; put it in quotes")
        node, data = _walk(node, ["cases"])[0], data["cases"]
    if not isinstance(node, yaml.SequenceNode):
        raise UsageError(f"{file}:{node.start_mark.line + 1}: cases: must be a list: write `- id: …`")
    found = zip(data, node.value, strict=True)
    return [Row(item, place.start_mark.line + 1, place) for item, place in found], default


def _lines(file: Path, text: str) -> list[Row]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(Row(json.loads(line), number))
        except json.JSONDecodeError as error:
            raise UsageError(f"{file}:{number}: not JSON ({error.msg}, column {error.colno})") from error
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{file}:{number}: not JSON that can be read ({error})") from error
    return found


def _walk(node: yaml.Node, place: Sequence[str | int]) -> tuple[yaml.Node, bool]:
    """The node of a field, as far down as there is one, and whether that is all the way."""
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            inner = [value for key, value in node.value if key.value == part]
            if not inner:
                return node, part == "document"  # of a source that is written as a text alone
            node = inner[-1]
        else:
            return node, part == "document"
    return node, True


def _no_twins(file: Path, node: yaml.Node) -> None:
    """Refuse a field that stands twice: YAML would silently keep the last."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if id(found) in seen:  # an alias
            continue
        seen.add(id(found))
        if isinstance(found, yaml.SequenceNode):
            waiting += found.value
        elif isinstance(found, yaml.MappingNode):
            names: set[str] = set()
            for key, value in found.value:
                if isinstance(key, yaml.ScalarNode) and key.value in names:
                    raise UsageError(f"{file}:{key.start_mark.line + 1}: {key.value}: stands twice")
                names.add(str(key.value))
                waiting.append(value)

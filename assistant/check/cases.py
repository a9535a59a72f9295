"""Cases: questions with what is expected of their answers, as people write them.

A file is YAML (a list of cases, or ``{index: …, cases: […]}``) or JSONL (a case a line). The form
is described in docs/checking.md and, for editors, by :func:`schema`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from assistant.api import check_question
from assistant.check import source, texts
from index import LANGUAGES
from index.errors import UsageError

SUFFIXES = (".yaml", ".yml", ".jsonl")
"""Of the files of a folder, those that hold cases."""


def _expected(text: str) -> str:
    texts.compiled(text)
    return text


def _asked(text: str) -> str:
    try:
        check_question(text)
    except UsageError as error:
        raise ValueError(str(error)) from error
    return text


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"language {code!r} is not known; use one of {' '.join(LANGUAGES)}")
    return code


def _cite(given: Any) -> Any:
    return given if isinstance(given, dict | Cite) else {"document": given}


Text = Annotated[str, Field(strict=True, min_length=1)]
Expected = Annotated[Text, AfterValidator(_expected)]
Id = Annotated[Text, Field(pattern=r"^\S(.*\S)?$")]


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cite(_Written):
    """An accepted source."""

    document: Text = Field(description="Path of the article in its folder, the beginning of it, or a glob.")
    quote: Expected | None = Field(None, description="A text or /regex/ that the cited sentences contain.")

    def matches(self, document: str) -> bool:
        """Whether a path is meant."""
        return document.startswith(self.document) or fnmatchcase(document, self.document)


class KOf(_Written):
    """At least ``k`` of some texts."""

    k: Annotated[int, Field(strict=True, ge=1)]
    of: tuple[Expected, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.k > len(self.of):
            raise ValueError(f"k is {self.k}, but `of` has only {len(self.of)}")
        return self


class Case(_Written):
    """A question and what is expected of its answer."""

    id: Id = Field(description="A name of its own, for reports and --id.")
    question: Annotated[Text, AfterValidator(_asked)]
    history: tuple[tuple[Text, Text], ...] = Field(
        (), description="What was said before: [question, answer] pairs."
    )
    index: Text | None = Field(
        None,
        description="Folder of an index, or of articles, relative to this file; absent: the sample corpus.",
    )
    tags: tuple[Id, ...] = Field((), description="Free words, for --tag.")
    answered: Annotated[bool, Field(strict=True)] = Field(
        True, description="false: the archive does not say, and the answer is a refusal."
    )
    language: Annotated[Text, AfterValidator(_known_language)] | None = Field(
        None, description="Language of the answer, ISO 639-1; absent: not checked."
    )
    all: tuple[Expected, ...] = Field((), description="Texts or /regex/ that stand in the answer, each one.")
    any: tuple[Expected, ...] = Field((), description="At least one of these stands in the answer.")
    none: tuple[Expected, ...] = Field((), description="None of these stands in the answer.")
    k_of: KOf | None = Field(None, description="At least k of these stand in the answer.")
    cites: tuple[Annotated[Cite, BeforeValidator(_cite, json_schema_input_type=Text | Cite)], ...] = Field(
        (), description="Accepted sources, one of which must be cited."
    )
    max_seconds: Annotated[float, Field(strict=True, gt=0)] | None = Field(
        None, description="Longest time for the whole answer."
    )

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if not self.answered:
            for name in ("all", "any", "k_of", "cites"):
                if getattr(self, name):
                    raise ValueError(f"`{name}` expects something of an answer, but `answered` is false")
        return self


class _File(_Written):
    """Cases that share an index."""

    index: Text | None = Field(None, description="The index of the cases that name none.")
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A case, where it is written, and the folder that it is asked of (None: the sample corpus)."""

    case: Case
    file: Path
    line: int
    index: Path | None


def load(paths: Iterable[Path]) -> list[Task]:
    """Read the cases of some files and of the files of some folders, in their order.

    Raises:
        UsageError: there is none, a file cannot be read, or a mistake: file, line and field of the first.
    """
    tasks: list[Task] = []
    known: dict[str, Task] = {}
    for file in _files(paths):
        for task in _tasks(file):
            if before := known.get(task.case.id):
                raise UsageError(
                    f"{file}:{task.line}: id: {task.case.id!r} is already the case at "
                    f"{before.file}:{before.line}; give each a name of its own"
                )
            known[task.case.id] = task
            tasks.append(task)
    if not tasks:
        raise UsageError(f"there is no case in {', '.join(map(str, paths))}")
    return tasks


def schema() -> dict[str, Any]:
    """The JSON schema of a file of cases, for editors."""
    form = TypeAdapter(tuple[Case, ...] | _File | Case).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cases of assistant check: a list, a list with its index, or (JSONL) one case",
        **form,
    }


def _files(paths: Iterable[Path]) -> list[Path]:
    files = []
    for path in paths:
        if path.is_dir():
            files += sorted(file for file in path.iterdir() if file.suffix in SUFFIXES and file.is_file())
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def _tasks(file: Path) -> list[Task]:
    rows, default = source.rows(file)
    tasks = []
    for row in rows:
        try:
            case = Case.model_validate(row.data)
        except ValidationError as error:
            raise UsageError(_first(file, row, error)) from error
        index = case.index or default
        tasks.append(Task(case, file, row.line(()), (file.parent / index).resolve() if index else None))
    return tasks


def _first(file: Path, row: source.Row, error: ValidationError) -> str:
    """The first mistake of a case, with where it stands and what to do."""
    mistakes = error.errors(include_url=False)
    first = min(mistakes, key=lambda mistake: row.line(mistake["loc"]))
    more = f" (and {len(mistakes) - 1} more here)" if len(mistakes) > 1 else ""
    where = f"{file}:{row.line(first['loc'])}"
    return f"{where}: {_field(first['loc'])}{source.says(first, row, tuple(Case.model_fields))}{more}"


def _field(place: Sequence[str | int]) -> str:
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
    return f"{name}: " if name else ""

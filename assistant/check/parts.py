"""What decides an answer, part by part, so that a change can be named."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from assistant import offices
from assistant.data import digest, folder
from assistant.libraries import processor, versions
from index import DocumentInfo

MOST_NAMED = 5
"""Names of changed files that are told; of more the number is told."""

MOST_DOCUMENTS = 2000
"""Of a larger archive only one digest is kept, which cannot name the document that changed."""

_DIGITS = 12

_REPORTING = ("check", "chat")
"""Packages of assistant/ that ask and show, and decide nothing of an answer."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All that decides the answers over one index; each value identifies its content.

    model, embedder, reader: name and digest. processor: the kinds of instructions that are computed with;
    with others, sums are rounded otherwise. settings: of the call. prompts, code: by file, the latter with
    the table of offices. libraries: versions. documents: by path, together those that have it in several
    folders; or one digest for all under "" where they are many. year: of today, as years to come are told
    from years gone by.
    """

    model: str
    embedder: str
    processor: str
    settings: Mapping[str, str]
    prompts: Mapping[str, str]
    code: Mapping[str, str]
    libraries: Mapping[str, str]
    documents: Mapping[str, str]
    reader: str = ""
    year: str = ""

    @property
    def fingerprint(self) -> str:
        """Identity of all parts: the same fingerprint and question, the same answer."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:32]


def parts_of(
    model: str,
    embedder: str,
    reader: str,
    settings: Mapping[str, object],
    documents: Iterable[DocumentInfo],
) -> Parts:
    """The parts of answers with these models and settings over these documents, as they are now."""
    digests: dict[str, list[str]] = {}
    for document in documents:
        digests.setdefault(document.path, []).append(_digest(json.dumps(document.decides).encode()))
    # In no order of the folders: these are named otherwise on another machine.
    known = {path: " ".join(sorted(same)) for path, same in digests.items()}
    if len(known) > MOST_DOCUMENTS:
        known = {"": _digest(json.dumps(sorted(known.items())).encode())}
    return Parts(
        model=model,
        embedder=embedder,
        processor=processor(),
        settings={name: str(value) for name, value in settings.items()},
        prompts=_prompts(),
        code=_code() | {f"assistant/{offices.FILE}": digest(offices.FILE)},
        libraries=versions(),
        documents=known,
        reader=reader,
        year=str(datetime.date.today().year),
    )


def differences(before: Parts, now: Parts) -> list[str]:
    """Name what changed, a line each; nothing where all is the same."""
    lines = []
    for what in ("model", "embedder", "reader", "processor", "year"):
        old, new = getattr(before, what), getattr(now, what)
        if old != new:
            lines.append(f"{what} {old or 'absent'} is now {new or 'absent'}")
    for what in ("settings", "libraries"):
        old, new = getattr(before, what), getattr(now, what)
        lines += [
            f"{what.removesuffix('s')} {name} {old.get(name, 'absent')} is now {new.get(name, 'absent')}"
            for name in sorted(old.keys() | new.keys())
            if old.get(name) != new.get(name)
        ]
    for what in ("prompts", "code", "documents"):
        lines += _changed_files(what, getattr(before, what), getattr(now, what))
    return lines


def _changed_files(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    if old != new and ("" in old or "" in new):
        return [f"{what} changed"]
    groups = {
        "changed": [name for name in new if name in old and old[name] != new[name]],
        "added": [name for name in new if name not in old],
        "removed": [name for name in old if name not in new],
    }
    return [f"{what} {how}: {_some(sorted(names))}" for how, names in groups.items() if names]


def _some(names: list[str]) -> str:
    more = [f"and {len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return ", ".join([*names[:MOST_NAMED], *more])


def _prompts() -> dict[str, str]:
    return {
        f"{own.name}/{file.name}": _digest(file.read_bytes())
        for own in sorted(folder("prompts").iterdir(), key=lambda item: item.name)
        for file in sorted(own.iterdir(), key=lambda item: item.name)
    }


@cache
def _code() -> dict[str, str]:
    """The modules that answer. A change in one is seen even where nobody raised a version for it."""
    top = Path(__file__).parent.parent.parent
    reporting = {top / "assistant" / name for name in _REPORTING}
    return {
        file.relative_to(top).as_posix(): _digest(file.read_bytes())
        for package in ("assistant", "index")
        for file in sorted((top / package).rglob("*.py"))
        if reporting.isdisjoint(file.parents)
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]

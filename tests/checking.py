"""What the tests of `assistant check` share: a tiny archive with cases, and stand-ins for the models."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEmbedder, FakeGenerator, write_articles

from assistant import Answer, Citation, Passage, Statement, models
from assistant.answers import Timings
from assistant.check import Case, desks
from assistant.generate import Conversation, Piece

CASES = """
index: articles
cases:
- id: bridge
  question: Who built the bridge?
  tags: [english, works]
  language: en
  all: [Norway]
  none: [Sweden]
  cites: [bridge]
- id: zoo
  question: Was zeigt der Zoo von Bremen seit Freitag?
  tags: [german, works]
  any: [Schneeleoparden, /leopard/]
  k_of: {k: 2, of: [drei, junge, alte]}
  cites: [{document: "zoo*", quote: Schneeleoparden}]
  max_seconds: 60
- id: singer
  question: Which singer performed yesterday evening?
  tags: [works]
  answered: false
- id: mayor
  question: Who opened the new bridge on Monday?
  tags: [english]
  all: [the president]
  cites: [bridge]
"""
"""Three cases that the stand-ins answer as expected, and one that expects something else."""


class Models:
    """The stand-ins of a test, and what was asked of them."""

    def __init__(self) -> None:
        self.generator = FakeGenerator()
        self.embedder = FakeEmbedder()
        self.loaded = 0

    def load(self, *given: object) -> FakeGenerator:
        self.loaded += 1
        return self.generator


class Lying(FakeGenerator):
    """A model that writes something else than the article says."""

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        yield Piece("Nobody knows.")
        yield Piece("", "stop")


def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Models:
    """Nothing of the user's is read, nothing can be brought, and the models are stand-ins."""
    for name in ("INDEX", "MODEL", "EMBEDDER", "K", "LANGUAGE", "THREADS", "CONTEXT"):
        monkeypatch.delenv(f"ASSISTANT_{name}", raising=False)
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    stood = Models()

    def resolve(spec: str | None, kind: str, **options: Any) -> models.ResolvedModel:
        name = stood.generator.name if kind == "generator" else stood.embedder.name
        return models.ResolvedModel(name, kind, Path("fake"), "0" * 64)  # type: ignore[arg-type]

    monkeypatch.setattr(models, "resolve", resolve)
    monkeypatch.setattr(desks, "load_generator", stood.load)
    monkeypatch.setattr(desks, "find_embedder", lambda *given: stood.embedder)
    return stood


def write_cases(folder: Path, text: str = CASES, name: str = "news.yaml") -> Path:
    """A folder of articles and a file of cases about it."""
    write_articles(folder / "articles")
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    return file


def case(**fields: Any) -> Case:
    return Case.model_validate({"id": "x", "question": "Who built the bridge?", **fields})


def passage(
    document: str = "bridge.txt", quote: str = "Engineers from Norway built it. It is new.", **more: Any
) -> Passage:
    given = {"title": None, "published": None, "language": "en", "start": 0, "score": 0.5, **more}
    return Passage(document=document, quote=quote, end=given["start"] + len(quote), **given)


def answer(
    text: str = "Engineers from Norway. [1]", *passages: Passage, cited: Passage | None = None
) -> Answer:
    """An answer that cites one passage, by itself the first of those found."""
    found = passages or (passage(),)
    cited = cited or found[0]
    fields = {
        name: getattr(cited, name)
        for name in (
            "document",
            "title",
            "published",
            "language",
            "start",
            "end",
            "quote",
            "score",
            "also_in",
        )
    }
    return Answer(
        question="Who built the bridge?",
        language="en",
        answered=True,
        text=text,
        statements=(Statement(text.removesuffix(" [1]"), (1,), supported=True),),
        citations=(Citation(**fields, number=1),),
        passages=found,
        timings=Timings(0.1, 0.5, 1.0),
        fingerprint="f",
    )


def refusal(*passages: Passage) -> Answer:
    return replace(
        answer("The archive does not say.", *passages),
        answered=False,
        statements=(),
        citations=(),
        passages=passages,
    )

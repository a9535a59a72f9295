"""The real model asks a question again without a name that it takes for granted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import models
from assistant.generate import Generator
from assistant.loading import load_generator
from assistant.premise import without
from assistant.reading import Question
from assistant.settings import Settings

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def generator() -> Iterator[Generator]:
    loaded = load_generator(models.resolve(None, "generator"), Settings(), print)
    yield loaded
    loaded.close()


@pytest.mark.parametrize(
    ("language", "question", "name", "open_question"),
    [
        ("en", "Why did Turkey close the border crossing to trucks?", "Turkey",
         "Who closed the border crossing to trucks?"),
        ("de", "Wie viele Züge bestellte Siemens für die neue Linie?", "Siemens",
         "Wer bestellte Züge für die neue Linie?"),
        ("nl", "Wanneer kreeg Utrecht de prijs voor schone lucht?", "Utrecht",
         "Wie kreeg de prijs voor schone lucht?"),
    ],
)  # fmt: skip
def test_the_model_asks_for_the_name(
    generator: Generator, language: str, question: str, name: str, open_question: str
) -> None:
    assert without(generator, Question.of(question, language, language), name) == open_question

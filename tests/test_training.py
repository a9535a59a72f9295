"""What the reader learns from: articles as their README says, and nothing of what is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import yaml
from articles import LANGUAGES, Article, example, load

ROOT = Path(__file__).parent.parent
SHINGLE = 8
"""Words in a row that two texts hardly share by chance: nine stock phrases of seven words are in both."""

STOCK = {
    "brother in law had won a contract worth",
    "doppelt so viele wie im gleichen zeitraum des",
    "is in de nacht van zondag op maandag",
    "what is the name of the patient who",
}
"""Those of eight words that are in both all the same, of other events."""


@pytest.fixture(scope="module")
def taught() -> list[Article]:
    return load()


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def measured() -> Iterator[str]:
    """Every article and question that answers are measured with."""
    for folder in (ROOT / "seeds", ROOT / "tests/corpora"):
        yield from (file.read_text(encoding="utf-8", errors="replace") for file in folder.rglob("*.*"))
    for file in (ROOT / "tests/cases").glob("*.yaml"):
        loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
        cases = loaded["cases"] if isinstance(loaded, dict) else loaded
        yield from (case["question"] for case in cases)


def test_nothing_that_is_measured_is_taught(taught: list[Article]) -> None:
    known: set[tuple[str, ...]] = set()
    for article in taught:
        known |= shingles(article.text)
        for asked in article.questions:
            known |= {one for text in asked.texts.values() for one in shingles(text)}
    assert {" ".join(one) for text in measured() for one in shingles(text) & known} == STOCK


def test_each_article_is_one_of_its_kind_and_a_part_is_held_out(taught: list[Article]) -> None:
    assert len({article.id for article in taught}) == len({article.text for article in taught}) == len(taught)
    assert 0.05 < sum(article.held_out for article in taught) / len(taught) < 0.1
    for language in LANGUAGES:
        assert sum(article.language == language for article in taught) > len(taught) / 4


def test_an_example_has_the_answer_where_it_says(taught: list[Article]) -> None:
    chance = Random(0)
    answered = 0
    for article in taught[::10]:
        for asked in article.questions:
            language = chance.choice(sorted(asked.texts))
            made = example(article, asked, language, chance, lambda text: len(text) // 5)
            if made.answer:
                answered += 1
                told = article.text[slice(*asked.answer)] if asked.answer else ""
                assert made.passage[slice(*made.answer)] == told.replace("\n", " ")
    assert answered > 100


@pytest.mark.parametrize(
    ("answer", "nth", "wrong"),
    [("Ann", None, "2 times"), ("Bob", None, "substring not found"), ("Ann", 3, "substring not found")],
)
def test_words_that_do_not_stand_where_they_should_are_told(
    tmp_path: Path, answer: str, nth: int | None, wrong: str
) -> None:
    asked = f'{{"q": {{"en": "?", "de": "?", "nl": "?"}}, "answer": "{answer}"' + (
        f', "nth": {nth}}}' if nth else "}"
    )
    known = '"id": "x-1", "language": "en", "title": "", "date": null, "text": "Ann. Ann."'
    (tmp_path / "x.jsonl").write_text(f'{{{known}, "questions": [{asked}]}}', encoding="utf-8")
    with pytest.raises(ValueError, match=wrong):
        load(tmp_path)

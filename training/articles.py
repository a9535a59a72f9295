"""Articles with questions, and the examples that are made of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from assistant.encoder import prompt
from index.passages import BUDGET
from index.sentences import paragraphs

FOLDER = Path(__file__).parent / "articles"
LANGUAGES = ("en", "de", "nl")

HELD_OUT, EACH = 7, 14
"""Of the articles of a file, by their numbers, this one of each so many is not trained on."""

UNRELATED = 0.2
"""The share of questions that are asked of a part of the article without the answer, if there is one."""

DATED = 0.6
"""The share of examples that tell the date of their article: many archives know none."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, by languages, and where its answer stands, or else words that tempt, if any do."""

    texts: dict[str, str]
    kind: str
    answer: Span | None
    near: Span | None


@dataclass(frozen=True, slots=True)
class Article:
    """An article, its sentences as offsets, and its questions."""

    id: str
    language: str
    title: str
    date: str | None
    text: str
    sentences: tuple[Span, ...]
    questions: tuple[Asked, ...]

    @property
    def file(self) -> str:
        """The name of its file, without the ending."""
        return self.id.split("-")[0]

    @property
    def held_out(self) -> bool:
        """Whether it is not trained on."""
        return int(self.id.split("-")[1]) % EACH == HELD_OUT

    def source(self, passage: str, dated: bool) -> str:
        """What is told before a passage, as :attr:`assistant.reading.Reading.source`."""
        known = [f"from “{self.title}”"] if self.title and self.title not in passage else []
        known += [f"published {self.date}"] if self.date and dated else []
        return ", ".join(known)


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage as they are read, and where in the passage the answer stands, if it does."""

    before: str
    passage: str
    answer: Span | None


def load(folder: Path = FOLDER) -> list[Article]:
    """Read all articles; raises ValueError where one is not as the README says."""
    articles = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                articles.append(_article(json.loads(line)))
            except (KeyError, ValueError) as error:
                raise ValueError(f"{file.name}:{number}: {error!r}") from error
    return articles


def example(
    article: Article,
    asked: Asked,
    language: str,
    chance: Random,
    size: Callable[[str], int],
    *,
    unrelated: float = UNRELATED,
) -> Example:
    """Make one example of a question: a passage of some length, mostly the one with the answer.

    Args:
        size: counts the tokens of a text.
        unrelated: the share of passages that are another part of the article.
    """
    text, answer = article.text, asked.answer
    parts = _parts(article, _budget(chance), size)
    place = answer or asked.near
    part = next((p for p in parts if place and p[0] <= place[0] < p[1]), None) or chance.choice(parts)
    if answer and answer[1] > part[1]:
        part = part[0], answer[1]
    if chance.random() < unrelated:
        words = text[slice(*answer)].lower() if answer else None
        others = [p for p in parts if words is None or words not in text[slice(*p)].lower()]
        if others:
            part, answer = chance.choice(others), None
    passage = text[slice(*part)].replace("\n", " ")
    before = prompt(asked.texts[language], article.source(passage, chance.random() < DATED))
    return Example(before, passage, (answer[0] - part[0], answer[1] - part[0]) if answer else None)


def _budget(chance: Random) -> int:
    """Tokens of a passage: as in an index, a whole article, or anything between."""
    kind = chance.random()
    return BUDGET if kind < 0.5 else 400 if kind < 0.65 else chance.randint(30, 200)


def _parts(article: Article, budget: int, size: Callable[[str], int]) -> list[Span]:
    """The article in consecutive parts of whole sentences."""
    parts: list[list[Span]] = [[]]
    used = 0
    for sentence in article.sentences:
        tokens = size(article.text[slice(*sentence)])
        if parts[-1] and used + tokens > budget:
            parts.append([])
            used = 0
        parts[-1].append(sentence)
        used += tokens
    return [(part[0][0], part[-1][1]) for part in parts]


def _article(row: dict[str, object]) -> Article:
    text, language = str(row["text"]), str(row["language"])
    questions = row["questions"]
    if language not in LANGUAGES or not isinstance(questions, Sequence):
        raise ValueError("its language or its questions are not as they should be")
    sentences = [sentence for block in paragraphs(text, 0, language) for sentence in block]
    return Article(
        id=str(row["id"]),
        language=language,
        title=str(row["title"]),
        date=str(row["date"]) if row["date"] else None,
        text=text,
        sentences=tuple(sentences),
        questions=tuple(_asked(text, one) for one in questions),
    )


def _asked(text: str, row: dict[str, object]) -> Asked:
    asked = row["q"]
    if not isinstance(asked, dict) or not asked or not set(asked) <= set(LANGUAGES):
        raise ValueError(f"a question is in one or more of {', '.join(LANGUAGES)}")
    answer, near = row["answer"], row.get("near")
    return Asked(
        asked,
        str(row.get("kind")),
        _place(text, str(answer), row.get("nth")) if answer is not None else None,
        _place(text, str(near), 1) if answer is None and near else None,
    )


def _place(text: str, words: str, nth: object) -> Span:
    """Where words stand; raises ValueError where that is not said or they do not."""
    if nth is None and text.count(words) > 1:
        raise ValueError(f"{words!r} stands there {text.count(words)} times; say which is meant")
    start = -1
    for _ in range(int(str(nth or 1))):
        start = text.index(words, start + 1)
    return start, start + len(words)

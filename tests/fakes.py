"""Stand-ins for the models that are honest implementations, small enough for fast tests."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema
import numpy as np
from numpy.typing import NDArray

from assistant.extract import Extract
from assistant.facts.spelling import fold
from assistant.generate import Conversation, Piece
from index import Words


class FakeEmbedder:
    """Hashed character trigrams of words, normalised: texts that share words are near.

    As a reader it finds the longest run of other words in the sentence that shares most with the question.
    """

    def __init__(self, name: str = "fake-trigrams", dimensions: int = 256) -> None:
        self.name = self.reader = name
        self.dimensions = dimensions
        self.embedded = 0
        """Passages embedded so far."""

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += len(texts)
        return self._embed(texts)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [sum(1 + len(word) // 6 for word in re.findall(r"\w+|[^\w\s]", text)) for text in texts]

    def embed_words(self, text: str, *, query: bool) -> Words:
        found = list(re.finditer(r"\w+", text))
        words = tuple(match[0] for match in found)
        return Words(words, np.array([match.start() for match in found], dtype=np.int64), self._embed(words))

    def size(self, question: str, source: str, passage: str) -> int:
        return sum(self.count_tokens([question, source, passage]))

    def extract(
        self, question: str, source: str, passage: str, within: Sequence[tuple[int, int]] = ()
    ) -> Extract:
        known = _stems(question)
        pattern = re.compile(r"\S.*?(?:[.!?](?=\s)|$)")
        sentences = [
            one for stretch in within or [(0, len(passage))] for one in pattern.finditer(passage, *stretch)
        ]
        best = max(sentences, key=lambda found: len(_stems(found[0]) & known))
        runs: list[list[re.Match[str]]] = [[]]
        for word in re.finditer(r"\w+", best[0]):
            if _stems(word[0]) & known:
                runs.append([])
            else:
                runs[-1].append(word)
        run = max(runs, key=len)
        share = len(_stems(passage) & known) / len(known) if known else 0.0
        odds = 8 * share - 4
        if not run:
            return Extract(best.start(), best.end(), 0.5, odds)
        return Extract(best.start() + run[0].start(), best.start() + run[-1].end(), 0.9, odds)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, 0] = 1e-3
            for word in re.findall(r"\w+", text.lower()):
                padded = f" {word} "
                for start in range(len(padded) - 2):
                    vectors[row, zlib.crc32(padded[start : start + 3].encode()) % self.dimensions] += 1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


class ForbiddenEmbedder:
    """An embedder that must not be used; only its name may be asked for."""

    name = "fake-trigrams"

    def __getattr__(self, attribute: str) -> object:
        raise AssertionError(f"the embedder was used: {attribute}")


_SMALL = 4
"""Shorter words say little about what a text is about."""


class FakeGenerator:
    """A language model without a model: it compares words. Deterministic, and counts what it is asked."""

    def __init__(self, name: str = "fake-words", context: int = 4096) -> None:
        self.name = name
        self.context = context
        self.asked = 0
        """Turns taken so far."""
        self.closed = False

    def count_tokens(self, text: str) -> int:
        return len(_words(text))

    def keep(self, opening: Conversation) -> None:
        assert opening[0].role == "system"

    def choose(self, opening: Conversation, turns: Conversation, options: Sequence[str]) -> list[float]:
        """Yes, the first option, as far as the passage has the words of the question or the claim."""
        self.asked += 1
        passage, asked, *_ = (part.partition(": ")[2] for part in turns[-1].content.split("\n\n"))
        wanted, present = _stems(asked), _stems(passage)
        share = len(wanted & present) / len(wanted) if wanted else 0.0
        return [share, *[(1 - share) / (len(options) - 1)] * (len(options) - 1)]

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        """Write the article's sentence; or the follow-up with the question before it."""
        self.asked += 1
        given, *_ = turns[-1].content.split("\n\n")
        lines = [line.partition(": ")[2] for line in given.split("\n")]
        words = (lines[0] if len(lines) == 1 else f"{lines[-1]} {lines[0]}").split()
        for i, word in enumerate(words[:max_tokens]):
            yield Piece(f" {word}" if i else word)
        yield Piece("", "stop" if len(words) <= max_tokens else "length")

    def close(self) -> None:
        self.closed = True


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.findall(r"\w+", text)]


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that matter, so that inflected forms meet."""
    return frozenset(word[:5] for word in _words(text) if len(word) >= _SMALL)


ARTICLES = {
    "bridge.txt": (
        " date 2021-03 The mayor of Harlow opened the new bridge on Monday."
        " It cost 71,500 euros and took two years.\n\n"
        "Engineers from Norway built the bridge. 🎉 Nobody was hurt, the mayor said.\n"
    ),
    "zoo.txt": (
        "Der Zoo von Bremen zeigt seit Freitag drei junge Schneeleoparden."
        " Die Tierärztin nannte die Geburt ein Glück.\n"
        "Die Besucher warteten stundenlang vor dem Gehege.\n"
    ),
    "more/haven.txt": (
        " date 2019-11-05 De vakbond kondigde een staking aan in de haven van Gent."
        " De werkgevers weigerden meer loon.\n"
    ),
}
"""A tiny archive in English, German and Dutch; the German article is undated."""


def write_articles(folder: Path, articles: Mapping[str, str] = MappingProxyType(ARTICLES)) -> Path:
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def validate(answer: Mapping[str, Any]) -> None:
    """Hold an answer's JSON against the schema; raises jsonschema.ValidationError."""
    schema = json.loads((Path(__file__).parent / "answer.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(answer)), schema)

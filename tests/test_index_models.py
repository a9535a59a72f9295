"""The index with the real embedding model."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import Embedder, GemmaEmbedder, Index, SentenceTransformerEmbedder
from index.alignment import Aligner
from index.errors import ModelMissing, ModelUnusable

pytestmark = pytest.mark.models

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "search_cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def embedder() -> GemmaEmbedder:
    from assistant.models import resolve

    found = resolve(None, "embedder")
    return GemmaEmbedder(found.path, f"{found.name} {found.digest[:16]}")


@pytest.fixture(scope="module")
def archive(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    directory = tmp_path_factory.mktemp("index")
    Index.update(directory, [HERE.parent / "seeds"], embedder)
    with Index.open(directory, embedder) as opened:
        yield opened


def places(archive: Index, kind: str) -> list[int]:
    """The place of the right passage for each case of a kind, 99 where it is not among ten."""
    found = []
    for case in CASES:
        if case["kind"] == kind:
            hits = archive.search(case["query"], 10).hits
            right = [h.document.path == case["document"] and case["text"] in h.text for h in hits]
            found.append(right.index(True) + 1 if True in right else 99)
    return found


def test_questions_in_three_languages_find_passages_in_three(archive: Index) -> None:
    found = np.array(places(archive, "question"))
    assert len(found) >= 60
    assert (found == 1).mean() >= 0.9 and (found <= 5).mean() >= 0.98


def test_names_and_numbers_are_found(archive: Index) -> None:
    found = np.array(places(archive, "name"))
    assert (found == 1).mean() >= 0.8 and (found <= 5).mean() >= 0.9


def test_the_sample_corpus_is_whole(archive: Index) -> None:
    assert archive.check() == ()


def test_vectors_are_of_length_one_and_do_not_depend_on_their_batch(embedder: Embedder) -> None:
    texts = ["Kim met Putin.", "A longer sentence about something else entirely, namely birds.", "Ja."]
    together = embedder.embed_documents(texts)
    assert together.shape == (3, embedder.dimensions) and together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    alone = np.vstack([embedder.embed_documents([text]) for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.99
    assert embedder.embed_queries([]).shape == (0, embedder.dimensions)
    assert embedder.count_tokens(["", "Kim"]) == [0, 1]


FIRE = "Die Feuerwehr rettete am Montag drei Kinder aus dem brennenden Haus in der Hafenstraße."


@pytest.mark.parametrize(
    ("question", "pairs", "lacking"),
    [
        ("How many children were rescued from the burning house?",
         {"children": "Kinder", "rescued": "rettete", "house": "Haus"}, []),
        ("Hoeveel kinderen redde de brandweer maandag?", {"kinderen": "Kinder", "maandag": "Montag"}, []),
        ("Wie viele Kinder rettete die Feuerwehr?", {"Kinder": "Kinder"}, []),
        ("Which orchestra played at the opening?", {}, ["orchestra"]),
    ],
)  # fmt: skip
def test_words_find_their_counterparts_across_languages(
    embedder: Embedder, question: str, pairs: dict[str, str], lacking: list[str]
) -> None:
    found = Aligner(embedder).align(question, FIRE)
    assert np.array_equal(found.cosines, Aligner(embedder).align(question, FIRE).cosines)
    for asked, meant in pairs.items():
        word = found.cosines[found.asked.index(asked)]
        start = int(found.starts[word.argmax()])
        assert FIRE[start:].startswith(meant) and word.max() > 0.4, asked
    for asked in lacking:
        assert found.cosines[found.asked.index(asked)].max() < 0.25


ODD = [
    "Kim",
    FIRE,
    "  two  spaces\n\na new\tline ",
    "<bos> <eos> <unused3> [INST]",
    "日本語のテキスト 🎉 \u200b é",
    "ferry " * 400,
    f"{FIRE} " * 200,
]
"""Texts that are short, longer than what a token sees in most layers, and longer than the model reads."""


@pytest.fixture(scope="module")
def other(embedder: GemmaEmbedder) -> SentenceTransformerEmbedder:
    """The same model, loaded by sentence-transformers."""
    return SentenceTransformerEmbedder(embedder.path, embedder.name)


def test_vectors_are_those_of_sentence_transformers(embedder: Embedder, other: Embedder) -> None:
    assert embedder.count_tokens(ODD) == other.count_tokens(ODD)
    assert embedder.dimensions == other.dimensions
    for ours, theirs in (
        (embedder.embed_documents(ODD), other.embed_documents(ODD)),
        (embedder.embed_queries(ODD), other.embed_queries(ODD)),
    ):
        assert (ours * theirs).sum(axis=1).min() > 0.9999


@pytest.mark.parametrize("text", ODD[:-1])
def test_words_are_those_of_sentence_transformers(embedder: Embedder, other: Embedder, text: str) -> None:
    ours, theirs = (one.embed_words(text, query=False) for one in (embedder, other))
    assert ours.words == theirs.words and np.array_equal(ours.starts, theirs.starts)
    assert ours.words == () or (ours.vectors * theirs.vectors).sum(axis=1).min() > 0.9999


def test_the_default_embedder_loads_neither_transformers_nor_sentence_transformers(
    embedder: GemmaEmbedder,
) -> None:
    code = (
        "import sys; from pathlib import Path; from index import GemmaEmbedder\n"
        "GemmaEmbedder(Path(sys.argv[1]), 'x').embed_queries(['Who?'])\n"
        "print([name for name in ('transformers', 'sentence_transformers') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, embedder.path],
        cwd=HERE.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", [GemmaEmbedder, SentenceTransformerEmbedder])
def test_what_is_no_model_is_told_in_one_line(
    kind: type[GemmaEmbedder] | type[SentenceTransformerEmbedder], tmp_path: Path
) -> None:
    with pytest.raises(ModelMissing):
        kind(tmp_path / "missing", "missing").embed_queries(["x"])
    (tmp_path / "empty").mkdir()
    broken: Any = kind(tmp_path / "empty", "empty")
    with pytest.raises(ModelUnusable) as raised:
        broken.embed_queries(["x"])
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("file", "content"),
    [("config.json", '{"model_type": "bert"}'), ("config.json", "{"), ("tokenizer.json", "{")],
)
def test_another_or_a_damaged_model_is_told_in_one_line(
    embedder: GemmaEmbedder, tmp_path: Path, file: str, content: str
) -> None:
    for part in embedder.path.iterdir():
        (tmp_path / part.name).symlink_to(part)
    (tmp_path / file).unlink()
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(ModelUnusable, match="no EmbeddingGemma") as raised:
        GemmaEmbedder(tmp_path, "broken").embed_queries(["x"])
    assert "\n" not in str(raised.value)

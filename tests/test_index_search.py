"""Words and meaning together: names, numbers, word forms, and no language buried by another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEmbedder
from numpy.typing import NDArray

from index import Index
from index.schema import FILE
from index.search import Candidate, fair
from index.words import folded, stem, terms


class DeafEmbedder(FakeEmbedder):
    """Finds all texts equally near, so that words alone decide."""

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), self.dimensions), self.dimensions**-0.5, dtype=np.float32)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vögel straße ŁÓDŹ Çelik", ["vogel", "strasse", "łodz", "celik"]),
        ("71.500 Soldaten, 18,000 men, 1 234 567", ["71500", "soldaten", "18000", "men", "1", "234", "567"]),
        ("3,5 or 3.5 per cent", ["3_5", "or", "3_5", "per", "cent"]),
        ("15.12.2017 or 192.168.1.1", ["15", "12", "2017", "or", "192", "168", "1", "1"]),
        ("他来了 Kim", ["他来", "来了", "kim"]),
        ("", []),
    ],
)
def test_words_in_one_form(text: str, words: list[str]) -> None:
    assert list(folded(text)) == words


def test_stems_and_parts_of_compounds() -> None:
    assert stem("sanctions", "en") == stem("sanction", "en")
    assert stem("raketten", "nl") == stem("raket", "nl")
    assert stem("anything", "xx") == "anything"
    assert terms("Artilleriegeschosse", "de").parts == ("artilleriegeschosse", "essohcsegeirellitra")
    assert terms("Artilleriegeschosse", "en").parts == ()


@pytest.fixture
def archive(tmp_path: Path) -> Index:
    folder = tmp_path / "news"
    folder.mkdir()
    texts = {
        "de1": "Die Armee kaufte Artilleriegeschosse und verlor 71.500 Soldaten, so der Präsident.",
        "de2": "Der Rat beschloss am Freitag neue Sanktionen gegen die Air Koryo Trading Corp.",
        "nl1": "De schatkist bevroor de eigendommen van Ri Pyong Chol, zei het ministerie in een verklaring.",
        "en1": "The council will meet again on Friday to discuss the matter, a spokesman said.",
        "en2": "Birds fly south in autumn, and the ministry counted 18,000 of them this year.",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    for number in range(40):
        (folder / f"x{number}.txt").write_text(
            f"Nothing of note happened in the village on day {number + 100} either."
        )
    Index.update(tmp_path / "index", [folder], DeafEmbedder())
    return Index.open(tmp_path / "index", DeafEmbedder())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Ri Pyong Chol", "nl1"),
        ("air koryo", "de2"),
        ("71500", "de1"),
        ("71,500", "de1"),
        ("18.000", "en2"),
        ("Sanktion", "de2"),
        ("Geschosse", "de1"),
        ("artillerie", "de1"),
        ("PRASIDENT", "de1"),
        ("eigendom", "nl1"),
        ('"quoted" AND (odd* OR NEAR', None),
        ("??? !!! --", None),
    ],
)
def test_exact_words_are_found(archive: Index, query: str, expected: str | None) -> None:
    with archive:
        hits = archive.search(query, 3).hits
    assert len(hits) == 3
    if expected:
        assert hits[0].document.path == f"{expected}.txt"


def test_words_of_removed_documents_are_gone(tmp_path: Path, archive: Index) -> None:
    archive.close()
    (tmp_path / "news" / "nl1.txt").unlink()
    Index.update(tmp_path / "index", [tmp_path / "news"], DeafEmbedder())
    with sqlite3.connect(tmp_path / "index" / FILE) as connection:
        assert not connection.execute("SELECT 1 FROM words WHERE words MATCH 'pyong'").fetchall()
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (44,)


def candidates(*scores: tuple[str, float]) -> list[Candidate]:
    return [Candidate(number, language, score, score) for number, (language, score) in enumerate(scores)]


def test_a_third_of_the_places_may_go_to_other_languages() -> None:
    ranked = candidates(
        ("en", 0.9), ("en", 0.89), ("en", 0.88), ("en", 0.87), ("de", 0.82), ("nl", 0.81), ("fr", 0.5)
    )
    assert [c.language for c in fair(ranked, 3)] == ["en", "en", "de"]
    assert [c.language for c in fair(ranked, 2)] == ["en", "en"]
    assert [c.language for c in fair(ranked, 6)] == ["en", "en", "en", "en", "de", "nl"]
    far = candidates(("en", 0.9), ("en", 0.89), ("en", 0.88), ("de", 0.5))
    assert [c.language for c in fair(far, 3)] == ["en", "en", "en"]
    assert fair([], 3) == []


class BiasedEmbedder(FakeEmbedder):
    """Finds German texts a little farther than all others, as real embedders do."""

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        near = np.array([0.75 if " gegen " in text else 0.8 for text in texts], dtype=np.float32)
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        vectors[:, 0], vectors[:, 1] = near, np.sqrt(1 - near**2)
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.eye(1, self.dimensions, dtype=np.float32).repeat(len(texts), axis=0)


@pytest.mark.slow
def test_ten_thousand_articles_in_one_language_do_not_bury_another(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "de.txt").write_text("Das Veto gegen die neuen Sanktionen kam von China, sagt die UN.")
    embedder = BiasedEmbedder()
    Index.update(tmp_path / "index", [folder], embedder)
    with (folder / "en.jsonl").open("w") as table:
        for number in range(10_000):
            text = f"The veto against new sanctions by China was debated in New York at meeting {number}."
            table.write(json.dumps({"text": text, "language": "en"}) + "\n")
    assert Index.update(tmp_path / "index", [folder], embedder).added == 10_000
    with Index.open(tmp_path / "index", embedder) as opened:
        hits = opened.search("Who vetoed?", 5).hits
    assert [hit.document.language for hit in hits] == ["en", "en", "en", "en", "de"]

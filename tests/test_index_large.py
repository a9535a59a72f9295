"""Inverted files for large languages: found as without, and never trusted when they do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from index import Index, large

QUERIES = ("event 7919", "town 5", "Article 12 tells", "Ereignis in der Stadt", "nothing like it")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(300):
        text = f"Article {number} tells of the event {number * 7919}. It was in town {number % 13}, they say."
        (folder / f"{number:03}.txt").write_text(text)
    (folder / "de.txt").write_text("Das Ereignis geschah in der Stadt, wie der Bürgermeister sagte.")
    return folder


def found(directory: Path) -> list[list[tuple[str, float]]]:
    with Index.open(directory, FakeEmbedder()) as opened:
        return [[(h.text, round(h.score, 5)) for h in opened.search(q, 8).hits] for q in QUERIES]


def exact(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[str, float]]]:
    with monkeypatch.context() as patched:
        patched.setattr(large, "LARGE", 10**9)
        Index.update(tmp_path / "exact", [folder], FakeEmbedder())
        return found(tmp_path / "exact")


def assert_alike(ours: list[list[tuple[str, float]]], theirs: list[list[tuple[str, float]]]) -> None:
    """Codes of 8 bits may miss one among many that are nearly equal, never the best."""
    assert [hits[0] for hits in ours] == [hits[0] for hits in theirs]
    same = sum(len(set(one) & set(other)) for one, other in zip(ours, theirs, strict=True))
    assert same >= 0.9 * sum(map(len, theirs))


@pytest.fixture
def directory(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(large, "LARGE", 200)
    monkeypatch.setattr(large, "_PROBED", 1.0)
    Index.update(tmp_path / "index", [folder], FakeEmbedder())
    return tmp_path / "index"


def test_large_languages_get_a_file_and_small_ones_none(directory: Path) -> None:
    assert sorted(file.name for file in directory.glob("vectors-*")) == [
        "vectors-en.faiss",
        "vectors-en.json",
    ]
    with Index.open(directory) as opened:
        assert opened.check() == ()


def test_the_same_is_found_as_without(
    directory: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_alike(found(directory), exact(tmp_path, folder, monkeypatch))


@pytest.mark.parametrize("damage", ["file", "note", "both", "other"])
def test_a_file_that_does_not_fit_is_not_used(
    damage: str, directory: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, note = directory / "vectors-en.faiss", directory / "vectors-en.json"
    if damage in ("file", "both"):
        file.write_bytes(b"damaged" + file.read_bytes()[7:])
    if damage in ("note", "both"):
        note.write_text("{broken")
    if damage == "other":
        note.write_text(json.dumps({"crc": "x"}))
    assert_alike(found(directory), exact(tmp_path, folder, monkeypatch))
    Index.update(directory, [folder], FakeEmbedder())
    assert large.load(directory, "en") is not None, "the next update mends it"


def test_what_came_and_went_since_is_seen(
    directory: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (directory / "vectors-en.faiss").read_bytes()
    (folder / "005.txt").unlink()
    (folder / "new.txt").write_text("Article 12 tells of the event and of nothing like it, they say.")
    Index.update(directory, [folder], FakeEmbedder())
    assert (directory / "vectors-en.faiss").read_bytes() == before, "a few are searched beside the file"
    assert_alike(found(directory), exact(tmp_path, folder, monkeypatch))
    for number in range(100, 160):
        (folder / f"{number}.txt").write_text(f"Article {number} tells another story. It was in town 99.")
    Index.update(directory, [folder], FakeEmbedder())
    assert (directory / "vectors-en.faiss").read_bytes() != before
    assert_alike(found(directory), exact(tmp_path, folder, monkeypatch))


def test_a_date_filter_looks_into_every_list(directory: Path, folder: Path) -> None:
    (folder / "007.txt").write_text("Date: 2020-01-01\nArticle 7 tells of the event, they say.")
    Index.update(directory, [folder], FakeEmbedder())
    with Index.open(directory, FakeEmbedder()) as opened:
        hits = opened.search("something else", 5, since="2020").hits
    assert [hit.document.path for hit in hits] == ["007.txt"]

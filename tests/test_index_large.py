"""Inverted files for large languages: found as without, and never trusted when they do not fit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest
from fakes import FakeEmbedder

from index import Index, Narrowing, large
from index.check import problems
from index.schema import FILE
from index.store import Store

ONE = np.eye(1, 256, dtype=np.float32)
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


def derived(directory: Path) -> Path:
    """The one inverted file."""
    (file,) = directory.glob("vectors-*")
    return file


def contradictions(directory: Path) -> tuple[str, ...]:
    with Index.open(directory) as opened:
        return opened.check()


def test_large_languages_get_a_file_and_small_ones_none(directory: Path) -> None:
    assert derived(directory).name.startswith("vectors-en-")
    assert contradictions(directory) == ()


def test_a_language_that_is_no_longer_large_loses_its_file(directory: Path, folder: Path) -> None:
    for number in range(150):
        (folder / f"{number:03}.txt").unlink()
    Index.update(directory, [folder], FakeEmbedder())
    assert list(directory.glob("vectors-*")) == [] and contradictions(directory) == ()


def test_the_same_is_found_as_without(
    directory: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_alike(found(directory), exact(tmp_path, folder, monkeypatch))


def rewritten(directory: Path, change: Callable[[Any], None]) -> None:
    """Change the inverted file as if it had been written so: the manifest notes its checksum."""
    file = derived(directory)
    inverted = faiss.read_index(str(file))
    change(inverted)
    faiss.write_index(inverted, str(file))
    crc = large.checksum(file)
    file.rename(large.path(directory, "en", crc))
    with sqlite3.connect(directory / FILE) as connection:
        connection.execute("UPDATE manifest SET value = ? WHERE key = 'vectors-en'", (f"{crc} 300",))


def swapped(inverted: Any) -> None:
    """Give two passages each other's vectors."""
    inverted.set_direct_map_type(faiss.DirectMap.Hashtable)
    both = inverted.reconstruct_batch(np.array([3, 200]))
    inverted.set_direct_map_type(faiss.DirectMap.NoMap)
    inverted.remove_ids(faiss.IDSelectorBatch(np.array([3, 200])))
    inverted.add_with_ids(both, np.array([200, 3]))


@pytest.mark.parametrize("damage", ["missing", "bytes", "cut", "older store"])
def test_a_file_that_does_not_fit_is_told_not_used_and_made_anew(
    damage: str, directory: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = derived(directory)
    data = file.read_bytes()
    if damage == "missing":
        file.unlink()
    elif damage == "bytes":
        file.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    elif damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    else:  # another index's file was put here
        with sqlite3.connect(directory / FILE) as connection:
            connection.execute("UPDATE manifest SET value = '12345 300' WHERE key = 'vectors-en'")
    (told,) = contradictions(directory)
    assert "missing or damaged" in told and "assistant index" in told
    assert_alike(found(directory), exact(tmp_path, folder, monkeypatch))
    Index.update(directory, [folder], FakeEmbedder())
    assert contradictions(directory) == () and derived(directory).read_bytes(), "the next update mends it"


def test_a_file_that_an_update_replaces_during_a_check_is_not_missing(directory: Path, folder: Path) -> None:
    with sqlite3.connect(directory / FILE) as connection:
        connection.execute("UPDATE documents SET text = text || ' ' WHERE path = '000.txt'")
    store, before = Store.open(directory), derived(directory)
    told = problems(store)
    assert "text of" in next(told)
    for number in range(50):
        (folder / f"new{number}.txt").write_text(f"New {number} came on day {number * 31}.")
    Index.update(directory, [folder], FakeEmbedder())
    assert derived(directory) != before
    assert list(told) == []
    store.close()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (swapped, "has 2 vectors of other passages"),
        (
            lambda it: it.add_with_ids(np.eye(1, 256, dtype=np.float32), np.array([9999])),
            "1 passages that never",
        ),
        (lambda it: it.add_with_ids(np.eye(1, 256, dtype=np.float32), np.array([3])), "1 passages twice"),
    ],
)
def test_a_file_that_contradicts_the_store_is_told(
    change: Callable[[Any], None], told: str, directory: Path, folder: Path
) -> None:
    rewritten(directory, change)
    found = contradictions(directory)
    assert any(told in line for line in found), found
    derived(directory).unlink()
    Index.update(directory, [folder], FakeEmbedder())
    assert contradictions(directory) == ()


def test_an_update_stopped_before_the_file_is_noted_leaves_the_old_one(
    directory: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(store: Store, key: str, value: str) -> None:
        if key == "vectors-en":
            raise KeyboardInterrupt
        rest(store, key, value)

    rest = Store.set_fact
    before = derived(directory)
    for number in range(100, 160):
        (folder / f"{number}.txt").write_text(f"Article {number} tells another story. It was in town 99.")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Store, "set_fact", stop)
        Index.update(directory, [folder], FakeEmbedder())
    assert before.exists() and contradictions(directory) == ()
    Index.update(directory, [folder], FakeEmbedder())
    assert derived(directory) != before and contradictions(directory) == ()


def test_an_open_index_takes_the_new_file(directory: Path, folder: Path) -> None:
    with Index.open(directory, FakeEmbedder()) as opened:
        assert opened.search("tells another story in town 99", 1).hits[0].document.language == "en"
        for number in range(100, 160):
            (folder / f"{number}.txt").write_text(f"Article {number} tells another story. It was in town 99.")
        Index.update(directory, [folder], FakeEmbedder())
        assert "town 99" in opened.search("tells another story in town 99", 1).hits[0].text
        assert len(opened._vectors._parts["en"].rest) == 0  # type: ignore[union-attr]


def test_what_came_and_went_since_is_seen(
    directory: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = derived(directory)
    (folder / "005.txt").unlink()
    (folder / "new.txt").write_text("Article 12 tells of the event and of nothing like it, they say.")
    Index.update(directory, [folder], FakeEmbedder())
    assert derived(directory) == before, "a few are searched beside the file"
    assert_alike(found(directory), exact(tmp_path, folder, monkeypatch))
    for number in range(100, 160):
        (folder / f"{number}.txt").write_text(f"Article {number} tells another story. It was in town 99.")
    Index.update(directory, [folder], FakeEmbedder())
    assert derived(directory) != before
    assert_alike(found(directory), exact(tmp_path, folder, monkeypatch))


def test_a_date_filter_looks_into_every_list(directory: Path, folder: Path) -> None:
    (folder / "007.txt").write_text("Date: 2020-01-01\nArticle 7 tells of the event, they say.")
    Index.update(directory, [folder], FakeEmbedder())
    with Index.open(directory, FakeEmbedder()) as opened:
        hits = opened.search("something else", 5, Narrowing(since="2020")).hits
    assert [hit.document.path for hit in hits] == ["007.txt"]

"""What was left out is remembered with its reason, until it is gone or can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from index import Index, readers
from index.readers import Article, Columns

TEXT = "The council met on Monday and decided nothing of note about the harbour."
ROW = json.dumps({"text": TEXT, "language": "en"})


def left_out(directory: Path) -> dict[str, str]:
    with Index.open(directory) as opened:
        return {skipped.path: skipped.reason for skipped in opened.skipped()}


def test_what_was_left_out_is_remembered_by_folder(tmp_path: Path) -> None:
    one, other, directory = tmp_path / "one", tmp_path / "other", tmp_path / "index"
    for folder in (one, other):
        folder.mkdir()
        (folder / "a.txt").write_text(f"{TEXT} {folder.name}")
    (one / "b.txt").write_text("")
    (one / "c.xyz").write_text(TEXT)
    summary = Index.update(directory, [one], FakeEmbedder())
    assert left_out(directory) == {skipped.path: skipped.reason for skipped in summary.skipped}
    assert set(left_out(directory)) == {"b.txt", "c.xyz"}
    Index.update(directory, [other], FakeEmbedder())
    assert set(left_out(directory)) == {"b.txt", "c.xyz"}
    (one / "b.txt").write_text(TEXT + " At last.")
    (one / "c.xyz").unlink()
    Index.update(directory, [other], FakeEmbedder())
    assert set(left_out(directory)) == {"b.txt"}
    Index.update(directory, [one], FakeEmbedder())
    assert left_out(directory) == {}


def test_broken_rows_of_a_table_are_remembered_while_it_is_the_same(tmp_path: Path) -> None:
    folder, directory = tmp_path / "news", tmp_path / "index"
    folder.mkdir()
    table = folder / "news.jsonl"
    table.write_text(f"{ROW}\n{{broken\n")
    Index.update(directory, [folder], FakeEmbedder())
    first = left_out(directory)
    assert list(first) == ["news.jsonl#2"]
    assert Index.update(directory, [folder], FakeEmbedder()).skipped == ()
    assert left_out(directory) == first
    table.write_text(f"{ROW}\n")
    Index.update(directory, [folder], FakeEmbedder())
    assert left_out(directory) == {}


def test_a_file_that_could_not_be_read_for_a_while_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, directory = tmp_path / "news", tmp_path / "index"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "news.jsonl").write_text('{"text": "It rained."}\n{broken\n')
    Index.update(directory, [folder], FakeEmbedder())
    first = left_out(directory)
    assert list(first) == ["news.jsonl#2"]

    def failing(path: Path) -> bytes:
        raise OSError(5, "Input/output error", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", failing)
        Index.update(directory, [folder], FakeEmbedder())
    assert left_out(directory)["a.txt"] == "cannot be read: Input/output error"
    embedder = FakeEmbedder()
    summary = Index.update(directory, [folder], embedder)
    assert (summary.added, summary.changed, summary.removed, summary.unchanged) == (0, 0, 0, 2)
    assert embedder.embedded == 0
    assert left_out(directory) == first


def test_a_table_that_breaks_off_is_remembered_while_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, table = tmp_path / "index", tmp_path / "news" / "torn.csv"
    table.parent.mkdir()
    table.write_text(f"text\n{TEXT}\nmore\n")

    def torn(text: str, columns: Columns) -> Iterator[Article]:
        yield Article(TEXT, row=1)
        raise ValueError("torn")

    monkeypatch.setitem(readers.TABLES, ".csv", torn)
    for _ in range(2):
        Index.update(directory, [table.parent], FakeEmbedder())
        assert left_out(directory) == {"torn.csv": "broken .csv file: ValueError torn"}


def test_nothing_left_out_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    Index.update(tmp_path / "index", [tmp_path / "a.txt"], FakeEmbedder())
    with Index.open(tmp_path / "index") as opened:
        assert opened.skipped() == ()
        assert opened.named("a.txt")[0].path == "a.txt"
        assert opened.named("a.tx") == []

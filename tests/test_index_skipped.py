"""What was left out is remembered with its reason, until it is gone or can be read."""

from __future__ import annotations

import json
from pathlib import Path

from fakes import FakeEmbedder

from index import Index

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


def test_nothing_left_out_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    Index.update(tmp_path / "index", [tmp_path / "a.txt"], FakeEmbedder())
    with Index.open(tmp_path / "index") as opened:
        assert opened.skipped() == ()
        assert opened.named("a.txt")[0].path == "a.txt"
        assert opened.named("a.tx") == []

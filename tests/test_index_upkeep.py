"""Renames without embedding, and an indexer that is killed at any moment."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEmbedder, ForbiddenEmbedder

from index import Index
from index.errors import IndexMissing

FORBIDDEN: Any = ForbiddenEmbedder()


def make(folder: Path, count: int) -> None:
    for number in range(count):
        file = folder / f"part{number % 7}" / f"{number:03}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"Article {number} tells of event {number * 7919}. It was in town {number % 13}.\n\nThe end."
        )


def content(directory: Path) -> str:
    with Index.open(directory) as opened:
        return opened.fingerprint


def test_renamed_and_moved_files_are_followed_without_embedding(tmp_path: Path) -> None:
    folder, directory = tmp_path / "news", tmp_path / "index"
    make(folder, 10)
    Index.update(directory, [folder], FakeEmbedder())
    (folder / "part0" / "000.txt").rename(folder / "part0" / "new.txt")
    (folder / "part1").rename(folder / "other")
    summary = Index.update(directory, [folder], FORBIDDEN)
    assert (summary.moved, summary.added, summary.removed, summary.unchanged) == (3, 0, 0, 7)
    fresh = tmp_path / "fresh"
    Index.update(fresh, [folder], FakeEmbedder())
    assert content(directory) == content(fresh)
    with Index.open(directory, FakeEmbedder()) as opened:
        hit = opened.search("Article 0 tells of event 0", 1).hits[0]
        assert hit.document.path == "part0/new.txt" and hit.passage.document_id == hit.document.id


def test_rows_put_before_others_embed_only_themselves(tmp_path: Path) -> None:
    table, directory = tmp_path / "news.jsonl", tmp_path / "index"
    texts = [f"Article {number} tells of event {number * 7919}." for number in range(100)]
    rows = [json.dumps({"text": text, "language": "en"}) for text in texts]
    table.write_text("\n".join(rows))
    Index.update(directory, [table], FakeEmbedder())
    texts = [f"New {number} came on day {number * 31}." for number in range(80)]
    new = [json.dumps({"text": text, "language": "en"}) for text in texts]
    table.write_text("\n".join(new + rows))
    embedder = FakeEmbedder()
    Index.update(directory, [table], embedder)
    assert embedder.embedded == 80
    Index.update(tmp_path / "fresh", [table], FakeEmbedder())
    assert content(directory) == content(tmp_path / "fresh")
    with Index.open(directory, FakeEmbedder()) as opened:
        assert opened.check() == ()
        assert opened.search("event 7919", 1).hits[0].document.path == "news.jsonl#82"


def test_a_folder_that_is_empty_now_keeps_what_is_known_of_it(tmp_path: Path) -> None:
    one, other, directory = tmp_path / "one", tmp_path / "other", tmp_path / "index"
    make(one, 3)
    make(other, 4)
    Index.update(directory, [one, other], FakeEmbedder())
    shutil.rmtree(other)
    other.mkdir()
    summary = Index.update(directory, [one, other], FORBIDDEN)
    assert (summary.removed, summary.unchanged) == (0, 3)
    assert [(skipped.path, "stays" in skipped.reason) for skipped in summary.skipped] == [("other", True)]
    with Index.open(directory) as opened:
        assert opened.status().documents == 7


def test_a_table_is_counted_row_by_row(tmp_path: Path) -> None:
    folder, told = tmp_path / "news", list[tuple[int, int]]()
    make(folder, 2)
    rows = [json.dumps({"text": f"Row {i} tells of event {i * 7919}."}) for i in range(50)]
    (folder / "rows.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    Index.update(tmp_path / "index", [folder], FakeEmbedder(), lambda done, total: told.append((done, total)))
    assert told[0] == (0, 3) and told[-1] == (52, 52)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len({done for done, _ in told}) == 53


def test_a_file_that_is_gone_may_be_named_to_take_it_out(tmp_path: Path) -> None:
    folder, directory = tmp_path / "news", tmp_path / "index"
    make(folder, 3)
    Index.update(directory, [folder], FakeEmbedder())
    gone = folder / "part0" / "000.txt"
    gone.unlink()
    assert Index.update(directory, [gone], FORBIDDEN).removed == 1


def test_a_folder_that_was_moved_is_followed(tmp_path: Path) -> None:
    folder, directory = tmp_path / "news", tmp_path / "index"
    make(folder, 10)
    Index.update(directory, [folder], FakeEmbedder())
    folder.rename(tmp_path / "moved")
    summary = Index.update(directory, [tmp_path / "moved"], FORBIDDEN)
    assert (summary.moved, summary.added, summary.removed) == (10, 0, 0)
    with Index.open(directory) as opened:
        assert opened.status().roots == (str(tmp_path / "moved"),)


def test_a_folder_that_was_copied_is_a_second_one(tmp_path: Path) -> None:
    folder, directory = tmp_path / "news", tmp_path / "index"
    make(folder, 10)
    Index.update(directory, [folder], FakeEmbedder())
    shutil.copytree(folder, tmp_path / "copy")
    summary = Index.update(directory, [tmp_path / "copy"], FORBIDDEN)
    assert (summary.moved, summary.added, summary.removed) == (0, 10, 0)


INDEXER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from fakes import FakeEmbedder
from index import Index

class Slow(FakeEmbedder):
    def embed_documents(self, texts):
        time.sleep(0.1)
        return super().embed_documents(texts)

Index.update(Path(sys.argv[1]), [Path(sys.argv[2])], Slow())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.slow
def test_killed_at_twenty_random_moments_nothing_is_lost(tmp_path: Path) -> None:
    folder, directory = tmp_path / "news", tmp_path / "index"
    make(folder, 400)
    chance = random.Random(7)
    killed = before = 0
    here = Path(__file__).parent
    for round_ in range(20):
        arguments = [sys.executable, "-c", INDEXER, str(directory), str(folder), str(here)]
        process = subprocess.Popen(arguments, cwd=here.parent)
        time.sleep(0.2 + chance.random() * 0.4)
        killed += process.poll() is None
        process.kill()
        process.wait()
        try:
            with Index.open(directory, FakeEmbedder()) as opened:
                documents = opened.documents()
                assert len(documents) >= before, "what was stored stays"
                before = len(documents)
                for document in documents:
                    assert opened.document_text(document.id).startswith("Article ")
                found = opened.search(f"Article {len(documents)} tells", 5).hits
                assert all(hit.text in opened.document_text(hit.document.id) for hit in found)
        except IndexMissing:
            assert before == 0
        # Something to do for the next run, in place of what is done.
        for number in chance.sample(range(400), 200):
            file = folder / f"part{number % 7}" / f"{number:03}.txt"
            file.write_text(f"Article {number} has changed in round {round_}. It was in town {number % 13}.")
    assert killed >= 15
    Index.update(directory, [folder], FakeEmbedder())
    Index.update(tmp_path / "fresh", [folder], FakeEmbedder())
    assert content(directory) == content(tmp_path / "fresh")
    with (
        Index.open(directory, FakeEmbedder()) as ours,
        Index.open(tmp_path / "fresh", FakeEmbedder()) as fresh,
    ):
        for query in ("event 7919", "changed in round 3", "town 5"):
            assert [(h.document.path, h.text) for h in ours.search(query, 10).hits] == [
                (h.document.path, h.text) for h in fresh.search(query, 10).hits
            ]

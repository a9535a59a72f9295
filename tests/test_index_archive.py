"""The index as a whole: made, brought up to date, searched, and noticed when damaged."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEmbedder, ForbiddenEmbedder
from filelock import FileLock

import index
from index import Index, Narrowing
from index.errors import (
    IndexBusy,
    IndexDamaged,
    IndexIncompatible,
    IndexMissing,
    NoDocuments,
    UsageError,
)
from index.schema import FILE

SEEDS = Path(__file__).parent.parent / "seeds"
FORBIDDEN: Any = ForbiddenEmbedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "sub").mkdir(parents=True)
    (folder / "cats.txt").write_text("Cats sleep all day. They hunt mice at night.")
    (folder / "dogs.txt").write_text("date 2017-12 Dogs bark at strangers. They like bones.")
    (folder / "sub" / "birds.txt").write_text("Datum: 2018-03-05\nVögel fliegen im Herbst nach Süden.")
    return folder


@pytest.fixture
def made(tmp_path: Path, folder: Path) -> Path:
    directory = tmp_path / "index"
    Index.update(directory, [folder], FakeEmbedder())
    return directory


def paths(directory: Path) -> list[str]:
    with Index.open(directory) as opened:
        return [document.path for document in opened.documents()]


def content(directory: Path) -> str:
    with Index.open(directory) as opened:
        return opened.fingerprint


def test_search_finds_the_passage_with_its_exact_text(made: Path, folder: Path) -> None:
    with Index.open(made, FakeEmbedder()) as opened:
        found = opened.search("Vögel fliegen", 2)
        assert found.undated_left_out == 0 and len(found.hits) == 2
        best = found.hits[0]
        assert best.document.path == "sub/birds.txt" and best.document.published == "2018-03-05"
        text = opened.document_text(best.document.id)
        assert text == (folder / "sub/birds.txt").read_text(encoding="utf-8")
        assert (
            best.text == text[best.passage.start : best.passage.end] == "Vögel fliegen im Herbst nach Süden."
        )
        assert found.hits[0].score >= found.hits[1].score
        assert len(opened.search("anything", 99).hits) == 3
        assert opened.search("anything", 99) == opened.search("anything", 99)


def test_status_needs_no_embedder(made: Path, folder: Path) -> None:
    with Index.open(made) as opened:
        status = opened.status()
    assert (status.documents, status.passages, status.languages) == (3, 3, {"en": 2, "de": 1})
    assert (status.embedder, status.dimensions, status.roots) == ("fake-trigrams", 256, (str(folder),))
    assert status.bytes > 3 * 256 * 4 and status.updated is not None and status.updated.endswith("+00:00")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2017", "2017", {"dogs.txt"}),
        ("2017-12-15", None, {"dogs.txt", "sub/birds.txt"}),
        (None, "2017-12-01", {"dogs.txt"}),
        (None, "2017-11", set()),
        ("2018-03-05", "2018-03-05", {"sub/birds.txt"}),
        ("2018-03-06", None, set()),
    ],
)
def test_date_filters(made: Path, since: str | None, until: str | None, expected: set[str]) -> None:
    with Index.open(made, FakeEmbedder()) as opened:
        found = opened.search("animals", 9, Narrowing(since, until))
    assert {hit.document.path for hit in found.hits} == expected
    assert found.undated_left_out == 1


def test_an_unchanged_folder_does_not_load_the_embedder(made: Path, folder: Path) -> None:
    before = content(made)
    summary = Index.update(made, [folder], FORBIDDEN)
    assert (summary.added, summary.changed, summary.removed, summary.unchanged) == (0, 0, 0, 3)
    assert summary.passages == 3 and summary.skipped == ()
    assert content(made) == before
    Index.open(made, FORBIDDEN).close()


def test_only_what_changed_is_embedded(made: Path, folder: Path) -> None:
    (folder / "cats.txt").write_text("Cats sleep all day. They never hunt.")
    (folder / "fish.txt").write_text("Fish swim.")
    (folder / "dogs.txt").unlink()
    embedder = FakeEmbedder()
    summary = Index.update(made, [folder], embedder)
    assert (summary.added, summary.changed, summary.removed, summary.unchanged) == (1, 1, 1, 1)
    assert embedder.embedded == 2
    assert paths(made) == ["cats.txt", "fish.txt", "sub/birds.txt"]
    with Index.open(made, embedder) as opened:
        assert opened.search("Cats never hunt", 1).hits[0].text.endswith("They never hunt.")


def test_a_part_of_an_indexed_folder_refreshes_only_that_part(made: Path, folder: Path) -> None:
    (folder / "cats.txt").write_text("Cats changed.")
    (folder / "sub" / "fish.txt").write_text("Fish swim.")
    summary = Index.update(made, [folder / "sub"], FakeEmbedder())
    assert (summary.added, summary.changed, summary.unchanged) == (1, 0, 1)
    summary = Index.update(made, [folder / "cats.txt"], FakeEmbedder())
    assert (summary.added, summary.changed, summary.unchanged) == (0, 1, 0)
    (folder / "cats.txt").unlink()
    assert Index.update(made, [folder / "cats.txt"], FakeEmbedder()).removed == 1
    shutil.rmtree(folder / "sub")
    assert Index.update(made, [folder / "sub"], FakeEmbedder()).removed == 2
    assert paths(made) == ["dogs.txt"]


def test_a_single_file_belongs_to_its_folder(tmp_path: Path, folder: Path) -> None:
    Index.update(tmp_path / "index", [folder / "sub" / "birds.txt"], FakeEmbedder())
    with Index.open(tmp_path / "index") as opened:
        assert [(d.path, d.root) for d in opened.documents()] == [("birds.txt", str(folder / "sub"))]
    # The folder above takes it in: no document is there twice.
    Index.update(tmp_path / "index", [folder], FakeEmbedder())
    assert paths(tmp_path / "index") == ["cats.txt", "dogs.txt", "sub/birds.txt"]


def test_the_same_path_in_two_folders(tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "cats.txt").write_text("Other cats swim.")
    summary = Index.update(tmp_path / "index", [folder, other], FakeEmbedder())
    assert summary.added == 4
    with Index.open(tmp_path / "index", FakeEmbedder()) as opened:
        cats = [document for document in opened.documents() if document.path == "cats.txt"]
        assert len({document.id for document in cats}) == 2
        assert opened.search("Other cats swim", 1).hits[0].document.root == str(other)
        assert {opened.document_text(cat.id)[:4] for cat in cats} == {"Cats", "Othe"}
    # Refreshing one folder leaves the other alone.
    (other / "cats.txt").write_text("Other cats fly.")
    assert Index.update(tmp_path / "index", [other], FakeEmbedder()).changed == 1


def test_skipped_files_stop_nothing(tmp_path: Path, folder: Path) -> None:
    (folder / "latin.txt").write_bytes(bytes(range(128, 256)))
    (folder / "empty.txt").write_text("")
    (folder / "tool.exe").write_bytes(b"MZ")
    (folder / ".hidden.txt").write_text("Hidden text.")
    (folder / "link.txt").symlink_to("/etc/hostname")
    (folder / "linked").symlink_to("/etc")
    (folder / "sub" / "linked").symlink_to(folder)
    summary = Index.update(tmp_path / "index", [folder], FakeEmbedder())
    assert summary.added == 3
    reasons = {skipped.path: skipped.reason for skipped in summary.skipped}
    names = ["empty.txt", "latin.txt", "link.txt", "linked", "tool.exe", "sub/linked"]
    assert list(reasons) == names and all(reasons.values())
    assert reasons["link.txt"] == reasons["linked"] == "a link that leads out of the folder"
    assert "not followed" in reasons["sub/linked"]


def test_a_file_that_breaks_leaves_the_index(made: Path, folder: Path) -> None:
    (folder / "cats.txt").write_bytes(b"\0\1\2\3")
    summary = Index.update(made, [folder], FakeEmbedder())
    assert summary.removed == 1 and [s.path for s in summary.skipped] == ["cats.txt"]
    assert paths(made) == ["dogs.txt", "sub/birds.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_read_for_now_stays(made: Path, folder: Path) -> None:
    (folder / "cats.txt").chmod(0)
    summary = Index.update(made, [folder], FakeEmbedder())
    assert summary.removed == 0 and [s.path for s in summary.skipped] == ["cats.txt"]


def test_nothing_to_index(tmp_path: Path, made: Path, folder: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for path in (empty, tmp_path / "missing"):
        with pytest.raises(NoDocuments):
            Index.update(tmp_path / "new", [path], FakeEmbedder())
        with pytest.raises(IndexMissing):
            Index.open(tmp_path / "new")
    shutil.rmtree(folder)
    for _ in range(2):  # a folder that is gone, or empty as when a disk is not mounted, deletes nothing
        with pytest.raises(NoDocuments):
            Index.update(made, [folder], FakeEmbedder())
        assert len(paths(made)) == 3
        folder.mkdir(exist_ok=True)


def test_fingerprint_depends_on_content_alone(tmp_path: Path, made: Path, folder: Path) -> None:
    moved = tmp_path / "elsewhere"
    shutil.copytree(folder, moved)
    Index.update(tmp_path / "index2", [moved / "cats.txt"], FakeEmbedder())
    assert content(tmp_path / "index2") != content(made)
    Index.update(tmp_path / "index2", [moved], FakeEmbedder())
    assert content(tmp_path / "index2") == content(made)
    Index.update(tmp_path / "index3", [moved], FakeEmbedder("another"))
    assert content(tmp_path / "index3") != content(made)


def test_the_fingerprint_changes_with_what_is_known_of_an_article(tmp_path: Path) -> None:
    table, directory = tmp_path / "news.jsonl", tmp_path / "index"
    row = {"text": "Cats sleep all day.", "date": "2021-05-01", "seen": "2022-05-01", "language": "en"}
    seen = set()
    for given, columns in (
        (row, None),
        (row | {"date": "2022-05-01"}, None),
        (row | {"title": "Of cats"}, None),
        (row | {"language": "nl"}, None),
        (row | {"date": "2020"}, {"date": "date"}),
        (row | {"date": "2020"}, {"date": "seen", "title": "language"}),
    ):
        table.write_text(json.dumps(given))
        Index.update(directory, [table], FakeEmbedder(), columns=columns)
        seen.add(content(directory))
    assert len(seen) == 6


def test_an_index_of_another_model_or_format_is_refused(made: Path, folder: Path) -> None:
    for act in (
        lambda: Index.open(made, FakeEmbedder("another")),
        lambda: Index.update(made, [folder], FakeEmbedder("another")),
    ):
        with pytest.raises(IndexIncompatible, match="assistant index FOLDER --index"):
            act()
    with sqlite3.connect(made / FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(IndexIncompatible, match="format 99"):
        Index.open(made)


@pytest.mark.parametrize(
    "data", [b"", b"garbage" * 1000, b"SQLite format 3\0" + b"\0" * 5000], ids=["empty", "garbage", "zeros"]
)
def test_a_file_that_is_no_index_is_damage(made: Path, folder: Path, data: bytes) -> None:
    (made / FILE).write_bytes(data)
    for act in (lambda: Index.open(made), lambda: Index.update(made, [folder], FakeEmbedder())):
        with pytest.raises(IndexDamaged, match="assistant index FOLDER --index") as raised:
            act()
        assert "\n" not in str(raised.value)


def everything(directory: Path) -> str:
    """All that an index says, as one text; read the way a user reads it."""
    with Index.open(directory, FakeEmbedder()) as opened:
        found = [repr(opened.search(query, 5)) for query in ("cats", "Vögel", "bones")]
        texts = [opened.document_text(document.id) for document in opened.documents()]
        return json.dumps([found, texts, repr(opened.status().languages), opened.fingerprint])


def test_damage_anywhere_is_noticed_or_harmless(made: Path, tmp_path: Path) -> None:
    whole = (made / FILE).read_bytes()
    expected = everything(made)
    noticed = 0
    damages = [whole[: len(whole) * part // 8] for part in range(8)]
    damages += [
        whole[:at] + bytes(b ^ 0x5A for b in whole[at : at + 16]) + whole[at + 16 :]
        for at in range(0, len(whole) - 16, 997)
    ]
    for data in damages:
        for left_over in made.glob(f"{FILE}-*"):
            left_over.unlink()
        (made / FILE).write_bytes(data)
        try:
            assert everything(made) == expected
        except (IndexDamaged, IndexIncompatible) as error:
            noticed += 1
            assert "\n" not in str(error)
    assert noticed > 8


def test_a_second_writer_is_told_and_readers_go_on(made: Path, folder: Path) -> None:
    with FileLock(made / "write.lock"):
        with pytest.raises(IndexBusy):
            Index.update(made, [folder], FakeEmbedder())
        with Index.open(made, FakeEmbedder()) as opened:
            assert opened.search("cats", 1).hits


def test_an_open_index_sees_what_was_added(made: Path, folder: Path) -> None:
    with Index.open(made, FakeEmbedder()) as opened:
        assert opened.search("Fish swim", 1).hits[0].text != "Fish swim."
        (folder / "fish.txt").write_text("Fish swim.")
        Index.update(made, [folder], FakeEmbedder())
        assert opened.search("Fish swim", 1).hits[0].text == "Fish swim."


def test_several_threads_search_one_index(made: Path) -> None:
    failures: list[BaseException] = []

    def search(opened: Index) -> None:
        try:
            for _ in range(20):
                assert opened.search("cats sleep", 1).hits[0].document.path == "cats.txt"
        except BaseException as error:
            failures.append(error)

    with Index.open(made, FakeEmbedder()) as opened:
        threads = [threading.Thread(target=search, args=(opened,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failures


def test_wrong_calls(made: Path) -> None:
    with Index.open(made, FakeEmbedder()) as opened:
        for query, k in ((" ", 1), ("cats", 0)):
            with pytest.raises(UsageError):
                opened.search(query, k)
        with pytest.raises(UsageError):
            opened.document_text("nothing")
    with Index.open(made) as opened, pytest.raises(UsageError):
        opened.search("cats", 1)


def test_an_update_that_stops_keeps_what_it_stored(tmp_path: Path, folder: Path) -> None:
    (folder / "a.txt").write_text(
        "\n\n".join(f"Sentence number {n} is about nothing at all but itself." for n in range(200))
    )
    directory = tmp_path / "index"

    class Failing(FakeEmbedder):
        def embed_documents(self, texts: Any) -> Any:
            if self.embedded:
                raise KeyboardInterrupt
            return super().embed_documents(texts)

    with pytest.raises(KeyboardInterrupt):
        Index.update(directory, [folder], Failing())
    assert paths(directory) == ["a.txt"]
    summary = Index.update(directory, [folder], FakeEmbedder())
    assert (summary.added, summary.unchanged) == (3, 1)
    whole = tmp_path / "whole"
    Index.update(whole, [folder], FakeEmbedder())
    assert content(directory) == content(whole)


def test_progress_is_told(tmp_path: Path, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    Index.update(tmp_path / "index", [folder], FakeEmbedder(), lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_the_public_names_are_there_and_light() -> None:
    assert sorted(index.__all__) == sorted(set(index.__all__))
    assert all(hasattr(index, name) for name in index.__all__)
    heavy = ["faiss", "torch", "sentence_transformers", "transformers", "numpy", "lingua", "sentencex"]
    code = f"import index, sys; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SEEDS.parent
    )
    assert shown.stdout.strip() == "[]"

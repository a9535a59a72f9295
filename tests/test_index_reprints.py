"""The same wire story in several outlets is one source."""

from __future__ import annotations

from pathlib import Path

from fakes import FakeEmbedder

from index import Index

STORY = """The council of the city met on Friday to discuss the plans for a new bridge over the river,
which engineers had called unsafe in a report last year. The mayor said that work would begin in spring
and cost forty million euros. Residents of the old town fear noise and dust for years.

The opposition asked for a second report before any money is spent, and wants the ferry to run for longer
in the meantime. A vote is planned for May."""
OTHER = """Scientists at the university counted more storks this summer than in any year since records began.
They say that mild winters and wet meadows explain it, and warn that new roads could undo the progress."""


def make(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.txt").write_text(f"Date: 2020-05-02\n{STORY} (Reuters)")
    (folder / "b.txt").write_text(f"Date: 2020-05-01\n{STORY}\n\nOur own reporter added this line.")
    (folder / "c.txt").write_text(STORY)
    (folder / "d.txt").write_text(OTHER)
    (folder / "e.txt").write_text("A short note on the bridge.")
    (folder / "f.txt").write_text("A short note on the bridges.")
    return folder


def test_reprints_count_once_and_the_oldest_stands_for_them(tmp_path: Path) -> None:
    folder = make(tmp_path / "news")
    embedder = FakeEmbedder()
    summary = Index.update(tmp_path / "index", [folder], embedder)
    assert (summary.added, summary.duplicates) == (6, 2)
    with Index.open(tmp_path / "index", embedder) as opened:
        hits = opened.search("When will work on the bridge begin, said the mayor?", 4).hits
        assert [hit.document.path for hit in hits if "mayor" in hit.text] == ["b.txt"]
        assert [other.path for other in hits[0].also_in] == ["a.txt", "c.txt"]
        storks = opened.search("How many storks did scientists count?", 1).hits[0]
        assert storks.document.path == "d.txt" and storks.also_in == ()
        # A filter on dates shows the reprint of those days.
        (late,) = [
            h for h in opened.search("mayor bridge begin", 9, since="2020-05-02").hits if "mayor" in h.text
        ]
        assert late.document.path == "a.txt"


def test_many_reprints_leave_room_for_others(tmp_path: Path) -> None:
    folder = make(tmp_path / "news")
    for number in range(60):
        (folder / f"copy{number}.txt").write_text(STORY)
    embedder = FakeEmbedder()
    Index.update(tmp_path / "index", [folder], embedder)
    with Index.open(tmp_path / "index", embedder) as opened:
        found = opened.search("the bridge over the river, said the mayor", 5).hits
        assert len(found) == 5
        assert len({hit.text for hit in found}) == 5
        assert len(found[0].also_in) == 62


def test_a_story_falls_apart_when_its_reprints_go(tmp_path: Path) -> None:
    folder = make(tmp_path / "news")
    embedder = FakeEmbedder()
    Index.update(tmp_path / "index", [folder], embedder)
    (folder / "b.txt").unlink()
    (folder / "c.txt").write_text(OTHER.replace("storks", "cranes"))
    assert Index.update(tmp_path / "index", [folder], embedder).duplicates == 1
    with Index.open(tmp_path / "index", embedder) as opened:
        bridge = opened.search("work on the bridge, said the mayor", 1).hits[0]
        assert bridge.document.path == "a.txt" and bridge.also_in == ()
        storks = opened.search("storks this summer", 1).hits[0]
        assert [other.path for other in storks.also_in] == ["c.txt"]

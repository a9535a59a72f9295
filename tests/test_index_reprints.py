"""The same wire story in several outlets is one source."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FakeEmbedder

from index import Index, Narrowing
from index.retold import retold, uncredited

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
            h
            for h in opened.search("mayor bridge begin", 9, Narrowing(since="2020-05-02")).hits
            if "mayor" in h.text
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
        assert storks.document.path == "d.txt", "the older reprint has no storks"
        assert [other.path for other in storks.also_in] == ["c.txt"]


LEAD = "Engineers said on Monday that the new tunnel under the bay would open in March."
SECOND = "The toll for cars was set at 12 euros, and lorries will pay twice as much as that."
THIRD = "Ferries are to run until the summer, the harbour board promised its passengers."
FOURTH = "Fishermen had gone to court against the works, which they blamed for poor catches."


@pytest.mark.parametrize(
    "reprint",
    [
        f"LONDON, May 5 (Reuters) - {LEAD} {SECOND} {THIRD} {FOURTH}",
        f"{LEAD} {SECOND} {THIRD} {FOURTH} (dpa)",
        f"(Reuters) - {LEAD} {SECOND}\n\n{THIRD} {FOURTH}".replace("Engineers", "Builders"),
        f"{LEAD}\n\n{SECOND} {THIRD}\n\n{FOURTH}".replace("promised", "told"),
    ],
    ids=["dateline", "credit", "a word and other paragraphs", "other paragraphs"],
)
def test_a_reprint_that_differs_a_little_is_no_hit_of_its_own(reprint: str, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "new.txt").write_text(f"Date: 2020-05-05\n{reprint}")
    (folder / "old.txt").write_text(f"Date: 2020-05-04\n{LEAD} {SECOND}\n\n{THIRD} {FOURTH}")
    (folder / "other.txt").write_text(OTHER)
    embedder = FakeEmbedder()
    assert Index.update(tmp_path / "index", [folder], embedder).duplicates == 1
    with Index.open(tmp_path / "index", embedder) as opened:
        for query, answer in (
            ("When will the tunnel open?", LEAD),
            ("What is the toll for lorries?", SECOND),
        ):
            hits = opened.search(query, 5).hits
            assert {hit.document.path for hit in hits} == {"old.txt", "other.txt"}
            assert answer in hits[0].text and [other.path for other in hits[0].also_in] == ["new.txt"]
            assert len({hit.passage.id for hit in hits}) == len(hits)
        # The oldest of those that a filter lets through stands for them.
        late = opened.search("When will the tunnel open?", 5, Narrowing(since="2020-05-05")).hits
        assert {hit.document.path for hit in late} == {"new.txt"}


def test_what_a_reprint_adds_or_corrects_is_a_hit_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    text = f"{LEAD} {THIRD}\n\n{SECOND} {FOURTH}"
    (folder / "old.txt").write_text(f"Date: 2020-05-04\n{text}")
    (folder / "dearer.txt").write_text(f"Date: 2020-05-05\n{text.replace('12 euros', '15 euros')}")
    added = "Our correspondent saw penguins at the entrance of it."
    (folder / "own.txt").write_text(f"Date: 2020-05-06\n{text} {added}")
    embedder = FakeEmbedder()
    assert Index.update(tmp_path / "index", [folder], embedder).duplicates == 2
    with Index.open(tmp_path / "index", embedder) as opened:
        tolls = [hit for hit in opened.search("the toll for cars in euros", 9).hits if "toll" in hit.text]
        assert {hit.document.path for hit in tolls} == {"old.txt", "dearer.txt", "own.txt"}
        assert opened.search("penguins at the entrance", 1).hits[0].document.path == "own.txt"
        leads = [hit for hit in opened.search("When will the tunnel open?", 9).hits if LEAD in hit.text]
        assert [hit.document.path for hit in leads] == ["old.txt"]


def test_which_sentences_tell_the_same() -> None:
    older = [LEAD, SECOND, THIRD]
    assert retold([SECOND.replace("cars", "vans")], older) == {1}
    assert retold([SECOND.replace("12", "13")], older) is None
    assert retold([SECOND.replace("cars", "vans")], older, frozenset({"vans"})) is None
    assert retold([LEAD, FOURTH], older) is None
    assert retold([LEAD, "(Reuters)"], older) == {0}
    assert retold(["(Reuters)"], older) is None and retold([LEAD], []) is None
    assert retold(["不同的新闻报道了这件事。"], ["不同的新闻报道了这件事。"]) == {0}


def test_agencies_are_no_part_of_a_story() -> None:
    for credited in (
        f"LONDON, May 5 (Reuters) - {LEAD}",
        f"Berlin (dpa) – {LEAD}",
        f"AMSTERDAM (ANP) - {LEAD}",
        f"{LEAD} (AFP)",
        LEAD,
    ):
        assert uncredited(credited) == LEAD
    assert uncredited("The court (in Kiel) said so.") == "The court (in Kiel) said so."

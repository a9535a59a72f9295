"""Articles added one by one: found at once, removed again, and never outside the index's own folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEmbedder, FakeGenerator, write_articles

from assistant import Assistant, IndexMissing, NoDocuments, UsageError
from assistant.uploads import LONGEST_NAME, safe_name
from index import Index
from index.errors import IndexBusy

FERRY = "The ferry to Orkney sank on Tuesday near Stromness. The crew of the ferry was rescued by fishermen."
WHO = "Who rescued the crew of the ferry?"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Assistant]:
    folder = write_articles(tmp_path / "articles")
    Index.update(tmp_path / "index", [folder], FakeEmbedder())
    with Assistant(tmp_path / "index", model=FakeGenerator(), embedder=FakeEmbedder()) as assistant:
        yield assistant


def new(tmp_path: Path, name: str = "ferry.txt", text: str = FERRY) -> Path:
    file = tmp_path / "desktop" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def paths(desk: Assistant) -> list[str]:
    return sorted(document.path for document in desk.documents())


OLD = ["bridge.txt", "more/haven.txt", "zoo.txt"]


def test_what_is_added_is_found_at_once_and_gone_when_removed(desk: Assistant, tmp_path: Path) -> None:
    assert not desk.answer(WHO).answered
    steps: list[tuple[int, int]] = []
    summary = desk.add([new(tmp_path)], lambda done, total: steps.append((done, total)))
    assert (summary.added, summary.skipped) == (1, ())
    assert steps[-1] == (1, 1)
    answer = desk.answer(WHO)
    assert answer.answered and answer.citations[0].document == "ferry.txt"
    assert [document.path for document in desk.documents() if desk.added(document)] == ["ferry.txt"]
    assert desk.remove("ferry.txt").removed == 1
    assert not desk.answer(WHO).answered
    assert paths(desk) == OLD
    assert list((tmp_path / "index" / "uploads").iterdir()) == []
    assert (tmp_path / "desktop" / "ferry.txt").exists()


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_overwritten(
    desk: Assistant, tmp_path: Path
) -> None:
    desk.add([new(tmp_path, "zoo.txt")])
    desk.add([new(tmp_path, "zoo.txt", FERRY + " It was raised later.")])
    assert paths(desk) == sorted([*OLD, "zoo-2.txt", "zoo-3.txt"])
    assert "Bremen" in desk.article("zoo.txt").text
    summary = desk.add([new(tmp_path, "other.txt"), new(tmp_path, "zoo-2.txt")])
    assert [(one.path, one.reason) for one in summary.skipped] == [("zoo-2.txt", "it was added before")]


def test_tables_are_removed_whole(desk: Assistant, tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "{FERRY} It was number {n}.", "language": "en"}}\n' for n in range(3))
    assert desk.add([new(tmp_path, "ships.jsonl", rows)]).added == 3
    with pytest.raises(UsageError, match=r"remove the table 'ships\.jsonl'"):
        desk.remove("ships.jsonl#2")
    assert desk.remove("ships.jsonl").removed == 3
    assert paths(desk) == OLD


def test_an_indexing_of_the_folders_keeps_what_was_added(desk: Assistant, tmp_path: Path) -> None:
    desk.add([new(tmp_path)])
    (tmp_path / "articles" / "zoo.txt").unlink()
    Index.update(tmp_path / "index", [tmp_path / "articles"], FakeEmbedder())
    assert paths(desk) == ["bridge.txt", "ferry.txt", "more/haven.txt"]


@pytest.mark.parametrize("inside", ["index", ".index"])
def test_an_index_within_its_folder_keeps_what_was_added(tmp_path: Path, inside: str) -> None:
    folder = write_articles(tmp_path / "articles")
    Index.update(folder / inside, [folder], FakeEmbedder())
    with Assistant(folder / inside, model=FakeGenerator(), embedder=FakeEmbedder()) as desk:
        desk.add([new(tmp_path)])
        summary = Index.update(folder / inside, [folder], FakeEmbedder())
        assert (summary.added, summary.removed, summary.skipped) == (0, 0, ())
        assert paths(desk) == sorted([*OLD, "ferry.txt"])
        desk.remove("ferry.txt")
        assert paths(desk) == OLD


def test_what_cannot_be_read_is_left_out_with_its_reason(desk: Assistant, tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "huge.txt").touch()
    with (tmp_path / "desktop" / "huge.txt").open("wb") as file:
        file.truncate(20_000_001)
    given = [
        new(tmp_path, "run.exe"),
        new(tmp_path, "empty.txt", " "),
        tmp_path / "desktop" / "huge.txt",
        tmp_path / "desktop" / "none.txt",
    ]
    reasons = ["not one of the formats", "empty", "larger than 20 MB", "not a regular file"]
    for path, reason in zip(given, reasons, strict=True):
        with pytest.raises(NoDocuments, match=reason) as raised:
            desk.add([path])
        assert "\n" not in str(raised.value)
    summary = desk.add([*given, new(tmp_path)])
    assert summary.added == 1
    assert {one.path for one in summary.skipped} == {"run.exe", "empty.txt", "huge.txt", "none.txt"}
    assert [file.name for file in (tmp_path / "index" / "uploads").iterdir()] == ["ferry.txt"]


class Stop(Exception):
    pass


def test_adding_can_be_stopped_and_keeps_only_what_is_indexed(desk: Assistant, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 1:
            raise Stop

    with pytest.raises(Stop):
        desk.add([new(tmp_path, f"{n}.txt", f"{FERRY} {n}") for n in range(3)], stop)
    assert paths(desk) == sorted([*OLD, "0.txt"])
    assert [file.name for file in (tmp_path / "index" / "uploads").iterdir()] == ["0.txt"]
    assert desk.add([new(tmp_path)]).added == 1


def test_adding_that_was_stopped_within_a_table_is_completed(desk: Assistant, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 150:
            raise Stop

    rows = "".join(f'{{"text": "{FERRY} It was number {n}.", "language": "en"}}\n' for n in range(300))
    table = new(tmp_path, "news.jsonl", rows)
    with pytest.raises(Stop):
        desk.add([table], stop)
    begun = len(paths(desk)) - len(OLD)
    assert 0 < begun < 300
    assert desk.add([table]).added == 300 - begun
    assert len(paths(desk)) == len(OLD) + 300
    with pytest.raises(NoDocuments, match="it was added before"):
        desk.add([table])


def test_a_copy_that_a_killed_process_left_is_indexed(desk: Assistant, tmp_path: Path) -> None:
    left = tmp_path / "index" / "uploads" / "ferry.txt"
    left.parent.mkdir()
    left.write_text(FERRY, encoding="utf-8")
    summary = desk.add([new(tmp_path)])
    assert (summary.added, summary.skipped) == (1, ())
    assert paths(desk) == sorted([*OLD, "ferry.txt"])


def test_the_copy_that_another_process_is_indexing_stays(
    desk: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*given: object) -> None:
        raise IndexBusy("busy")

    left = tmp_path / "index" / "uploads" / "ferry.txt"
    left.parent.mkdir()
    left.write_text(FERRY, encoding="utf-8")
    monkeypatch.setattr(Index, "update", busy)
    with pytest.raises(IndexBusy):
        desk.add([new(tmp_path), new(tmp_path, "other.txt", "Something else.")])
    assert list(left.parent.iterdir()) == [left]


def test_the_same_file_is_known_by_the_number_that_its_name_got(desk: Assistant, tmp_path: Path) -> None:
    desk.add([new(tmp_path, "zoo.txt")])
    with pytest.raises(NoDocuments, match=r"zoo-2\.txt: it was added before"):
        desk.add([new(tmp_path, "zoo.txt")])
    assert paths(desk) == sorted([*OLD, "zoo-2.txt"])


@pytest.mark.parametrize("document", ["../secret.txt", "uploads/../../secret.txt", "/etc/passwd", "", "."])
def test_nothing_outside_the_archive_is_read_or_removed(
    desk: Assistant, tmp_path: Path, document: str
) -> None:
    secret = tmp_path / "index" / "secret.txt"
    secret.write_text("a secret")
    (tmp_path / "secret.txt").write_text("a secret")
    desk.add([new(tmp_path)])
    for use in (desk.article, desk.remove):
        with pytest.raises(UsageError, match="there is no"):
            use(document)
    assert secret.exists() and (tmp_path / "secret.txt").exists()


def test_an_article_of_a_folder_is_not_removed(desk: Assistant, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="take it out of that folder"):
        desk.remove("bridge.txt")
    assert (tmp_path / "articles" / "bridge.txt").exists()


def test_a_removal_that_fails_loses_nothing(
    desk: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add([new(tmp_path)])

    def busy(*given: object) -> None:
        raise UsageError("busy")

    monkeypatch.setattr(Index, "update", busy)
    with pytest.raises(UsageError, match="busy"):
        desk.remove("ferry.txt")
    assert (tmp_path / "index" / "uploads" / "ferry.txt").read_text() == FERRY


def test_an_article_is_given_whole_from_the_store(desk: Assistant, tmp_path: Path) -> None:
    answer = desk.answer("Who built the bridge?")
    (cited, *_) = answer.citations
    (tmp_path / "articles" / "bridge.txt").unlink()
    article = desk.article(cited.document, cited.quote)
    assert article.text[cited.start : cited.end] == cited.quote
    assert (article.info.path, article.info.published) == ("bridge.txt", "2021-03")


def test_of_two_articles_of_one_path_the_quoted_one_is_given(desk: Assistant, tmp_path: Path) -> None:
    other = write_articles(tmp_path / "other", {"zoo.txt": "The zoo of Riga has closed its gates for good."})
    Index.update(tmp_path / "index", [other], FakeEmbedder())
    assert "Riga" in desk.article("zoo.txt", "closed its gates").text
    assert "Bremen" in desk.article("zoo.txt", "Schneeleoparden").text
    with pytest.raises(UsageError):
        desk.article("zoo.txt", "elephants")


def test_nothing_is_added_where_there_is_no_index(tmp_path: Path) -> None:
    with (
        Assistant(tmp_path / "none", model=FakeGenerator(), embedder=FakeEmbedder()) as desk,
        pytest.raises(IndexMissing),
    ):
        desk.add([new(tmp_path)])
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("report.txt", "report.txt"),
        ("Übergröße 2017-12-26.TXT", "Übergröße 2017-12-26.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.md", "boot.md"),
        ("<img src=x onerror=alert(1)>.html", "_img src=x onerror=alert(1)_.html"),
        ("a\0b\nc.txt", "a_b_c.txt"),
        ("news\u202etxt.exe.txt", "news_txt.exe.txt"),
        ("rows#1.csv", "rows_1.csv"),
        (".hidden.txt", "hidden.txt"),
        ("...", "article"),
        ("", "article"),
        ("\udcff.txt", "_.txt"),
        ("x" * 500 + ".txt", "x" * LONGEST_NAME + ".txt"),
        ("ж" * 500 + ".txt", "ж" * (LONGEST_NAME // 2) + ".txt"),
    ],
)
def test_names_are_made_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe

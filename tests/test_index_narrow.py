"""A search narrowed to languages and places finds only there, and says what it cannot be narrowed to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from index import Index, Narrowing
from index.errors import UsageError

STORY = "The harbour of {} was closed on Monday, a spokesman of the union said."
ARTICLES = {
    "north/a.txt": STORY.format("Oslo"),
    "north/far/b.txt": STORY.format("Tromsø"),
    "northern.txt": STORY.format("Bergen"),
    "100%_sure.txt": STORY.format("Turku"),
    "haven.txt": " date 2020-05 De haven van Gent was maandag gesloten, zei een woordvoerder van de vakbond.",
    "zug.txt": "Der Hafen von Bremen war am Montag geschlossen, sagte ein Sprecher der Gewerkschaft.",
}


@pytest.fixture
def archive(tmp_path: Path) -> Index:
    for name, text in ARTICLES.items():
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows = [{"text": STORY.format(place), "language": "en"} for place in ("Riga", "Gdynia")]
    table = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "news" / "ports.jsonl").write_text(table, encoding="utf-8")
    Index.update(tmp_path / "index", [tmp_path / "news"], FakeEmbedder())
    return Index.open(tmp_path / "index", FakeEmbedder())


def found(archive: Index, **narrowed: list[str]) -> set[str]:
    with archive:
        return {
            hit.document.path for hit in archive.search("harbour closed", 20, Narrowing.to(**narrowed)).hits
        }


@pytest.mark.parametrize(
    ("languages", "paths"),
    [(["de"], {"zug.txt"}), (["nl", "de", "nl"], {"zug.txt", "haven.txt"})],
)
def test_only_articles_in_some_languages(archive: Index, languages: list[str], paths: set[str]) -> None:
    assert found(archive, languages=languages) == paths


@pytest.mark.parametrize(
    ("documents", "paths"),
    [
        (["north"], {"north/a.txt", "north/far/b.txt"}),
        (["north/"], {"north/a.txt", "north/far/b.txt"}),
        (["./north/far", "zug.txt"], {"north/far/b.txt", "zug.txt"}),
        (["100%_sure.txt"], {"100%_sure.txt"}),
        (["ports.jsonl"], {"ports.jsonl#1", "ports.jsonl#2"}),
        (["ports.jsonl#2"], {"ports.jsonl#2"}),
    ],
)
def test_only_articles_from_some_places(archive: Index, documents: list[str], paths: set[str]) -> None:
    assert found(archive, documents=documents) == paths


def test_several_conditions_hold_together(archive: Index) -> None:
    assert found(archive, languages=["en"], documents=["north", "zug.txt"]) == {
        "north/a.txt",
        "north/far/b.txt",
    }


def test_what_fits_no_condition_is_found_nowhere(archive: Index) -> None:
    assert found(archive, languages=["de"], documents=["north"]) == set()


def test_undated_articles_are_counted_where_they_would_be_searched(archive: Index) -> None:
    with archive:
        assert archive.search("haven", 5, Narrowing("2019", languages=("nl",))).undated_left_out == 0
        assert archive.search("haven", 5, Narrowing("2019", languages=("nl", "de"))).undated_left_out == 1
        assert archive.search("haven", 5, Narrowing(languages=("de",))).undated_left_out == 0


def test_many_places_at_once(archive: Index) -> None:
    assert found(archive, documents=["zug.txt"] * 5000) == {"zug.txt"}


@pytest.mark.parametrize(
    ("narrowed", "said"),
    [
        ({"languages": ["fr"]}, "'fr'; use one of de en nl"),
        ({"languages": ["DE' OR 1 --"]}, "DE"),
        ({"documents": ["nort"]}, "'nort'"),
        ({"documents": ["north", "100%_sur_.txt"]}, "'100%_sur_.txt'"),
        ({"documents": [""]}, "empty"),
        ({"documents": ["\udcff.txt"]}, "udcff"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    archive: Index, narrowed: dict[str, list[str]], said: str
) -> None:
    with archive, pytest.raises(UsageError) as raised:
        archive.search("harbour", 5, Narrowing.to(**narrowed))
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)

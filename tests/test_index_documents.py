"""Reading files: text, header, title, date, language, and what is skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index import dates, documents, language, readers
from index.documents import Document
from index.errors import UsageError
from index.skips import Skip, Unreadable

SEEDS = Path(__file__).parent.parent / "seeds"


def read(folder: Path, name: str, text: str | bytes) -> Document:
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    return only(folder, name)


def only(folder: Path, name: str) -> Document:
    (document,) = documents.parse(folder, name, documents.load(folder, name))
    assert isinstance(document, Document)
    return document


def test_sample_corpus_is_read_as_it_is() -> None:
    found = {}
    for file in sorted(SEEDS.glob("*.txt")):
        document = only(SEEDS, file.name)
        assert document.text == file.read_text(encoding="utf-8")
        found[file.name[:3]] = document
    assert [found[key].language for key in sorted(found)] == ["de", "de", "de", "en", "nl"]
    assert [found[key].published for key in sorted(found)] == [None, None, None, None, "2017-12"]
    assert found["000"].title is None and found["001"].title is None and found["004"].title is None
    assert found["002"].title is not None and found["002"].title.startswith("Die Biden-Regierung")
    assert found["003"].title == "US imposes sanctions on North Koreans, Russians after missile tests"
    assert found["004"].text[found["004"].body_start :].startswith("De Verenigde Staten")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_is_what_read_text_gives(tmp_path: Path, line_end: str) -> None:
    document = read(tmp_path, "a.txt", f"\ufeffOne.{line_end}Two e\u0301.{line_end}\u2028Three.")
    assert document.text == (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert document.body_start == 1  # after the mark of byte order


@pytest.mark.parametrize(
    ("text", "published", "body"),
    [
        (" date 2017-12 De Verenigde", "2017-12", "De Verenigde"),
        ("Datum: 2021-03-04\n\nBerlin. Text", "2021-03-04", "Berlin. Text"),
        ("Datum: 4.3.2021\nText", "2021-03-04", "Text"),
        ("Published: 2020\nText", "2020", "Text"),
        ("PUBLISHED ON 2020/1/5T10:30:00Z\nText", "2020-01-05", "Text"),
        ("Veröffentlicht am 01.02.2020\nText", "2020-02-01", "Text"),
        ("Date: 2020-13-01\nText", None, "Date: 2020-13-01\nText"),
        ("Date: 2021-02-30\nText", None, "Date: 2021-02-30\nText"),
        ("Published 2017 by Smith.", None, "Published 2017 by Smith."),
        ("Dates are sweet. 2017-12", None, "Dates are sweet. 2017-12"),
        ("On 2017-12-01 it rained.", None, "On 2017-12-01 it rained."),
    ],
)
def test_date_comes_from_a_header_only(text: str, published: str | None, body: str) -> None:
    date, start = dates.header(text)
    assert (date, text[start:]) == (published, body)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline\n\nA sentence that is rather longer than it.", "A headline"),
        ("A headline\nThen comes a sentence that is at least twice as long.", "A headline"),
        ("A text whose lines are wrapped at a\nwidth chosen long ago, so that every line is\nshort.", None),
        ("A text whose lines are wrapped and where\nNouns begin with capitals in the next\nline.", None),
        ("A sentence.\n\nAnother, longer than the first one.", None),
        ("Only one line", None),
        ("* * *\n\nA sentence that is rather longer than it.", None),
    ],
)
def test_title_is_a_short_first_line(text: str, title: str | None) -> None:
    assert documents.title(text) == title


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", bytes(range(128, 256)) * 3, "not text|neither UTF-8"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"date 2017-12", "empty"),
        ("a.txt", b"text\0text", "not text"),
        ("a.exe", b"MZ", "not one of the formats"),
    ],
)
def test_what_is_no_article_is_skipped_with_a_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(Skip, match=reason):
        read(tmp_path, name, data)


def test_links_out_of_the_folder_and_large_files_are_skipped(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text("Secret text.")
    (inside / "link.txt").symlink_to(outside)
    (inside / "loop.txt").symlink_to(inside / "loop.txt")
    with (inside / "large.txt").open("wb") as large:
        large.truncate(readers.LARGEST + 1)
    os.mkfifo(inside / "pipe.txt")
    for name, reason in {"link": "leads out", "large": "larger than 20 MB", "pipe": "regular file"}.items():
        with pytest.raises(Skip, match=reason):
            documents.load(inside, f"{name}.txt")
    for name in ("loop", "missing"):
        with pytest.raises(Unreadable):
            documents.load(inside, f"{name}.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who vetoed the 2022 sanctions?", "en"),
        ("Wer ist Kim?", "de"),
        ("Wie is Ri Pyong Chol?", "nl"),
        ("What is Parsek LLC?", "en"),
        ("Wat is SANS?", "nl"),
        ("Telefoongesprek", "nl"),
        ("Na hoeveel weken kwam een akkoord?", "nl"),
        ("Qui a opposé son veto ?", "fr"),
        ("Кто наложил вето?", "ru"),
        ("12345", "en"),
        ("", "en"),
    ],
)
def test_language_of_short_texts(text: str, expected: str) -> None:
    # Fewer languages load faster; lingua is asked only where small words do not tell.
    assert language.detect(text, among=("de", "en", "es", "fr", "it", "nl", "ru")) == expected


def test_dates_of_filters_are_checked() -> None:
    assert dates.bounds(None, None) == ("0000-00-00", "9999-99-99")
    assert dates.bounds("2017", "2017-12") == ("2017-00-00", "2017-12-99")
    for since, until in (("soon", None), (None, "2017-13"), ("2018", "2017"), ("", None)):
        with pytest.raises(UsageError):
            dates.bounds(since, until)


def test_a_title_is_one_line_with_single_spaces() -> None:
    (read,) = documents.parse(
        Path("/root"), "a.txt", b"The  council\tmeets\n\nIt meets on Friday, says the mayor."
    )
    assert isinstance(read, Document) and read.title == "The council meets"

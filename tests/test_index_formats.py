"""Every format on real files, made by other libraries or by hand; broken ones are clear skips."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from fakes import FakeEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Index, dates, documents, readers
from index.documents import Document
from index.skips import Skip, Skipped

LONG = "Der Rat hat am Freitag in New York über neue Maßnahmen gegen das Raketenprogramm beraten. "


def parse(name: str, data: bytes, columns: dict[str, str] | None = None) -> list[Document | Skipped]:
    return list(documents.parse(Path("/root"), name, data, columns))


def one(name: str, data: bytes) -> Document:
    (document,) = parse(name, data)
    assert isinstance(document, Document)
    return document


def pdf(*lines: str) -> bytes:
    """A PDF of one page, written by hand."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def word(title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.add_heading("Die Überschrift", 1)
    document.add_paragraph(LONG)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Panzer", "543"
    document.add_paragraph("Der letzte Absatz.")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


PAGE = f"""<!doctype html><html lang="de"><head><title>Der Titel - Die Zeitung</title>
<meta property="og:title" content="Der Titel"><link rel="canonical" href="https://example.org/a">
%s</head><body><nav><a href="/">Start</a> <a href="/b">Sport</a></nav><article><h1>Der Titel</h1>
<p>{LONG}</p><p>{LONG}Am 3. Mai 2015 war das anders.</p></article>
<footer>© 2024 Die Zeitung. Impressum.</footer></body></html>"""
STAMP = '<meta property="article:published_time" content="2021-03-04T10:00:00+01:00">'


def test_markdown_with_front_matter() -> None:
    text = "---\ntitle: 'A: title'\ndate: 2021-03-04\nlang: en-GB\nurl: https://example.org\n---\n"
    text += "\n# Heading\n\nBody here.\n"
    document = one("a.md", text.encode())
    assert (document.title, document.published, document.language) == ("A: title", "2021-03-04", "en")
    assert document.url == "https://example.org" and document.text == text
    assert document.text[document.body_start :].startswith("# Heading")


def test_markdown_with_a_mark_of_byte_order() -> None:
    document = one("a.md", "\ufeff---\ntitle: A title\ndate: 2021\n---\nBody here.\n".encode())
    assert (document.title, document.published) == ("A title", "2021")
    assert document.text[document.body_start :] == "Body here.\n"


def test_markdown_without_front_matter() -> None:
    document = one("2021-03_a.md", b"# The heading #\n\nThe body is here, and it is longer.\n")
    assert (document.title, document.published, document.body_start) == ("The heading", "2021-03", 0)


def test_markdown_front_matter_runs_no_code() -> None:
    text = "---\ntitle: !!python/object/apply:os.system ['true']\n---\nBody."
    with pytest.raises(Skip, match=r"broken \.md file"):
        parse("a.md", text.encode())


def test_html_gives_main_text_title_date_and_url() -> None:
    document = one("a.html", (PAGE % STAMP).encode())
    assert (document.title, document.published, document.language) == ("Der Titel", "2021-03-04", "de")
    assert document.url == "https://example.org/a"
    assert "Raketenprogramm" in document.text
    assert "Sport" not in document.text and "Impressum" not in document.text


def test_html_without_a_date_in_its_metadata_has_none() -> None:
    assert one("a.html", (PAGE % "").encode()).published is None


@pytest.mark.parametrize(
    ("metadata", "date"),
    [
        ('<meta property="article:published_time" content="2017-12">', "2017-12"),
        ('<META NAME="DC.date.issued" CONTENT="2017">', "2017"),
        (
            '<script type="application/ld+json">{"datePublished": "2018-05-06T10:00:00Z"}</script>',
            "2018-05-06",
        ),
        ('<time class="entry-date published" datetime="2015-03-02">2. März</time>', "2015-03-02"),
        ('<time datetime="2015-03-02">2. März</time>', None),
        ('<meta name="date" content="03/04/2021">', None),
        ('<meta property="article:modified_time" content="2019-03-04">', None),
        ('<meta name="date" content="2017"><meta itemprop="datePublished" content="2018">', None),
        ('<link rel="canonical" href="https://example.org/2016/02/03/a.html">', None),
    ],
)
def test_html_dates_keep_their_precision_and_are_not_guessed(metadata: str, date: str | None) -> None:
    assert one("a.html", (PAGE % metadata).encode()).published == date


def test_html_in_an_old_encoding() -> None:
    page = (PAGE % '<meta charset="iso-8859-1">').encode("latin-1", "ignore")
    assert "über neue Maßnahmen" in one("a.htm", page).text


def test_pdf() -> None:
    document = one(
        "report_2019-05-06.pdf", pdf("The council met on Friday to discuss new sanc-", "tions against it.")
    )
    assert "new sanctions against it." in document.text
    assert document.published == "2019-05-06" and document.language == "en"


def test_docx() -> None:
    document = one("a.docx", word("Der wahre Titel"))
    assert document.title == "Der wahre Titel" and document.published is None
    assert (
        document.text.startswith("Die Überschrift\n\nDer Rat")
        and "Panzer\t543\n\nDer letzte" in document.text
    )
    assert one("a.docx", word()).title == "Die Überschrift"


def test_jsonl_rows_are_documents_of_their_own() -> None:
    rows = [
        json.dumps(
            {
                "headline": "One",
                "body": "The first text.",
                "published_at": "2017-12-26T10:00:00Z",
                "Link": "u",
            }
        ),
        "",
        "{broken",
        "[1]",
        json.dumps({"title": "No text"}),
        json.dumps({"text": "   "}),
        json.dumps({"text": "Der zweite Text ist hier.\r\nJa.", "lang": "de", "date": "26.12.2017"}),
        json.dumps({"text": "Half \ud800 a character and \u0000 nothing."}),
    ]
    found = parse("a.jsonl", "\n".join(rows).encode())
    good = [document for document in found if isinstance(document, Document)]
    assert [document.path for document in good] == ["a.jsonl#1", "a.jsonl#7", "a.jsonl#8"]
    assert (good[0].title, good[0].published, good[0].url) == ("One", "2017-12-26", "u")
    assert (good[1].text, good[1].language, good[1].published) == (
        "Der zweite Text ist hier.\nJa.",
        "de",
        "2017-12-26",
    )
    assert good[2].text == "Half \ufffd a character and \ufffd nothing."
    skipped = [skip for skip in found if isinstance(skip, Skipped)]
    assert [skip.path for skip in skipped] == ["a.jsonl#3", "a.jsonl#4", "a.jsonl#5", "a.jsonl#6"]
    assert "not JSON" in skipped[0].reason and "columns are title" in skipped[2].reason


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_any_delimiter(mark: str) -> None:
    rows = [
        ["Titel", "Datum", "Text"],
        ["Eins", "2021-03-04", '"Zeile eins.\n""Zitat"" zwei."'],
        ["Zwei", "", "Noch ein Text."],
    ]
    found = parse("a.csv", "\r\n".join(mark.join(row) for row in rows).encode("utf-8-sig"))
    good = [document for document in found if isinstance(document, Document)]
    assert [(d.title, d.published, d.path) for d in good] == [
        ("Eins", "2021-03-04", "a.csv#1"),
        ("Zwei", None, "a.csv#2"),
    ]
    assert good[0].text == 'Zeile eins.\n"Zitat" zwei.'


def test_other_column_names_can_be_mapped() -> None:
    data = json.dumps({"story": "The story is told here.", "text": "Not this.", "when": "2020"}).encode()
    (document,) = parse("a.jsonl", data, {"text": "Story", "date": "when"})
    assert isinstance(document, Document)
    assert (document.text, document.published) == ("The story is told here.", "2020")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "cp1252", "iso8859_2", "cp1251", "koi8_r", "shift_jis"]
)
def test_older_encodings_are_told(encoding: str) -> None:
    text = {
        "cp1251": "Совет Безопасности обсудил в пятницу новые санкции против страны. ",
        "koi8_r": "Совет Безопасности обсудил в пятницу новые санкции против страны. ",
        "iso8859_2": "Rada bezpieczeństwa omówiła w piątek nowe sankcje wobec państwa, źródła milczą. ",
        "shift_jis": "国連安全保障理事会は金曜日に新しい制裁について話し合いました。",
    }.get(encoding, LONG) * 5
    assert one("a.txt", text.encode(encoding)).text == text


def test_a_broken_byte_does_not_make_utf8_another_encoding() -> None:
    whole = (LONG * 5).encode()
    assert (
        one("a.txt", whole[:300] + b"\xff" + whole[300:]).text
        == (LONG * 5)[:294] + "\ufffd" + (LONG * 5)[294:]
    )
    assert one("a.txt", whole + "ß".encode()[:1]).text == LONG * 5 + "\ufffd"


def test_a_zero_in_a_row_leaves_the_other_rows() -> None:
    rows = [json.dumps({"text": LONG}, ensure_ascii=False) for _ in range(9)]
    found = parse("a.jsonl", "\n".join([*rows, '{"text": "\0"}']).encode())
    assert [isinstance(row, Document) for row in found] == [True] * 9 + [False]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.4 broken"),
        ("a.pdf", b""),
        ("a.pdf", pdf()),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", b""),
        ("a.html", b""),
        ("a.html", b"<html><body></body></html>"),
        ("a.md", b"---\ntitle: x\n---\n"),
        ("a.md", b"---\n{{: broken\n---\nBody."),
        ("a.jsonl", bytes(range(256))),
        ("a.csv", b"\0\1\2\3"),
        ("a.txt", b"\x01\x02\x03 \x04\x05 abc"),
        ("a.txt", b"12345 67890 -- 11 22 33 44 55"),
    ],
)
def test_what_is_broken_is_skipped(name: str, data: bytes) -> None:
    with pytest.raises(Skip) as raised:
        parse(name, data)
    assert str(raised.value) and "\n" not in str(raised.value)


def test_a_zip_bomb_is_skipped() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", bytes(10 * readers.LARGEST + 1))
    with pytest.raises(Skip, match="unpacked"):
        parse("a.docx", data.getvalue())


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2017-12-26_title.txt", "2017-12-26"),
        ("title-2017_12.txt", "2017-12"),
        ("a20171226b.txt", "2017-12-26"),
        ("report 2017.txt", None),
        ("2017-13-45.txt", None),
        ("000_4f02ab3c5fe96a0a.txt", None),
        ("1234567890123.txt", None),
        ("3017-12-26.txt", None),
    ],
)
def test_dates_in_file_names(name: str, date: str | None) -> None:
    assert dates.in_name(name) == date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2017-12-26T10:00:00Z", "2017-12-26"),
        ("2017-12-26 10:00", "2017-12-26"),
        ("Tue, 26 Dec 2017 10:00:00 GMT", "2017-12-26"),
        ("20171226", "2017-12-26"),
        ("2017", "2017"),
        ("26.12.2017", "2017-12-26"),
        ("03/04/2021", None),
        ("gestern", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_in_metadata(value: str | None, date: str | None) -> None:
    assert dates.known(value) == date


def test_a_folder_of_all_formats(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("A plain text is here.")
    (folder / "b.MD").write_text("# Heading\n\nA marked text is here, and it goes on.")
    (folder / "c.html").write_text(PAGE % STAMP)
    (folder / "d.pdf").write_bytes(pdf("A page of text is here."))
    (folder / "e.docx").write_bytes(word())
    (folder / "f.jsonl").write_text('{"text": "One row is here."}\n{"text": "Two rows are here."}\nbroken\n')
    (folder / "g.csv").write_text("text,date\nThree rows are here.,2020-01-01\n")
    (folder / "h.pdf").write_bytes(b"%PDF broken")
    summary = Index.update(tmp_path / "index", [folder], FakeEmbedder())
    assert summary.added == 8
    assert [skipped.path for skipped in summary.skipped] == ["f.jsonl#3", "h.pdf"]
    # A changed row alone is embedded again; one that is gone is removed.
    (folder / "f.jsonl").write_text('{"text": "One row is here."}\n{"text": "Two rows have changed."}\n')
    embedder = FakeEmbedder()
    summary = Index.update(tmp_path / "index", [folder], embedder)
    assert (summary.added, summary.changed, summary.unchanged, embedder.embedded) == (0, 1, 7, 1)
    (folder / "f.jsonl").write_text('{"text": "One row is here."}\n')
    assert Index.update(tmp_path / "index", [folder], embedder).removed == 1
    (folder / "g.csv").write_text("story\nThree rows are here.\n")
    assert Index.update(tmp_path / "index", [folder], embedder).removed == 1
    mapped = Index.update(tmp_path / "index", [folder], embedder, columns={"text": "story"})
    assert mapped.added == 1
    assert Index.update(tmp_path / "index", [folder], embedder).unchanged == 7, "columns are remembered"


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), suffix=st.sampled_from(readers.SUFFIXES), made=st.booleans())
def test_any_bytes_are_read_or_skipped(data: bytes, suffix: str, made: bool) -> None:
    if made:  # a good file with a piece of it overwritten
        whole = {".pdf": pdf("Some text."), ".docx": word(), ".html": (PAGE % STAMP).encode()}.get(
            suffix, LONG.encode()
        )
        at = len(data) * 7 % len(whole)
        data = whole[:at] + data[:40] + whole[at + 40 :]
    try:
        parse(f"a{suffix}", data)
    except Skip as skip:
        assert str(skip)

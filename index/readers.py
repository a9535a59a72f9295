"""One reader for each format: the bytes of a file to the articles in it.

    .txt            as it is; a header line may give the date
    .md             front matter gives title, date, url, language; the text keeps its marks
    .html .htm      trafilatura: main text, title and url; the date from the page's metadata
    .pdf            pypdf: the text of its pages; its dates are of the file, not of publication
    .docx           python-docx: paragraphs and tables in order
    .jsonl .csv     one article a row; see Columns

A reader raises Skip with the reason. The libraries are imported by the reader that needs them.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import logging
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index import dates
from index.encoding import decode
from index.skips import Skip

LARGEST = 20_000_000
"""Bytes; a larger file is no article."""

LARGEST_TABLE = 200_000_000
"""Bytes; a larger .jsonl or .csv must be parted."""

COLUMNS = {
    "text": ("text", "body", "content", "article", "maintext", "artikel", "inhalt", "tekst"),
    "title": ("title", "headline", "titel", "kop", "überschrift"),
    "date": ("date", "published", "publish_date", "date_publish", "published_at", "pubdate", "datum"),
    "url": ("url", "link", "source_url", "uri"),
    "language": ("language", "lang", "sprache", "taal"),
}
"""Names of the columns that hold each field, in order of preference, in any case of letters."""

Columns = Mapping[str, str]
"""Names the user gives for fields of COLUMNS; they come before the ones above."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a file says of one article; fields as in Document, None where it does not say."""

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    body_start: int = 0
    row: int | None = None
    """Number of the row in a table, from 1; the header of a .csv is none."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be used, and why."""

    row: int
    reason: str


def read(suffix: str, data: bytes, columns: Columns) -> Iterator[Article | Broken]:
    """Yield the articles in ``data``, the bytes of a file that ends in ``suffix``; raises Skip.

    Whatever a library raises on a broken file becomes a Skip, for no file may stop the others.
    """
    try:
        if suffix in TABLES:
            yield from TABLES[suffix](decode(data).removeprefix("\ufeff"), columns)
        else:
            yield READERS[suffix](data)
    except (Skip, GeneratorExit):
        raise
    except Exception as error:
        first = next(iter(str(error).splitlines()), "")
        raise Skip(f"broken {suffix} file: {type(error).__name__} {first}".strip()[:200]) from error


def _text(data: bytes) -> Article:
    text = decode(data)
    published, body_start = dates.header(text)
    return Article(text, published=published, body_start=body_start)


def _markdown(data: bytes) -> Article:
    import frontmatter

    text = decode(data)
    facts, content = frontmatter.parse(text.removeprefix("\ufeff"))
    if not facts:
        published, body_start = dates.header(text)
        return Article(text, _markdown_title(text[body_start:]), published, body_start=body_start)
    fields = _fields(facts, {})
    start = text.rindex(content) if content else len(text)
    title = fields["title"] or _markdown_title(content)
    return Article(text, title, dates.known(fields["date"]), fields["url"], fields["language"], start)


def _markdown_title(content: str) -> str | None:
    match = re.match(r"\s*#\s+(\S[^\n]{0,300}?)[\s#]*(?:\n|$)", content)
    return match[1] if match else None


def _html(data: bytes) -> Article:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    tree = trafilatura.load_html(data)
    published = None if tree is None else dates.in_page(tree)  # trafilatura's own may be a guess
    page: Any = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
    if page is None or not page.text:
        raise Skip("no article in this page")
    text = re.sub(r"\s*\n\s*", "\n\n", page.text)  # each line is a paragraph
    return Article(text, page.title or None, published, page.url or None)


def _pdf(data: bytes) -> Article:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Skip("needs a password")
    text = "\n\n".join(page.extract_text() for page in reader.pages)
    text = re.sub(r"(?<=[^\W\d_])-\n(?=[a-zà-öø-ÿ])", "", text)  # words parted at the end of a line
    if not text.strip():
        raise Skip("no text in it; is it a scan?")
    return Article(text)


def _docx(data: bytes) -> Article:
    import docx
    from docx.table import Table

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > 10 * LARGEST:
            raise Skip("larger than it seems when unpacked")
    document = docx.Document(io.BytesIO(data))
    lines: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            lines += ["\t".join(cell.text.strip() for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text.strip())
    title = (document.core_properties.title or "").strip() or None
    return Article("\n\n".join(line for line in lines if line), title)


def _jsonl(text: str, columns: Columns) -> Iterator[Article | Broken]:
    for row, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Broken(row, f"not JSON: {str(error)[:100]}")
            continue
        yield _row(row, record, columns) if isinstance(record, dict) else Broken(row, "not a JSON object")


def _csv(text: str, columns: Columns) -> Iterator[Article | Broken]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        dialect: Any = csv.Sniffer().sniff(text[:20_000].partition("\n")[0], ",;\t|")
        dialect.doublequote, dialect.quotechar = True, '"'
    except csv.Error:
        dialect = csv.excel
    for row, record in enumerate(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect), 1):
        yield _row(row, record, columns)


def _row(row: int, record: Mapping[Any, Any], columns: Columns) -> Article | Broken:
    """Return the article in one row of a table."""
    fields = _fields(record, columns)
    text = fields["text"]
    if text is None:
        return Broken(row, f"no text; its columns are {', '.join(map(str, record))}"[:200])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    known = dates.known(fields["date"])
    return Article(text, fields["title"], known, fields["url"], fields["language"], row=row)


def _fields(record: Mapping[Any, Any], columns: Columns) -> dict[str, str | None]:
    """Return the fields of COLUMNS that a record has, None for the others."""
    lower = {str(name).strip().lower(): value for name, value in record.items()}
    fields: dict[str, str | None] = {}
    for field, names in COLUMNS.items():
        given = (columns[field].strip().lower(),) if field in columns else ()
        values = (lower.get(name) for name in (*given, *names))
        found = (str(value).strip() for value in values if isinstance(value, str | int | datetime.date))
        fields[field] = next((value for value in found if value), None)
    return fields


READERS: dict[str, Callable[[bytes], Article]] = {
    ".txt": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
TABLES: dict[str, Callable[[str, Columns], Iterator[Article | Broken]]] = {".jsonl": _jsonl, ".csv": _csv}

SUFFIXES = (*READERS, *TABLES)
"""Formats that can be read."""

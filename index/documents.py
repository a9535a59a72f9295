"""Documents: what is read from a file, and what is known of it.

The text of a file is what ``Path.read_text(encoding="utf-8")`` gives; every offset in this
package counts code points of that text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import dates, language, readers
from index.readers import Article, Broken, Columns
from index.sentences import heading
from index.skips import Skip, Skipped, Unreadable


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read.

    path: relative to ``root``, with forward slashes.
    root: the indexed folder, absolute.
    text: all of it; ``text[body_start:]`` is the article without its header.
    title, published: None where unknown; published has the precision that was given.
    language: ISO 639-1.
    digest: SHA-256 of the text as UTF-8, hexadecimal.
    url: where the article was published, if known.
    """

    path: str
    root: str
    text: str
    title: str | None
    published: str | None
    language: str
    digest: str
    body_start: int = 0
    url: str | None = None

    @property
    def id(self) -> str:
        """Name of the document, from its folder and path."""
        return document_id(self.root, self.path)


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What an index knows of a document, without its text; fields as in Document."""

    id: str
    path: str
    root: str
    title: str | None
    published: str | None
    language: str
    digest: str
    url: str | None = None
    body_start: int = 0

    @property
    def decides(self) -> tuple[object, ...]:
        """All of it that decides an answer, the same wherever the folder lies."""
        return self.path, self.digest, self.title, self.published, self.language, self.body_start


def document_id(root: str, path: str) -> str:
    """Return the name of the document at ``path`` in ``root``: 16 hexadecimal digits."""
    return hashlib.sha256(f"{root}\0{path}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data``, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def load(root: Path, path: str) -> bytes:
    """Return the bytes of one file; raises Skip where it must not or cannot be read."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Skip("its name is not UTF-8") from error
    file, suffix = root / path, Path(path).suffix.lower()
    largest = readers.LARGEST_TABLE if suffix in readers.TABLES else readers.LARGEST
    try:
        if suffix not in readers.SUFFIXES and not file.is_dir():
            raise Skip(f"not one of the formats {' '.join(readers.SUFFIXES)}")
        if not file.resolve(strict=True).is_relative_to(root.resolve()):
            raise Skip("a link that leads out of the folder")
        if file.is_dir():
            raise Skip("a link to a folder, which is not followed")
        if not file.is_file():
            raise Skip("not a regular file")
        if file.stat().st_size > largest:
            raise Skip(f"larger than {largest // 1_000_000} MB")
        return file.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise Unreadable(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def parse(root: Path, path: str, data: bytes, columns: Columns | None = None) -> Iterator[Document | Skipped]:
    """Yield the documents in ``data``, the bytes of the file at ``path``, and what is left out.

    A row of a table is a document of its own, its path is ``path#row``. Raises Skip where the
    file as a whole cannot be used.
    """
    for article in readers.read(Path(path).suffix.lower(), data, columns or {}):
        if isinstance(article, Broken):
            yield Skipped(f"{path}#{article.row}", article.reason)
        elif article.text[article.body_start :].strip():
            yield _document(root, path, article)
        elif article.row is None:
            raise Skip("empty")
        else:
            yield Skipped(f"{path}#{article.row}", "empty")


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def _document(root: Path, path: str, article: Article) -> Document:
    # Halves of characters and zeros, from broken tables and PDFs; offsets stay as they are.
    text = _UNSTORABLE.sub("\ufffd", article.text)
    body = text[article.body_start :]
    given = (article.language or "").lower().replace("_", "-").partition("-")[0]
    name = Path(path).name
    return Document(
        path=path if article.row is None else f"{path}#{article.row}",
        root=str(root),
        text=text,
        title=_line(article.title) or _line(title(body)),
        published=article.published or (dates.in_name(name) if article.row is None else None),
        language=given if given in language.LANGUAGES else language.detect(body),
        digest=digest(text.encode("utf-8")),
        body_start=article.body_start,
        url=_line(article.url),
    )


def _line(text: str | None) -> str | None:
    """Return ``text`` in one line, None where it says nothing."""
    return " ".join(_UNSTORABLE.sub("\ufffd", text or "").split())[:1000] or None


def title(body: str) -> str | None:
    """Return the headline that ``body`` begins with: a short first line that ends no sentence."""
    first, _, rest = body.lstrip().partition("\n")
    following = rest.lstrip().partition("\n")[0]
    blank_between = rest[: len(rest) - len(rest.lstrip())].count("\n") > 0 or rest.startswith("\n")
    return first.strip() if heading(first, following, blank_between) else None

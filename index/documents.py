"""Documents: what is read from a file, and what is known of it.

The text of a file is what ``Path.read_text(encoding="utf-8")`` gives; every offset in this
package counts code points of that text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from index import dates, language
from index.sentences import heading

SUFFIXES = (".txt",)
"""Formats that can be read."""

LARGEST = 20_000_000
"""Bytes; a larger file is no article."""


class Skip(Exception):
    """A file that cannot be used; its text is the reason, told in the summary."""


class Unreadable(Skip):
    """A file that the system does not let us read, for now."""


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
    if Path(path).suffix.lower() not in SUFFIXES:
        raise Skip(f"not one of the formats {', '.join(SUFFIXES)}")
    file = root / path
    try:
        if not file.resolve(strict=True).is_relative_to(root.resolve()):
            raise Skip("a link that leads out of the folder")
        if not file.is_file():
            raise Skip("not a regular file")
        size = file.stat().st_size
        if size > LARGEST:
            raise Skip(f"larger than {LARGEST // 1_000_000} MB")
        return file.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise Unreadable(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def parse(root: Path, path: str, data: bytes) -> Document:
    """Return the document in ``data``, the bytes of the file at ``path``; raises Skip."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Skip(f"not UTF-8: byte {error.start}") from error
    if "\0" in text:
        raise Skip("not text: holds zero bytes")
    published, body_start = dates.header(text)
    body = text[body_start:]
    if not body.strip():
        raise Skip("empty")
    return Document(
        path=path,
        root=str(root),
        text=text,
        title=title(body),
        published=published,
        language=language.detect(body),
        digest=digest(text.encode("utf-8")),
        body_start=body_start,
    )


def title(body: str) -> str | None:
    """Return the headline that ``body`` begins with: a short first line that ends no sentence."""
    first, _, rest = body.lstrip().partition("\n")
    following = rest.lstrip().partition("\n")[0]
    blank_between = rest[: len(rest) - len(rest.lstrip())].count("\n") > 0 or rest.startswith("\n")
    return first.strip() if heading(first, following, blank_between) else None

"""The articles of a folder, and the embedder's prompts, as every system gets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from index.documents import Document, load, parse
from index.folders import Scope, scope


def documents(folder: Path) -> Iterator[Document]:
    """Yield the articles of ``folder`` as this project reads them."""
    covered = scope(folder, [], folder / ".index")  # of which there is none
    for path in covered.files(_unlisted):
        for document in parse(covered.root, path, load(covered.root, path)):
            if isinstance(document, Document):
                yield document


def _unlisted(folder: Scope, error: OSError) -> None:
    raise error


def prompts(embedder: Path) -> tuple[str, str]:
    """Return what the embedder was trained to see before a query and before a passage."""
    settings = json.loads((embedder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    known = settings.get("prompts", {})
    return known.get("query", ""), known.get("document", known.get("passage", ""))

"""What an Assistant loads: models by their names, and the sample corpus."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from assistant import models
from assistant.data import folder
from assistant.encoder import Encoder, EncoderProcess
from assistant.extract import Extractor
from assistant.generate import Generator
from assistant.models import catalogue
from assistant.settings import Settings
from index import Embedder, Index
from index.errors import IndexMissing

Say = Callable[[str], None]
"""Receives a line whenever something takes long."""


def find_embedder(spec: str | None, say: Say, *, apart: bool = False) -> Embedder:
    """The embedding model of a specification (None: the default), brought if it is not here.

    Its name and digest are what an index remembers it by. ``apart``: the default one begins to load now, in a
    process of its own. Raises ModelError.
    """
    from index import SentenceTransformerEmbedder

    found = models.resolve(spec, "embedder", say=say)
    default = catalogue.default("embedder")
    if found.digest not in (default.sha256, default.unpacked_sha256):
        return SentenceTransformerEmbedder(found.path, found.identity)
    return (EncoderProcess if apart else Encoder)(found.path, found.identity)


def find_extractor(embedder: Embedder, say: Say) -> Extractor:
    """What reads passages: the embedding model itself if it can, else the default one. Raises ModelError."""
    if isinstance(embedder, Extractor):
        return embedder
    found = models.resolve(None, "embedder", say=say)
    return _encoder(found.path, found.identity)


@cache
def _encoder(path: Path, identity: str) -> Encoder:
    """The default encoder beside other embedders; several that answer share it."""
    return Encoder(path, identity)


def load_generator(found: models.ResolvedModel, settings: Settings, say: Say) -> Generator:
    """Load a language model, ready to answer at once. Raises ModelError."""
    from assistant import facts, pipeline
    from assistant.llama import LlamaGenerator

    say(f"loading {found.name}")
    generator = LlamaGenerator(
        found.path,
        found.identity,
        context=settings.context,
        threads=settings.threads,
        states=models.Cache.default().root / "states",
    )
    pipeline.warm(generator)
    facts.warm()
    return generator


def samples() -> Path:
    """The folder of the sample corpus."""
    return Path(str(folder("seeds")))


def has_samples(where: Path) -> bool:
    """Whether the index of the sample corpus is whole: a first run may have been stopped."""
    try:
        with Index.open(where) as opened:
            return opened.status().documents >= sum(1 for _ in samples().glob("*.txt"))
    except IndexMissing:
        return False

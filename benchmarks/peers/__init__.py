"""The systems that benchmarks/answers.py compares, each behind the same small interface.

Each gets the articles of a folder as this project reads them, the same language model and the same
embedder. Beyond that it runs at its own defaults; what had to be set is said in its module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """What an answer cites: the article's path, relative to its folder, and the text that is shown."""

    document: str
    text: str


@dataclass(frozen=True)
class Reply:
    """What a system says to a question.

    text: as a user sees it, with its markers. refused: its own sign that there is no answer.
    first: seconds to the first visible text; total: to the end. memory: the largest resident size
    of its process so far, in MB. error: why there is no answer, where it failed.
    """

    text: str
    cited: Sequence[Source] = field(default=())
    refused: bool = False
    first: float = 0.0
    total: float = 0.0
    memory: float = 0.0
    error: str = ""


@dataclass(frozen=True)
class Models:
    """The files that all share: a GGUF and a sentence-transformers folder; ``threads`` to use."""

    generator: Path
    embedder: Path
    threads: int


Ask = Callable[[str], Reply]
"""Answers a question; ``total`` and ``memory`` are filled in by the caller."""

Open = Callable[[Path, Path], Ask]
"""Takes in a folder of articles. The second folder is its own, kept between runs, for an index."""

SYSTEMS = {
    "proofdesk": ("peers.proofdesk", "assistant"),
    "llama-index": ("peers.llama_index_citations", "llama_index.llms.llama_cpp"),
    "haystack": ("peers.haystack_references", "haystack_integrations.components.generators.llama_cpp"),
}
"""Name: the module here whose ``load`` makes an Open of Models, and the package that it needs."""

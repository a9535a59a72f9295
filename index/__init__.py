"""The index: documents -> passages -> vectors -> hits. It knows nothing of who asks.

    Index.update(directory, [folder], embedder)        make an index, or bring it up to date
    with Index.open(directory, embedder) as index:
        for hit in index.search("who vetoed?", 5).hits:
            print(hit.score, hit.document.path, hit.text)

Importing this loads no heavy library.
"""

from index.alignment import Alignment
from index.apart import EmbedderProcess
from index.archive import Found, Hit, Index, Status
from index.documents import Document, DocumentInfo
from index.embed import Embedder, SentenceTransformerEmbedder, Words
from index.gemma import GemmaEmbedder
from index.language import LANGUAGES, by_words, detect
from index.narrow import Narrowing
from index.passages import Passage, split
from index.progress import Progress
from index.skips import Skipped
from index.update import Summary

__all__ = [
    "LANGUAGES",
    "Alignment",
    "Document",
    "DocumentInfo",
    "Embedder",
    "EmbedderProcess",
    "Found",
    "GemmaEmbedder",
    "Hit",
    "Index",
    "Narrowing",
    "Passage",
    "Progress",
    "SentenceTransformerEmbedder",
    "Skipped",
    "Status",
    "Summary",
    "Words",
    "by_words",
    "detect",
    "split",
]

"""Ask questions of a private news archive: local, multilingual, and never without proof.

    from assistant import answer, Assistant

    print(answer("who vetoed the 2022 sanctions?"))
    with Assistant(index="my-index") as a:
        print(a.answer("Wer hat das Veto eingelegt?").citations[0].quote)

Importing this loads no heavy library.
"""

from assistant.answers import Answer, Citation, Passage, Statement, Timings
from assistant.api import Article, Assistant, answer, stream
from assistant.translate import Translation
from index.errors import (
    ArchiveError,
    IndexBusy,
    IndexDamaged,
    IndexIncompatible,
    IndexMissing,
    ModelDamaged,
    ModelError,
    ModelMissing,
    ModelUnusable,
    NoDocuments,
    UsageError,
)

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "ArchiveError",
    "Article",
    "Assistant",
    "Citation",
    "IndexBusy",
    "IndexDamaged",
    "IndexIncompatible",
    "IndexMissing",
    "ModelDamaged",
    "ModelError",
    "ModelMissing",
    "ModelUnusable",
    "NoDocuments",
    "Passage",
    "Statement",
    "Timings",
    "Translation",
    "UsageError",
    "answer",
    "stream",
]

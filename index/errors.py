"""What can go wrong, as one tree. Every message says what to do next.

    ArchiveError                base of every error this project raises on purpose
    ├── UsageError              the call itself is wrong
    ├── NoDocuments             a folder or file to index is missing, empty or unreadable
    ├── IndexMissing            there is no index where one was expected
    ├── IndexDamaged            an index is there but cannot be read or contradicts itself
    ├── IndexIncompatible       an index made with another model or by a newer version
    ├── IndexBusy               another process is writing to the index
    └── ModelError              a model cannot be had or used
        ├── ModelMissing        it is not here and cannot be fetched
        ├── ModelDamaged        its bytes are not the expected ones
        └── ModelUnusable       it is here, but is not a model that can do the work

Errors of sqlite3, faiss, llama_cpp, huggingface_hub and the operating system are
turned into these at the module that calls them, with ``raise … from``.
"""

from __future__ import annotations


class ArchiveError(Exception):
    """Base of every error that this project raises on purpose; its text is one line."""


class UsageError(ArchiveError):
    """The call itself is wrong: an empty question, an impossible number, a malformed line."""


class NoDocuments(ArchiveError):
    """A folder or file to index is missing, holds no text, or cannot be read."""


class IndexMissing(ArchiveError):
    """There is no index where one was expected."""


class IndexDamaged(ArchiveError):
    """An index is there but cannot be read, or contradicts itself."""


class IndexIncompatible(ArchiveError):
    """The index was made with another embedding model or by a newer version of the program."""


class IndexBusy(ArchiveError):
    """Another process is writing to the index."""


class ModelError(ArchiveError):
    """A model cannot be had or used."""


class ModelMissing(ModelError):
    """The model is not here and cannot be fetched."""


class ModelDamaged(ModelError):
    """The bytes of the model are not the expected ones."""


class ModelUnusable(ModelError):
    """The file or folder is there, but it is not a model that can do the work."""


def one_line(said: object) -> str:
    """What an error or a reason says, in one line whatever it quotes."""
    return " ".join(str(said).split())

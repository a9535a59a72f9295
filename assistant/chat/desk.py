"""What all who look at the page share: one Assistant, the line before it, what is kept."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from assistant.answers import Answer
from assistant.api import Assistant, History
from assistant.chat.conversations import Conversations
from assistant.chat.examples import examples
from assistant.chat.line import Line, Ticket
from assistant.chat.safety import Login
from index import Index
from index.errors import ArchiveError, IndexMissing, one_line
from index.narrow import EVERYTHING, Narrowing

MOST_PLACES = 500
"""Articles that are offered to narrow a search to; folders come first."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What may be asked of an archive: in which languages (ISO 639-1), of which folders and articles."""

    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Desk:
    """One Assistant for everyone who asks.

    Args:
        assistant: what answers; its models are loaded in the background.
        index: the folder of its index.
        kept: the conversations about it.
        login: who may look at the page; None: everybody who reaches it.
        narrowing: the dates to which a page is narrowed when it is opened.

    ``line``: who waits for the language model. ``loading``: what is being loaded, in a line;
    None once all is there. ``trouble``: why it cannot be loaded; None again once a question is answered
    after all. ``cases``: the folder of answers that are kept as cases of ``assistant check``.
    """

    def __init__(
        self,
        assistant: Assistant,
        index: Path,
        kept: Conversations,
        login: Login | None = None,
        narrowing: Narrowing = EVERYTHING,
    ) -> None:
        self.assistant = assistant
        self.index = index
        self.kept = kept
        self.login = login
        self.narrowing = narrowing
        self.cases = index / "cases"
        self.line = Line()
        self._opening = threading.Lock()
        self._archive: Index | None = None
        self._overview: Overview | None = None
        self._seen = 0
        self.loading: str | None = ""
        self.trouble: str | None = None

    def say(self, line: str) -> None:
        """Hear what takes long; an Assistant's ``say``."""
        if self.loading is not None:
            self.loading = line

    def load(self) -> None:
        """Load index and models in the background."""
        threading.Thread(target=self._load, name="loading", daemon=True).start()

    def archive(self) -> Index:
        """The index, to look at without any model. Raises IndexMissing while it is yet to be built."""
        with self._opening:
            if self._archive is None:
                self._archive = Index.open(self.index)
            return self._archive

    def overview(self) -> Overview:
        """What the archive holds; empty while it is yet to be built."""
        try:
            archive = self.archive()
        except IndexMissing:
            return Overview()
        written = _written(self.index)
        if self._overview is None or self._seen != written:
            self._overview, self._seen = _overview(archive), written
        return self._overview

    def changed(self) -> None:
        """Look at the archive anew: articles were added or removed."""
        self._overview = None

    def ask(
        self, question: str, history: History = (), narrowing: Narrowing | None = None, **options: Any
    ) -> Ticket[Answer]:
        """Stand in line with a question; ``options`` are Assistant.stream's. Raises LineFull."""
        given = asdict(narrowing or Narrowing()) | options
        asked: Sequence[tuple[str, str]] = tuple(history)

        def work(tell: Any) -> Answer:
            *_, last = self.assistant.stream(question, asked, tell=tell, **given)
            assert isinstance(last, Answer)
            self.trouble = None
            return last

        return self.line.join(work)

    def _load(self) -> None:
        try:
            self.assistant.load()
        except (ArchiveError, OSError) as error:
            self.trouble = one_line(error)
        finally:
            self.loading = None


def _written(index: Path) -> int:
    """When anything was last written to an index, in nanoseconds."""
    files = [file.stat() for file in index.iterdir() if file.is_file() and not file.name.endswith("-shm")]
    return max((file.st_mtime_ns for file in files), default=0)


def _overview(archive: Index) -> Overview:
    documents = archive.documents()
    folders = {parent.as_posix() for one in documents for parent in PurePosixPath(one.path).parents}
    places = [*sorted(folders - {"."}), *(one.path for one in documents)]
    return Overview(
        languages=tuple(archive.status().languages),
        places=tuple(dict.fromkeys(places[:MOST_PLACES])),
        examples=examples(archive, documents),
    )

"""What all who look at the page share: one Assistant, the line before it, what is kept."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answers import Answer
from assistant.api import Assistant, History
from assistant.chat.line import Line, Ticket
from index.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which articles are asked; empty is all of them. ``documents``: paths, or folders they begin with."""

    since: str | None = None
    until: str | None = None
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.languages or self.documents)

    def options(self) -> dict[str, Any]:
        """As the Assistant takes them."""
        given = {
            "since": self.since, "until": self.until,
            "languages": list(self.languages), "documents": list(self.documents),
        }  # fmt: skip
        return {name: value for name, value in given.items() if value}


class Desk:
    """One Assistant for everyone who asks.

    Args:
        assistant: what answers; its models are loaded in the background.
        index: the folder of its index.

    ``line``: who waits for the language model. ``loading``: what is being loaded, in a line;
    None once all is there. ``trouble``: why it cannot be loaded.
    """

    def __init__(self, assistant: Assistant, index: Path) -> None:
        self.assistant = assistant
        self.index = index
        self.line = Line()
        self.loading: str | None = ""
        self.trouble: str | None = None

    def say(self, line: str) -> None:
        """Hear what takes long; an Assistant's ``say``."""
        if self.loading is not None:
            self.loading = line

    def load(self) -> None:
        """Load index and models in the background."""
        threading.Thread(target=self._load, name="loading", daemon=True).start()

    def ask(
        self, question: str, history: History = (), narrowing: Narrowing | None = None, **options: Any
    ) -> Ticket[Answer]:
        """Stand in line with a question; ``options`` are Assistant.stream's. Raises LineFull."""
        given = (narrowing or Narrowing()).options() | options
        asked: Sequence[tuple[str, str]] = tuple(history)

        def work(tell: Any) -> Answer:
            *_, last = self.assistant.stream(question, asked, tell=tell, **given)
            assert isinstance(last, Answer)
            return last

        return self.line.join(work)

    def _load(self) -> None:
        try:
            self.assistant.load()
        except (ArchiveError, OSError) as error:
            self.trouble = " ".join(str(error).split())
        finally:
            self.loading = None

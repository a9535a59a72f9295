"""What is being done for a question right now: for a page that says so, and for ``ask --explain``."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.generate import Conversation, Generator

Name = Literal["rewrite", "search", "judge", "write", "check", "correct", "done"]


@dataclass(frozen=True, slots=True)
class Step:
    """The beginning of a step, which ends where the next one begins; the last one is "done".

    ``name``: "rewrite" a follow-up, "search" passages, "judge" whether one states the answer and with which
    words, "write" the sentence, "check" it against its passage, "correct" a false premise.
    ``seconds`` since the question. ``about``: the document of the passage, the question that is searched
    for, or what came of the step. ``tokens`` of what a model reads, without its opening, which is the same
    for every question and is read only once; ``opening``: the tokens of that.
    """

    name: Name
    seconds: float
    about: str = ""
    tokens: int = 0
    opening: int = 0


class Steps:
    """Tells a listener of each step as it begins."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell = tell
        self._began = time.perf_counter()
        self._name: Name = "search"
        self._openings: dict[Conversation, int] = {}
        """The tokens of the openings so far: each is counted once."""

    @property
    def seconds(self) -> float:
        """Since the question."""
        return time.perf_counter() - self._began

    def begin(self, name: Name, about: str = "", tokens: int = 0, opening: int = 0) -> None:
        """A step begins; the one before it has ended."""
        self._name = name
        self._tell(Step(name, self.seconds, about, tokens, opening))

    def read(
        self, name: Name, generator: Generator, opening: Conversation, turns: Conversation, about: str = ""
    ) -> None:
        """A step begins with a prompt that the model reads: the turns behind an opening that is kept."""
        if opening not in self._openings:
            self._openings[opening] = _tokens(generator, opening)
        self.begin(name, about, _tokens(generator, turns), self._openings[opening])

    def note(self, about: str) -> None:
        """Tell what came of the step that began last."""
        self.begin(self._name, about)


def _tokens(generator: Generator, conversation: Conversation) -> int:
    return sum(generator.count_tokens(message.content) for message in conversation)


def unheard(step: Step) -> None:
    """Listen to nothing."""

"""What an extractive reader must be able to do: find the words of a passage that answer, or say that none do.

The in-process default is :mod:`assistant.encoder`; ``training/`` tells how its weights were made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Extract:
    """The words of a passage that answer a question, if any do.

    start, end: code points of the passage. share: how much likelier these words are than others, 0 to 1.
    answers: log odds that the passage answers at all; what is below 0 rather does not.
    """

    start: int
    end: int
    share: float
    answers: float


@runtime_checkable
class Extractor(Protocol):
    """An extractive reader for questions and passages of any two languages. Deterministic."""

    @property
    def reader(self) -> str:
        """Identity of the reader, for the fingerprint; known without loading it."""
        ...

    def size(self, question: str, source: str, passage: str) -> int:
        """Count the tokens that are read for a question and a passage."""
        ...

    def extract(
        self, question: str, source: str, passage: str, within: Sequence[tuple[int, int]] = ()
    ) -> Extract:
        """Find the words of ``passage`` that answer.

        Args:
            source: what is known of its article, or nothing.
            within: stretches of the passage, in code points, in one of which the words lie; none: anywhere.
        """
        ...

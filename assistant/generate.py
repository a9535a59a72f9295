"""What a language model must be able to do for this project: choose between words, and write.

Anything with this interface can stand in for the in-process default (:mod:`assistant.llama`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation. ``content`` is plain text: markers of a chat format in it mean nothing."""

    role: Role
    content: str


Conversation = tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text as it is written. ``finish`` is set on the last one.

    ``"stop"``: the model ended its turn. ``"length"``: it was cut off at the limit.
    """

    text: str
    finish: Literal["stop", "length"] | None = None


class Generator(Protocol):
    """A local language model.

    A conversation is an ``opening``, the same for many questions, and the ``turns`` after it.
    Deterministic: the same conversation gives the same result, whatever was read before.
    """

    @property
    def name(self) -> str:
        """Identity of the model and of the settings that change what it writes."""
        ...

    @property
    def context(self) -> int:
        """How many tokens one conversation may have, what is written included."""
        ...

    def count_tokens(self, text: str) -> int:
        """Count the tokens of plain text."""
        ...

    def keep(self, opening: Conversation) -> None:
        """Read the fixed beginning of many conversations now, and keep its state."""
        ...

    def choose(self, opening: Conversation, turns: Conversation, options: Sequence[str]) -> list[float]:
        """The shares (summing to 1) of the options as the first word of the next turn."""
        ...

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        """Write the next turn, piece by piece, the likeliest token each time."""
        ...

    def close(self) -> None:
        """Give back the memory."""
        ...

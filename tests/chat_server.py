"""``assistant chat`` with stand-ins for the models: a real server in a process of its own.

python tests/chat_server.py SECONDS OPTIONS…    SECONDS: what each answer of the model takes
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fakes import FakeEmbedder, FakeGenerator

from assistant import cli
from assistant.api import Assistant
from assistant.chat import command
from assistant.generate import Conversation, Piece


class SlowGenerator(FakeGenerator):
    """Takes its time for each answer, and writes down that it is asked."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        print("writing", file=sys.stderr, flush=True)
        time.sleep(self._seconds)
        return super().write(opening, turns, max_tokens=max_tokens)


def main() -> int:
    generator = SlowGenerator(float(sys.argv[1]))

    def faked(where: Path | None, **given: Any) -> Assistant:
        return Assistant(where, **{**given, "model": generator, "embedder": FakeEmbedder()})

    vars(command)["Assistant"] = faked
    return cli.main(["chat", *sys.argv[2:]])


if __name__ == "__main__":
    sys.exit(main())

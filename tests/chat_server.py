"""``assistant chat`` with stand-ins for the models: a real server in a process of its own.

python tests/chat_server.py SECONDS OPTIONS…    SECONDS: what each judgement of the model takes
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fakes import FakeEmbedder, FakeGenerator

from assistant import cli
from assistant.api import Assistant
from assistant.chat import command
from assistant.generate import Conversation


class SlowGenerator(FakeGenerator):
    """Takes its time for each judgement, and writes down that it is asked."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def choose(self, opening: Conversation, turns: Conversation, options: Sequence[str]) -> list[float]:
        print("judging", file=sys.stderr, flush=True)
        time.sleep(self._seconds)
        return super().choose(opening, turns, options)


def main() -> int:
    generator = SlowGenerator(float(sys.argv[1]))

    def faked(where: Path | None, **given: Any) -> Assistant:
        return Assistant(where, **{**given, "model": generator, "embedder": FakeEmbedder()})

    vars(command)["Assistant"] = faked
    return cli.main(["chat", *sys.argv[2:]])


if __name__ == "__main__":
    sys.exit(main())

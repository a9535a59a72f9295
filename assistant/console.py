"""What is printed where: results on standard output, all else on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any

from assistant.clean import printable
from index import Progress


def out(result: dict[str, Any] | str, *, last: bool = True) -> None:
    """Print a result at once, so that a pipe sees each answer when it is there."""
    if isinstance(result, dict):
        # Readable where the reader can take it; anything else is still the same JSON.
        plain = not (sys.stdout.encoding or "").lower().startswith("utf")
        print(json.dumps(result, ensure_ascii=plain, default=str), flush=True)
    else:
        print(printable(result), end="\n" if last else "\n\n\n", flush=True)


def say(line: str) -> None:
    """Print what is not a result."""
    print(printable(line), file=sys.stderr, flush=True)


class Bar:
    """A progress bar on standard error; nothing where standard error is no terminal."""

    def __init__(self, unit: str = "article") -> None:
        self._unit = unit
        self._bar: Any = None

    def __call__(self, done: int, total: int) -> None:
        """Show that so many of so many are done."""
        from tqdm import tqdm

        if self._bar is None:
            self._bar = tqdm(total=total, unit=self._unit, disable=None, file=sys.stderr, leave=False)
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if done >= total:
            self.close()

    def close(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

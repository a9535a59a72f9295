"""A progress bar in bytes on standard error; a few plain lines where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Report = Callable[[int], None]
"""Called with the number of bytes that are here by now."""

Say = Callable[[str], None]
"""Called with one line that the user should read."""

Progress = Callable[[str, int], AbstractContextManager[Report]]
"""Called with a name and the total in bytes; gives what is to be told how far it is."""


def to_stderr(line: str) -> None:
    """Show one line to the user."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def byte_bar(name: str, total: int) -> Iterator[Report]:
    """Show how many of ``total`` bytes are here."""
    if not sys.stderr.isatty():
        yield _quarters(name, total)
        return
    from tqdm import tqdm

    with tqdm(total=total, desc=name, unit="B", unit_scale=True, file=sys.stderr) as bar:

        def report(done: int) -> None:
            bar.update(done - bar.n)

        yield report


def megabytes(count: int) -> str:
    """A size for people: ``1.12 GB``, ``98 MB``."""
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{max(1, round(count / 1e6))} MB"


def _quarters(name: str, total: int) -> Report:
    shown = 0

    def report(done: int) -> None:
        nonlocal shown
        quarter = 4 * done // max(total, 1)
        if quarter > shown:
            shown = quarter
            to_stderr(f"{name}: {25 * quarter} % of {megabytes(total)}")

    return report

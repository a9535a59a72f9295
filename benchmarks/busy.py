"""Answers beside another program that keeps every core busy, and alone.

    python benchmarks/busy.py [--runs 3]

`assistant ask` from the shell, by turns as this project sets OpenMP (threads that wait spin 1,000 times and
then leave their core to others) and as OpenMP comes (300,000 times, says the manual of libgomp). The files
are cached.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

ASK = [sys.executable, "-m", "assistant.cli", "ask", "who vetoed the 2022 sanctions?"]
SETTINGS = {"this project": {}, "as OpenMP comes": {"GOMP_SPINCOUNT": "300000"}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    seconds()
    print("| cores | OpenMP | p50 | ratio |\n|---|---|---|---|")
    for cores, programs in (("free", 0), ("busy", os.cpu_count() or 1)):
        taken: dict[str, list[float]] = {name: [] for name in SETTINGS}
        with busy(programs):
            for _ in range(options.runs):
                for name, setting in SETTINGS.items():
                    taken[name].append(seconds(setting))
        ours = median(taken["this project"])
        for name, each in taken.items():
            print(f"| {cores} | {name} | {median(each):.1f} s | {median(each) / ours:.2f} |")


def seconds(setting: dict[str, str] | None = None) -> float:
    """How long one question from the shell takes, with something set in the environment."""
    began = time.perf_counter()
    subprocess.run(ASK, check=True, capture_output=True, env=os.environ | (setting or {}))
    return time.perf_counter() - began


@contextmanager
def busy(programs: int) -> Iterator[None]:
    """Keep so many cores busy meanwhile."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(programs)]
    try:
        yield
    finally:
        for one in running:
            one.kill()


if __name__ == "__main__":
    main()

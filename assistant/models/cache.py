"""Where models and what belongs to them lie on this machine.

models/NAME.gguf or models/NAME/   finished models; nothing unfinished ever has these names
parts/NAME/                        an unfinished pull: verified parts, and work in progress
locks/  digests/  terms/  hub/     locks; remembered hashes; terms shown; where hub models lie
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cache:
    """The cache folder and the places in it. Nothing is created by asking for a path."""

    root: Path

    @classmethod
    def default(cls) -> Cache:
        """The user's cache folder, or the folder that ASSISTANT_CACHE names."""
        if named := os.environ.get("ASSISTANT_CACHE"):
            return cls(Path(named).expanduser().absolute())
        from platformdirs import user_cache_path

        return cls(user_cache_path("proofdesk", appauthor=False))

    @property
    def models(self) -> Path:
        """The folder of finished models."""
        return self.root / "models"

    def parts(self, name: str) -> Path:
        """The folder of a model's unfinished pull."""
        return self.root / "parts" / name

    def lock(self, name: str) -> Path:
        """The file that a process locks while it brings this model."""
        return self.root / "locks" / f"{name}.lock"

    def terms(self, name: str) -> Path:
        """The file that is there once the terms of this model were shown."""
        return self.root / "terms" / name

    def digest(self, path: Path) -> Path:
        """The file that remembers the hash of what lies at ``path``."""
        return self.root / "digests" / f"{_key(str(path.absolute()))}.json"

    def hub(self, spec: str) -> Path:
        """The file that remembers where the model of an ``hf:`` name lies."""
        return self.root / "hub" / f"{_key(spec)}.json"


def write_atomically(path: Path, text: str) -> None:
    """Write a small file so that a reader sees all of it or none; creates its folder.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(path)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]

"""Where the files that come with the program are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def folder(name: str) -> Traversable:
    """The folder ``prompts`` or ``seeds``."""
    packaged = files("assistant") / "_data" / name
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / name


@cache
def digest(name: str) -> str:
    """Identity of a file of the package ``assistant``, for the fingerprint."""
    return hashlib.sha256(files("assistant").joinpath(name).read_bytes()).hexdigest()[:16]

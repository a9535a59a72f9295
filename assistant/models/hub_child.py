"""Fetch from a model hub: the one place that may use the network for an ``hf:`` model.

Run as a program of its own: ``python hub_child.py OWNER/REPO [FILE…]``. huggingface_hub reads its settings
once, when it is imported, and the main process has it told to stay offline; here it starts afresh, with
the user's settings alone. Prints one JSON object: ``{"path": …}`` or ``{"error": …}``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path, PurePosixPath

_WANTED = {".json", ".txt", ".model", ".safetensors"}  # no pickled weights, no code


class _Unfit(Exception):
    """The repository is there but holds not what is needed."""


def _fetch(repo: str, files: list[str]) -> str:
    from huggingface_hub import HfApi, constants, snapshot_download, try_to_load_from_cache

    cached = [try_to_load_from_cache(repo, name) for name in files]
    if files and all(isinstance(path, str) for path in cached):
        return str(cached[0])
    wanted: list[str] | None = files
    if not constants.HF_HUB_OFFLINE:
        # Asked first because it fails at once: the download itself tries an absent hub for half a minute.
        names = [entry.rfilename for entry in HfApi().model_info(repo).siblings or []]
        wanted = _in_repository(files, names) if files else _of_embedder(names)
    folder = Path(snapshot_download(repo, allow_patterns=wanted or None))
    return str(folder / files[0] if files else folder)


def _in_repository(files: list[str], names: list[str]) -> list[str]:
    for file in files:
        if file not in names:
            raise _Unfit(f"the repository has no file {file}")
    return files


def _of_embedder(names: list[str]) -> list[str]:
    wanted = [
        name
        for name in names
        if PurePosixPath(name).suffix in _WANTED and not name.startswith(("onnx/", "openvino/", "."))
    ]
    if not any(name.endswith(".safetensors") for name in wanted):
        raise _Unfit("the repository has no weights in safetensors format")
    return wanted


def _explain(error: Exception) -> str:
    from huggingface_hub import errors

    if isinstance(error, _Unfit):
        return str(error)
    if isinstance(error, errors.GatedRepoError):
        return "its owner asks you to accept terms on the hub first; then set HF_TOKEN"
    if isinstance(error, errors.RepositoryNotFoundError):
        return "the hub has no such repository, or it is private (HF_TOKEN)"
    if isinstance(error, errors.LocalEntryNotFoundError) or "Connect" in type(error).__name__:
        return "the hub cannot be reached"
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def main(repo: str, *files: str) -> int:
    """Fetch and print the result; 0 when there is a path."""
    try:
        answer = {"path": _fetch(repo, list(files))}
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # the one seam to a foreign library: the caller shows its reason
        answer = {"error": _explain(error)}
    print(json.dumps(answer))
    return 0 if "path" in answer else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

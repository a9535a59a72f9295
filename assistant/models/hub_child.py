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


def _fetch(repo: str, files: list[str]) -> str:
    from huggingface_hub import hf_hub_download, snapshot_download, try_to_load_from_cache

    if len(files) == 1:
        cached = try_to_load_from_cache(repo, files[0])
        return cached if isinstance(cached, str) else str(hf_hub_download(repo, files[0]))
    if files:
        return str(Path(snapshot_download(repo, allow_patterns=files)) / files[0])
    return str(snapshot_download(repo, allow_patterns=_folder_files(repo)))


def _folder_files(repo: str) -> list[str] | None:
    from huggingface_hub import HfApi, constants

    if constants.HF_HUB_OFFLINE:
        return None  # whatever is in the cache
    names = [entry.rfilename for entry in HfApi().model_info(repo).siblings or []]
    wanted = [
        name
        for name in names
        if PurePosixPath(name).suffix in _WANTED and not name.startswith(("onnx/", "openvino/", "."))
    ]
    if not any(name.endswith(".safetensors") for name in wanted):
        raise LookupError("it has no weights in safetensors format")
    return wanted


def _explain(error: Exception) -> str:
    from huggingface_hub import errors

    if isinstance(error, LookupError):
        return str(error)
    if isinstance(error, errors.GatedRepoError):
        return "its owner asks you to accept terms on the hub first; then set HF_TOKEN"
    if isinstance(error, errors.RepositoryNotFoundError):
        return "the hub has no such repository, or it is private (HF_TOKEN)"
    if isinstance(error, errors.LocalEntryNotFoundError):
        return "the hub cannot be reached"
    if isinstance(error, errors.EntryNotFoundError):
        return "the repository has no such file"
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

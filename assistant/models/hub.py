"""Models named ``hf:OWNER/REPO/FILE.gguf`` or, for an embedder, ``hf:OWNER/REPO``.

They lie in the hub's own cache (HF_HOME), where other programs find them as well. The network is used
only when a model is named that is not there yet.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

from index.errors import ModelMissing, UsageError

from .cache import Cache, write_atomically
from .catalogue import Kind
from .digests import shards
from .offline import online_environment, user_is_offline
from .progress import Say

PREFIX = "hf:"


def bring(spec: str, kind: Kind, cache: Cache, say: Say) -> Path:
    """The file or folder of a hub model, fetched if it is not here yet.

    Raises:
        UsageError: the name has not the form that this kind of model needs.
        ModelMissing: it is not here and cannot be fetched.
    """
    repo, files = _parse(spec, kind)
    if known := _known(spec, cache):
        return known
    if not user_is_offline():
        say(f"bringing {spec} from {_endpoint()}")
    path = _run_child(spec, repo, files)
    with contextlib.suppress(OSError):  # forgetting it costs one look into the hub's cache next time
        write_atomically(cache.hub(spec), json.dumps({"spec": spec, "path": str(path)}))
    return path


def _parse(spec: str, kind: Kind) -> tuple[str, list[str]]:
    pieces = spec.removeprefix(PREFIX).split("/")
    named = len(pieces) >= 2 and all(piece not in ("", ".", "..") for piece in pieces)
    file = "/".join(pieces[2:])
    if kind == "generator" and not (named and file.endswith(".gguf")):
        raise UsageError(f"{spec!r} names no GGUF file; write hf:OWNER/REPO/FILE.gguf")
    if kind == "embedder" and not (named and not file):
        raise UsageError(f"{spec!r} names no embedding model; write hf:OWNER/REPO")
    return "/".join(pieces[:2]), shards(file) if file else []


def _known(spec: str, cache: Cache) -> Path | None:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # no or no good memory: ask the hub
        path = Path(json.loads(cache.hub(spec).read_text(encoding="utf-8"))["path"])
        return path if path.exists() else None
    return None


def _run_child(spec: str, repo: str, files: list[str]) -> Path:
    environment = online_environment()
    environment["HF_HUB_DISABLE_TELEMETRY"] = "1"
    environment.setdefault("HF_HUB_VERBOSITY", "error")
    environment.setdefault(
        "HF_HUB_DISABLE_XET", "1"
    )  # its servers are others than HF_ENDPOINT and the proxy's
    if not sys.stderr.isatty():
        environment["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    child = subprocess.run(
        [sys.executable, "-P", str(Path(__file__).with_name("hub_child.py")), repo, *files],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,  # standard error stays the user's: it shows the progress
        encoding="utf-8",
        errors="replace",
        env=environment,
        check=False,
    )
    try:
        answer = json.loads(child.stdout.strip().rpartition("\n")[2])
    except ValueError:
        answer = {"error": f"the process that fetches it ended with status {child.returncode}"}
    if "path" in answer:
        return Path(answer["path"])
    if user_is_offline():
        raise ModelMissing(
            f"{spec} is not here and HF_HUB_OFFLINE forbids to fetch it; unset it, or name a local model"
        )
    raise ModelMissing(
        f"cannot bring {spec} from {_endpoint()}: {answer['error']};"
        " check the name, the network and HF_ENDPOINT"
    )


def _endpoint() -> str:
    return os.environ.get("HF_ENDPOINT") or "https://huggingface.co"

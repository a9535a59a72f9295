"""Models named hf:…, fetched by the real huggingface_hub from a small hub on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.models import Cache, go_offline, hub, resolve
from index.errors import ModelMissing, ModelUnusable, UsageError

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GGUF = b"GGUF" + b"weights " * 1000


class Hub:
    """The few addresses of a model hub that fetching needs; what was asked for is noted."""

    def __init__(self, repos: dict[str, dict[str, bytes]]) -> None:
        self.asked: list[str] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self._answer(body=False)

            def do_GET(self) -> None:
                self._answer(body=True)

            def _answer(self, body: bool) -> None:
                path = self.path.partition("?")[0].strip("/")
                stub.asked.append(f"{self.command} {path}")
                for repo, files in repos.items():
                    if path in (f"api/models/{repo}", f"api/models/{repo}/revision/main"):
                        siblings = [{"rfilename": name} for name in files]
                        return self._json({"id": repo, "sha": COMMIT, "siblings": siblings}, body)
                    if path.startswith(f"api/models/{repo}/tree/"):
                        tree = [
                            {"type": "file", "path": name, "size": len(data), "oid": etag(data)}
                            for name, data in files.items()
                        ]
                        return self._json(tree, body)
                    if path.startswith(f"{repo}/resolve/"):
                        name = path.removeprefix(f"{repo}/resolve/").partition("/")[2]
                        if name not in files:
                            return self._send(404, b"", body, {"X-Error-Code": "EntryNotFound"})
                        return self._file(files[name], body)
                return self._send(404, b"", body, {"X-Error-Code": "RepoNotFound"})

            def _file(self, data: bytes, body: bool) -> None:
                self._send(200, data, body, {"ETag": f'"{etag(data)}"', "X-Repo-Commit": COMMIT})

            def _json(self, value: object, body: bool) -> None:
                self._send(200, json.dumps(value).encode(), body, {"Content-Type": "application/json"})

            def _send(self, status: int, data: bytes, body: bool, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(data))}.items():
                    self.send_header(name, value)
                self.end_headers()
                if body:
                    self.wfile.write(data)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def etag(data: bytes) -> str:
    return hashlib.sha1(data).hexdigest()


@pytest.fixture
def the_hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    running = Hub(
        {
            "someone/small": {
                "small.gguf": GGUF,
                "sub/other.gguf": GGUF,
                "bad.gguf": b"<html>no model</html>",
            },
            "someone/large": {"l-00001-of-00002.gguf": GGUF, "l-00002-of-00002.gguf": GGUF[::-1]},
            "someone/embedder": {
                "modules.json": b"[]",
                "config.json": b"{}",
                "model.safetensors": b"weights",
                "1_Pooling/config.json": b'{"a": 1}',
                "pytorch_model.bin": b"a pickle",
                "modeling.py": b"raise SystemExit",
                "onnx/config.json": b'{"b": 1}',
            },
            "someone/pickled": {"config.json": b"{}", "pytorch_model.bin": b"a pickle"},
        }
    )
    for name in [name for name in os.environ if name.startswith("HF_") or name == "TRANSFORMERS_OFFLINE"]:
        monkeypatch.delenv(name)
    for name in (
        "DO_NOT_TRACK",
        "GRADIO_ANALYTICS_ENABLED",
        "TOKENIZERS_PARALLELISM",
        "GOMP_SPINCOUNT",
        "ASSISTANT_SET_ENVIRONMENT",
    ):
        monkeypatch.setenv(name, "")  # so that what go_offline sets is undone after the test
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "")
        del os.environ[name]
    monkeypatch.setenv("HF_ENDPOINT", running.url)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield running
    running.close()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_a_gguf_is_fetched_once_though_the_program_is_offline(the_hub: Hub, cache: Cache) -> None:
    go_offline()
    said: list[str] = []
    found = resolve("hf:someone/small/small.gguf", "generator", say=said.append, cache=cache)
    assert found.path.read_bytes() == GGUF
    assert found.digest == hashlib.sha256(GGUF).hexdigest()
    assert said == [f"bringing hf:someone/small/small.gguf from {the_hub.url}"]
    assert all("/someone/small/" in f"/{path.split()[1]}/" for path in the_hub.asked), (
        "and tells the hub no more"
    )
    the_hub.close()
    assert resolve("hf:someone/small/small.gguf", "generator", say=said.append, cache=cache) == found
    assert len(said) == 1
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_what_the_hubs_own_cache_has_is_not_fetched_again(the_hub: Hub, cache: Cache, tmp_path: Path) -> None:
    resolve("hf:someone/small/sub/other.gguf", "generator", cache=cache)
    count = len(the_hub.asked)
    elsewhere = Cache(tmp_path / "another")
    assert resolve("hf:someone/small/sub/other.gguf", "generator", cache=elsewhere).path.read_bytes() == GGUF
    assert len(the_hub.asked) == count


def test_all_shards_of_a_large_gguf_are_fetched(the_hub: Hub, cache: Cache) -> None:
    found = resolve("hf:someone/large/l-00001-of-00002.gguf", "generator", cache=cache)
    assert found.path.name == "l-00001-of-00002.gguf"
    assert found.path.with_name("l-00002-of-00002.gguf").read_bytes() == GGUF[::-1]


def test_an_embedder_comes_without_pickles_and_code(the_hub: Hub, cache: Cache) -> None:
    found = resolve("hf:someone/embedder", "embedder", cache=cache)
    files = {file.relative_to(found.path).as_posix() for file in found.path.rglob("*") if file.is_file()}
    assert files == {"modules.json", "config.json", "model.safetensors", "1_Pooling/config.json"}
    the_hub.close()
    assert resolve("hf:someone/embedder", "embedder", cache=cache) == found


@pytest.mark.parametrize(
    ("spec", "kind", "reason"),
    [
        ("hf:someone/none/x.gguf", "generator", "no such repository"),
        ("hf:someone/small/none.gguf", "generator", "has no file none.gguf"),
        ("hf:someone/pickled", "embedder", "no weights in safetensors format"),
    ],
)
def test_what_the_hub_does_not_have(
    spec: str, kind: hub.Kind, reason: str, the_hub: Hub, cache: Cache
) -> None:
    with pytest.raises(ModelMissing, match=reason) as raised:
        resolve(spec, kind, cache=cache)
    assert "\n" not in str(raised.value) and "HF_ENDPOINT" in str(raised.value)


def test_a_file_that_is_no_model(the_hub: Hub, cache: Cache) -> None:
    with pytest.raises(ModelUnusable, match="is not a GGUF file"):
        resolve("hf:someone/small/bad.gguf", "generator", cache=cache)


@pytest.mark.parametrize(
    ("spec", "kind"), [("hf:someone/small/small.gguf", "generator"), ("hf:a/b", "embedder")]
)
def test_a_hub_that_cannot_be_reached(spec: str, kind: hub.Kind, the_hub: Hub, cache: Cache) -> None:
    the_hub.close()
    with pytest.raises(ModelMissing, match="the hub cannot be reached") as raised:
        resolve(spec, kind, cache=cache)
    assert "\n" not in str(raised.value)


def test_the_users_own_offline_setting_holds(
    the_hub: Hub, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    go_offline()
    with pytest.raises(ModelMissing, match="HF_HUB_OFFLINE forbids") as raised:
        resolve("hf:someone/small/small.gguf", "generator", cache=cache)
    assert "\n" not in str(raised.value)
    assert the_hub.asked == []


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        ("hf:someone/small", "generator"),
        ("hf:someone/small/model.bin", "generator"),
        ("hf:small", "embedder"),
        ("hf:someone/small/small.gguf", "embedder"),
        ("hf:../x/y.gguf", "generator"),
    ],
)
def test_names_of_the_wrong_form(spec: str, kind: hub.Kind, cache: Cache) -> None:
    with pytest.raises(UsageError, match="hf:OWNER/REPO"):
        resolve(spec, kind, cache=cache)

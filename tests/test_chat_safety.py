"""The page is for those it is meant for, sends nothing out, and runs nothing that stands in an article."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fakes import FakeEmbedder, write_articles
from serving import Served, serving
from test_network import WATCH, watched

from assistant.chat import safety
from assistant.chat.safety import Login, guards, is_here, login
from assistant.cli import main
from index import Index
from index.errors import UsageError

__all__ = ["WATCH", "watched"]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    Index.update(tmp_path / "index", [write_articles(tmp_path / "articles")], FakeEmbedder())
    return tmp_path / "index"


# --- who may look ------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.1.2.3", "[::1]"])
def test_this_machine_needs_no_password(host: str) -> None:
    assert is_here(host)
    assert login(host, [], environment={}) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.5", "news.example", "localhost.example"])
def test_others_are_let_in_only_with_one(host: str) -> None:
    assert not is_here(host)
    with pytest.raises(UsageError, match="ASSISTANT_PASSWORD") as raised:
        login(host, [], environment={})
    assert "\n" not in str(raised.value)
    assert login(host, ["anna:x"], environment={}) is not None
    assert login(host, [], environment={"ASSISTANT_PASSWORD": "x"}) is not None


def test_a_page_for_others_without_a_password_is_wrong_usage(
    index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSISTANT_PASSWORD", raising=False)
    assert main(["chat", "--index", str(index), "--host", "0.0.0.0"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("assistant: at 0.0.0.0 everybody on the network could read the archive")
    assert said.count("\n") == 1


def test_tools_are_not_offered_where_a_password_is_needed() -> None:
    assert login("127.0.0.1", [], mcp=True, environment={}) is None
    for host, accounts, environment in (
        ("127.0.0.1", ["anna:x"], {}),
        ("0.0.0.0", ["anna:x"], {}),
        ("127.0.0.1", [], {"ASSISTANT_PASSWORD": "x"}),
    ):
        with pytest.raises(UsageError, match="--mcp"):
            login(host, accounts, mcp=True, environment=environment)


@pytest.mark.parametrize("accounts", [["anna"], [":x"], ["anna:"], [""], ["anna:x", "anna:y"]])
def test_a_malformed_account_is_told_without_its_password(accounts: list[str]) -> None:
    with pytest.raises(UsageError, match="--auth") as raised:
        login("127.0.0.1", accounts, environment={})
    assert "x" not in str(raised.value).replace("--auth", "")


def test_names_and_passwords() -> None:
    some = login("0.0.0.0", ["anna:a:b", "ben:c"], environment={})
    assert some == Login((("anna", "a:b"), ("ben", "c")))
    assert some("anna", "a:b") and some("ben", "c")
    assert not any([some("anna", "c"), some("ben", ""), some("carl", ""), some("carl", "c"), some("", "")])
    assert some.is_person("anna") and not some.is_person("carl") and not some.is_person(None)
    everybody = login("0.0.0.0", ["anna:a"], environment={"ASSISTANT_PASSWORD": "pä"})
    assert everybody is not None
    assert everybody("anna", "a") and everybody("carl", "pä") and not everybody("anna", "pä")
    assert not everybody.is_person("carl")


@pytest.mark.slow
def test_a_page_for_this_machine_answers_to_no_other_name(index: Path) -> None:
    assert guards("0.0.0.0") == []
    with serving(index) as served:
        port = served.address.rpartition(":")[2]
        assert httpx.get(served.address).status_code == 200
        assert httpx.get(served.address, headers={"Host": f"localhost:{port}"}).status_code == 200
        assert httpx.get(served.address, headers={"Host": f"evil.example:{port}"}).status_code == 400


@pytest.mark.slow
def test_behind_a_login_nothing_is_given_away(index: Path) -> None:
    with serving(index, "--auth", "anna:secret") as served:
        for path in (
            "/config",
            "/gradio_api/info",
            "/gradio_api/file=index.sqlite",
        ):
            assert httpx.get(served.address + path).status_code in (401, 403), path
        call = {"data": ["Who built the bridge?"]}
        for name in ("ask", "search"):
            assert httpx.post(f"{served.address}/gradio_api/call/{name}", json=call).status_code == 401
        with httpx.Client(base_url=served.address) as browser:
            assert browser.post("/login", data={"username": "anna", "password": "no"}).status_code == 400
            assert browser.post("/login", data={"username": "anna", "password": "secret"}).status_code == 200
            assert browser.get("/config").status_code == 200


# --- what is given out -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def open_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    folder = tmp_path_factory.mktemp("safety")
    Index.update(folder / "index", [write_articles(folder / "articles")], FakeEmbedder())
    with serving(folder / "index") as served:
        yield served, folder


def test_no_file_of_the_machine_is_served(open_page: tuple[Served, Path]) -> None:
    served, folder = open_page
    (folder / "index" / "uploads").mkdir(exist_ok=True)
    (folder / "index" / "uploads" / "mine.txt").write_text("mine")
    for path in (
        "index/index.sqlite",
        "articles/bridge.txt",
        "data/proofdesk/conversations.sqlite",
        "index/uploads/mine.txt",
    ):
        answer = httpx.get(f"{served.address}/gradio_api/file={folder / path}")
        assert answer.status_code in (403, 404), path
    for path in ("/etc/passwd", "/gradio_api/file=/etc/passwd", "/static/../../../../etc/passwd"):
        assert "root:" not in httpx.get(served.address + path).text


def test_what_is_uploaded_lies_within_the_index_and_is_limited(open_page: tuple[Served, Path]) -> None:
    served, folder = open_page
    sent = {"files": ("../../../evil.txt", b"text")}
    answer = httpx.post(f"{served.address}/gradio_api/upload", files=sent)
    (path,) = answer.json()
    assert Path(path).is_relative_to(safety.incoming(folder / "index"))
    assert not list(folder.parent.glob("**/evil.txt")) or Path(path).name == "evil.txt"


def test_a_file_that_is_too_large_is_refused(open_page: tuple[Served, Path]) -> None:
    served, _ = open_page
    assert httpx.get(f"{served.address}/config").json()["max_file_size"] == 200_000_000


# --- what leaves the machine -------------------------------------------------------------------------


@pytest.mark.slow
def test_the_server_opens_no_connection_that_leaves_the_machine(
    index: Path, tmp_path: Path, watched: dict[str, str]
) -> None:
    (tmp_path / "log").touch()
    watching = {name: watched[name] for name in ("WATCH_LOG",)} | {"PYTHONPATH": str(tmp_path)}
    with serving(index, "--mcp", environment=watching) as served:
        assert httpx.get(served.address).status_code == 200
        code = (
            "import sys; from gradio_client import Client; "
            "c = Client(sys.argv[1], verbose=False, analytics_enabled=False); "
            "print(c.predict('Who built the bridge?', api_name='/ask')['answered'])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, served.address],
            env={**os.environ, "HF_HUB_OFFLINE": "1"},  # what the client looks up by itself is its own affair
            capture_output=True,
            text=True,
        )
    assert done.stdout.strip() == "True", done.stderr
    assert (tmp_path / "log").read_text() == ""


def test_the_page_names_no_other_host(open_page: tuple[Served, Path]) -> None:
    served, _ = open_page
    page = httpx.get(served.address).text
    config = json.loads(httpx.get(served.address + "/config").text)
    assert not config.get("analytics_enabled")
    for host in ("googleapis", "gstatic", "cdnjs", "google-analytics"):
        assert host not in page, host

"""Before the page: what stands at its address meanwhile, and what cannot be."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from chatting import chromium, free_port
from fakes import FakeEmbedder, write_articles
from playwright.sync_api import expect
from serving import serving

from assistant.chat.opening import opening
from assistant.cli import main
from index import Index


def test_the_address_says_that_the_page_is_coming_and_is_then_given_up() -> None:
    port = free_port()
    with opening("127.0.0.1", port) as given:
        assert given == port
        request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Accept-Language": "nl"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=60)
        assert refused.value.code == 503
        assert "De pagina wordt geopend" in refused.value.read().decode()
    with socket.create_server(("127.0.0.1", port)):
        pass


@pytest.mark.slow
def test_a_browser_that_comes_at_once_is_told_what_is_done_and_led_on(tmp_path: Path) -> None:
    Index.update(tmp_path / "index", [write_articles(tmp_path / "news")], FakeEmbedder())
    with chromium() as browser, serving(tmp_path / "index", wait=False) as served:
        page = browser.new_page(locale="de-DE")
        answer = page.goto(served.address)
        assert answer and answer.status == 503
        expect(page.get_by_role("status")).to_contain_text("Dann wird das Sprachmodell geladen")
        expect(page.get_by_label("Ihre Frage")).to_be_visible(timeout=60_000)
        assert page.url.rstrip("/") == served.address


@pytest.mark.slow
def test_a_page_may_be_opened_for_some_time_and_its_address_told_as_json(tmp_path: Path) -> None:
    Index.update(tmp_path / "index", [write_articles(tmp_path / "news")], FakeEmbedder())
    given = ("--since", "2022-05", "--until", "2022", "--json")
    with chromium() as browser, serving(tmp_path / "index", *given) as served:
        page = browser.new_page(locale="en-GB")
        page.goto(served.address)
        expect(page.get_by_label("From", exact=True)).to_have_value("2022-05")
        expect(page.get_by_label("Up to", exact=True)).to_have_value("2022")
    assert main(["chat", "--index", str(tmp_path / "index"), "--since", "yesterday"]) == 2


def test_a_free_port_is_found() -> None:
    with opening("127.0.0.1", None) as first, opening("127.0.0.1", None) as second:
        assert first != second


def test_where_it_cannot_listen_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Index.update(tmp_path / "index", [write_articles(tmp_path / "news")], FakeEmbedder())
    chat = ["chat", "--index", str(tmp_path / "index")]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main([*chat, "--port", port]) == 2
        assert f"cannot listen on 127.0.0.1, port {port}: Address already in use" in capsys.readouterr().err
    assert main([*chat, "--port", "99999"]) == 2
    assert "cannot listen on 127.0.0.1, port 99999" in capsys.readouterr().err
    assert main([*chat, "--host", "0.0.0.0"]) == 2
    assert "--auth" in capsys.readouterr().err


def test_an_archive_that_is_not_there_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chat", "--index", str(tmp_path / "none")]) == 3
    assert "none" in capsys.readouterr().err

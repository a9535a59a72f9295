"""The archive for programs: endpoints by the real gradio_client, tools by the real client of MCP."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEmbedder, validate, write_articles
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent
from serving import Served, serving

from index import Index

BRIDGE = "Who built the bridge?"
PROGRAMS = Path(__file__).parent.parent / "docs" / "programs.md"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("programs")
    Index.update(folder / "index", [write_articles(folder / "articles")], FakeEmbedder())
    with serving(folder / "index", "--mcp", seconds=0.2) as served:
        yield served


@pytest.fixture(scope="module")
def client(server: Served) -> Client:
    return Client(server.address, verbose=False, analytics_enabled=False)


def test_ask_gives_the_answer_as_json(client: Client) -> None:
    answer = client.predict(question=BRIDGE, api_name="/ask")
    validate(answer)
    assert answer["answered"] and answer["citations"][0]["document"] == "bridge.txt"


def test_ask_tells_what_is_being_done_and_its_place(client: Client) -> None:
    first = client.submit(question=BRIDGE, api_name="/ask")
    second = client.submit(question="Was zeigt der Zoo von Bremen?", api_name="/ask")
    told = list(second)
    assert {"waiting": 1} in told
    assert any("doing" in one for one in told)
    assert told[-1]["citations"][0]["document"] == "zoo.txt"
    assert first.result()["answered"]


def test_ask_takes_history_and_narrowing(client: Client) -> None:
    answer = client.predict(
        question=BRIDGE, history=[["Who was hurt?", "Nobody."]], documents=["more"], k=2, language="de",
        api_name="/ask",
    )  # fmt: skip
    assert (answer["answered"], answer["language"]) == (False, "de")
    assert [passage["document"] for passage in answer["passages"]] == ["more/haven.txt"]


def test_search_gives_passages(client: Client) -> None:
    found = client.predict(query="bridge", k=1, since="2020", api_name="/search")
    assert [passage["document"] for passage in found["passages"]] == ["bridge.txt"]
    assert found["query"] == "bridge"


def test_the_example_of_the_documentation_runs(server: Served, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(
        r"^```py\n(.*?)^```$", PROGRAMS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    exec(code.replace("http://127.0.0.1:7860", server.address), {})
    told = capsys.readouterr().out
    assert "The archive does not say. []" in told
    assert "zoo.txt" in told


def test_documents_and_article_tell_nothing_of_where_they_lie(client: Client, server: Served) -> None:
    listed = client.predict(api_name="/documents")
    assert [one["document"] for one in listed] == ["bridge.txt", "more/haven.txt", "zoo.txt"]
    article = client.predict(document="zoo.txt", api_name="/article")
    assert article["text"].startswith("Der Zoo von Bremen")
    assert "articles" not in str(listed) + str(article)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"question": "", "api_name": "/ask"}, "the question is empty"),
        ({"question": BRIDGE, "since": "yesterday", "api_name": "/ask"}, "yesterday"),
        ({"question": BRIDGE, "history": [{"role": "user", "content": "Who?"}], "api_name": "/ask"}, "pairs"),
        ({"question": BRIDGE, "history": [["Who?", "Ann.", "Why?"]], "api_name": "/ask"}, "pairs"),
        ({"question": BRIDGE, "languages": ["xx"], "api_name": "/ask"}, "xx"),
        ({"question": BRIDGE, "k": 1000, "api_name": "/ask"}, "1000"),
        ({"query": "x" * 2000, "api_name": "/search"}, "2,000"),
        ({"document": "../index.sqlite", "api_name": "/article"}, "no such article"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(client: Client, given: dict[str, Any], said: str) -> None:
    with pytest.raises(AppError) as raised:
        client.predict(**given)
    assert said in str(raised.value) and "\n" not in str(raised.value)


def test_only_endpoints_meant_for_programs_can_be_called(client: Client) -> None:
    callable_names = {name for _, name in _named(client)}
    assert callable_names == {"ask", "search", "documents", "article", "tool_ask", "tool_search"}


def _named(client: Client) -> Iterator[tuple[int, str]]:
    for number, endpoint in client.endpoints.items():
        if endpoint.api_name and endpoint.api_visibility != "private":
            yield number, str(endpoint.api_name).removeprefix("/")


def in_session(server: Served, work: Callable[[ClientSession], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        address = f"{server.address}/gradio_api/mcp/"
        async with (
            streamable_http_client(address) as (reads, writes, _),
            ClientSession(reads, writes) as session,
        ):
            await session.initialize()
            return await work(session)

    return asyncio.run(run())


def test_mcp_offers_ask_and_search_and_nothing_else(server: Served) -> None:
    async def listed(session: ClientSession) -> tuple[Any, Any, Any]:
        return await session.list_tools(), await session.list_resources(), await session.list_prompts()

    tools, resources, prompts = in_session(server, listed)
    assert {tool.name for tool in tools.tools} == {"ask", "search"}
    assert (resources.resources, prompts.prompts) == ([], [])
    for tool in tools.tools:
        assert "archive" in tool.description
        assert all(about["description"] for about in tool.inputSchema["properties"].values())
    ask = next(tool for tool in tools.tools if tool.name == "ask")
    assert ask.inputSchema["required"] == ["question"]


def test_mcp_asks_and_searches(server: Served) -> None:
    async def work(session: ClientSession) -> tuple[Any, Any, Any]:
        return (
            await session.call_tool("ask", {"question": BRIDGE}),
            await session.call_tool("search", {"query": "bridge", "languages": ["en"]}),
            await session.call_tool("ask", {"question": BRIDGE, "since": "soon"}),
        )

    asked, searched, refused = in_session(server, work)
    assert isinstance(asked.content[0], TextContent)
    assert asked.content[0].text.startswith("Engineers from Norway built the bridge. [1]\n")
    assert "bridge.txt" in asked.content[0].text
    assert "1. bridge.txt" in searched.content[0].text
    assert refused.isError and "soon" in refused.content[0].text


def test_the_server_says_nothing_of_its_own(server: Served) -> None:
    said = Path(server.log).read_text(encoding="utf-8")
    assert "Traceback" not in said

"""The archive for programs: endpoints for ``gradio_client``, tools for the Model Context Protocol (MCP)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import asdict
from typing import Any, TypeVar

import gradio as gr
from gradio.events import api

from assistant import terminal
from assistant.answers import Answer
from assistant.api import History, check_question
from assistant.chat.desk import Desk
from assistant.chat.line import Done, Failed, Waiting, Working
from assistant.questions import conversation
from index import DocumentInfo, Found
from index.errors import ArchiveError
from index.narrow import Narrowing

F = TypeVar("F", bound=Callable[..., Any])

Given = list[str]
"""A list that a program may give; an empty one stands for none and is never changed."""


def build_programs(desk: Desk, mcp: bool) -> None:
    """Register the endpoints ask, search, documents and article and, for ``mcp``, the tools ask and search.

    Gradio makes a tool of each endpoint that is not marked as something else.
    """
    endpoints, tools = Endpoints(desk), Tools(desk)
    if mcp:  # first, for Gradio gives what comes later with the same name a number
        for tool in (tools.ask, tools.search):
            api(tool, api_name=f"tool_{tool.__name__}", concurrency_limit=None)
    for made in (endpoints.ask, endpoints.search, endpoints.documents, endpoints.article):
        api(made, api_name=made.__name__, concurrency_limit=None)


def _no_tool(made: F) -> F:
    """Mark an endpoint as no tool; tests/test_chat_programs.py sees that Gradio understands it."""
    vars(made)["_mcp_type"] = "endpoint"
    return made


class Endpoints:
    """What a program may call; each takes and gives what JSON can hold."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @_no_tool
    async def ask(
        self,
        question: str,
        history: list[list[str]] = [],  # noqa: B006
        language: str = "",
        k: int = 0,
        since: str = "",
        until: str = "",
        languages: Given = [],  # noqa: B006
        documents: Given = [],  # noqa: B006
    ) -> AsyncIterator[dict[str, Any]]:
        """Answer a question from the archive, with its sources.

        Tells {"waiting": place in the line} and {"doing": step} until the answer is there, which comes last.

        Args:
            question: the question, in any language.
            history: earlier questions and answers of the conversation, in pairs.
            language: of the answer, such as de; empty for that of the question.
            k: passages to retrieve; 0 for the usual number.
            since: only articles from this date on: YYYY, YYYY-MM or YYYY-MM-DD.
            until: only articles up to this date.
            languages: only articles in these languages.
            documents: only these articles, or those in these folders and tables.

        Returns:
            The answer as `assistant ask --json` prints it.
        """
        with _telling():
            pairs = conversation(history, "history")
        narrowing = _narrowing(since, until, languages, documents)
        async for state in _followed(self._desk, question, pairs, narrowing, language, k):
            yield state.to_dict() if isinstance(state, Answer) else state

    @_no_tool
    def search(
        self,
        query: str,
        k: int = 0,
        since: str = "",
        until: str = "",
        languages: Given = [],  # noqa: B006
        documents: Given = [],  # noqa: B006
    ) -> dict[str, Any]:
        """Find passages of the archive without answering.

        Args:
            query: what to look for, in any language.
            k: how many passages; 0 for the usual number.
            since: only articles from this date on: YYYY, YYYY-MM or YYYY-MM-DD.
            until: only articles up to this date.
            languages: only articles in these languages.
            documents: only these articles, or those in these folders and tables.

        Returns:
            The passages as `assistant search --json` prints them.
        """
        narrowing = _narrowing(since, until, languages, documents)
        return terminal.listed(None, query, _found(self._desk, query, k, narrowing))

    @_no_tool
    def documents(self) -> list[dict[str, Any]]:
        """List the articles of the archive.

        Returns:
            What is known of each: its path, title, date and language.
        """
        return [_described(info) for info in self._desk.archive().documents()]

    @_no_tool
    def article(self, document: str) -> dict[str, Any]:
        """Read a whole article.

        Args:
            document: its path, as answers show it.

        Returns:
            What is known of it, and its text.
        """
        with _telling():
            found = self._desk.assistant.article(document)
        return {**_described(found.info), "text": found.text}


class Tools:
    """What a language model elsewhere on this machine may call; each gives text to be read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(
        self,
        question: str,
        language: str = "",
        since: str = "",
        until: str = "",
        languages: Given = [],  # noqa: B006
        documents: Given = [],  # noqa: B006
    ) -> AsyncIterator[str]:
        """Answer a question from the news archive. Each statement comes with the sentence that proves it.

        Where the archive does not say, the answer is that it does not say, and the nearest passages follow.

        Args:
            question: one question that stands alone, in any language.
            language: of the answer, such as de; empty for that of the question.
            since: only articles from this date on: YYYY, YYYY-MM or YYYY-MM-DD.
            until: only articles up to this date.
            languages: only articles in these languages, such as de.
            documents: only these articles, or those in these folders and tables.
        """
        narrowing = _narrowing(since, until, languages, documents)
        async for state in _followed(self._desk, question, [], narrowing, language, 0):
            yield terminal.answer(state) if isinstance(state, Answer) else json.dumps(state)

    def search(
        self,
        query: str,
        since: str = "",
        until: str = "",
        languages: Given = [],  # noqa: B006
        documents: Given = [],  # noqa: B006
    ) -> str:
        """Find passages of the news archive that fit a question or some words, the best first.

        Args:
            query: what to look for, in any language.
            since: only articles from this date on: YYYY, YYYY-MM or YYYY-MM-DD.
            until: only articles up to this date.
            languages: only articles in these languages, such as de.
            documents: only these articles, or those in these folders and tables.
        """
        narrowing = _narrowing(since, until, languages, documents)
        return terminal.found(_found(self._desk, query, 0, narrowing))


async def _followed(
    desk: Desk, question: str, history: History, narrowing: Narrowing, language: str, k: int
) -> AsyncIterator[Answer | dict[str, Any]]:
    """Stand in line with a question: where it stands, what is being done, and the answer."""
    with _telling():
        check_question(question)
        ticket = desk.ask(question, history, narrowing, language=language or None, k=k or None)
    async with aclosing(ticket.follow()) as states:
        async for state in states:
            if isinstance(state, Done):
                yield state.result
            elif isinstance(state, Failed):
                raise _refusal(state.reason)
            elif isinstance(state, Waiting):
                yield {"waiting": state.place}
            elif isinstance(state, Working):
                yield {"doing": state.steps[-1].name if state.steps else "begin"}


def _found(desk: Desk, query: str, k: int, narrowing: Narrowing) -> Found:
    with _telling():
        return desk.assistant.search(query, k=k or None, **asdict(narrowing))


def _narrowing(since: str, until: str, languages: Given, documents: Given) -> Narrowing:
    with _telling():
        return Narrowing.to(since or None, until or None, languages, documents)


def _described(info: DocumentInfo) -> dict[str, Any]:
    """What a program is told of an article; where it lies on this machine is nobody's business."""
    return {
        "document": info.path,
        "title": info.title,
        "published": info.published,
        "language": info.language,
    }


@contextmanager
def _telling() -> Iterator[None]:
    """Tell a program in one line why something cannot be done."""
    try:
        yield
    except ArchiveError as error:
        raise _refusal(str(error)) from error


def _refusal(reason: str) -> gr.Error:
    return gr.Error(" ".join(reason.split()), print_exception=False)

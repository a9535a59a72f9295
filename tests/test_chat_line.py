"""The line before the model: first come, first served; who goes away is not served."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import FakeEmbedder, FakeGenerator

from assistant.api import Assistant
from assistant.chat.conversations import Conversations
from assistant.chat.desk import Desk
from assistant.chat.line import Done, Failed, GivenBack, Line, LineFull, Tell, Waiting, Working
from assistant.steps import Step
from index.errors import UsageError
from index.narrow import EVERYTHING

SOON = 10.0


class Gate:
    """Work that begins, tells a step, and waits to be let through."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.opened = threading.Event()
        self.ended = False

    def __call__(self, tell: Tell) -> str:
        tell(Step("search", 0.0))
        self.began.set()
        assert self.opened.wait(SOON)
        tell(Step("judge", 1.0))
        self.ended = True
        return "through"


def ended(ticket: Any) -> Any:
    """The state of a ticket once it is served."""

    async def last() -> Any:
        return [state async for state in ticket.follow()][-1]

    return asyncio.run(asyncio.wait_for(last(), SOON))


def test_each_is_told_its_place_and_served_in_order() -> None:
    line, first = Line(), Gate()
    served: list[int] = []
    one = line.join(first)
    assert first.began.wait(SOON)
    others = [line.join(lambda tell, n=n: served.append(n)) for n in range(3)]
    assert one.state == Working((Step("search", 0.0),))
    assert [ticket.state for ticket in others] == [Waiting(1), Waiting(2), Waiting(3)]
    others[0].give_back()
    assert [ticket.state for ticket in others] == [GivenBack(), Waiting(1), Waiting(2)]
    first.opened.set()
    assert ended(one) == Done("through")
    assert [ended(ticket) for ticket in others] == [GivenBack(), Done(None), Done(None)]
    assert served == [1, 2]


def test_who_goes_away_frees_the_model_at_the_next_step() -> None:
    line, gate = Line(), Gate()
    ticket = line.join(gate)
    assert gate.began.wait(SOON)
    ticket.give_back()
    assert ticket.state == GivenBack()
    gate.opened.set()
    assert ended(line.join(lambda tell: "next")) == Done("next")
    assert not gate.ended


def test_who_stops_listening_gives_the_ticket_back() -> None:
    line, gate = Line(), Gate()
    line.join(gate)
    assert gate.began.wait(SOON)
    waiting = line.join(lambda tell: "never")

    async def glance() -> None:
        states = waiting.follow()
        assert await anext(states) == Waiting(1)
        await states.aclose()

    asyncio.run(glance())
    gate.opened.set()
    assert waiting.state == GivenBack()


def test_the_steps_are_heard_as_they_begin() -> None:
    line, gate = Line(), Gate()
    ticket = line.join(gate)

    async def heard() -> list[Any]:
        states = []
        async for state in ticket.follow():
            states.append(state)
            if state == Working((Step("search", 0.0),)):
                gate.opened.set()
        return states

    assert asyncio.run(asyncio.wait_for(heard(), SOON))[-1] == Done("through")


def test_what_goes_wrong_is_a_line_and_the_next_is_served() -> None:
    line = Line()

    def wrong(tell: Tell) -> None:
        raise UsageError("the question\nis empty")

    def broken(tell: Tell) -> None:
        raise ZeroDivisionError("oh")

    assert ended(line.join(wrong)) == Failed("the question is empty")
    assert ended(line.join(broken)) == Failed("ZeroDivisionError: oh")
    assert ended(line.join(lambda tell: 3)) == Done(3)


def test_a_full_line_says_so() -> None:
    line, gate = Line(most=2), Gate()
    line.join(gate)
    assert gate.began.wait(SOON)
    tickets = [line.join(lambda tell: 1) for _ in range(2)]
    with pytest.raises(LineFull, match="2 questions wait already"):
        line.join(lambda tell: 1)
    gate.opened.set()
    assert [ended(ticket) for ticket in tickets] == [Done(1), Done(1)]
    assert ended(line.join(lambda tell: 1)) == Done(1)


def test_who_went_away_takes_no_place_and_those_behind_count_for_nobody() -> None:
    line, gate = Line(most=3), Gate()
    line.join(gate)
    assert gate.began.wait(SOON)
    first, second, third = (line.join(lambda tell: None) for _ in range(3))
    third.give_back()
    assert (first.state, second.state) == (Waiting(1), Waiting(2))
    fourth = line.join(lambda tell: None)
    assert fourth.state == Waiting(3)
    with pytest.raises(LineFull):
        line.join(lambda tell: None)
    gate.opened.set()


@pytest.mark.slow
def test_a_question_stands_in_line_once_whatever_asks_for_its_answer(tmp_path: Path) -> None:
    """What is asked while the page is set up may be taken for one that was left without an answer."""
    import gradio as gr

    from assistant.chat.asking import Asking
    from assistant.chat.view import View

    request: Any = SimpleNamespace(session_hash="session", headers={}, username=None)
    browser = {"reader": "secret " * 8, "open": ""}
    with (
        Conversations(tmp_path / "kept.sqlite", "archive") as kept,
        Assistant(tmp_path, model=FakeGenerator(), embedder=FakeEmbedder()) as assistant,
        gr.Blocks(),
    ):
        desk = Desk(assistant, tmp_path, kept)
        view = View(desk, gr.I18n())
        asking = Asking(desk, view)
        turn = kept.ask(f"browser:{browser['reader']}", None, "Who opened the bridge?", EVERYTHING)

        async def begun() -> list[bool]:
            both = [asking.answer(turn.id, browser, request) for _ in range(2)]
            first = [await anext(one) for one in both]
            for one in both:
                await one.aclose()
            return [view.stop in shown for shown in first]

        assert asyncio.run(begun()) == [True, False]
        assert asyncio.run(begun()) == [True, False]  # those who went away hold nobody up

"""A question from the box to the answer: kept first, then told of, then answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import gradio as gr

from assistant.answers import Answer
from assistant.api import check_question
from assistant.chat import events, show
from assistant.chat.conversations import Turn
from assistant.chat.desk import Desk
from assistant.chat.events import Browser
from assistant.chat.line import Done, Failed, GivenBack, LineFull, Ticket, Waiting, Working
from assistant.chat.texts import Texts
from assistant.chat.view import Shown, View
from index import dates
from index.errors import ArchiveError, UsageError
from index.narrow import Narrowing

REVEAL = 0.04, 1.5
"""Seconds between two words of a verified answer, and for all of them at most."""


class Asking:
    """What is asked in each session, one question at a time."""

    def __init__(self, desk: Desk, view: View) -> None:
        self._desk = desk
        self._view = view
        self._tickets: dict[str, tuple[Turn, Ticket[Answer] | None]] = {}
        """Of each session: the turn that is being answered, and its ticket once it has one."""
        self._stopped: set[str] = set()
        """Turns that their reader has stopped."""
        view.under_way = lambda session: self._tickets[session][0].id if session in self._tickets else ""

    def take(
        self,
        question: str,
        since: str | None,
        until: str | None,
        spoken: list[str],
        places: list[str],
        browser: Browser,
        request: gr.Request,
    ) -> Shown:
        """Keep a question, before anything else is done for it."""
        if not question.strip():
            return {self._view.pending: ""}
        if request.session_hash in self._tickets:
            return self._busy(request)
        try:
            check_question(question)
            narrowing = _narrowing(since, until, spoken, places, events.says(request))
            turn = self._desk.kept.ask(
                events.reader(self._desk, browser, request),
                browser["open"] or None,
                question.strip(),
                narrowing,
            )
        except ArchiveError as error:
            return {self._view.pending: "", self._view.notice: show.notice(str(error))}
        shown = self._view.opened(browser | {"open": turn.conversation}, request, turn.id)
        return shown | {self._view.question: "", self._view.notice: ""}

    def take_example(
        self,
        since: str | None,
        until: str | None,
        spoken: list[str],
        places: list[str],
        browser: Browser,
        request: gr.Request,
        event: gr.EventData,
    ) -> Shown:
        """Ask one of the example questions."""
        question = events.given(event, "question")
        shown = self.take(question, since, until, spoken, places, browser, request)
        shown.pop(self._view.question, None)  # what is being typed stays
        return shown

    def again(self, browser: Browser, request: gr.Request, event: gr.EventData) -> Shown:
        """Ask a question of the conversation anew."""
        if request.session_hash in self._tickets:
            return self._busy(request)
        turn = self._desk.kept.end(
            events.reader(self._desk, browser, request), events.given(event, "turn"), "asked"
        )
        return self._view.opened(browser, request, turn.id) | {self._view.notice: ""}

    def _busy(self, request: gr.Request) -> Shown:
        """Say that another question is being answered; what is in the box stays."""
        return {self._view.pending: "", self._view.notice: show.notice(events.says(request)("busy"))}

    async def answer(self, pending: str, browser: Browser, request: gr.Request) -> AsyncIterator[Shown]:
        """Answer the pending question; show what is being done, then the verified answer word by word."""
        session = str(request.session_hash)
        if not pending or session in self._tickets:
            yield {self._view.notice: gr.skip()}  # a generator without a word would empty all its outputs
            return
        says, reader = events.says(request), events.reader(self._desk, browser, request)
        turn = self._desk.kept.turn(reader, pending)
        # At once: the arrival, and a question that waited for it, may both come with this turn.
        self._tickets[session] = turn, None
        try:
            yield {self._view.send: gr.Button(visible=False), self._view.stop: gr.Button(visible=True)}
            async with aclosing(self._served(session, reader, turn, says)) as states:
                async for state in states:
                    yield self._live(session, turn, show.live(turn, state, says))
            before, turn = turn.answer, self._desk.kept.turn(reader, turn.id)
            words = len(turn.answer.text.split()) if turn.answer and turn.answer != before else 0
            for shown in range(1, words + 1):
                yield self._live(session, turn, show.revealed(turn, shown, says))
                await asyncio.sleep(min(REVEAL[0], REVEAL[1] / words))
        except UsageError:
            pass  # the conversation was deleted meanwhile
        finally:
            self._tickets.pop(session, None)
            self._stopped.discard(turn.id)
        over: Shown = {self._view.send: gr.Button(visible=True), self._view.stop: gr.Button(visible=False)}
        over[self._view.notice] = ""
        over[self._view.loading] = show.loading(self._desk.loading, self._desk.trouble, says)
        if self._view.showing.get(session) == turn.conversation:
            turns = self._desk.kept.turns(reader, turn.conversation)
            over |= {self._view.live: "", self._view.transcript: show.transcript(turns, says)}
        yield over

    async def _served(
        self, session: str, reader: str, turn: Turn, says: Texts
    ) -> AsyncGenerator[Waiting | Working, None]:
        """Stand in line with a question, and keep what becomes of it."""
        if turn.state != "asked":  # it was answered meanwhile, for another tab
            return
        kept = self._desk.kept
        try:
            ticket = self._desk.ask(turn.question, kept.before(reader, turn), turn.narrowing)
        except LineFull:
            kept.end(reader, turn.id, "failed", reason=says("line_full"))
            return
        self._tickets[session] = turn, ticket
        async with aclosing(ticket.follow()) as states:
            async for state in states:
                if isinstance(state, Done):
                    kept.end(reader, turn.id, "answered", state.result)
                elif isinstance(state, Failed):
                    kept.end(reader, turn.id, "failed", reason=state.reason)
                elif not isinstance(state, GivenBack):
                    yield state
                elif turn.id in self._stopped:  # else the tab was closed: it is asked again when it opens
                    kept.end(reader, turn.id, "stopped")

    def _live(self, session: str, turn: Turn, page: str) -> Shown:
        """What is shown of a turn on its way, unless another conversation is open."""
        here = self._view.showing.get(session) == turn.conversation
        return {self._view.live: page if here else gr.skip()}

    def halt(self, request: gr.Request) -> None:
        """Stop the question that is on its way."""
        turn, ticket = self._tickets.get(str(request.session_hash), (None, None))
        if turn and ticket:
            self._stopped.add(turn.id)
            ticket.give_back()

    def drop(self, request: gr.Request, conversation: str) -> None:
        """A conversation is deleted: nobody waits for an answer in it."""
        turn, ticket = self._tickets.get(str(request.session_hash), (None, None))
        if turn and ticket and turn.conversation == conversation:
            ticket.give_back()

    def leave(self, request: gr.Request) -> None:
        """The tab was closed: nobody waits for the answer, and the model is free."""
        self._view.showing.pop(str(request.session_hash), None)
        _, ticket = self._tickets.get(str(request.session_hash), (None, None))
        if ticket:
            ticket.give_back()


def _narrowing(
    since: str | None, until: str | None, spoken: list[str], places: list[str], says: Texts
) -> Narrowing:
    """Read what narrows a question. Raises UsageError; of dates, in the reader's language."""
    first, last = ((given or "").strip() or None for given in (since, until))
    for given in (first, last):
        if given is not None and dates.normal(given) is None:
            raise UsageError(says("not_a_date", date=given))
    try:
        dates.bounds(first, last)
    except UsageError as error:
        raise UsageError(says("dates_swapped", since=first, until=last)) from error
    return Narrowing.to(first, last, spoken or (), places or ())

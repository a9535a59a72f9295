"""Behind an answer: the whole article, a translation, and the way from an answer to a test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

import gradio as gr
from markupsafe import escape

from assistant.answers import Place
from assistant.chat import events, show
from assistant.chat.desk import Desk
from assistant.chat.events import Browser
from assistant.chat.line import Done, Failed, LineFull, Waiting, Working
from assistant.check.keep import keep_case
from index.errors import ArchiveError, UsageError
from index.narrow import EVERYTHING


class Proof:
    """What the buttons below an answer and its sources do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open_article(self, browser: Browser, request: gr.Request, event: gr.EventData) -> str:
        """Show a whole article at the sentence that was cited."""
        says = events.says(request)
        try:
            place = self._place(browser, request, event)
            article = self._desk.assistant.article(place.document, place.quote)
        except ArchiveError as error:
            raise events.told(error) from error
        return show.article(article.text, place, says)

    async def translate(
        self, browser: Browser, request: gr.Request, event: gr.EventData
    ) -> AsyncIterator[str]:
        """Translate a cited sentence for the reader, by the local model; tell what is done meanwhile."""
        says, assistant = events.says(request), self._desk.assistant
        target = events.given(event, "target")

        def shown(**given: str) -> str:
            known = {"target": target, "text": "", "label": "", "language": says.language, "doubt": ""}
            return events.errand("translation", **known | given)

        try:
            place = self._place(browser, request, event)
            ticket = self._desk.line.join(
                lambda tell: assistant.translate(place.quote, place.language, says.language)
            )
            async with aclosing(ticket.follow()) as states:
                async for state in states:
                    if isinstance(state, Waiting):
                        yield shown(label=says("waiting", place=state.place), busy="yes")
                    elif isinstance(state, Working):
                        yield shown(label=says("translating"), busy="yes")
                    elif isinstance(state, Done):
                        made = state.result
                        label = says("translated" if made.checked else "translated_unchecked")
                        yield shown(text=made.text, label=label, doubt="" if made.checked else "doubt")
                    elif isinstance(state, Failed):
                        raise UsageError(state.reason)
        except ArchiveError as error:
            yield shown()  # the button can be pressed again
            full = isinstance(error, LineFull)
            raise events.told(UsageError(says("line_full")) if full else error) from error

    def keep(self, browser: Browser, request: gr.Request, event: gr.EventData) -> None:
        """Keep an answer as a case of ``assistant check``, as it is."""
        self._keep(browser, request, event, "cases.yaml", "kept")

    def keep_wrong(self, browser: Browser, request: gr.Request, event: gr.EventData) -> None:
        """Keep an answer as a case for somebody to put right."""
        self._keep(browser, request, event, "wrong.yaml", "kept_wrong", wrong=True)

    def _keep(
        self,
        browser: Browser,
        request: gr.Request,
        event: gr.EventData,
        name: str,
        said: str,
        *,
        wrong: bool = False,
    ) -> None:
        says = events.says(request)
        try:
            reader = events.reader(self._desk, browser, request)
            turn = self._desk.kept.turn(reader, events.given(event, "turn"))
            if turn.answer is None:
                return
            if turn.narrowing != EVERYTHING:
                raise UsageError(says("keep_narrowed"))
            file = self._desk.cases / name
            file.parent.mkdir(parents=True, exist_ok=True)
            id = keep_case(
                turn.answer,
                file,
                history=self._desk.kept.before(reader, turn),
                index=self._desk.index,
                wrong=wrong,
            )
        except (ArchiveError, OSError) as error:
            raise events.told(error) from error
        gr.Info(str(escape(says(said, id=id, file=file))))

    def _place(self, browser: Browser, request: gr.Request, event: gr.EventData) -> Place:
        """The citation or passage of a turn that an event is about. Raises UsageError."""
        turn = self._desk.kept.turn(events.reader(self._desk, browser, request), events.given(event, "turn"))
        number, place = events.given(event, "number"), events.given(event, "place")
        known: tuple[Place, ...] = ()
        if turn.answer:
            known = turn.answer.passages if number == "0" else turn.answer.citations
        if not place.isdecimal() or int(place) >= len(known):
            raise UsageError("this source is not in the answer any more")
        return known[int(place)]

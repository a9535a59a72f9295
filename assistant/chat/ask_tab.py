"""Asking: the question, the answers with their proof, the conversations."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import gradio as gr
from markupsafe import escape

from assistant.answers import Answer, Place
from assistant.api import check_question
from assistant.chat import events, show
from assistant.chat.desk import Desk
from assistant.chat.export import markdown
from assistant.chat.line import Done, Failed, GivenBack, LineFull, Ticket
from assistant.check.keep import keep_case
from assistant.languages import own_name
from assistant.settings import LONGEST_QUESTION
from index.errors import ArchiveError, UsageError
from index.narrow import Narrowing

REMEMBERED = 3
"""Turns before a question that it may lean back on."""

REVEAL = 0.04, 1.5
"""Seconds between two words of a verified answer, and for all of them at most."""

SHORTEST_SECRET = 24
"""Characters that a browser is known by."""


def build_ask(desk: Desk, label: gr.I18n, page: gr.Blocks) -> None:
    """Lay out the tab; ``label("key")`` is a text in the language of the browser."""
    _AskTab(desk, label, page)


class _AskTab:
    """The parts of the tab, and what happens on each event.

    The reader's secret and the open conversation are kept in the browser, all else by the server.
    """

    def __init__(self, desk: Desk, label: gr.I18n, page: gr.Blocks) -> None:
        self.desk = desk
        self.asking: dict[str, tuple[str, Ticket[Answer]]] = {}
        """Of each session: the turn that is on its way, and its ticket."""
        self.stopped: set[str] = set()
        """Turns that their reader has stopped."""
        self._lay_out(label)
        self._wire(page)

    def _lay_out(self, label: gr.I18n) -> None:
        # The value is a secret of this browser, whatever it is encrypted with there.
        self.browser = gr.BrowserState(
            {"reader": "", "open": ""}, storage_key="proofdesk", secret="proofdesk"
        )
        self.pending = gr.State("")
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(scale=0, min_width=240, elem_id="shelf"):
                self.shelf = gr.HTML(apply_default_css=False, js_on_load=events.listen("fresh", "pick"))
            with gr.Column(scale=1, min_width=280, elem_id="main"):
                self.loading = gr.HTML(apply_default_css=False)
                self.heading = gr.HTML(
                    apply_default_css=False, js_on_load=events.listen("rename", "delete", "export", "example")
                )
                drawn = "watch('value', () => desk.drawn());"
                self.transcript = gr.HTML(
                    elem_id="transcript",
                    apply_default_css=False,
                    js_on_load=events.listen("again", "wrong", "keep", "article", "translate", more=drawn),
                )
                self.live = gr.HTML(elem_id="live", js_on_load="watch('value', () => desk.asked(element));")
                with gr.Column(elem_id="composer"):
                    self.notice = gr.HTML(apply_default_css=False, elem_id="notice")
                    with gr.Row(elem_id="ask-row", equal_height=True):
                        self.question = gr.Textbox(
                            label=label("question"),
                            placeholder=label("question_hint"),
                            lines=1,
                            max_lines=6,
                            max_length=LONGEST_QUESTION,
                            scale=1,
                            min_width=160,
                            elem_id="question",
                            autofocus=True,
                        )
                        self.ask = gr.Button(
                            label("ask"), variant="primary", scale=0, min_width=96, elem_id="ask"
                        )
                        self.stop = gr.Button(
                            label("stop"), scale=0, min_width=96, visible=False, elem_id="stop"
                        )
                    with gr.Accordion(label("narrow"), open=False, elem_id="narrow"), gr.Row():
                        self.since = gr.Textbox(
                            label=label("since"), placeholder="2022, 2022-05", min_width=110
                        )
                        self.until = gr.Textbox(label=label("until"), placeholder="2022-05-31", min_width=110)
                        self.languages = gr.Dropdown(
                            label=label("languages"), multiselect=True, min_width=160
                        )
                        self.places = gr.Dropdown(
                            label=label("places"),
                            multiselect=True,
                            allow_custom_value=True,
                            min_width=160,
                        )
        close = "watch('value', () => desk.openArticle(element, () => { props.value = ''; }));"
        self.article = gr.HTML(apply_default_css=False, js_on_load=events.listen("none", more=close))
        self.errand = gr.HTML(
            html_template="", js_on_load="watch('value', () => desk.run(props.value));", visible="hidden"
        )
        self.clock = gr.Timer(1.0)

    def _wire(self, page: gr.Blocks) -> None:
        quick: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        slow = quick | {"queue": True, "concurrency_limit": None}
        opened = [self.browser, self.shelf, self.heading, self.transcript, self.live, self.pending]
        running = [self.live, self.transcript, self.shelf, self.ask, self.stop, self.notice]
        narrowing = [self.since, self.until, self.languages, self.places]
        taken = [*opened, self.question, self.notice]
        came = page.load(
            self.arrive, self.browser, [*opened, self.loading, self.languages, self.places], **quick
        )
        asked = gr.on(
            [self.question.submit, self.ask.click],
            self.take,
            [self.question, *narrowing, self.browser],
            taken,
            **quick,
        )
        example = self.heading.example(self.take_example, [*narrowing, self.browser], taken, **quick)
        again = self.transcript.again(self.again, self.browser, opened, **quick)
        for event in (came, asked, example, again):
            event.success(self.answer, [self.pending, self.browser], running, **slow)
        self.stop.click(self.halt, None, None, **quick)
        page.unload(self.leave)

        self.shelf.pick(self.pick, self.browser, opened, **quick)
        self.shelf.fresh(self.fresh, self.browser, opened, **quick)
        self.heading.rename(self.rename, self.browser, self.shelf, **quick)
        self.heading.delete(self.delete, self.browser, opened, **quick)
        self.heading.export(self.export, self.browser, self.errand, **quick)
        self.transcript.wrong(self.keep_wrong, self.browser, None, **slow)  # only these can show a notice
        self.transcript.keep(self.keep, self.browser, None, **slow)
        self.transcript.article(self.open_article, self.browser, self.article, **quick)
        self.transcript.translate(self.translate, self.browser, self.errand, **slow)
        self.clock.tick(
            self.look,
            self.browser,
            [self.clock, self.loading, self.heading, self.languages, self.places],
            **quick,
        )

    # -- coming and going -----------------------------------------------------------------------

    def arrive(self, browser: dict[str, str], request: gr.Request) -> dict[Any, Any]:
        """Show the conversation that was open; a question without an answer is asked again."""
        known = browser if isinstance(browser, dict) else {}
        secret, opened = (str(known.get(name) or "") for name in ("reader", "open"))
        if len(secret) < SHORTEST_SECRET:
            secret = secrets.token_urlsafe(SHORTEST_SECRET)
        browser = {"reader": secret, "open": opened}
        turns = self.desk.kept.turns(self._reader(browser, request), browser["open"])
        waiting = next((turn.id for turn in turns if turn.state == "asked"), "")
        return self._opened(browser, request, waiting) | self._offered(request)

    def leave(self, request: gr.Request) -> None:
        """The tab was closed: nobody waits for the answer, and the model is free."""
        _, ticket = self.asking.get(str(request.session_hash), (None, None))
        if ticket:
            ticket.give_back()

    def look(self, browser: dict[str, str], request: gr.Request) -> dict[Any, Any]:
        """See whether the models are loaded; then there is nothing more to look for."""
        shown = show.loading(self.desk.loading, self.desk.trouble, events.says(request))
        if self.desk.loading is not None:
            return {self.loading: shown}
        offered = self._offered(request) | {self.clock: gr.Timer(active=False)}
        if not browser["open"]:
            offered[self.heading] = show.heading(None, self.desk.overview().examples, events.says(request))
        return offered

    # -- asking ---------------------------------------------------------------------------------

    def take(
        self,
        question: str,
        since: str | None,
        until: str | None,
        spoken: list[str],
        places: list[str],
        browser: dict[str, str],
        request: gr.Request,
    ) -> dict[Any, Any]:
        """Keep a question, before anything else is done for it."""
        if request.session_hash in self.asking or not question.strip():
            return {self.pending: ""}
        try:
            check_question(question)
            first, last = ((given or "").strip() or None for given in (since, until))
            narrowing = Narrowing.to(first, last, spoken or (), places or ())
            turn = self.desk.kept.ask(
                self._reader(browser, request), browser["open"] or None, question.strip(), narrowing
            )
        except ArchiveError as error:
            return {self.pending: "", self.notice: show.notice(str(error))}
        shown = self._opened(browser | {"open": turn.conversation}, request, turn.id)
        return shown | {self.question: "", self.notice: ""}

    def take_example(
        self,
        since: str | None,
        until: str | None,
        spoken: list[str],
        places: list[str],
        browser: dict[str, str],
        request: gr.Request,
        event: gr.EventData,
    ) -> dict[Any, Any]:
        """Ask one of the example questions."""
        return self.take(events.given(event, "question"), since, until, spoken, places, browser, request)

    def again(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        """Ask a question of the conversation anew."""
        if request.session_hash in self.asking:
            return {self.pending: ""}
        turn = self.desk.kept.end(self._reader(browser, request), events.given(event, "turn"), "asked")
        return self._opened(browser, request, turn.id)

    async def answer(
        self, pending: str, browser: dict[str, str], request: gr.Request
    ) -> AsyncIterator[dict[Any, Any]]:
        """Answer the pending question; show what is being done, then the verified answer word by word."""
        session, reader, says = (
            str(request.session_hash),
            self._reader(browser, request),
            events.says(request),
        )
        if not pending or session in self.asking:
            yield {self.notice: gr.skip()}  # a generator without a word would empty all its outputs
            return
        turn = self.desk.kept.turn(reader, pending)
        turns = self.desk.kept.turns(reader, turn.conversation)
        try:
            if turn.state == "asked":
                before = [(one.question, one.answer.text) for one in turns[: turn.number - 1] if one.answer]
                ticket = self.desk.ask(turn.question, before[-REMEMBERED:], turn.narrowing)
                self.asking[session] = turn.id, ticket
                yield {
                    self.ask: gr.Button(visible=False),
                    self.stop: gr.Button(visible=True),
                    self.notice: "",
                }
                async with aclosing(ticket.follow()) as states:
                    async for state in states:
                        if isinstance(state, Done):
                            turn = self.desk.kept.end(reader, turn.id, "answered", state.result)
                        elif isinstance(state, Failed):
                            turn = self.desk.kept.end(reader, turn.id, "failed", reason=state.reason)
                        elif isinstance(state, GivenBack):
                            if turn.id in self.stopped:
                                turn = self.desk.kept.end(reader, turn.id, "stopped")
                        else:
                            yield {self.live: show.live(turn, state, says)}
                if turn.answer:
                    words = len(turn.answer.text.split())
                    for shown in range(1, words + 1):
                        yield {self.live: show.revealed(turn, shown, says)}
                        await asyncio.sleep(min(REVEAL[0], REVEAL[1] / words))
        except LineFull:
            turn = self.desk.kept.end(reader, turn.id, "failed", reason=says("line_full"))
        finally:
            self.asking.pop(session, None)
            self.stopped.discard(turn.id)
        yield {
            self.live: "",
            self.transcript: show.transcript(self.desk.kept.turns(reader, turn.conversation), says),
            self.shelf: show.shelf(self.desk.kept.listed(reader), turn.conversation, says),
            self.ask: gr.Button(visible=True),
            self.stop: gr.Button(visible=False),
        }

    def halt(self, request: gr.Request) -> None:
        """Stop the question that is on its way."""
        turn, ticket = self.asking.get(str(request.session_hash), (None, None))
        if turn and ticket:
            self.stopped.add(turn)
            ticket.give_back()

    # -- proof ----------------------------------------------------------------------------------

    def open_article(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> str:
        """Show a whole article at the sentence that was cited."""
        says = events.says(request)
        try:
            place = self._place(browser, request, event)
            article = self.desk.assistant.article(place.document, place.quote)
        except ArchiveError as error:
            raise gr.Error(str(escape(str(error)))) from error
        return show.article(article.text, place, says)

    def translate(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> str:
        """Translate a cited sentence for the reader, by the local model."""
        says = events.says(request)
        place = self._place(browser, request, event)
        assistant = self.desk.assistant
        try:
            ticket = self.desk.line.join(
                lambda tell: assistant.translate(place.quote, place.language, says.language)
            )
            made = ticket.wait()
        except ArchiveError as error:
            raise gr.Error(str(escape(str(error)))) from error
        target = "-".join(events.given(event, name) for name in ("turn", "number", "place"))
        label = says("translated" if made.checked else "translated_unchecked")
        return _errand("translation", target=target, text=made.text, label=label, language=says.language)

    def keep(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> None:
        """Keep an answer as a case of ``assistant check``, as it is."""
        self._keep(browser, request, event, "cases.yaml", "kept")

    def keep_wrong(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> None:
        """Keep an answer as a case for somebody to put right."""
        self._keep(browser, request, event, "wrong.yaml", "kept_wrong")

    def _keep(
        self, browser: dict[str, str], request: gr.Request, event: gr.EventData, name: str, said: str
    ) -> None:
        says = events.says(request)
        try:
            reader = self._reader(browser, request)
            turn = self.desk.kept.turn(reader, events.given(event, "turn"))
            if turn.answer is None:
                return
            before = [
                (one.question, one.answer.text)
                for one in self.desk.kept.turns(reader, turn.conversation)[: turn.number - 1]
                if one.answer
            ]
            file = self.desk.cases / name
            file.parent.mkdir(parents=True, exist_ok=True)
            id = keep_case(turn.answer, file, history=before[-REMEMBERED:], index=self.desk.index)
        except (ArchiveError, OSError) as error:
            raise gr.Error(str(escape(str(error)))) from error
        gr.Info(str(escape(says(said, id=id, file=file))))

    def _place(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> Place:
        """The citation or passage of a turn that an event is about. Raises UsageError."""
        turn = self.desk.kept.turn(self._reader(browser, request), events.given(event, "turn"))
        number, place = events.given(event, "number"), events.given(event, "place")
        known: tuple[Place, ...] = ()
        if turn.answer:
            known = turn.answer.passages if number == "0" else turn.answer.citations
        if not place.isdecimal() or int(place) >= len(known):
            raise UsageError("this source is not in the answer any more")
        return known[int(place)]

    # -- conversations --------------------------------------------------------------------------

    def pick(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        """Open a conversation."""
        return self._opened(browser | {"open": events.given(event, "id")}, request)

    def fresh(self, browser: dict[str, str], request: gr.Request) -> dict[Any, Any]:
        """Begin a new one."""
        return self._opened(browser | {"open": ""}, request)

    def rename(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> str:
        """Call a conversation something else."""
        reader = self._reader(browser, request)
        self.desk.kept.rename(reader, events.given(event, "id"), events.given(event, "title"))
        return show.shelf(self.desk.kept.listed(reader), browser["open"], events.says(request))

    def delete(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        """Delete a conversation."""
        self.halt(request)
        self.desk.kept.delete(self._reader(browser, request), events.given(event, "id"))
        return self._opened(browser | {"open": ""}, request)

    def export(self, browser: dict[str, str], request: gr.Request, event: gr.EventData) -> str:
        """Save a conversation as Markdown."""
        reader = self._reader(browser, request)
        conversation = self.desk.kept.named(reader, events.given(event, "id"))
        if conversation is None:
            return ""
        turns = self.desk.kept.turns(reader, conversation.id)
        name = (
            "".join(c if c.isalnum() else "-" for c in conversation.title)[:60].strip("-") or "conversation"
        )
        return _errand("save", name=f"{name}.md", text=markdown(conversation, turns, events.says(request)))

    def _reader(self, browser: dict[str, str], request: gr.Request) -> str:
        """Whose conversations: by a login name that is one person's, else by the secret of the browser."""
        if self.desk.login and self.desk.login.is_person(request.username):
            return f"user:{request.username}"
        secret = browser.get("reader", "")
        if not isinstance(secret, str) or len(secret) < SHORTEST_SECRET:
            raise gr.Error("reload the page")
        return f"browser:{secret}"

    # -- showing --------------------------------------------------------------------------------

    def _opened(self, browser: dict[str, str], request: gr.Request, pending: str = "") -> dict[Any, Any]:
        """The page with a conversation open, and a question of it that is to be answered now."""
        says, reader = events.says(request), self._reader(browser, request)
        conversation = self.desk.kept.named(reader, browser["open"]) if browser["open"] else None
        if conversation is None:
            browser = browser | {"open": ""}
        turns = self.desk.kept.turns(reader, conversation.id) if conversation else []
        on_its_way = next((turn for turn in turns if turn.id == pending), None)
        return {
            self.browser: browser,
            self.shelf: show.shelf(self.desk.kept.listed(reader), browser["open"], says),
            self.heading: show.heading(conversation, self.desk.overview().examples, says),
            self.transcript: show.transcript([turn for turn in turns if turn.id != pending], says),
            self.live: show.live(on_its_way, None, says) if on_its_way else "",
            self.pending: pending,
        }

    def _offered(self, request: gr.Request) -> dict[Any, Any]:
        """What the archive offers to narrow a search to, and what is being loaded."""
        says, overview = events.says(request), self.desk.overview()
        spoken = [(own_name(code, says.language), code) for code in overview.languages]
        return {
            self.loading: show.loading(self.desk.loading, self.desk.trouble, says),
            self.languages: gr.Dropdown(choices=spoken),
            self.places: gr.Dropdown(choices=list(overview.places)),
        }


def _errand(what: str, **given: str) -> str:
    """Something for the browser to do; never twice the same, so that it is noticed."""
    return json.dumps({"do": what, "once": secrets.token_hex(4), **given})

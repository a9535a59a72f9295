"""The tab of questions: which event does what."""

from __future__ import annotations

import secrets
from typing import Any

import gradio as gr

from assistant.chat import events, show
from assistant.chat.asking import Asking
from assistant.chat.desk import Desk
from assistant.chat.events import SHORTEST_SECRET, Browser
from assistant.chat.proof import Proof
from assistant.chat.shelf import Shelf
from assistant.chat.view import Shown, View

QUICK: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
"""Events that are done at once."""

SLOW = QUICK | {"queue": True, "concurrency_limit": None}
"""Events that wait for the model, tell of their progress or show a notice."""


def build_ask(desk: Desk, label: gr.I18n, page: gr.Blocks) -> None:
    """Lay out the tab; ``label("key")`` is a text in the language of the browser."""
    view = View(desk, label)
    asking = Asking(desk, view)
    arrival = _Arrival(desk, view)
    came = page.load(
        arrival.arrive,
        view.browser,
        [*view.conversation, view.loading, view.languages, view.places],
        **QUICK,
    )
    view.clock.tick(
        arrival.look,
        view.browser,
        [view.clock, view.loading, view.heading, view.languages, view.places],
        **QUICK,
    )
    for over in (came.success, came.failure):  # where it failed, what is asked is told so
        over(None, js="() => desk.arrived()", **QUICK)
    _ask(view, asking, came, page)
    _keep(view, Shelf(desk, view, asking))
    _prove(view, Proof(desk))


def _ask(view: View, asking: Asking, came: Any, page: gr.Blocks) -> None:
    taken = [*view.conversation, view.question, view.notice]
    # Two steps: what the browser keeps is read after the arrival has changed it.
    ready = gr.on([view.question.submit, view.send.click], None, js="() => desk.ready()", **QUICK)
    asked = ready.success(asking.take, [view.question, *view.narrowing, view.browser], taken, **QUICK)
    example = view.heading.example(asking.take_example, [*view.narrowing, view.browser], taken, **QUICK)
    again = view.transcript.again(asking.again, view.browser, [*view.conversation, view.notice], **QUICK)
    running = [view.live, view.transcript, view.shelf, view.send, view.stop, view.notice, view.loading]
    for event in (came, asked, example, again):
        event.success(asking.answer, [view.pending, view.browser], running, **SLOW)
    view.stop.click(asking.halt, None, None, **QUICK)
    page.unload(asking.leave)


def _keep(view: View, shelf: Shelf) -> None:
    view.shelf.pick(shelf.pick, view.browser, view.conversation, **QUICK)
    view.shelf.fresh(shelf.fresh, view.browser, view.conversation, **QUICK)
    view.heading.rename(shelf.rename, view.browser, view.shelf, **QUICK)
    view.heading.delete(shelf.delete, view.browser, view.conversation, **QUICK)
    view.heading.export(shelf.export, view.browser, view.errand, **QUICK)


def _prove(view: View, proof: Proof) -> None:
    view.transcript.wrong(proof.keep_wrong, view.browser, None, **SLOW)
    view.transcript.keep(proof.keep, view.browser, None, **SLOW)
    view.transcript.article(proof.open_article, view.browser, view.article, **QUICK)
    view.transcript.translate(proof.translate, view.browser, view.errand, trigger_mode="multiple", **SLOW)


class _Arrival:
    """What is seen before anything is asked."""

    def __init__(self, desk: Desk, view: View) -> None:
        self._desk = desk
        self._view = view

    def arrive(self, browser: Browser, request: gr.Request) -> Shown:
        """Show the conversation that was open; a question without an answer is asked again."""
        known = browser if isinstance(browser, dict) else {}
        secret, opened = (str(known.get(name) or "") for name in ("reader", "open"))
        if len(secret) < SHORTEST_SECRET:
            secret = secrets.token_urlsafe(SHORTEST_SECRET)
        browser = {"reader": secret, "open": opened}
        turns = self._desk.kept.turns(events.reader(self._desk, browser, request), browser["open"])
        waiting = next((turn.id for turn in turns if turn.state == "asked"), "")
        return self._view.opened(browser, request, waiting) | self._view.offered(request)

    def look(self, browser: Browser, request: gr.Request) -> Shown:
        """See whether the models are loaded; then there is nothing more to look for."""
        shown = show.loading(self._desk.loading, self._desk.trouble, events.says(request))
        if self._desk.loading is not None:
            return {self._view.loading: shown}
        offered = self._view.offered(request) | {self._view.clock: gr.Timer(active=False)}
        if not browser["open"]:
            offered[self._view.heading] = show.heading(
                None, self._desk.overview().examples, events.says(request)
            )
        return offered

"""What the tab of questions is made of, and what it shows of a conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.chat import events, show
from assistant.chat.desk import Desk
from assistant.chat.events import Browser
from assistant.languages import own_name
from assistant.settings import LONGEST_QUESTION

Shown = dict[Any, Any]
"""What an event changes: a value for each part."""


class View:
    """The parts of the tab.

    ``browser`` is what the browser keeps: the reader's secret and the open conversation. ``pending`` is
    the turn that is to be answered next.
    """

    def __init__(self, desk: Desk, label: gr.I18n) -> None:
        self._desk = desk
        self.showing: dict[str, str] = {}
        """Of each session: the conversation that is open."""
        self.under_way: Callable[[str], str] = lambda session: ""
        """The turn of a session that is being answered."""
        self._lay_out(label)

    @property
    def conversation(self) -> list[Any]:
        """The parts that :meth:`opened` changes."""
        return [self.browser, self.shelf, self.heading, self.transcript, self.live, self.pending]

    @property
    def narrowing(self) -> list[Any]:
        """The parts that say which articles are asked."""
        return [self.since, self.until, self.languages, self.places]

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
                        self.send = gr.Button(
                            label("ask"), variant="primary", scale=0, min_width=96, elem_id="ask"
                        )
                        self.stop = gr.Button(
                            label("stop"), scale=0, min_width=96, visible=False, elem_id="stop"
                        )
                    with (
                        gr.Accordion(label("narrow"), open=self._desk.narrowing.dated, elem_id="narrow"),
                        gr.Row(),
                    ):
                        self.since = gr.Textbox(
                            self._desk.narrowing.since,
                            label=label("since"),
                            placeholder="2022, 2022-05",
                            min_width=110,
                        )
                        self.until = gr.Textbox(
                            self._desk.narrowing.until,
                            label=label("until"),
                            placeholder="2022-05-31",
                            min_width=110,
                        )
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

    def opened(self, browser: Browser, request: gr.Request, pending: str = "") -> Shown:
        """The page with a conversation open, and a question of it that is to be answered now."""
        says, reader = events.says(request), events.reader(self._desk, browser, request)
        conversation = self._desk.kept.named(reader, browser["open"]) if browser["open"] else None
        if conversation is None:
            browser = browser | {"open": ""}
        session = str(request.session_hash)
        self.showing[session] = browser["open"]
        turns = self._desk.kept.turns(reader, conversation.id) if conversation else []
        live = pending or self.under_way(session)
        on_its_way = next((turn for turn in turns if turn.id == live), None)
        return {
            self.browser: browser,
            self.shelf: show.shelf(self._desk.kept.listed(reader), browser["open"], says),
            self.heading: show.heading(conversation, self._desk.overview().examples, says),
            self.transcript: show.transcript([turn for turn in turns if turn != on_its_way], says),
            self.live: show.live(on_its_way, None, says) if on_its_way else "",
            self.pending: pending,
        }

    def offered(self, request: gr.Request) -> Shown:
        """What the archive offers to narrow a search to, and what is being loaded."""
        says, overview = events.says(request), self._desk.overview()
        spoken = [(own_name(code, says.language), code) for code in overview.languages]
        return {
            self.loading: show.loading(self._desk.loading, self._desk.trouble, says),
            self.languages: gr.Dropdown(choices=spoken),
            self.places: gr.Dropdown(choices=list(overview.places)),
        }

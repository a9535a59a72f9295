"""The conversations of a reader: opened, begun, renamed, deleted, taken along."""

from __future__ import annotations

import gradio as gr

from assistant.chat import events, show
from assistant.chat.asking import Asking
from assistant.chat.desk import Desk
from assistant.chat.events import Browser
from assistant.chat.export import markdown
from assistant.chat.view import Shown, View


class Shelf:
    """What the list of conversations and the heading of the open one do."""

    def __init__(self, desk: Desk, view: View, asking: Asking) -> None:
        self._desk = desk
        self._view = view
        self._asking = asking

    def pick(self, browser: Browser, request: gr.Request, event: gr.EventData) -> Shown:
        """Open a conversation."""
        return self._view.opened(browser | {"open": events.given(event, "id")}, request)

    def fresh(self, browser: Browser, request: gr.Request) -> Shown:
        """Begin a new one."""
        return self._view.opened(browser | {"open": ""}, request)

    def rename(self, browser: Browser, request: gr.Request, event: gr.EventData) -> str:
        """Call a conversation something else."""
        reader = events.reader(self._desk, browser, request)
        self._desk.kept.rename(reader, events.given(event, "id"), events.given(event, "title"))
        return show.shelf(self._desk.kept.listed(reader), browser["open"], events.says(request))

    def delete(self, browser: Browser, request: gr.Request, event: gr.EventData) -> Shown:
        """Delete a conversation."""
        conversation = events.given(event, "id")
        self._asking.drop(request, conversation)
        self._desk.kept.delete(events.reader(self._desk, browser, request), conversation)
        return self._view.opened(browser | {"open": ""}, request)

    def export(self, browser: Browser, request: gr.Request, event: gr.EventData) -> str:
        """Save a conversation as Markdown."""
        reader = events.reader(self._desk, browser, request)
        conversation = self._desk.kept.named(reader, events.given(event, "id"))
        if conversation is None:
            return ""
        turns = self._desk.kept.turns(reader, conversation.id)
        name = (
            "".join(c if c.isalnum() else "-" for c in conversation.title)[:60].strip("-") or "conversation"
        )
        return events.errand(
            "save", name=f"{name}.md", text=markdown(conversation, turns, events.says(request))
        )

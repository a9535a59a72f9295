"""What comes from the page: events with their values, and who reads it in which language."""

from __future__ import annotations

import json

import gradio as gr

from assistant.chat.texts import Texts, preferred, texts

_LISTEN = """
const events = %s;
desk.listen(element, trigger);
%s
"""


def listen(*events: str, more: str = "") -> str:
    """The script of a part whose buttons cause the named events; Gradio reads their names out of it."""
    return _LISTEN % (json.dumps(events), more)


def given(event: gr.EventData, name: str) -> str:
    """A value that came with an event of the page."""
    data = event._data if isinstance(event._data, dict) else {}
    value = data.get(name, "")
    return value if isinstance(value, str) else ""


def says(request: gr.Request) -> Texts:
    """The texts in the language of the reader's browser."""
    return texts(preferred(request.headers.get("accept-language")))

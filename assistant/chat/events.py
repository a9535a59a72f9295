"""What comes from the page: events with their values, and who reads it in which language."""

from __future__ import annotations

import json
import secrets

import gradio as gr
from markupsafe import escape

from assistant.chat.desk import Desk
from assistant.chat.texts import Texts, preferred, texts
from index.errors import UsageError, one_line

Browser = dict[str, str]
"""What a browser keeps of the page: the "reader", its secret, and the "open" conversation."""

SHORTEST_SECRET = 24
"""Characters that a browser is known by."""

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


def reader(desk: Desk, browser: Browser, request: gr.Request) -> str:
    """Who reads: by a login name that is one person's, else by the secret of the browser.

    Raises UsageError where the browser has none, as its page was never set up.
    """
    if desk.login and desk.login.is_person(request.username):
        return f"user:{request.username}"
    secret = browser.get("reader", "")
    if not isinstance(secret, str) or len(secret) < SHORTEST_SECRET:
        raise UsageError(says(request)("reload"))
    return f"browser:{secret}"


def errand(what: str, **given: str) -> str:
    """Something for the browser to do; never twice the same, so that it is noticed."""
    return json.dumps({"do": what, "once": secrets.token_hex(4), **given})


def told(error: Exception) -> gr.Error:
    """An error as the page tells it: a line, and no HTML."""
    return gr.Error(str(escape(one_line(error))))

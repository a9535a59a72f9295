"""``assistant chat``: show the page until Ctrl-C."""

from __future__ import annotations

import threading
from argparse import Namespace
from collections.abc import Callable

from platformdirs import user_data_path

from assistant.api import Assistant
from assistant.chat import safety
from assistant.chat.conversations import Conversations
from assistant.chat.desk import Desk
from assistant.chat.opening import opening
from assistant.console import out, say
from assistant.settings import settled
from index import Index, Narrowing
from index.errors import UsageError


def chat(options: Namespace) -> int:
    """Run ``assistant chat``; returns the exit status."""
    login = safety.login(options.host, options.auth, mcp=options.mcp)
    narrowing = Narrowing.to(options.since, options.until)
    settings = settled(index=options.index, k=options.k, language=options.language)
    where = settings.index_folder
    if settings.index is not None:
        Index.open(where).close()  # what cannot be used is told before anything is loaded
    safety.keep_inside(where)
    try:
        with opening(options.host, options.port) as port:
            address = _address(options.host, port)
            out({"address": address} if options.json else address)
            from assistant.chat.app import serve
    except (OSError, OverflowError) as error:
        asked = f", port {options.port}" if options.port else ""
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot listen on {options.host}{asked}: {reason}") from error
    heard: list[Callable[[str], None]] = [say]
    assistant = Assistant(
        options.index,
        model=options.model,
        embedder=options.embedder,
        k=options.k,
        language=options.language,
        say=lambda line: [hear(line) for hear in heard].clear(),
    )
    conversations = Conversations(user_data_path("proofdesk") / "conversations.sqlite", str(where.resolve()))
    with conversations, assistant:
        desk = Desk(assistant, where, conversations, login, narrowing)
        heard.append(desk.say)
        address = serve(desk, options.host, port, mcp=options.mcp)
        if options.mcp:
            say(f"tools for programs: {address.rstrip('/')}/gradio_api/mcp/")
        threading.Event().wait()
    return 0


def _address(host: str, port: int) -> str:
    """Where a browser on this machine finds the page."""
    return f"http://{'localhost' if host in ('', '0.0.0.0') else host}:{port}/"

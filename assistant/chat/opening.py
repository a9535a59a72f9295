"""A page that says that the page is coming: Gradio alone takes seconds to be imported.

It stands at the very address, and gives it up when the real page is ready to take it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assistant.chat import show
from assistant.chat.texts import preferred, texts

PORTS = range(7860, 7960)
"""Of these the first free one is taken where none is given."""


@contextmanager
def opening(host: str, port: int | None) -> Iterator[int]:
    """Show that the page is coming, as long as the block lasts; gives the port. Raises OSError."""
    server = _bound(host, [port] if port is not None else PORTS)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="opening", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def _bound(host: str, ports: list[int] | range) -> ThreadingHTTPServer:
    for port in ports:
        try:
            return ThreadingHTTPServer((host, port), _Coming)
        except OSError:
            if port == ports[-1]:
                raise
    raise OSError("no port to listen on")


class _Coming(BaseHTTPRequestHandler):
    """Answers every request with "not yet", which a browser shows and asks again."""

    def do_GET(self) -> None:
        page = show.opening(texts(preferred(self.headers.get("Accept-Language")))).encode()
        self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

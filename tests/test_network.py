"""Answering opens no connection that leaves this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

WATCH = '''
"""Writes down each attempt to reach another machine, and lets none through."""
import ipaddress
import os
import sys

_log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _here(host):
    if host is None or host in ("", b"", "localhost", b"localhost"):
        return True
    try:
        named = host.decode() if isinstance(host, bytes) else host
        return ipaddress.ip_address(named.split("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # else a Unix socket's path
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if not _here(host):
        os.write(_log, f"{event} {host!r}\\n".encode())
        raise OSError(f"{event} {host!r} leaves this machine")


sys.addaudithook(_watch)
'''


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python, and of every Python that it starts, whose connections are written down."""
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
        "WATCH_LOG": str(tmp_path / "log"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }


def test_the_watch_sees_what_leaves_and_lets_the_rest_through(
    tmp_path: Path, watched: dict[str, str]
) -> None:
    code = """if True:
        import socket
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname(), 5).close()
            socket.create_connection(("localhost", server.getsockname()[1]), 5).close()
        for host in ("192.0.2.1", "models.example"):
            try:
                socket.create_connection((host, 443), 5)
            except OSError:
                pass
    """
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=watched, check=True)
    seen = (tmp_path / "log").read_text()
    assert "192.0.2.1" in seen
    assert "models.example" in seen
    assert "127.0.0.1" not in seen
    assert "localhost" not in seen


@pytest.mark.models
def test_answering_opens_no_connection(tmp_path: Path, watched: dict[str, str]) -> None:
    from assistant.models import resolve

    # Bringing the models is the one thing that needs a network, so that is done before.
    resolve(None, "generator")
    resolve(None, "embedder")

    command = [sys.executable, "-m", "assistant.cli", "ask", "--json", "who vetoed the 2022 sanctions?"]
    done = subprocess.run(
        command, cwd=tmp_path, env=watched, capture_output=True, text=True, encoding="utf-8"
    )

    assert (tmp_path / "log").read_text() == ""
    assert done.returncode == 0, done.stderr[-4000:]
    assert json.loads(done.stdout)["answered"] is True

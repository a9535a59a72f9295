"""Who may look at the page: this machine alone, unless a password stands before it."""

from __future__ import annotations

import hmac
import ipaddress
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import UsageError

PASSWORD = "ASSISTANT_PASSWORD"
"""The variable of a password for all, with which any name may be given."""

DAY = 86_400
"""Seconds."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""What a browser on this machine calls it."""


_COUNT_LITTLE = {"GRADIO_ANALYTICS_MAX_EVENTS": "100", "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000"}
"""By itself Gradio keeps 10,000 events, and adds all of them up again after each one."""


@dataclass(frozen=True, slots=True)
class Login:
    """Who may log in: ``accounts``, each a name and its password; with the ``password`` for all, any name.

    Called with a name and a password as they were typed.
    """

    accounts: tuple[tuple[str, str], ...] = ()
    password: str = ""

    def __call__(self, name: str, password: str) -> bool:
        """Whether they open the page; how long it takes tells nothing."""
        mine = dict(self.accounts).get(name, self.password)
        same = hmac.compare_digest(password.encode("utf-8", "replace"), mine.encode("utf-8", "replace"))
        return bool(mine) and same

    def is_person(self, name: str | None) -> bool:
        """Whether a name is one person's own; behind a password for all anybody may give it."""
        return name in dict(self.accounts)


def login(
    host: str, accounts: Sequence[str] = (), *, mcp: bool = False, environment: Mapping[str, str] = os.environ
) -> Login | None:
    """Who may log in at a page that listens at ``host``; None: nobody has to.

    ``accounts``: each USER:PASSWORD. ``mcp``: it offers tools, which no password protects: Gradio asks
    for none there. Raises UsageError for a malformed account, and where others than this machine could
    read the archive without a password.
    """
    known: list[tuple[str, str]] = []
    for account in accounts:
        name, colon, password = account.partition(":")
        if not (name.strip() and colon and password):
            raise UsageError("--auth is not of the form USER:PASSWORD; give a name, a colon and a password")
        known.append((name.strip(), password))
    if len(dict(known)) < len(known):
        raise UsageError("--auth names somebody twice; give each name once")
    made = Login(tuple(known), environment.get(PASSWORD, ""))
    if made.accounts or made.password:
        if mcp:
            raise UsageError(
                f"--mcp is for programs of this machine alone, no password stands before its tools; "
                f"leave it out, or --auth and {PASSWORD}"
            )
        return made
    if not is_here(host):
        raise UsageError(
            f"at {host or 'any address'} everybody on the network could read the archive; "
            f"set {PASSWORD}, give --auth USER:PASSWORD, or leave out --host"
        )
    return None


def is_here(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def guards(host: str) -> list[object]:
    """What stands before each request, as Starlette takes it.

    A page of this machine answers to no other name: another site's page in the same browser could
    otherwise reach it by a name that leads here.
    """
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    if not is_here(host):
        return []
    names = [*LOOPBACK, host.strip("[]")]
    return [Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False)]


def keep_inside(index: Path) -> None:
    """Let what a browser sends lie within the folder of the index, and Gradio call itself by no proxy.

    Call it before Gradio is imported. What lay there for a day is removed.
    """
    os.environ["GRADIO_TEMP_DIR"] = str(incoming(index))
    os.environ.update(_COUNT_LITTLE)
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(dict.fromkeys([*filter(None, [os.environ.get(name)]), *LOOPBACK]))
    for left in incoming(index).glob("*"):
        if time.time() - left.stat().st_mtime > DAY:
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)


def incoming(index: Path) -> Path:
    """Where what a browser sends lies until it is looked at."""
    return index.resolve() / "incoming"

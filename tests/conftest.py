"""What all tests need."""

import signal

import pytest


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where the tests run in the background Ctrl-C is ignored, and so it would be by all that they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

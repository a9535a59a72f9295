"""The line of those who wait for the language model, which does one thing at a time.

A ticket says where its holder stands and what is being done for it. Who goes away gives it back, and the
model is free at the next step.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.steps import Step
from index.errors import ArchiveError, UsageError, one_line

MOST_WAITING = 50
"""Who comes when so many wait is asked to come again later."""

LOOK = 0.1
"""Seconds between two looks at a ticket."""

HEARTBEAT = 1.0
"""Seconds after which a follower hears of the same state again: so that Gradio notices who is gone."""

Tell = Callable[[Step], None]
T = TypeVar("T")


class LineFull(UsageError):
    """Too many wait already."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Others are first; ``place`` 1 is next."""

    place: int


@dataclass(frozen=True, slots=True)
class Working:
    """It is being done; ``steps`` began so far, the last one is not over."""

    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """Here it is."""

    result: T


@dataclass(frozen=True, slots=True)
class Failed:
    """It cannot be done; ``reason`` is a line for the reader."""

    reason: str


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Its holder went away."""


class _Gone(Exception):
    """Raised in the model's thread, between two steps, when nobody waits for the result."""


class Ticket(Generic[T]):
    """A place in the line. Any thread may look at it."""

    def __init__(self, line: Line, work: Callable[[Tell], T]) -> None:
        self._line = line
        self._work = work
        self._back = threading.Event()
        self._state: Working | Done[T] | Failed | GivenBack | None = None

    @property
    def state(self) -> Waiting | Working | Done[T] | Failed | GivenBack:
        """Where it stands now."""
        if isinstance(self._state, Done | Failed):
            return self._state
        if self._back.is_set():
            return GivenBack()
        return self._state or Waiting(self._line.place(self))

    def give_back(self) -> None:
        """Do not wait any longer."""
        self._back.set()

    async def follow(self) -> AsyncGenerator[Waiting | Working | Done[T] | Failed | GivenBack, None]:
        """Yield each new state, the last one being its end; who stops listening gives the ticket back."""
        try:
            silent, last = 0.0, None
            while True:
                state = self.state
                if state != last or silent >= HEARTBEAT:
                    silent, last = 0.0, state
                    yield state
                if isinstance(state, Done | Failed | GivenBack):
                    return
                await asyncio.sleep(LOOK)
                silent += LOOK
        finally:
            self.give_back()

    def serve(self) -> None:
        """Do the work, unless nobody waits for it. Called once, by the line."""
        try:
            self._begin()
            self._state = Done(self._work(self._tell))
        except _Gone:
            self._state = GivenBack()
        except ArchiveError as error:
            self._state = Failed(one_line(error))
        except BaseException as error:  # the line goes on, whatever happened to one of its tickets
            self._state = Failed(f"{type(error).__name__}: {one_line(error)}")
            if not isinstance(error, Exception):
                raise

    def _begin(self, *steps: Step) -> None:
        if self._back.is_set():
            raise _Gone
        self._state = Working(steps)

    def _tell(self, step: Step) -> None:
        before = self._state.steps if isinstance(self._state, Working) else ()
        self._begin(*before, step)


class Line:
    """First come, first served, by one thread."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._most = most
        self._waiting: deque[Ticket[object]] = deque()
        self._changed = threading.Condition()
        self._server: threading.Thread | None = None

    def join(self, work: Callable[[Tell], T]) -> Ticket[T]:
        """Stand in line for something. Raises LineFull."""
        ticket = Ticket(self, work)
        with self._changed:
            if sum(not other._back.is_set() for other in self._waiting) >= self._most:
                raise LineFull(f"{self._most} questions wait already; ask again in a minute")
            self._waiting.append(ticket)  # type: ignore[arg-type]
            if self._server is None:
                self._server = threading.Thread(target=self._serve, name="line", daemon=True)
                self._server.start()
            self._changed.notify()
        return ticket

    def place(self, ticket: Ticket[T]) -> int:
        """How many are served up to this one, itself included; 1 is next."""
        with self._changed:
            waiting = list(self._waiting)
        ahead = itertools.takewhile(lambda other: other is not ticket, waiting)
        return 1 + (sum(not other._back.is_set() for other in ahead) if ticket in waiting else 0)

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                ticket = self._waiting.popleft()
            ticket.serve()

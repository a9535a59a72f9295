"""Kept states: what was read once is not read again, and reading it again gives the same bits.

A language model with 8-bit arithmetic turns a difference in the last bit, such as another order of
summation, into one that shows. So that an answer does not depend on what was asked before it, a
conversation is always read the same way: in the same chunks, each chunk in one go, in cells of its
own that begin at the first. Its fixed beginning (the opening) is read once, kept as bytes in memory and
on disk, and always put back from those bytes. What follows the opening stays in the
cells (a lane) until the lane is needed: another question about a passage reads only the question.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from index.errors import ModelUnusable

OPENINGS = 16
"""Openings whose states are kept in memory: some 10 MB each; those of three languages are 13."""

FILES = 32
"""Those that are kept on disk. Others were of prompts, models or settings that have changed."""

T = TypeVar("T")
Chunk = tuple[int, ...]


@dataclass(slots=True)
class _Lane:
    """The cells of one sequence: which chunks of tokens they hold, and when they were last used."""

    chunks: list[Chunk] = field(default_factory=list)
    used: int = 0

    @property
    def length(self) -> int:
        return sum(len(chunk) for chunk in self.chunks)


class StateCache:
    """The lanes of one llama.cpp context, and the openings kept beside it.

    Args:
        llama: the llama_cpp module; context: its context, made with one stream a sequence.
        lanes: sequences of the context; cells: how many tokens each can hold.
        batch: the context's n_batch: llama.cpp aborts the process on a longer batch, so nothing
            longer is ever handed to it.
        folder: where openings outlive the process, or None.
        identity: of the model and its settings; openings of another are not used.
    """

    def __init__(
        self,
        llama: Any,
        context: Any,
        *,
        lanes: int,
        cells: int,
        batch: int,
        folder: Path | None,
        identity: str,
    ) -> None:
        self._llama = llama
        self._context = context
        self._memory = llama.llama_get_memory(context)
        self._batch = llama.llama_batch_init(batch, 0, 1)
        self._batch_size = batch
        self._cells = cells
        self._lanes = [_Lane() for _ in range(lanes)]
        self._openings: dict[Chunk, Any] = {}
        self._folder = folder
        self._identity = identity
        self._clock = 0

    def close(self) -> None:
        """Free the batch; the context itself belongs to the caller."""
        self._llama.llama_batch_free(self._batch)
        self._openings.clear()

    def keep(self, opening: Chunk) -> None:
        """Read an opening, from disk if it is there, and keep its state."""
        if opening in self._openings:
            self._openings[opening] = self._openings.pop(opening)  # the latest is the last
            return
        path = self._path(opening)
        state = _read(path) if path is not None else None
        if state is None:
            lane = self._take()
            self._read_chunk(lane, opening, lambda logits: None)
            state = self._state(lane)
            if path is not None:
                _write(path, state)
        self._openings[opening] = state
        if len(self._openings) > OPENINGS:
            del self._openings[next(iter(self._openings))]

    def evaluate(self, opening: Chunk, chunks: Sequence[Chunk], read: Callable[[Any], T]) -> tuple[int, T]:
        """Bring a conversation into a lane: an opening that is kept, then the chunks after it.

        ``read`` is called with the logits after the last token: a ctypes pointer to one float a
        vocabulary entry, overwritten by the next call. The last chunk is always read anew. Returns
        the lane and what ``read`` made of the logits.
        """
        size = len(opening) + sum(len(chunk) for chunk in chunks)
        if size >= self._cells:
            raise ModelUnusable(
                f"the conversation has {size} tokens, the model's context {self._cells};"
                " ask a shorter question or set ASSISTANT_CONTEXT higher"
            )
        self.keep(opening)
        wanted = [opening, *chunks]
        lane, known = self._longest(wanted[:-1])
        if known == 0:
            lane, known = self._restore(opening), 1
        self._trim(lane, known)
        for chunk in wanted[known:-1]:
            self._read_chunk(lane, chunk, lambda logits: None)
        result = self._read_chunk(lane, wanted[-1], read)
        return lane, result

    def extend(self, lane: int, token: int, read: Callable[[Any], T]) -> T:
        """Append one token; returns what ``read`` makes of the logits after it."""
        if self._lanes[lane].length + 1 >= self._cells:
            raise ModelUnusable("the model's context is full; set ASSISTANT_CONTEXT higher")
        return self._read_chunk(lane, (token,), read)

    def room(self, lane: int) -> int:
        """How many more tokens fit."""
        return self._cells - self._lanes[lane].length - 1

    # -- lanes --------------------------------------------------------------------------------

    def _longest(self, wanted: Sequence[Chunk]) -> tuple[int, int]:
        """The lane with the most chunks in common, and how many those are."""
        best, known = 0, 0
        for i, lane in enumerate(self._lanes):
            common = 0
            while common < min(len(lane.chunks), len(wanted)) and lane.chunks[common] == wanted[common]:
                common += 1
            if common > max(known, 1):  # the opening alone comes from its kept bytes
                best, known = i, common
        return best, known

    def _take(self) -> int:
        """Empty the least recently used lane."""
        lane = min(range(len(self._lanes)), key=lambda i: self._lanes[i].used)
        self._trim(lane, 0)
        self._touch(lane)
        return lane

    def _touch(self, lane: int) -> None:
        self._clock += 1
        self._lanes[lane].used = self._clock

    def _trim(self, lane: int, chunks: int) -> None:
        """Keep only the first chunks of a lane."""
        live = self._lanes[lane]
        if len(live.chunks) > chunks:
            del live.chunks[chunks:]
            self._llama.llama_memory_seq_rm(self._memory, lane, live.length if chunks else -1, -1)

    def _restore(self, opening: Chunk) -> int:
        """Put an opening's kept bytes into a lane."""
        lane = self._take()
        state = self._openings[opening]
        if not self._llama.llama_state_seq_set_data(self._context, state, len(state), lane):
            raise ModelUnusable(
                "the kept state of a prompt does not fit the model; empty the cache folder's states"
            )
        self._lanes[lane].chunks = [opening]
        return lane

    def _read_chunk(self, lane: int, chunk: Chunk, read: Callable[[Any], T]) -> T:
        """Evaluate some tokens at the end of a lane."""
        self._touch(lane)
        start = self._lanes[lane].length
        batch = self._batch
        for begin in range(0, len(chunk), self._batch_size):
            part = chunk[begin : begin + self._batch_size]
            batch.n_tokens = len(part)
            for i, token in enumerate(part):
                batch.token[i] = token
                batch.pos[i] = start + begin + i
                batch.n_seq_id[i] = 1
                batch.seq_id[i][0] = lane
                batch.logits[i] = begin + i == len(chunk) - 1
            if status := self._llama.llama_decode(self._context, batch):
                self._trim(lane, 0)
                raise ModelUnusable(f"the model could not read the prompt (llama.cpp status {status})")
        self._lanes[lane].chunks.append(chunk)
        return read(self._llama.llama_get_logits_ith(self._context, -1))

    # -- openings as bytes --------------------------------------------------------------------

    def _state(self, lane: int) -> Any:
        size = self._llama.llama_state_seq_get_size(self._context, lane)
        buffer = (ctypes.c_uint8 * size)()
        self._llama.llama_state_seq_get_data(self._context, buffer, size, lane)
        return buffer

    def _path(self, opening: Chunk) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(f"{self._identity} {opening}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.state"


def _write(path: Path, state: Any) -> None:
    """Write a state after its SHA-256, and remove the oldest. Not being able to is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(state).digest())
            file.write(state)
        Path(temporary).replace(path)
        kept = sorted(path.parent.glob("*.state"), key=lambda one: one.stat().st_mtime)
        for old in kept[:-FILES]:
            old.unlink()
    except OSError:
        return


def _read(path: Path) -> Any | None:
    """Read back what :func:`_write` wrote; None if it is not there or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    with suppress(OSError):  # the folder may be another's
        os.utime(path)  # what is used is not the oldest
    state = memoryview(content)[32:]
    if hashlib.sha256(state).digest() != content[:32]:
        return None
    return (ctypes.c_uint8 * len(state)).from_buffer_copy(state)

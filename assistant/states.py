"""Kept states: no token is evaluated twice.

A KV cache holds several sequences. :class:`StateCache` remembers which tokens each of them
stands for; a new prompt forks the sequence with which it shares the longest beginning and
evaluates only the rest. Forked sequences share their cells, so the examples at the beginning
of every prompt are held once, however many passages have been read behind them.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from index.errors import ModelUnusable


T = TypeVar("T")


class _Token(NamedTuple):
    """One token to evaluate, and whether the logits after it are wanted."""

    id: int
    position: int
    sequence: int
    last: bool


@dataclass(slots=True)
class _Sequence:
    """One live sequence: its tokens, whether it may be dropped, when it was last used."""

    tokens: list[int] = field(default_factory=list)
    pinned: bool = False
    used: int = 0


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    """Length of the common beginning."""
    n = min(len(a), len(b))
    return next((i for i in range(n) if a[i] != b[i]), n)


class StateCache:
    """The sequences in one llama.cpp context, least recently used dropped first.

    ``batch`` is the context's ``n_batch``: llama.cpp aborts the process on a longer one,
    so nothing longer is ever handed to it.
    """

    def __init__(self, llama: Any, context: Any, *, sequences: int, batch: int) -> None:
        self._llama = llama
        self._context = context
        self._memory = llama.llama_get_memory(context)
        self._batch = llama.llama_batch_init(batch, 0, 1)
        self._batch_size = batch
        self._live: dict[int, _Sequence] = {}
        self._free = list(range(sequences))
        self._clock = 0

    def close(self) -> None:
        """Free the batch; the context itself belongs to the caller."""
        self._llama.llama_batch_free(self._batch)
        self._live.clear()

    def evaluate(
        self, prompts: Sequence[Sequence[int]], read: Callable[[Any], T], *, pinned: bool = False
    ) -> list[tuple[int, T]]:
        """Bring every prompt into a sequence of its own, ready to be continued.

        ``read`` is called with the logits after a prompt's last token (a ctypes pointer to one
        float per vocabulary entry, which the next batch overwrites). Returns, for each prompt, its
        sequence and what ``read`` made of the logits. Prompts are read in one go, several to a batch.
        """
        pending: list[_Token] = []
        ids: list[int] = []
        for tokens in prompts:
            sequence, known = self._fork(tokens, pinned=pinned, protect=ids)
            ids.append(sequence)
            pending += [
                _Token(tokens[i], i, sequence, i == len(tokens) - 1) for i in range(known, len(tokens))
            ]
        results: dict[int, T] = {}
        for begin in range(0, len(pending), self._batch_size):
            batch = pending[begin : begin + self._batch_size]
            self._decode(batch, protect=ids)
            for row, token in enumerate(batch):
                if token.last:
                    results[token.sequence] = read(self._llama.llama_get_logits_ith(self._context, row))
        for sequence, tokens in zip(ids, prompts, strict=True):
            self._live[sequence].tokens = list(tokens)
        return [(sequence, results[sequence]) for sequence in ids]

    def known(self, tokens: Sequence[int]) -> bool:
        """Whether the state of these tokens, or of a longer text that begins with them, is here."""
        return self._longest(tokens)[1] == len(tokens)

    def extend(self, sequence: int, token: int, read: Callable[[Any], T]) -> T:
        """Append one token to a sequence; returns what ``read`` makes of the logits after it."""
        live = self._live[sequence]
        self._decode([_Token(token, len(live.tokens), sequence, True)], protect=[sequence])
        live.tokens.append(token)
        return read(self._llama.llama_get_logits_ith(self._context, 0))

    def _longest(self, tokens: Sequence[int]) -> tuple[int | None, int]:
        best, length = None, 0
        for sequence, live in self._live.items():
            shared = _common(live.tokens, tokens)
            if shared > length:
                best, length = sequence, shared
        return best, length

    def _fork(self, tokens: Sequence[int], *, pinned: bool, protect: Sequence[int]) -> tuple[int, int]:
        source, known = self._longest(tokens)
        known = min(known, len(tokens) - 1)  # the last token is evaluated anew: its logits are wanted
        self._clock += 1
        if source is not None:
            self._live[source].used = self._clock
        if not self._free:
            self._drop([*protect, *([source] if source is not None else [])])
        target = self._free.pop()
        if source is not None and known:
            self._llama.llama_memory_seq_cp(self._memory, source, target, 0, known)
        self._live[target] = _Sequence(list(tokens[:known]), pinned, self._clock)
        return target, known

    def _drop(self, protect: Sequence[int]) -> None:
        """Forget the least recently used sequence that is neither pinned nor protected."""
        candidates = [s for s, live in self._live.items() if not live.pinned and s not in protect]
        if not candidates:
            raise ModelUnusable("the model's context is full; ask a shorter question or use fewer passages (-k)")
        self.forget(min(candidates, key=lambda s: self._live[s].used))

    def forget(self, sequence: int) -> None:
        """Drop one sequence; cells that others share stay."""
        self._llama.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        del self._live[sequence]
        self._free.append(sequence)

    def _decode(self, tokens: Sequence[_Token], *, protect: Sequence[int]) -> None:
        batch = self._batch
        batch.n_tokens = len(tokens)
        for i, token in enumerate(tokens):
            batch.token[i] = token.id
            batch.pos[i] = token.position
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = token.sequence
            batch.logits[i] = token.last
        while (status := self._llama.llama_decode(self._context, batch)) == 1:
            self._drop(protect)  # 1: no room for the batch, nothing was changed
        if status:
            raise ModelUnusable(f"the model could not evaluate the prompt (llama.cpp status {status})")

    # -- across processes ---------------------------------------------------------------------

    def save(self, sequence: int, path: Path) -> None:
        """Write a sequence's state to ``path``: SHA-256 of what follows, then llama.cpp's own bytes."""
        size = self._llama.llama_state_seq_get_size(self._context, sequence)
        buffer = (ctypes.c_uint8 * size)()
        written = self._llama.llama_state_seq_get_data(self._context, buffer, size, sequence)
        state = memoryview(buffer)[:written]
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(state).digest())
            file.write(state)
        Path(temporary).replace(path)

    def load(self, tokens: Sequence[int], path: Path) -> bool:
        """Bring back a state that :meth:`save` wrote for these tokens. False if it is not there or damaged."""
        try:
            content = path.read_bytes()
        except OSError:
            return False
        state = content[32:]
        if hashlib.sha256(state).digest() != content[:32]:
            return False
        target = self._free.pop()
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if not self._llama.llama_state_seq_set_data(self._context, buffer, len(state), target):
            self._llama.llama_memory_seq_rm(self._memory, target, -1, -1)
            self._free.append(target)
            return False
        self._clock += 1
        self._live[target] = _Sequence(list(tokens), True, self._clock)
        return True

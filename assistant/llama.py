"""The in-process language model: any GGUF file, run by llama.cpp on this machine's processor."""

from __future__ import annotations

import codecs
import ctypes
import math
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from assistant.generate import Conversation, Piece
from assistant.states import Chunk, StateCache
from index.errors import ModelUnusable

T = TypeVar("T")

BATCH = 512

_AMX = b"AMX_INT8 = 1"
"""How llama.cpp says that it was built to use AMX. That crashes the process where the compiler took its tile
configuration for dead code (llama.cpp, issue 20824 and pull request 26954), so it is not used; it goes by the
same switch as other arrangements of the weights, and what is built by the Makefile has these without it."""

LANES = 10
"""Conversations whose state stays in the cache; the least recently used gives way."""


class LlamaGenerator:
    """A GGUF model with kept states. One caller at a time; others wait.

    Args:
        path: the GGUF file.
        name: its identity, for the fingerprint.
        context: tokens that one conversation may have; ten are kept (28 KB a token for the
            default model).
        threads: processor threads; by default every core this process may use.
        states: a folder in which the states of fixed beginnings outlive the process, or None.

    Raises:
        ModelUnusable: the file is no model that llama.cpp can run.
    """

    def __init__(
        self,
        path: Path,
        name: str,
        *,
        context: int = 1536,
        threads: int | None = None,
        states: Path | None = None,
    ) -> None:
        import llama_cpp

        self._lock = threading.Lock()
        self._llama = llama_cpp
        self._name = name
        _begin()
        loading = llama_cpp.llama_model_default_params()
        if _AMX in llama_cpp.llama_print_system_info():
            loading.use_extra_bufts = False
        self._model = llama_cpp.llama_model_load_from_file(os.fsencode(path), loading)
        if not self._model:
            raise ModelUnusable(f"{path} is not a model that llama.cpp can load; choose another GGUF file")
        self._threads = threads or usable_cores()
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = context * LANES
        params.n_batch = params.n_ubatch = BATCH
        params.n_seq_max = LANES
        params.n_threads = params.n_threads_batch = self._threads
        params.kv_unified = False  # each conversation in cells of its own: see assistant.states
        params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED
        params.no_perf = True
        self._context_size = context
        self._context: Any = llama_cpp.llama_init_from_model(self._model, params)
        if not self._context:
            llama_cpp.llama_model_free(self._model)
            raise ModelUnusable(
                f"{path} cannot be run with a context of {context} tokens; is there enough memory?"
            )
        self._vocabulary = llama_cpp.llama_model_get_vocab(self._model)
        self._size = llama_cpp.llama_vocab_n_tokens(self._vocabulary)
        self._cache = StateCache(
            llama_cpp,
            self._context,
            lanes=LANES,
            cells=context,
            batch=BATCH,
            folder=states,
            identity=self.name,
        )
        self._format = self._chat_format(path)

    @property
    def name(self) -> str:
        """Identity of the model, the engine that runs it, and how: other threads may round otherwise."""
        how = f"context {self._context_size}, {self._threads} threads"
        return f"{self._name} (llama-cpp-python {self._llama.__version__}, {how})"

    @property
    def context(self) -> int:
        """How many tokens one conversation may have."""
        return self._context_size

    def count_tokens(self, text: str) -> int:
        """Count the tokens of plain text."""
        return len(self._tokenise(text, special=False))

    def keep(self, opening: Conversation) -> None:
        """Read the fixed beginning of many conversations once and keep its state, in memory and on disk."""
        tokens = self._opening(opening)
        with self._lock:
            self._cache.keep(tokens)

    def choose(self, opening: Conversation, turns: Conversation, options: Sequence[str]) -> list[float]:
        """Shares of the options, by their first tokens, as the next turn."""
        first = [self._tokenise(option, special=False)[0] for option in options]

        def shares(logits: Any) -> list[float]:
            best = max(logits[token] for token in first)
            weights = [math.exp(logits[token] - best) for token in first]
            return [weight / sum(weights) for weight in weights]

        with self._lock:
            return self._evaluate(opening, turns, shares)[1]

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        """Write the next turn, the likeliest token each time (temperature 0: no chance involved)."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        with self._lock:
            lane, token = self._evaluate(opening, turns, self._likeliest)
            for _ in range(min(max_tokens, self._cache.room(lane))):
                if self._llama.llama_vocab_is_eog(self._vocabulary, token):
                    yield Piece(decoder.decode(b"", final=True), "stop")
                    return
                yield Piece(decoder.decode(self._piece(token)))
                token = self._cache.extend(lane, token, self._likeliest)
            yield Piece(decoder.decode(b"", final=True), "length")

    def _likeliest(self, logits: Any) -> int:
        import numpy as np

        return int(np.argmax(np.ctypeslib.as_array(logits, shape=(self._size,))))

    def close(self) -> None:
        """Free the model. Closing twice is harmless."""
        with self._lock:
            if self._context:
                self._cache.close()
                self._llama.llama_free(self._context)
                self._llama.llama_model_free(self._model)
                self._context = None

    # -- tokens -------------------------------------------------------------------------------

    def _tokenise(self, text: str, *, special: bool) -> list[int]:
        """Tokens of a text; with ``special``, markers of the chat format are tokens of their own."""
        raw = text.encode("utf-8", errors="replace")
        room = len(raw) + 8
        buffer = (self._llama.llama_token * room)()
        count = self._llama.llama_tokenize(self._vocabulary, raw, len(raw), buffer, room, False, special)
        return list(buffer[:count])

    def _piece(self, token: int) -> bytes:
        buffer = ctypes.create_string_buffer(256)
        count = self._llama.llama_token_to_piece(self._vocabulary, token, buffer, 256, 0, False)
        return buffer.raw[: max(count, 0)]

    def _evaluate(
        self, opening: Conversation, turns: Conversation, read: Callable[[Any], T]
    ) -> tuple[int, T]:
        """Read a conversation up to the model's turn; the lock is held."""
        return self._cache.evaluate(self._opening(opening), self._chunks(opening, turns), read)

    def _opening(self, opening: Conversation) -> Chunk:
        """Tokens of a fixed beginning."""
        rendered = self._render(opening, open_turn=False)
        tokens: list[int] = []
        for i, message in enumerate(opening):
            before, rendered = self._split(rendered, i)
            tokens += self._tokenise(before, special=True)
            tokens += self._tokenise(message.content, special=False)
        return tuple(tokens + self._tokenise(rendered, special=True))

    def _chunks(self, opening: Conversation, turns: Conversation) -> list[Chunk]:
        """Tokens of the turns after an opening, cut where another conversation may go on differently.

        That is after the first paragraph of a message (a passage comes before its question) and
        before what the model says.
        """
        beginning = self._render(opening, open_turn=False)
        rendered = self._render((*opening, *turns), open_turn=True)
        if not rendered.startswith(beginning):
            raise ModelUnusable(f"the chat format of {self._name} cannot go on from a fixed beginning")
        rendered = rendered[len(beginning) :]
        chunks: list[list[int]] = [[]]
        for i, message in enumerate(turns, len(opening)):
            before, rendered = self._split(rendered, i)
            chunks[-1] += self._tokenise(before, special=True)
            if message.role == "assistant":
                chunks.append([])
            first, blank, rest = message.content.partition("\n\n")
            chunks[-1] += self._tokenise(first, special=False)
            if blank:
                chunks.append(self._tokenise(blank + rest, special=False))
        chunks[-1] += self._tokenise(rendered, special=True)
        return [tuple(chunk) for chunk in chunks if chunk]

    def _render(self, conversation: Conversation, *, open_turn: bool) -> str:
        """The conversation in the model's own chat format, with placeholders for the messages.

        Only the format itself is tokenised with its markers; each message is tokenised as plain text,
        so that a text which imitates the markers stays text.
        """
        return str(
            self._format(
                [{"role": m.role, "content": _holder(i)} for i, m in enumerate(conversation)], open_turn
            )
        )

    def _split(self, rendered: str, i: int) -> tuple[str, str]:
        before, found, after = rendered.partition(_holder(i))
        if not found:
            raise ModelUnusable(f"the chat format of {self._name} drops a message; choose another model")
        return before, after

    def _chat_format(self, path: Path) -> Any:
        """Load the chat format that the GGUF file carries."""
        import jinja2
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        template = self._llama.llama_model_chat_template(self._model, None)
        if not template:
            raise ModelUnusable(f"{path} carries no chat format; choose an instruction-tuned model")

        def text(token: int) -> str:
            raw = self._llama.llama_vocab_get_text(self._vocabulary, token) if token >= 0 else b""
            return bytes(raw).decode("utf-8", errors="replace")

        formatter = Jinja2ChatFormatter(
            template=template.decode("utf-8"),
            eos_token=text(self._llama.llama_vocab_eos(self._vocabulary)),
            bos_token=text(self._llama.llama_vocab_bos(self._vocabulary)),
        )

        def render(messages: list[dict[str, str]], open_turn: bool) -> str:
            formatter.add_generation_prompt = open_turn
            try:
                return str(formatter(messages=messages).prompt)
            except jinja2.TemplateError as error:
                raise ModelUnusable(f"the chat format of {path} refuses the prompt: {error}") from error

        return render


def _holder(i: int) -> str:
    """A placeholder that no chat format contains or changes."""
    return f"\ue000{i}\ue001"


@cache
def _begin() -> object:
    """Start llama.cpp, and let it log to nobody: it writes hundreds of lines to standard error.

    Returns what it logs to. That is kept for good: llama.cpp calls it as long as any model is there, and when
    the last one is freed.
    """
    import llama_cpp

    unheard = llama_cpp.llama_log_callback(lambda level, text, data: None)
    llama_cpp.llama_log_set(unheard, None)
    llama_cpp.llama_backend_init()
    return unheard


def usable_cores() -> int:
    """Count the cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1

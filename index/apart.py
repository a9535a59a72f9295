"""An embedder in a process of its own: it loads while this one loads the language model.

Importing torch alone takes seconds of Python, in which a thread beside it would stand still.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embed import Embedder, Words, first_line
from index.errors import ArchiveError, ModelUnusable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Load = Callable[[Path, str], Embedder]


class EmbedderProcess:
    """The embedder that ``load`` makes of a folder and a name, in another process, which begins to load now.

    It ends with this process, however that ends. One call runs at a time. Raises the embedder's ArchiveError,
    and ModelUnusable for any other error and where its process has ended. To be made where the main module
    may be imported again.
    """

    def __init__(self, load: Load, path: Path, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        context = multiprocessing.get_context("spawn")
        self._connection, other = context.Pipe()
        process = context.Process(target=_serve, args=(other, load, path, name), daemon=True)
        with _uninterrupted():
            process.start()
        other.close()

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._ask("dimensions"))

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each passage: float32, (len(texts), dimensions)."""
        vectors: NDArray[np.float32] = self._ask("embed_documents", texts)
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each question: float32, (len(texts), dimensions)."""
        vectors: NDArray[np.float32] = self._ask("embed_queries", texts)
        return vectors

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without marks of beginning and end."""
        counts: list[int] = self._ask("count_tokens", texts)
        return counts

    def embed_words(self, text: str, *, query: bool) -> Words:
        """Return the words of a text, each with a vector; ``query``: whether the text is a question."""
        words: Words = self._ask("embed_words", text, query=query)
        return words

    def _ask(self, name: str, *given: Any, **named: Any) -> Any:
        try:
            with self._lock:
                self._connection.send((name, given, named))
                result = self._connection.recv()
        except (EOFError, OSError) as error:
            raise ModelUnusable(f"the process of {self.name} has ended; is there enough memory?") from error
        if isinstance(result, ArchiveError):
            raise result
        return result


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a process that is started here ignore Ctrl-C; it ends with this one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(connection: Connection, load: Load, path: Path, name: str) -> None:
    """Answer calls until the other side is gone; runs in the process of the embedder."""
    from tqdm import tqdm

    tqdm.set_lock(threading.RLock())  # one between processes would be reported as left behind at the end
    embedder = load(path, name)
    with suppress(Exception):  # the first call raises it again, and is told
        embedder.embed_queries(["warm"])
    while True:
        try:
            called, given, named = connection.recv()
        except EOFError:
            return
        try:
            member = getattr(embedder, called)
            result = member(*given, **named) if callable(member) else member
        except ArchiveError as error:
            result = error
        except Exception as error:  # ending here would leave the next questions without an answer too
            told = f"{called}: {type(error).__name__}: {first_line(error)}"
            result = ModelUnusable(f"{name} has failed ({told}); use another model")
        connection.send(result)

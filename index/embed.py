"""Embedders: text to vectors, such that texts of like meaning are near in every language."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import ModelMissing, ModelUnusable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’-]\w+)*")
"""A word; in scripts without spaces a character."""

BATCH = 8
"""Texts embedded at once; on a CPU larger batches are slower, for they pad more."""

NOT_THERE = "the embedding model {name} is not at {path}; bring it with: assistant models"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are meant there.

    starts: where each begins, in code points, (n,). vectors: of length 1, float32, (n, d), where d is
    not always the length of the vector of a whole text.
    """

    words: tuple[str, ...]
    starts: NDArray[np.int64]
    vectors: NDArray[np.float32]


class Embedder(Protocol):
    """What an index needs of an embedding model."""

    @property
    def name(self) -> str:
        """Identity of the model, name and digest; known without loading it."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each passage: float32, (len(texts), dimensions)."""

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each question: float32, (len(texts), dimensions)."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without marks of beginning and end."""

    def embed_words(self, text: str, *, query: bool) -> Words:
        """Return the words of a text, each with a vector; ``query``: whether the text is a question."""


class SentenceTransformerEmbedder:
    """An embedder from a folder in the format of sentence-transformers, run in this process.

    It is loaded on first use, and one call runs at a time. Where the CPU computes in bfloat16
    natively that is used, several times as fast as float32 and as good; elsewhere float32.
    Raises ModelMissing where the folder is not there, ModelUnusable where it is no such model.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        self._lock = threading.RLock()
        self._model: Any = None

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._load().get_embedding_dimension())

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each passage: float32, (len(texts), dimensions)."""
        return self._encode("encode_document", texts)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each question: float32, (len(texts), dimensions)."""
        return self._encode("encode_query", texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without marks of beginning and end."""
        if not texts:
            return []
        with self._lock:
            tokenizer = self._load().tokenizer
            rows = tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]
        return [len(row) for row in rows]

    def embed_words(self, text: str, *, query: bool) -> Words:
        """Return the words of a text, each with the mean of its tokens' last states.

        Each text is read by itself: padding beside another one would change the last bits.
        """
        with self._lock:
            model = self._load()
            prompt = model.prompts.get("query" if query else "document") or ""
            try:
                states = model.encode(
                    [text], prompt=prompt, output_value="token_embeddings", show_progress_bar=False
                )[0]
                offsets = model.tokenizer(prompt + text, return_offsets_mapping=True, verbose=False)
            except (RuntimeError, ValueError, NotImplementedError) as error:
                raise ModelUnusable(
                    f"{self.name} cannot embed words: {first_line(error)}; use another"
                ) from error
        tokens = states.float().cpu().numpy()
        before = len(prompt)
        places = [(start - before, end - before) for start, end in offsets["offset_mapping"][: len(tokens)]]
        return words_of(text, places, tokens[: len(places)])

    def _encode(self, method: str, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        with self._lock:
            model = self._load()
            if not texts:
                return np.zeros((0, self.dimensions), dtype=np.float32)
            try:  # texts are sorted by length inside, so that a batch pads little
                vectors = getattr(model, method)(list(texts), batch_size=BATCH, show_progress_bar=False)
            except (RuntimeError, ValueError) as error:
                raise ModelUnusable(
                    f"{self.name} cannot embed: {first_line(error)}; use another model"
                ) from error
        return of_length_one(np.asarray(vectors, dtype=np.float32), self.name)

    def _load(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = _load(self.path, self.name)
            return self._model


def _load(path: Path, name: str) -> Any:
    """Return the model in the folder ``path``, looking nothing up on a network."""
    if not path.is_dir():
        raise ModelMissing(NOT_THERE.format(name=name, path=path))
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging
    except ImportError as error:
        raise ModelUnusable(
            f"sentence-transformers cannot be imported: {first_line(error)}; install it"
        ) from error
    logging: Any = transformers_logging  # its functions have no types
    logging.disable_progress_bar()
    dtype = torch.bfloat16 if bfloat16_is_native(torch) else torch.float32
    try:
        return SentenceTransformer(
            str(path), device="cpu", local_files_only=True, model_kwargs={"dtype": dtype}
        )
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, AttributeError, ImportError) as error:
        raise ModelUnusable(f"{path} is no model of sentence-transformers: {first_line(error)}") from error


def bfloat16_is_native(torch: Any) -> bool:
    """Say whether this CPU multiplies in bfloat16; emulated, it would be slower than float32."""
    capabilities: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    return any(capabilities.get(name) for name in ("avx512_bf16", "amx_bf16", "arm_bf16", "bf16"))


def words_of(text: str, places: Sequence[tuple[int, int]], states: NDArray[np.float32]) -> Words:
    """Return the words of a text, each with the mean of the states of its tokens.

    Args:
        places: where in the text each token begins and ends, (n, 2); those before it are negative.
        states: of the tokens, (n, d).
    """
    import numpy as np

    begin, end = np.array(places).reshape(-1, 2).T
    words: list[str] = []
    starts: list[int] = []
    means: list[NDArray[np.float32]] = []
    for found in WORD.finditer(text):
        of_word = (begin < found.end()) & (end > found.start())
        if of_word.any():
            words.append(found[0])
            starts.append(found.start())
            means.append(states[of_word].mean(axis=0))
    vectors = np.array(means, dtype=np.float32).reshape(len(words), states.shape[1])
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return Words(tuple(words), np.array(starts, dtype=np.int64), vectors / np.maximum(norms, 1e-9))


def of_length_one(vectors: NDArray[np.float32], name: str) -> NDArray[np.float32]:
    """Return vectors scaled to length 1; raises ModelUnusable where the model ``name`` gave no numbers."""
    import numpy as np

    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(norms).all() or (norms == 0).any():
        raise ModelUnusable(f"{name} gives vectors that are no numbers; fetch it again or use another")
    return np.asarray(vectors / norms, dtype=np.float32)


def first_line(error: BaseException) -> str:
    """Return the first line of an error's text."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]

"""EmbeddingGemma as an embedder.

It computes what sentence-transformers computes from the same folder. That takes many times as long to be
imported and to load as a question takes to be embedded; ``benchmarks/loading.py`` has the ratio.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embed import BATCH, NOT_THERE, Words, bfloat16_is_native, first_line, of_length_one, words_of
from index.errors import ModelMissing, ModelUnusable
from index.transformer import EMBEDDINGS, Shape, Transformer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from torch import Tensor

LONGEST = 2048
"""Tokens of a text that the model was made for; what is beyond is not read."""


class GemmaEmbedder:
    """The embedder of a folder with EmbeddingGemma, in this process; see :class:`index.Embedder`.

    It is loaded on first use, and one call computes at a time. Where the CPU computes in bfloat16 natively
    that is used, several times as fast as float32 and as good; elsewhere float32. Raises ModelMissing where
    the folder is not there, ModelUnusable where it is no such model.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        self._lock = threading.RLock()
        self._model: Model | None = None

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._load().dense[-1].shape[0])

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each passage: float32, (len(texts), dimensions)."""
        return self._embed(texts, query=False)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each question: float32, (len(texts), dimensions)."""
        return self._embed(texts, query=True)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without marks of beginning and end."""
        tokenizer = self._load().tokenizer
        return [len(told.ids) for told in tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def embed_words(self, text: str, *, query: bool) -> Words:
        """Return the words of a text, each with the mean of its tokens' last states.

        Each text is read by itself: padding beside another one would change the last bits.
        """
        import torch

        model = self._load()
        prompt = model.prompts[query]
        ids, places = model.tokens(prompt + text)
        try:
            with self._lock, torch.inference_mode():
                states = model.body.states(torch.tensor([ids]))[0].float().numpy()
        except RuntimeError as error:
            raise ModelUnusable(f"{self.name} cannot embed words: {first_line(error)}") from error
        return words_of(text, [(start - len(prompt), end - len(prompt)) for start, end in places], states)

    def _embed(self, texts: Sequence[str], *, query: bool) -> NDArray[np.float32]:
        import numpy as np
        import torch

        model = self._load()
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        rows = [model.tokens(model.prompts[query] + text)[0] for text in texts]
        ordered = sorted(range(len(rows)), key=lambda i: -len(rows[i]))  # so that a batch pads little
        for first in range(0, len(rows), BATCH):
            batch = ordered[first : first + BATCH]
            try:
                with self._lock, torch.inference_mode():
                    vectors[batch] = model.embed([rows[i] for i in batch]).numpy()
            except RuntimeError as error:
                raise ModelUnusable(f"{self.name} cannot embed: {first_line(error)}") from error
        return of_length_one(vectors, self.name)

    def _load(self) -> Model:
        with self._lock:
            if self._model is None:
                self._model = Model.load(self.path, self.name)
            return self._model


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded EmbeddingGemma. prompts: what stands before a passage, and before a question.

    dense: the layers that make a vector of the mean of the states, in float32.
    """

    tokenizer: Tokenizer
    body: Transformer
    dense: tuple[Tensor, ...]
    prompts: tuple[str, str]

    @classmethod
    def load(cls, path: Path, name: str) -> Model:
        """Load it from the folder ``path``; raises ModelMissing or ModelUnusable."""
        if not path.is_dir():
            raise ModelMissing(NOT_THERE.format(name=name, path=path))
        try:
            import torch
            from safetensors import SafetensorError
            from safetensors.torch import load_file
        except ImportError as error:
            raise ModelUnusable(f"torch cannot be imported: {first_line(error)}; install it") from error
        kind = torch.bfloat16 if bfloat16_is_native(torch) else torch.float32
        try:
            shape = Shape.of(_json(path / "config.json"))
            prompts = _json(path / "config_sentence_transformers.json")["prompts"]
            weights = {
                key: weight if key == EMBEDDINGS else weight.to(kind)
                for key, weight in load_file(str(path / "model.safetensors")).items()
            }
            dense = tuple(
                load_file(str(path / part / "model.safetensors"))["linear.weight"].float()
                for part in ("2_Dense", "3_Dense")
            )
            body = Transformer(shape, weights)
            tokenizer = _tokenizer(path / "tokenizer.json")
            return cls(tokenizer, body, dense, (prompts["document"], prompts["query"]))
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
            raise ModelUnusable(f"{path} is no EmbeddingGemma: {first_line(error)}") from error

    def tokens(self, text: str, longest: int = LONGEST) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the tokens of a text with the marks of its beginning and end, and where each stands.

        Of one that is too long there are the first ones, and the mark of the end.
        """
        told = self.tokenizer.encode(text)
        ids, places = told.ids, told.offsets
        if len(ids) > longest:
            ids, places = [*ids[: longest - 1], ids[-1]], [*places[: longest - 1], places[-1]]
        return ids, places

    def embed(self, rows: Sequence[Sequence[int]]) -> Tensor:
        """Return a vector for each text in tokens: the mean of the states, through the dense layers."""
        import torch

        longest = max(map(len, rows))
        ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
        read = torch.tensor([[i < len(row) for i in range(longest)] for row in rows])
        states, weights = self.body.states(ids, read).float(), read[:, :, None].float()
        vectors = (states * weights).sum(1) / weights.sum(1)
        for layer in self.dense:
            vectors = torch.nn.functional.linear(vectors, layer)
        return vectors


def _tokenizer(file: Path) -> Tokenizer:
    """Read a tokenizer; raises ValueError where it cannot be read."""
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises nothing narrower
        raise ValueError(f"{file.name}: {first_line(error)}") from error


def _json(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found

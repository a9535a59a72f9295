"""The encoder: one model that embeds texts and, with an adapter, reads a passage for the answer.

EmbeddingGemma reads question and passage together; low-rank adapters of its linear layers (LoRA, Hu et al.
2021) and three linear heads were trained for that on articles written for it, see ``training/``. As in BERT's
reading of SQuAD 2.0 (Devlin et al. 2018), each token is scored as the first and as the last of the answer; a
third head says whether the passage answers at all.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.data import digest
from assistant.extract import Extract
from index import Embedder, EmbedderProcess, GemmaEmbedder
from index.errors import ModelUnusable
from index.gemma import Model
from index.transformer import Transformer

if TYPE_CHECKING:
    from torch import Tensor

ADAPTER = "encoder.safetensors"

LONGEST_ANSWER = 40
"""Tokens of the words that answer."""

LONGEST = 1024
"""Tokens of question and passage together; what is beyond is not read."""

NONE = -10.0
"""Log odds that nothing answers."""


def prompt(question: str, source: str) -> str:
    """What the encoder reads before a passage: as in training, so it is part of the adapter."""
    return f"{question}\n{source}\n"


def adapter_digest() -> str:
    """Identity of the adapter's weights, for the fingerprint."""
    return digest(ADAPTER)


class _Adapted:
    """What is known of an embedder with the adapter, in whichever process it reads."""

    @property
    def reader(self: Embedder) -> str:
        """Identity of the reader, for the fingerprint."""
        return f"{self.name} {adapter_digest()}"

    def size(self: Embedder, question: str, source: str, passage: str) -> int:
        """Count the tokens that are read for a question and a passage."""
        return self.count_tokens([prompt(question, source) + passage])[0]


class Encoder(_Adapted, GemmaEmbedder):
    """EmbeddingGemma in this process, as an embedder and as an extractor; loaded on first use.

    The adapted layers are a copy of the embedder's; the token embeddings, two thirds of it, are shared.
    """

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path, name)
        self._reading = threading.Lock()
        self._reader: _Reader | None = None

    def extract(
        self, question: str, source: str, passage: str, within: Sequence[tuple[int, int]] = ()
    ) -> Extract:
        """Find the words of a passage that answer a question; see :class:`assistant.extract.Extractor`.

        Each passage is read by itself: padding beside another one would change the last bits.
        """
        try:
            return self._load_reader().extract(prompt(question, source), passage, within)
        except (RuntimeError, ValueError) as error:
            raise ModelUnusable(f"{self.name} cannot read a passage; is there enough memory?") from error

    def _load_reader(self) -> _Reader:
        with self._reading:
            if self._reader is None:
                self._reader = _Reader(self._load(), self.name)
            return self._reader


class EncoderProcess(_Adapted, EmbedderProcess):
    """The encoder in a process of its own; see :class:`index.EmbedderProcess`."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(Encoder, path, name)

    def extract(
        self, question: str, source: str, passage: str, within: Sequence[tuple[int, int]] = ()
    ) -> Extract:
        """Find the words of a passage that answer a question; see :class:`assistant.extract.Extractor`."""
        found: Extract = self._ask("extract", question, source, passage, within)
        return found


class _Reader:
    """The adapted copy of a transformer, with its heads."""

    def __init__(self, model: Model, name: str) -> None:
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        try:
            weights = load_file(str(files("assistant").joinpath(ADAPTER)))
            self._body = Transformer(model.body.shape, _merged(model.body.weights, weights))
            self._span = weights["span.weight"].float(), weights["span.bias"].float()
            self._has = weights["has.weight"].float(), weights["has.bias"].float()
        except (OSError, SafetensorError) as error:
            raise ModelUnusable(f"{ADAPTER} of this program cannot be read; install it again") from error
        except (KeyError, RuntimeError) as error:
            raise ModelUnusable(f"{name} is not the model that the reader was trained for") from error
        self._model = model
        self._lock = threading.Lock()

    def extract(self, before: str, passage: str, within: Sequence[tuple[int, int]]) -> Extract:
        import torch

        ids, places = self._model.tokens(before + passage, LONGEST)
        offsets = [(a - len(before), b - len(before)) for a, b in places]
        inside = torch.tensor([end > 0 and end > start for start, end in offsets])
        allowed = [inside & _touching(offsets, *stretch) for stretch in within] or [inside]
        allowed = [each for each in allowed if each.any()]
        if not allowed:
            return Extract(0, 0, 0.0, NONE)
        with self._lock, torch.inference_mode():
            states = self._body.states(torch.tensor([ids]))[0].float()
            logits = torch.nn.functional.linear(states, *self._span).masked_fill(~inside[:, None], -1e4)
            starts, ends = logits.log_softmax(dim=0).unbind(dim=1)
            told_by = [states.mean(dim=0), starts.exp() @ states, ends.exp() @ states]
            answers = torch.nn.functional.linear(torch.cat(told_by), *self._has)
        first, last, share = _best(starts, ends, allowed)
        start, end = max(offsets[first][0], 0), offsets[last][1]
        words = passage[start:end]
        start += len(words) - len(words.lstrip())
        return Extract(start, max(start, end - len(words) + len(words.rstrip())), share, float(answers))


def _merged(weights: Mapping[str, Tensor], low: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights, to those of each adapted layer the product of its two low-rank matrices added."""
    merged = dict(weights)
    for name in low:
        if name.endswith(".a"):
            layer = name.removesuffix(".a")
            weight = merged[f"{layer}.weight"]
            added = low[f"{layer}.b"].float() @ low[name].float()
            merged[f"{layer}.weight"] = (weight.float() + added).to(weight.dtype)
    return merged


def _touching(offsets: Sequence[tuple[int, int]], start: int, end: int) -> Tensor:
    """Which tokens touch a stretch."""
    import torch

    return torch.tensor([a < end and b > start for a, b in offsets])


def _best(starts: Tensor, ends: Tensor, allowed: Sequence[Tensor]) -> tuple[int, int, float]:
    """The likeliest first and last token, both of one stretch, and the share of the likelihood on the two."""
    import torch

    size = len(starts)
    ordered = torch.ones(size, size, dtype=torch.bool).triu().tril(LONGEST_ANSWER - 1)
    both = (starts[:, None] + ends[None, :]).masked_fill(~ordered, -math.inf)

    def likeliest(inside: Tensor) -> tuple[int, int, float]:
        within = both.masked_fill(~(inside[:, None] & inside[None, :]), -math.inf)
        best = int(within.argmax())
        return best // size, best % size, float(within.flatten()[best].exp())

    return max(map(likeliest, allowed), key=lambda best: best[2])

"""EmbeddingGemma with low-rank adapters (Hu et al. 2021), and heads for the ends of an answer."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

LAYERS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")

NOWHERE = -1e4
"""The logit of a token that is not of the passage."""


class Adapted(nn.Module):
    """A linear layer whose weight is fixed but for a product of two low-rank matrices."""

    def __init__(self, base: nn.Linear, rank: int) -> None:
        super().__init__()
        self.weight = base.weight
        self.a = nn.Parameter(torch.randn(rank, base.in_features) / math.sqrt(base.in_features))
        self.b = nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, states: Tensor) -> Tensor:
        """Multiply (…, in) to (…, out)."""
        low = functional.linear(states, self.a.to(states.dtype))
        return functional.linear(states, self.weight) + functional.linear(low, self.b.to(states.dtype))


class Network(nn.Module):
    """The reader as it is trained; :mod:`assistant.encoder` computes the same with the products added up."""

    def __init__(self, base: Path, rank: int) -> None:
        super().__init__()
        from transformers import AutoModel

        # Going back through fused attention takes a fifth of the time on a CPU.
        self.body = AutoModel.from_pretrained(str(base), dtype=torch.bfloat16, attn_implementation="eager")
        self.body.requires_grad_(False)
        for layer in self.body.layers:
            for part in (layer.self_attn, layer.mlp):
                for name in LAYERS:
                    if hasattr(part, name):
                        setattr(part, name, Adapted(getattr(part, name), rank))
        width = self.body.config.hidden_size
        self.span = nn.Linear(width, 2)
        self.has = nn.Linear(3 * width, 1)
        for head in (self.span, self.has):
            nn.init.normal_(head.weight, std=0.02)

    def forward(self, ids: Tensor, read: Tensor, inside: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch.

        Args:
            ids: tokens, (b, n). read: 1 for those that are no padding. inside: whether they are of the
                passage.

        Returns:
            Logits of the first and of the last token, (b, n) each, and of there being an answer, (b,).
        """
        states = self.body(input_ids=ids, attention_mask=read, use_cache=False).last_hidden_state.float()
        starts, ends = self.span(states).masked_fill(~inside[..., None], NOWHERE).unbind(dim=-1)
        weights = read.float().unsqueeze(-1)
        told_by = [(states * weights).sum(1) / weights.sum(1)]
        told_by += [(ends_.softmax(-1).unsqueeze(-1) * states).sum(1) for ends_ in (starts, ends)]
        return starts, ends, self.has(torch.cat(told_by, dim=-1)).squeeze(-1)

    def weights(self) -> dict[str, Tensor]:
        """What was trained, by the names that :mod:`assistant.encoder` knows."""
        trained = {name: weight for name, weight in self.named_parameters() if weight.requires_grad}
        return {
            name.removeprefix("body."): weight.detach().to(torch.bfloat16).contiguous()
            for name, weight in trained.items()
        }

    def restore(self, weights: dict[str, Tensor]) -> None:
        """Take weights that :meth:`weights` gave; raises KeyError where these are of another network."""
        mine = {name.removeprefix("body."): weight for name, weight in self.named_parameters()}
        with torch.no_grad():
            for name, weight in weights.items():
                mine[name].copy_(weight)

"""The transformer of EmbeddingGemma in plain torch: a Gemma 3 whose tokens see each other both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor

EMBEDDINGS = "embed_tokens.weight"


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights do not tell of themselves.

    head: the length of a query. thetas: the base of the rotary positions of each layer. windows: how far a
    token sees in each layer, exclusive; None: everything.
    """

    head: int
    epsilon: float
    scale: float
    thetas: tuple[float, ...]
    windows: tuple[int | None, ...]

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Shape:
        """Read ``config.json``; raises KeyError or ValueError where it is of another kind of model."""
        if config["model_type"] != "gemma3_text" or not config["use_bidirectional_attention"]:
            raise ValueError("it is no EmbeddingGemma")
        sliding = [kind == "sliding_attention" for kind in config["layer_types"]]
        local, everywhere = config["rope_local_base_freq"], config["rope_theta"]
        return cls(
            head=config["head_dim"],
            epsilon=config["rms_norm_eps"],
            scale=config["query_pre_attn_scalar"] ** -0.5,
            thetas=tuple(local if near else everywhere for near in sliding),
            # The window of the configuration is as wide as the two sides together.
            windows=tuple(config["sliding_window"] // 2 + 1 if near else None for near in sliding),
        )


class Transformer:
    """The layers, from tokens to their last states (Gemma Team 2025, “Gemma 3 Technical Report”).

    ``weights`` have the names of the file; those of the linear layers are of the type that is computed in.
    The embeddings may be of another one, and lie in the file: only the rows of the tokens are read.
    """

    def __init__(self, shape: Shape, weights: Mapping[str, Tensor]) -> None:
        self.shape = shape
        self.weights = weights
        self._type = weights["layers.0.mlp.up_proj.weight"].dtype

    def states(self, ids: Tensor, read: Tensor | None = None) -> Tensor:
        """Return the last states of tokens.

        Args:
            ids: tokens, (b, n). read: whether they are no padding, (b, n); None: all are.

        Returns:
            (b, n, 768), in the type that is computed in.
        """
        import torch

        shape, size = self.shape, ids.shape[1]
        rows = torch.nn.functional.embedding(ids, self.weights[EMBEDDINGS]).to(self._type)
        states = rows * torch.tensor(rows.shape[-1] ** 0.5, dtype=self._type)
        positions = {theta: self._positions(size, theta) for theta in set(shape.thetas)}
        masks = {window: _mask(size, window, read) for window in set(shape.windows)}
        for i, (theta, window) in enumerate(zip(shape.thetas, shape.windows, strict=True)):
            seen = self._norm(states, f"layers.{i}.input_layernorm")
            seen = self._attend(seen, f"layers.{i}.self_attn", positions[theta], masks[window])
            states = states + self._norm(seen, f"layers.{i}.post_attention_layernorm")
            made = self._norm(states, f"layers.{i}.pre_feedforward_layernorm")
            made = self._feed_forward(made, f"layers.{i}.mlp")
            states = states + self._norm(made, f"layers.{i}.post_feedforward_layernorm")
        return self._norm(states, "norm")

    def _linear(self, states: Tensor, name: str) -> Tensor:
        import torch

        return torch.nn.functional.linear(states, self.weights[f"{name}.weight"])

    def _norm(self, states: Tensor, name: str) -> Tensor:
        """Root mean square normalisation (Zhang and Sennrich 2019) in float32; weights are about 0."""
        wide = states.float()
        wide = wide * (wide.pow(2).mean(-1, keepdim=True) + self.shape.epsilon).rsqrt()
        return (wide * (1 + self.weights[f"{name}.weight"].float())).type_as(states)

    def _feed_forward(self, states: Tensor, name: str) -> Tensor:
        import torch

        gate = torch.nn.functional.gelu(self._linear(states, f"{name}.gate_proj"), approximate="tanh")
        return self._linear(gate * self._linear(states, f"{name}.up_proj"), f"{name}.down_proj")

    def _attend(self, states: Tensor, name: str, turns: tuple[Tensor, Tensor], mask: Tensor | None) -> Tensor:
        """Attention whose heads share keys and values."""
        import torch

        query, key, value = (
            self._linear(states, f"{name}.{part}_proj").unflatten(-1, (-1, self.shape.head)).transpose(1, 2)
            for part in "qkv"
        )
        seen = torch.nn.functional.scaled_dot_product_attention(
            _turned(self._norm(query, f"{name}.q_norm"), *turns),
            _turned(self._norm(key, f"{name}.k_norm"), *turns),
            value,
            attn_mask=mask,
            scale=self.shape.scale,
            enable_gqa=True,
        )
        return self._linear(seen.transpose(1, 2).flatten(2), f"{name}.o_proj")

    def _positions(self, size: int, theta: float) -> tuple[Tensor, Tensor]:
        """Cosine and sine of the angles of each position, (size, head) each (Su et al. 2021, RoFormer)."""
        import torch

        head = self.shape.head
        speeds = 1.0 / (theta ** (torch.arange(0, head, 2, dtype=torch.float) / head))
        angles = (torch.arange(size).float()[:, None] * speeds).repeat(1, 2)
        return angles.cos().to(self._type), angles.sin().to(self._type)


def _turned(vectors: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """Queries or keys, (…, n, head), turned by the angles of their positions."""
    import torch

    first, second = vectors.chunk(2, dim=-1)
    return vectors * cosines + torch.cat((-second, first), dim=-1) * sines


def _mask(size: int, window: int | None, read: Tensor | None) -> Tensor | None:
    """Which token sees which, (b or 1, 1, n, n); None where each sees all."""
    import torch

    sees = None
    if window is not None and size > window:
        places = torch.arange(size)
        sees = ((places[:, None] - places).abs() < window)[None, None]
    if read is not None and not read.all():
        others = read[:, None, None, :]
        sees = others.expand(-1, 1, size, -1) if sees is None else sees & others
    return sees

"""Train the reader for some minutes, and save its weights: see README.md."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import torch
from articles import Article, Asked, Example, example, load
from network import Network
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from assistant import models

BATCH = 16
ROUND = 50
"""Batches that are put together at once, each of examples of about one length."""

MULTIPLE = 32
"""Batches are padded to a multiple of so many tokens, so that few lengths are compiled."""

WARM, STEADY, LEAST = 60, 0.25, 0.02
"""Steps until the full learning rate; the share of the time up to which it stays; and the least of it."""

HEADS = 3.0
"""How much faster the heads learn than the adapters."""

LONGEST = 40
"""Tokens of an answer, when it is looked for."""


class Row(NamedTuple):
    """An example in tokens; ``first`` and ``last`` are -1 where there is no answer."""

    ids: list[int]
    inside: list[bool]
    first: int
    last: int


class Batch(NamedTuple):
    """Rows side by side, padded: (b, n), and (b,) for the last two."""

    ids: Tensor
    read: Tensor
    inside: Tensor
    first: Tensor
    last: Tensor


class Mixed(NamedTuple):
    """Articles to learn from; ``part``: of the examples, those of the preferred articles, 0 to 1."""

    preferred: Sequence[Article]
    others: Sequence[Article]
    part: float


def main() -> None:
    """Train, save, and tell how well held-out articles are read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=55)
    parser.add_argument("--rate", type=float, default=2.5e-4, help="the full learning rate of the adapters")
    parser.add_argument("--rank", type=int, default=32, help="of the adapters")
    parser.add_argument(
        "--seed", type=int, default=1, help="another one takes the questions in another order"
    )
    parser.add_argument(
        "--start", type=Path, help="weights of the same rank to go on from; saved is a mean with these"
    )
    parser.add_argument("--share", type=float, default=0.5, help="of what was trained in that mean, 0 to 1")
    parser.add_argument(
        "--prefer", nargs="*", default=[], help="articles, by file, to take --part of the examples from"
    )
    parser.add_argument("--part", type=float, default=0.6, help="of the examples, from these files, 0 to 1")
    parser.add_argument("--save", type=Path, required=True, help="the file of the weights")
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    models.go_offline()
    base = models.resolve(None, "embedder").path
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(base))
    articles = load()
    network = Network(base, options.rank)
    before = load_file(str(options.start)) if options.start else {}
    network.restore(before)
    if options.compile:
        for layer in network.body.layers:
            layer.compile(dynamic=True)
    learned = [one for one in articles if not one.held_out]
    preferred = [one for one in learned if one.file in options.prefer]
    others = [one for one in learned if one.file not in options.prefer]
    mixed = Mixed(preferred, others, options.part if preferred else 0.0)
    train(network, batches(tokenizer, mixed), options.minutes * 60, options.rate)
    network.restore(mean(before, network.weights(), options.share))
    save_file(network.weights(), str(options.save))
    print(measured(network, tokenizer, [one for one in articles if one.held_out]))


def mean(before: dict[str, Tensor], after: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """The mean of two sets of weights, the second trained from the first; the second if there is no first.

    Args:
        share: of the second, 0 to 1.

    Such a mean often errs less than either (Wortsman et al. 2022); README.md has the figures.
    """
    return {
        name: before.get(name, weight).float() * (1 - share) + weight.float() * share
        for name, weight in after.items()
    }


def train(network: Network, some: Iterator[Batch], seconds: float, rate: float) -> None:
    """Go through batches until the time is up."""
    trained = {name: weight for name, weight in network.named_parameters() if weight.requires_grad}
    heads = [weight for name, weight in trained.items() if name.startswith(("span.", "has."))]
    adapters = [weight for name, weight in trained.items() if not name.startswith(("span.", "has."))]
    groups = [{"params": adapters, "speed": 1.0}, {"params": heads, "speed": HEADS}]
    optimiser = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    began = time.monotonic()
    told = Counter[str]()
    for step, batch in enumerate(some, 1):
        share = (time.monotonic() - began) / seconds
        if share >= 1:
            return
        falling = 1.0 if share < STEADY else max(LEAST, (1 - share) / (1 - STEADY))
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, step / WARM) * falling * group["speed"]
        starts, ends, has = network(batch.ids, batch.read, batch.inside)
        there = batch.first >= 0
        loss = functional.binary_cross_entropy_with_logits(has, there.float())
        if there.any():
            first = functional.cross_entropy(starts[there], batch.first[there])
            loss = loss + (first + functional.cross_entropy(ends[there], batch.last[there])) / 2
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        told["loss"] += float(loss.detach())
        told["right"] += int(((has > 0) == there).sum())
        if step % 25 == 0:
            print(
                f"{share:5.1%} step {step} loss {told['loss'] / 25:.3f}"
                f" answer or none told rightly {told['right'] / 25 / BATCH:.1%}",
                flush=True,
            )
            told.clear()


def batches(tokenizer: Any, mixed: Mixed) -> Iterator[Batch]:
    """Batches without end: each question once in one language before any in a second."""
    chance = Random(torch.initial_seed())
    sizes: dict[str, int] = {}
    seen = Counter[tuple[str, int, str]]()

    def size(text: str) -> int:
        if text not in sizes:
            sizes[text] = len(tokenizer(text, add_special_tokens=False)["input_ids"])
        return sizes[text]

    def rank(one: tuple[Article, int, str]) -> tuple[int, int, float]:
        article, number, language = one
        asked = sum(seen[article.id, number, other] for other in article.questions[number].texts)
        return asked, seen[article.id, number, language], chance.random()

    def taken(articles: Sequence[Article], count: int) -> list[tuple[Article, Asked, str]]:
        some: dict[tuple[str, int], tuple[Article, Asked, str]] = {}
        every = [(one, n, code) for one in articles for n, q in enumerate(one.questions) for code in q.texts]
        for article, number, language in sorted(every, key=rank):
            if len(some) == count:
                break
            if (article.id, number) not in some:
                some[article.id, number] = article, article.questions[number], language
                seen[article.id, number, language] += 1
        return list(some.values())

    first = round(mixed.part * ROUND * BATCH)
    while True:
        asked = taken(mixed.preferred, first) + taken(mixed.others, ROUND * BATCH - first)
        rows = [encoded(tokenizer, example(*one, chance, size)) for one in asked]
        rows.sort(key=lambda row: len(row.ids))
        groups = [rows[i : i + BATCH] for i in range(0, len(rows), BATCH)]
        chance.shuffle(groups)
        yield from map(padded, groups)


def encoded(tokenizer: Any, made: Example) -> Row:
    """The tokens of an example, as :mod:`assistant.encoder` makes them."""
    told = tokenizer(made.before + made.passage, return_offsets_mapping=True)
    offsets = [(a - len(made.before), b - len(made.before)) for a, b in told["offset_mapping"]]
    inside = [end > 0 and end > start for start, end in offsets]
    answer = made.answer or (0, 0)
    within = [i for i, (a, b) in enumerate(offsets) if inside[i] and a < answer[1] and b > answer[0]]
    return Row(told["input_ids"], inside, within[0] if within else -1, within[-1] if within else -1)


def padded(rows: Sequence[Row]) -> Batch:
    """Rows side by side."""
    longest = -(-max(len(row.ids) for row in rows) // MULTIPLE) * MULTIPLE
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    read, inside = torch.zeros_like(ids), torch.zeros_like(ids, dtype=torch.bool)
    for i, row in enumerate(rows):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        read[i, : len(row.ids)] = 1
        inside[i, : len(row.inside)] = torch.tensor(row.inside)
    first, last = (torch.tensor([row[which] for row in rows]) for which in (2, 3))
    return Batch(ids, read, inside, first, last)


@torch.no_grad()
def measured(network: Network, tokenizer: Any, articles: Sequence[Article]) -> str:
    """How well held-out articles are read, a question in one language each."""
    chance = Random(7)
    network.eval()
    exact, right, count, answerable = 0, 0, 0, 0
    for article in articles:
        for asked in article.questions:
            made = example(
                article, asked, chance.choice(list(asked.texts)), chance, lambda text: 1, unrelated=0.0
            )
            row = encoded(tokenizer, made)
            batch = padded([row])
            starts, ends, has = network(batch.ids, batch.read, batch.inside)
            both = starts[0][:, None] + ends[0][None, :]
            allowed = torch.ones_like(both).triu() * torch.ones_like(both).tril(LONGEST - 1)
            best = int(both.masked_fill(allowed == 0, -torch.inf).argmax())
            count += 1
            right += (float(has) > 0) == (row.first >= 0)
            answerable += row.first >= 0
            exact += divmod(best, both.shape[1]) == (row.first, row.last)
    return (
        f"{len(articles)} held-out articles: answer or none told rightly {right / count:.1%} of {count};"
        f" to the letter {exact / answerable:.1%} of {answerable}"
    )


if __name__ == "__main__":
    main()

"""Passages: whole consecutive sentences, short enough to be read by a small model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.documents import Document
from index.sentences import Span, ends_no_sentence, paragraphs

BUDGET = 96
"""Tokens of the embedder in a passage, unless one sentence alone has more."""

SHORT = 24
"""Tokens; what is shorter is joined to its neighbour: it says too little alone."""

SPLITTER = f"sentencex, mended 1; budget {BUDGET}, short {SHORT}"
"""Names the way of splitting; an index keeps it, since passages of two ways do not mix."""

Counter = Callable[[Sequence[str]], list[int]]
"""Counts the tokens of each text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of a document.

    id: from its document and offsets.
    start, end: code points of the document's text, ``text[start:end]``.
    sentences: start and end of each, code points of the document's text as well.
    """

    id: str
    document_id: str
    start: int
    end: int
    sentences: tuple[Span, ...]


def split(document: Document, count_tokens: Counter, budget: int = BUDGET) -> list[Passage]:
    """Return the passages of ``document``, in order.

    Every character of the body but white space lies in exactly one. A passage has at most
    ``budget`` tokens (the sum of its sentences'), and a short heading or last sentence on top;
    only where one sentence is longer, it has more.
    """
    blocks = list(paragraphs(document.text, document.body_start, document.language))
    spans = [span for block in blocks for span in block]
    counts = count_tokens([document.text[start:end] for start, end in spans])
    tokens = {span: max(1, count) for span, count in zip(spans, counts, strict=True)}
    return [
        passage(document.id, group)
        for block in _joined(blocks, document, tokens, budget)
        for group in _packed(block, tokens, budget)
    ]


def passage(document_id: str, sentences: Sequence[Span]) -> Passage:
    """Return the passage made of ``sentences``, at least one, in order."""
    start, end = sentences[0][0], sentences[-1][1]
    return Passage(f"{document_id}:{start}-{end}", document_id, start, end, tuple(sentences))


def _joined(
    blocks: list[list[Span]], document: Document, tokens: dict[Span, int], budget: int
) -> list[list[Span]]:
    """Return paragraphs, headings and short ones joined to the next; a short last one to the one before."""
    joined: list[list[Span]] = []
    waiting: list[Span] = []
    for block in blocks:
        waiting = waiting + block
        size = _size(waiting, tokens)
        if size >= budget or (size >= SHORT and not ends_no_sentence(document.text[slice(*block[-1])])):
            joined.append(waiting)
            waiting = []
    if waiting and joined and _size(joined[-1] + waiting, tokens) <= budget:
        joined[-1] = joined[-1] + waiting
    elif waiting:
        joined.append(waiting)
    return joined


def _packed(block: list[Span], tokens: dict[Span, int], budget: int) -> list[list[Span]]:
    """Return a paragraph in groups of whole sentences, as few as the budget allows and of about one size."""
    groups: list[list[Span]] = []
    group: list[Span] = []
    left = _size(block, tokens)
    target = _share(left, budget)
    for span in block:
        size = _size(group, tokens)
        if size >= SHORT and (size + tokens[span] > budget or size + tokens[span] / 2 > target):
            groups.append(group)
            left -= size
            group, target = [], _share(left, budget)
        group.append(span)
    if groups and _size(group, tokens) < SHORT:
        groups[-1].extend(group)
    else:
        groups.append(group)
    return groups


def _size(spans: Sequence[Span], tokens: dict[Span, int]) -> int:
    return sum(tokens[span] for span in spans)


def _share(total: int, budget: int) -> float:
    """Return the size of each part when ``total`` is parted evenly in as few as the budget allows."""
    return total / max(1, -(-total // budget))

"""A sentence of an article in the reader's language, by the local model.

A small model translates badly: of 16 sentences of invented news between English, German and Dutch, the
default model got 4 right or nearly so, and 12 wrong or garbled. All 12 were given a doubt, and 2 of the 4.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant import languages, prompt, verify, wording
from assistant.clean import for_prompt
from assistant.facts import Facts, facts
from assistant.facts.spelling import LANGUAGES, fold
from assistant.generate import Generator
from index import Embedder
from index.errors import UsageError

MOST_TOKENS = 300
"""Of a sentence. It and its translation have to go into one conversation."""

ALIKE = 0.85
"""Cosine of a sentence and its translation below which their meanings may differ; measured on those 16 with
EmbeddingGemma: wrong ones had 0.51 to 0.84 (one 0.88), the others 0.83 to 0.92."""

NOTHING = Facts(frozenset(), frozenset(), (), frozenset())


@dataclass(frozen=True, slots=True)
class Translation:
    """What a model made of a sentence.

    checked: it was whole, both languages are among those whose facts can be read, every number, date
    and name of the one is in the other, and the embedder finds them alike. That proves little more.
    doubts: why it is not checked.
    """

    text: str
    checked: bool
    doubts: tuple[str, ...] = ()


def translate(generator: Generator, embedder: Embedder, sentence: str, source: str, to: str) -> Translation:
    """Translate a sentence or a few; ``source`` and ``to`` are ISO 639-1 codes.

    Raises UsageError for an empty or overlong sentence, and for a language that has no prompts.
    """
    text = for_prompt(sentence)
    prompts = prompt.translating(to)
    if prompts is None:
        raise UsageError(f"there are no prompts to translate into {to!r}")
    if not text:
        raise UsageError("there is nothing to translate")
    size = generator.count_tokens(text)
    if size > MOST_TOKENS:
        raise UsageError(f"the sentence has {size} tokens; at most {MOST_TOKENS} can be translated")
    turn = prompts.turn(text, languages.own_name(source, to))
    pieces = list(generator.write(prompts.opening, (turn,), max_tokens=2 * size + 32))
    written = " ".join("".join(piece.text for piece in pieces).split())
    original = facts(text, source)
    made = wording.localised(written, to, original.concepts)
    doubts = _doubts(original, made, source, to, cut=pieces[-1].finish != "stop")
    mine, theirs = embedder.embed_documents([text, made or " "])
    if float(mine @ theirs) < ALIKE:
        doubts.append("its meaning may be another")
    return Translation(made, not doubts, tuple(doubts))


def _doubts(original: Facts, made: str, source: str, to: str, *, cut: bool) -> list[str]:
    """What the translation may have lost or invented."""
    said = facts(made, to)
    found = ["it was cut off"] if cut else []
    if unknown := [code for code in (source, to) if code not in LANGUAGES]:
        return [*found, f"names in the language {unknown[0]} cannot be compared"]
    found += [f"added: {reason}" for reason in verify.unproved(said, original, NOTHING)]
    found += [f"lost: {reason}" for reason in verify.unproved(original, said, NOTHING)]
    kept = frozenset(fold(name) for name in original.names)
    if left := wording.foreign_words(made, to, kept):
        found.append(f"not translated: {', '.join(left)}")
    return found

"""Evidence: which of the passages found states the answer, and with which words.

The model judges each passage by one token, yes or no. It reads the passage before the question,
so what was read serves the next question too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import prompt
from assistant.clean import for_prompt, gives_orders
from assistant.coverage import Coverage
from assistant.facts import Facts, facts, fold, occurs
from assistant.generate import Generator, Message
from assistant.steps import Steps
from assistant.when import resolved
from assistant.wording import conjunctions
from index import Hit

ENOUGH = {1: 0.9, 2: 0.5}
"""After so many passages, a share of yes that ends the reading: reading all finds no better one."""

COVERED = 0.5
"""Weight of the coverage of the question against the judge's share."""

MOST_READ = 3
"""Passages that are read for one question, however many were found."""

QUOTE_TOKENS = 48

LONGEST_TITLE = 120
"""Characters of a title that the model reads with a passage from further down."""

READING_TOKENS = 400
"""Of a passage at most this many are read. Passages are shorter, but for a sentence without end."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone.

    ``asked_in`` and ``language`` (of the answer) are ISO 639-1 codes; ``facts`` is what it names.
    """

    text: str
    asked_in: str
    language: str
    facts: Facts

    @classmethod
    def of(cls, text: str, asked_in: str, language: str) -> Question:
        """Read the facts of a question."""
        return cls(text, asked_in, language, facts(text, asked_in))


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as the model reads it: cleaned sentences, joined by spaces."""

    hit: Hit
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The passage in one line."""
        return " ".join(self.sentences)

    @property
    def source(self) -> str:
        """What is known of the article, for the prompt: its date, and its title if the passage has it not."""
        document = self.hit.document
        title = for_prompt(document.title or "")[:LONGEST_TITLE]
        known = [f"from “{title}”"] if title and title not in self.text else []
        known += [f"published {document.published}"] if document.published else []
        return ", ".join(known)

    def printed(self, sentences: range) -> str:
        """Some sentences as the article has them, in one line."""
        start = self.hit.passage.start
        begin, end = (
            self.hit.passage.sentences[sentences.start][0],
            self.hit.passage.sentences[sentences.stop - 1][1],
        )
        return " ".join(self.hit.text[begin - start : end - start].split())

    def nearest(self, text: str) -> range:
        """The sentence that has most words in common with a text."""
        words = set(re.findall(r"\w{3,}", fold(text)))
        shared = [len(words & set(re.findall(r"\w{3,}", fold(sentence)))) for sentence in self.sentences]
        best = shared.index(max(shared))
        return range(best, best + 1)

    def covering(self, start: int, end: int) -> range:
        """Which sentences the stretch ``start:end`` of ``text`` touches."""
        touched = []
        position = 0
        for i, sentence in enumerate(self.sentences):
            if start < position + len(sentence) and end > position:
                touched.append(i)
            position += len(sentence) + 1
        return range(touched[0], touched[-1] + 1) if touched else range(len(self.sentences))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that was found, before it is read.

    ``covered``: what of the question it speaks of; None where that was not looked at.
    ``rejected``: why it cannot be evidence whatever the model makes of it; such a one is not read.
    """

    hit: Hit
    covered: Coverage | None
    rejected: str | None = None

    @property
    def likeness(self) -> float:
        """How near it comes to the question's words, 0 to 1."""
        return min(max(self.covered.of(), 0.0), 1.0) if self.covered else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage and the share of yes (0 to 1) that it states the answer; None where it was not read.

    ``rejected``: why no answer was taken from it.
    """

    reading: Reading
    yes: float | None
    candidate: Candidate
    rejected: str | None = None

    def covered(self, sentences: range) -> float:
        """How near some of its sentences come to the question's words, 0 to 1."""
        found, passage = self.candidate.covered, self.reading.hit.passage
        if found is None or not sentences:
            return 0.0
        start, end = passage.sentences[sentences.start][0], passage.sentences[sentences.stop - 1][1]
        return min(max(found.of(start - passage.start, end - passage.start), 0.0), 1.0)

    @property
    def fullest(self) -> range:
        """The sentence that comes nearest to the question's words."""
        ranked = [self.covered(range(i, i + 1)) for i in range(len(self.reading.sentences))]
        best = ranked.index(max(ranked))
        return range(best, best + 1)

    @property
    def score(self) -> float:
        """How well it answers, 0 to 1: the judge's share, with some of the coverage of the question."""
        likeness = self.candidate.likeness
        return 0.0 if self.yes is None else (self.yes + COVERED * likeness) / (1 + COVERED)


def read(hit: Hit, generator: Generator) -> Reading:
    """Prepare a passage for the prompt, sentence by sentence.

    What is too long for it is cut off; a sentence that speaks to the model and not the reader is left empty.
    """
    start, left = hit.passage.start, READING_TOKENS
    sentences = []
    for begin, end in hit.passage.sentences:
        printed = hit.text[begin - start : end - start]
        text = "" if gives_orders(for_prompt(printed)) else for_prompt(printed)
        text = resolved(text, hit.document.language, hit.document.published)
        while text and (size := generator.count_tokens(text)) > left:
            text = text[: min(len(text) * left // size, len(text) - 1)]
        left -= generator.count_tokens(text)
        sentences.append(text)
    return Reading(hit, tuple(sentences))


def judge(
    generator: Generator, question: Question, candidates: Sequence[Candidate], steps: Steps
) -> list[Judged]:
    """Judge passages, the most covering first, until one surely states the answer.

    Returns all of them, the best first; those not read last, in their order.
    """
    judged: list[Judged] = []
    for candidate in sorted(candidates, key=lambda one: -one.likeness):
        reading = read(candidate.hit, generator)
        rejected = candidate.rejected
        shares = [item.yes for item in judged if item.yes is not None]
        enough = min((share for after, share in ENOUGH.items() if len(shares) >= after), default=2.0)
        if rejected or max(shares, default=0.0) >= enough or len(shares) == MOST_READ:
            judged.append(Judged(reading, None, candidate, rejected))
            continue
        judged.append(ask(generator, question, Judged(reading, None, candidate), steps))
    return sorted(judged, key=lambda item: -item.score)


def ask(generator: Generator, question: Question, item: Judged, steps: Steps) -> Judged:
    """Ask the model whether a passage that was not read yet states the answer."""
    prompts = prompt.evidence()
    turn = _judge_turn(question, item.reading)
    steps.begin("judge", item.reading.hit.document.path, generator.count_tokens(turn.content))
    shares = generator.choose(prompts.opening, (turn,), (prompts.yes, prompts.no))
    return replace(item, yes=shares[0])


def _judge_turn(question: Question, reading: Reading) -> Message:
    return prompt.evidence().judge_turn(reading.text, question.text, reading.source)


@dataclass(frozen=True, slots=True)
class Pointed:
    """The words of a passage that are the answer, and the sentences in which they stand.

    ``share``: how freely the model chose them, 0 to 1.
    """

    words: str
    sentences: range
    share: float


def point(generator: Generator, question: Question, reading: Reading, steps: Steps) -> Pointed:
    """Let the model point at the words that answer; they stand in the passage to the letter."""
    prompts = prompt.evidence()
    turns = (_judge_turn(question, reading), *prompts.quote_turns())
    steps.begin("point", reading.hit.document.path, sum(generator.count_tokens(t.content) for t in turns))
    found = generator.quote(
        prompts.opening, turns, reading.text, max_tokens=QUOTE_TOKENS, avoid=question.text
    )
    start, end = _occurrence(reading, reading.text[found.start : found.end], question.text)
    start, end = whole_change(reading.text, *whole_list(reading.text, start, end))
    return Pointed(reading.text[start:end], reading.covering(start, end), found.share)


def _occurrence(reading: Reading, words: str, question: str) -> tuple[int, int]:
    """Where in the passage the words answer the question, if they stand there more than once.

    It is the sentence that has most words of the question, in their own spelling or another's; the
    last of equals, as names are introduced before something is said of them.
    """
    asked = re.findall(r"\w{4,}", question)

    def shared(start: int) -> int:
        near = " ".join(reading.sentences[i] for i in reading.covering(start, start + len(words)))
        return sum(occurs(word, frozenset(fold(w) for w in re.findall(r"\w{4,}", near))) for word in asked)

    found = [match.start() for match in re.finditer(re.escape(words), reading.text)]
    start = max(found, key=lambda position: (shared(position), position)) if len(found) > 1 else found[0]
    return start, start + len(words)


def whole_list(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend ``start:end`` over the rest of a list of names: "Russia" of "Russia and China" means both."""
    name = r"[^\W\d_a-zà-ÿ][\w'’-]*(?: [^\W\d_a-zà-ÿ][\w'’-]*)*"
    conjunction = "|".join(map(re.escape, sorted(set(conjunctions().values()))))
    after = re.match(rf"(?:, {name})*,? (?:{conjunction}) {name}", text[end:])
    if after and text[start:end][:1].isupper():
        end += after.end()
    before = re.search(rf"{name}(?:, {name})*,? (?:{conjunction}) $", text[:start])
    if before and text[start:end][:1].isupper():
        start = before.start()
    return start, end


_CHANGE = re.compile(
    r"\b(?:from|von|van) \d[\d.,]*(?: (?!to |auf |naar )[^\W\d]+)? (?:to|auf|naar) \d[\d.,]*(?: [^\W\d]+)?",
    re.IGNORECASE,
)


def whole_change(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend ``start:end`` over a change of which it is a part: "75" of "from 75 to 89 euros" means both."""
    for found in _CHANGE.finditer(text):
        if found.start() <= start and end <= found.end():
            return found.span()
    return start, end


def claimed(generator: Generator, reading: Reading, statement: str, steps: Steps) -> float:
    """The share of yes (0 to 1) that a passage states what was written from it."""
    prompts = prompt.claim()
    turn = prompts.judge_turn(reading.text, statement, reading.source)
    steps.begin("check", reading.hit.document.path, generator.count_tokens(turn.content))
    return generator.choose(prompts.opening, (turn,), (prompts.yes, prompts.no))[0]

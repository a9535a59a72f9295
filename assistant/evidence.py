"""Evidence: which of the passages found states the answer, and with which words.

The model judges each passage by one token, yes or no. It reads the passage before the question,
so what was read serves the next question too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import fitting, kinds, prompt
from assistant.coverage import Coverage
from assistant.facts.numbers import scale
from assistant.facts.spelling import fold, occurs
from assistant.generate import Generator, Message
from assistant.reading import Question, Reading, read
from assistant.steps import Name, Steps
from assistant.telling import UNTOLD, Telling, is_whole, telling
from assistant.verify import whole_time
from assistant.wording import conjunctions
from index import Hit

ENOUGH = {1: 0.9, 2: 0.5}
"""After so many passages, a share of yes that ends the reading: reading all finds no better one."""

COVERED = 0.5
"""Weight of the coverage of the question against the judge's share."""

TIMELY = 0.1
"""How much nearer to a question about a year a passage is taken to be that is of that year."""

MOST_READ = 3
"""Passages that are read for one question, however many were found."""

NOTHING_TOLD = "nothing in it is what the question asks for: a sum, a number of such things, a reason"

QUOTE_TOKENS = 48

MOST_ASKED = 4
"""Sentences of one passage, beside the first, that are asked about alone."""

PLAIN, LIKELY, PLAINER = 0.7, 0.5, 0.2
"""A share of yes of a sentence alone from which no other is asked about; and for another to be pointed at
instead, its least share of yes and by how much its log odds exceed those of the first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that was found, before it is read.

    ``covered``: what of the question it speaks of; None where that was not looked at.
    ``rejected``: why it cannot be evidence whatever the model makes of it; such a one is not read.
    ``timely``: whether it names the year that the question is about, or is of that year.
    ``present``: the years of which its article may speak where it names none; None if unknown.
    ``hidden``: stretches of its article that the model is not to read, offsets in code points.
    """

    hit: Hit
    covered: Coverage | None
    rejected: str | None = None
    timely: bool = False
    present: range | None = None
    hidden: tuple[tuple[int, int], ...] = ()

    @property
    def likeness(self) -> float:
        """How near it comes to the question's words, 0 to 1."""
        near = self.covered.of() if self.covered else 0.0
        return min(max(near + TIMELY * self.timely, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage and the share of yes (0 to 1) that it states the answer; None where it was not read.

    ``rejected``: why no answer was taken from it. ``telling``: what of it could tell the answer.
    """

    reading: Reading
    yes: float | None
    candidate: Candidate
    rejected: str | None = None
    telling: Telling = UNTOLD

    def covered(self, sentences: range) -> float:
        """How near some of its sentences come to the question's words, 0 to 1."""
        found = self.candidate.covered
        return min(max(found.of(*self.reading.stretch(sentences)), 0.0), 1.0) if found else 0.0

    @property
    def fullest(self) -> range:
        """The sentence that comes nearest to the question's words, of those that the model may read."""
        read = self.reading.sentences
        ranked = [self.covered(range(i, i + 1)) if text else -1.0 for i, text in enumerate(read)]
        best = ranked.index(max(ranked))
        return range(best, best + 1)

    @property
    def score(self) -> float:
        """How well it answers, 0 to 1: the judge's share, with some of the coverage of the question."""
        likeness = self.candidate.likeness
        return 0.0 if self.yes is None else (self.yes + COVERED * likeness) / (1 + COVERED)


def judge(
    generator: Generator, question: Question, candidates: Sequence[Candidate], steps: Steps
) -> list[Judged]:
    """Judge passages, the most covering first, until one surely states the answer.

    Returns all of them, the best first; those not read last, in their order.
    """
    unread = [Judged(read(one.hit, generator, one.hidden), None, one, one.rejected) for one in candidates]
    judged: list[Judged] = []
    for item in sorted(_told(question, unread), key=lambda one: -one.candidate.likeness):
        shares = [item.yes for item in judged if item.yes is not None]
        enough = min((share for after, share in ENOUGH.items() if len(shares) >= after), default=2.0)
        if item.rejected or max(shares, default=0.0) >= enough or len(shares) == MOST_READ:
            judged.append(item)
        else:
            judged.append(ask(generator, question, item, steps))
    return sorted(judged, key=lambda item: -item.score)


def _told(question: Question, unread: Sequence[Judged]) -> list[Judged]:
    """The passages with what of them could tell the answer; rejected where nothing could."""
    possible = [item for item in unread if not item.rejected]
    found = telling(question, [(item.reading, item.candidate.covered) for item in possible])
    told = [
        replace(item, telling=tells, rejected=None if tells.sentences else NOTHING_TOLD)
        for item, tells in zip(possible, found, strict=True)
    ]
    return told + [item for item in unread if item.rejected]


def ask(generator: Generator, question: Question, item: Judged, steps: Steps) -> Judged:
    """Ask the model whether a passage that was not read yet states the answer."""
    turn = _judge_turn(question, item.reading)
    return replace(item, yes=_yes(generator, "judge", item.reading, turn, steps))


def _yes(generator: Generator, step: Name, reading: Reading, turn: Message, steps: Steps) -> float:
    """The share of yes (0 to 1) in the model's answer to a turn about a passage."""
    prompts = prompt.evidence()
    steps.read(step, generator, prompts.opening, (turn,), reading.hit.document.path)
    return generator.choose(prompts.opening, (turn,), (prompts.yes, prompts.no))[0]


def _judge_turn(question: Question, reading: Reading) -> Message:
    return prompt.evidence().judge_turn(reading.text, question.text, reading.source)


@dataclass(frozen=True, slots=True)
class Pointed:
    """The words of a passage that are the answer, and the sentences in which they stand.

    ``share``: how freely the model chose them, 0 to 1. ``alone``: the share of yes (0 to 1) that such a
    sentence states the answer by itself.
    """

    words: str
    sentences: range
    share: float
    alone: float


def point(generator: Generator, question: Question, judged: Judged, steps: Steps) -> Pointed:
    """Let the model point at the words that answer; they stand to the letter in what could tell it.

    In a passage it is often led astray by what stands beside the answer. So the sentence is asked about
    alone and, unless it plainly states the answer, so are the others; it then points again in the best.
    """
    found = _plainest(generator, question, judged, steps)
    steps.note(f"“{found.words}”, {found.share:.2f}; its sentence alone: {found.alone:.2f}")
    return found


def _plainest(generator: Generator, question: Question, judged: Judged, steps: Steps) -> Pointed:
    """Point at words in the passage or, if another sentence states the answer more plainly alone, in that."""
    among = judged.telling.sentences
    first = _pointed(generator, question, judged, among, steps)
    if len(judged.reading.sentences) == 1:
        return first
    own = (_states(generator, question, judged.reading, i, steps) for i in first.sentences)
    first = replace(first, alone=max(own))
    if first.alone >= PLAIN:
        return first
    others = [i for i in among if i not in first.sentences and is_whole(judged.reading.sentences[i])]
    others = sorted(others, key=lambda i: -judged.covered(range(i, i + 1)))[:MOST_ASKED]
    alone = {i: _states(generator, question, judged.reading, i, steps) for i in others}
    best = max(alone, key=lambda i: alone[i], default=None)
    if best is None or alone[best] < LIKELY or log_odds(alone[best]) < log_odds(first.alone) + PLAINER:
        return first
    second = replace(_pointed(generator, question, judged, (best,), steps), alone=alone[best])
    return second if _may_answer(question, judged.reading, second) else first


def _may_answer(question: Question, reading: Reading, pointed: Pointed) -> bool:
    """Whether nothing tells that some words are no answer: another kind of thing, no name, another's age."""
    sentence, language = reading.told(pointed.sentences), reading.hit.document.language
    return not (
        kinds.of_another_kind(question.text, sentence, pointed.words, language)
        or fitting.misfits(question, sentence, pointed.words, language)
    )


def _states(generator: Generator, question: Question, reading: Reading, i: int, steps: Steps) -> float:
    """The share of yes (0 to 1) that one sentence of a passage states the answer by itself."""
    turn = prompt.evidence().judge_turn(reading.sentences[i], question.text, reading.source)
    return _yes(generator, "point", reading, turn, steps)


def _pointed(
    generator: Generator, question: Question, judged: Judged, among: Sequence[int], steps: Steps
) -> Pointed:
    """Let the model point at words in some sentences of a passage."""
    prompts, reading = prompt.evidence(), judged.reading
    turns = (_judge_turn(question, reading), *prompts.quote_turns())
    steps.read("point", generator, prompts.opening, turns, reading.hit.document.path)
    whole = len(among) == len(reading.sentences) and not judged.telling.numbers
    source = reading.text if whole else "\n".join(_from_number(judged, i) for i in among)
    found = generator.quote(prompts.opening, turns, source, max_tokens=QUOTE_TOKENS, avoid=question.text)
    # Where some are left out, a quotation does not go on from one sentence into another.
    quoted = source[found.start : found.end].strip().partition("\n")[0]
    words = quoted if whole or quoted else reading.sentences[among[0]]
    start, end = _occurrence(reading, words, among, question.text)
    start, end = whole_change(reading.text, *whole_list(reading.text, start, end))
    start, end = whole_time(reading.text, start, end)
    if reading.text[start:end][-1:].isdigit():  # "9.8" of "9.8 million" means all of it
        _, end = scale(reading.text, start, end, reading.hit.document.language)
    return Pointed(reading.text[start:end], reading.covering(start, end), found.share, judged.yes or 0.0)


def _from_number(judged: Judged, i: int) -> str:
    """A sentence from the number on that counts what is asked for; whole where any of it may."""
    sentence = judged.reading.sentences[i]
    number = re.search(rf"\b{re.escape(judged.telling.numbers.get(i, ''))}\b", sentence)
    return sentence[number.start() if number else 0 :]


def _occurrence(reading: Reading, words: str, among: Sequence[int], question: str) -> tuple[int, int]:
    """Where in some sentences the words answer the question, if they stand there more than once.

    It is the sentence that has most words of the question, in their own spelling or another's; the
    last of equals, as names are introduced before something is said of them.
    """
    asked = re.findall(r"\w{4,}", question)

    def shared(start: int) -> int:
        near = reading.told(reading.covering(start, start + len(words)))
        return sum(occurs(word, frozenset(fold(w) for w in re.findall(r"\w{4,}", near))) for word in asked)

    everywhere = [match.start() for match in re.finditer(re.escape(words), reading.text)]
    found = [start for start in everywhere if set(reading.covering(start, start + len(words))) <= set(among)]
    start = max(found or everywhere, key=lambda position: (shared(position), position))
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


_AMOUNT = r"[€$£¥]? ?\d+(?:[.,]\d+)*(?: ?[%€]| (?!to |auf |naar )[^\W\d]+)?"
_CHANGE = re.compile(rf"\b(?:from|von|van) {_AMOUNT} (?:to|auf|naar) {_AMOUNT}", re.IGNORECASE)


def whole_change(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend ``start:end`` over a change of which it is a part: "75" of "from 75 to 89 euros" means both."""
    for found in _CHANGE.finditer(text):
        if found.start() <= start and end <= found.end():
            return found.span()
    return start, end


def log_odds(share: float) -> float:
    """The logarithm of share : 1 - share, within what single precision can tell."""
    held = min(max(share, 1e-3), 1 - 1e-3)
    return math.log(held / (1 - held))


def claimed(generator: Generator, reading: Reading, statement: str, steps: Steps) -> float:
    """The share of yes (0 to 1) that a passage states what was written from it."""
    turn = prompt.evidence().claim_turn(reading.text, statement, reading.source)
    share = _yes(generator, "check", reading, turn, steps)
    steps.note(f"“{statement}”: {share:.2f}")
    return share

"""Evidence: which of the passages found states the answer, and with which words.

An extractive reader goes through them: it was trained to find the words that answer, in whichever language,
and to say that there are none. How much of the question a passage speaks of counts too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import asking, prompt, verify
from assistant.counting import part_counting
from assistant.coverage import Coverage
from assistant.extract import Extractor
from assistant.facts.numbers import scale
from assistant.generate import Generator
from assistant.period import told_during
from assistant.reading import Question, Reading, read
from assistant.steps import Steps
from assistant.telling import Telling, telling
from assistant.wording import conjunctions
from index import Hit

TIMELY = 0.1
"""How much nearer to a question about a year a passage is taken to be that is of that year."""

NOTHING_TOLD = "nothing in it is what the question asks for: a sum, a number of such things, a reason"

MOST_READ = 8
"""Passages that the reader goes through for one question, however many were found."""

ENOUGH = 0.9
"""How likely evidence is after which no further passage is read.

A question for a number or a time is put to all: another article may give another one. On the questions tagged
`tune` this changed no answer; 2.6 passages are read for one on average.
"""

COVERED, LEANING = 5.0, 0.0
"""Log odds that a passage answers which the coverage of the question adds, all of it; and those without.

Chosen with the thresholds of pipeline.py on the questions tagged `tune`. The language model's own yes or no,
asked of the best passage, was worth nothing beside the reader's and took two thirds of the time.
"""


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
class Pointed:
    """The words of a passage that are the answer, and the sentences in which they stand.

    ``share``: how much likelier they are than other words, 0 to 1. ``answers``: log odds, by the reader
    alone, that they answer at all.
    """

    words: str
    sentences: range
    share: float
    answers: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage that was found, and what was made of it.

    ``pointed``: the words of it that answer, if it does; None where it was not read.
    ``rejected``: why no answer was taken from it.
    """

    reading: Reading
    candidate: Candidate
    pointed: Pointed | None = None
    rejected: str | None = None

    @property
    def yes(self) -> float | None:
        """How likely it states the answer, 0 to 1; None where it was not read."""
        if self.pointed is None:
            return None
        return share_of(self.pointed.answers + COVERED * self.candidate.likeness + LEANING)


def judge(
    generator: Generator,
    extractor: Extractor,
    question: Question,
    candidates: Sequence[Candidate],
    steps: Steps,
    enough: float = ENOUGH,
) -> list[Judged]:
    """Read the passages that cover most of the question, up to one that is as likely evidence as ``enough``.

    Returns all of them, those that likeliest answer first; those not read last, in their order.
    """
    covering = sorted(candidates, key=lambda one: -one.likeness)
    unread = [Judged(read(one.hit, generator, one.hidden), one, rejected=one.rejected) for one in covering]
    possible = [item for item in unread if not item.rejected]
    rest = [item for item in unread if item.rejected]
    judged: list[Judged] = []
    if asking.asks_for_a_number(question.text) or asking.asks_for_the_time(question.text):
        enough = math.inf
    told = telling(question, [(item.reading, item.candidate.covered) for item in possible])
    for item, could in zip(possible, told, strict=True):
        if not could.sentences:
            rest.append(replace(item, rejected=NOTHING_TOLD))
        elif len(judged) < MOST_READ and not any(is_sure(one, enough) for one in judged):
            judged.append(_point(extractor, question, item, could, steps))
        else:
            rest.append(item)
    rest.sort(key=lambda item: -item.candidate.likeness)
    judged.sort(key=lambda item: -(item.yes or 0.0))
    if judged and (best := judged[0].pointed):
        steps.note(f"“{best.words}”, {best.share:.2f}; log odds that it answers {best.answers:+.1f}")
    return judged + rest


def claimed(generator: Generator, reading: Reading, statement: str, steps: Steps) -> float:
    """The share of yes (0 to 1) that a passage states what was written from it."""
    turn = prompt.evidence().claim_turn(reading.text, statement, reading.source)
    prompts = prompt.evidence()
    steps.read("check", generator, prompts.opening, (turn,), reading.hit.document.path)
    share = generator.choose(prompts.opening, (turn,), (prompts.yes, prompts.no))[0]
    steps.note(f"“{statement}”: {share:.2f}")
    return share


def is_sure(judged: Judged, enough: float = ENOUGH) -> bool:
    """Whether a passage answers as likely as that, and not only by what it speaks of."""
    return judged.pointed is not None and judged.pointed.answers > 0 and (judged.yes or 0.0) >= enough


def _point(extractor: Extractor, question: Question, item: Judged, could: Telling, steps: Steps) -> Judged:
    """Find the words of a passage that answer: all of a list of names, a change, a time or a large number.

    ``could``: what of the passage could tell the answer.
    """
    reading = item.reading
    within = [_from_number(reading, i, could.numbers.get(i, "")) for i in could.sentences]
    asked = question.text
    if not (reading.hit.document.published or told_during(question, reading)):
        asked = verify.without_years(asked, reading.untold(question.facts))
    told = asked, reading.source, reading.text
    steps.begin("judge", reading.hit.document.path, extractor.size(*told))
    found = extractor.extract(*told, within)
    start, end = whole_change(reading.text, *whole_list(reading.text, found.start, found.end))
    start, end = verify.whole_time(reading.text, start, end)
    if reading.text[start:end][-1:].isdigit():  # "9.8" of "9.8 million" means all of it
        _, end = scale(reading.text, start, end, reading.hit.document.language)
    words, sentences = reading.text[start:end], reading.covering(start, end)
    return replace(item, pointed=Pointed(words, sentences, found.share, found.answers))


def _from_number(reading: Reading, i: int, number: str) -> tuple[int, int]:
    """Where a sentence stands in the passage; of one with a number that counts things, the part with it."""
    start, end = reading.spans()[i]
    first, last = part_counting(reading.text[start:end], number, reading.hit.document.language)
    return start + first, start + last


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


def share_of(odds: float) -> float:
    """The share whose log odds these are."""
    return 1 / (1 + math.exp(-odds))


def log_odds(share: float) -> float:
    """The logarithm of share : 1 - share, within what single precision can tell."""
    held = min(max(share, 1e-3), 1 - 1e-3)
    return math.log(held / (1 - held))

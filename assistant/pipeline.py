"""From a question to a cited answer: search, judge, point, write, verify, cite.

Nothing that fails a check is shown as fact. What the model wrote is held against the sentences
that it pointed at; if it does not stand, the sentence itself is quoted; if the sentence does not
answer either, the next passage is tried, and at the end the answer is that the archive does not say.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import cite, evidence, languages, prompt, verify, wording
from assistant.answers import Answer, Citation, Statement, Timings
from assistant.evidence import Judged, Pointed, Question, Reading
from assistant.facts import Facts, facts, fold
from assistant.followup import standalone
from assistant.generate import Generator
from index import Index
from index.errors import UsageError

ANSWERS = 0.5
"""A passage with a smaller share of yes is not taken for evidence."""

STATED = 0.5
"""A statement with a smaller share of yes, when held against its passage, does not stand."""

CLEAR, POINTED = 0.7, 0.5
"""Shares of yes and of the words pointed at from which the sentence is quoted where the writing fails."""

ATTEMPTS = 2
"""Passages from which an answer is tried, the best first."""

QUESTION_TOKENS = 400
"""Longer questions leave no room for the evidence."""

ANSWER_TOKENS = 96

VERSION = 1
"""Of the rules in this package; part of the fingerprint. Raise it when answers change."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that stands, with the sentences that prove it."""

    text: str
    judged: Judged
    sentences: range


def warm(generator: Generator) -> None:
    """Read the fixed beginnings of the prompts, so that the first question does not wait for them."""
    generator.keep(prompt.evidence().opening)
    generator.keep(prompt.claim().opening)


class Pipeline:
    """Answers questions from an open index with a loaded model."""

    def __init__(self, index: Index, generator: Generator) -> None:
        self._index = index
        self._generator = generator

    def fingerprint(self, *settings: object) -> str:
        """Identity of all that decides an answer: models, prompts, index, rules and the call's settings."""
        made = [VERSION, self._generator.name, prompt.digest(), self._index.fingerprint, *settings]
        return hashlib.sha256(json.dumps(made).encode()).hexdigest()[:32]

    def run(
        self,
        text: str,
        history: Sequence[tuple[str, str]] = (),
        *,
        k: int,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        id: str | None = None,
    ) -> Iterator[str | Answer]:
        """Answer one question: yields each statement once it is verified, then the Answer."""
        began = time.perf_counter()
        if self._generator.count_tokens(text) > QUESTION_TOKENS:
            raise UsageError(f"the question has more than {QUESTION_TOKENS} tokens; shorten it")
        asked_in = languages.of_question(text)
        full = standalone(self._generator, text, history, asked_in)
        question = Question.of(full, asked_in, language or asked_in)
        found = self._index.search(full, k, since, until)
        retrieved = time.perf_counter() - began
        judged = evidence.judge(self._generator, question, found.hits)
        draft = self._draft(question, judged)
        statements: tuple[Statement, ...] = ()
        citations: tuple[Citation, ...] = ()
        if draft is None:
            says = prompt.writing(question.language, languages.english_name(question.language))
            shown = says.message("refusal")
        else:
            shown = f"{draft.text} [1]"
            statements = (Statement(draft.text, (1,), supported=True),)
            citations = (cite.citation(draft.judged, draft.sentences, 1),)
        first = time.perf_counter() - began
        yield shown
        yield Answer(
            id=id,
            question=text,
            language=question.language,
            answered=draft is not None,
            text=shown,
            statements=statements,
            citations=citations,
            passages=cite.passages(judged),
            timings=Timings(retrieved, first, time.perf_counter() - began),
            fingerprint=self.fingerprint(k, question.language, since, until),
            undated_left_out=found.undated_left_out,
        )

    def _draft(self, question: Question, judged: Sequence[Judged]) -> Draft | None:
        """The first statement that stands, or None."""
        candidates = [item for item in judged if item.yes is not None and item.yes >= ANSWERS]
        for item in candidates[:ATTEMPTS]:
            document = item.reading.hit.document
            article = facts(self._index.document_text(document.id), document.language)
            if verify.unknown_premises(question.facts, article, document.published):
                continue
            if draft := self._from_passage(question, item):
                return draft
        return None

    def _from_passage(self, question: Question, item: Judged) -> Draft | None:
        """A statement from one passage: written if it stands, else quoted from clear evidence, or None."""
        reading = item.reading
        pointed = evidence.point(self._generator, question, reading)
        written = self._write(question, reading, pointed)
        source = facts(reading.text, reading.hit.document.language)
        text = wording.localised(written, question.language, source.concepts)
        said = facts(text, question.language)
        same = question.language == question.asked_in
        if not text or verify.misses_the_question(question.text, question.facts, said, same):
            return None
        sentences, reasons = cite.proving(reading, pointed.sentences, said, question.facts)
        if reasons:
            clear = (item.yes or 0.0) >= CLEAR and pointed.share >= POINTED
            return Draft(self._quoted(question, reading, sentences), item, sentences) if clear else None
        if not self._stated(question, reading, source, written):
            return None
        names = frozenset(fold(name) for name in source.names)
        if not wording.foreign_words(text, question.language, question.facts.words | names):
            return Draft(text, item, sentences)
        if pointed.share < POINTED:
            sentences = reading.nearest(text)
        short = None
        if not verify.asks_what_something_is(question.text):
            short = wording.short_answer(text, question.language, question.facts, names)
        return Draft(short or self._quoted(question, reading, sentences), item, sentences)

    def _stated(self, question: Question, reading: Reading, source: Facts, text: str) -> bool:
        """Whether the model finds a statement in its passage; years not in it are left to the dates."""
        unwritten = verify.years(question.facts) - source.numbers
        return evidence.claimed(self._generator, reading, verify.without_years(text, unwritten)) >= STATED

    def _quoted(self, question: Question, reading: Reading, sentences: range) -> str:
        """The sentences themselves, introduced in the reader's language."""
        prompts = prompt.writing(question.language, languages.english_name(question.language))
        return prompts.message("quoted", quote=" ".join(reading.sentences[i] for i in sentences))

    def _write(self, question: Question, reading: Reading, pointed: Pointed) -> str:
        """Say the answer as one sentence in the question's language; empty where it was cut off."""
        prompts = prompt.writing(question.language, languages.english_name(question.language))
        sentence = " ".join(reading.sentences[i] for i in pointed.sentences)
        turn = prompts.write_turn(sentence, question.text, pointed.words)
        pieces = list(self._generator.write(prompts.opening, (turn,), max_tokens=ANSWER_TOKENS))
        # A sentence that was cut off is not shown as whole.
        return "".join(piece.text for piece in pieces).strip() if pieces[-1].finish == "stop" else ""

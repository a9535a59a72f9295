"""From a question to a cited answer: search, judge, draft, cite.

Where the best passage gives no statement that stands, the next one is tried; at the end the answer is
that the archive does not say.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant import cite, evidence, languages, prompt, verify
from assistant.answers import Answer, Citation, Statement, Timings
from assistant.draft import Draft, draft
from assistant.evidence import Judged, Question
from assistant.facts import Facts, facts
from assistant.followup import standalone
from assistant.generate import Generator
from index import Hit, Index
from index.errors import UsageError

ANSWERS = 0.5
"""A passage with a smaller share of yes is not taken for evidence."""

ATTEMPTS = 2
"""Passages from which an answer is tried, the best first."""

QUESTION_TOKENS = 400
"""Longer questions leave no room for the evidence."""

VERSION = 1
"""Of the rules in this package; part of the fingerprint. Raise it when answers change."""


def warm(generator: Generator) -> None:
    """Read the fixed beginnings of the prompts, so that the first question does not wait for them."""
    generator.keep(prompt.evidence().opening)
    generator.keep(prompt.claim().opening)


class Pipeline:
    """Answers questions from an open index with a loaded model."""

    def __init__(self, index: Index, generator: Generator) -> None:
        self._index = index
        self._generator = generator
        self._articles: dict[str, Facts] = {}

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
        judged = evidence.judge(self._generator, question, found.hits, lambda hit: self._doubt(question, hit))
        made, judged = self._draft(question, judged)
        statements: tuple[Statement, ...] = ()
        citations: tuple[Citation, ...] = ()
        if made is None:
            says = prompt.writing(question.language, languages.english_name(question.language))
            shown = says.message("refusal")
        else:
            shown = f"{made.text} [1]"
            statements = (Statement(made.text, (1,), supported=True),)
            citations = (cite.citation(made.judged, made.sentences, 1),)
        first = time.perf_counter() - began
        yield shown
        yield Answer(
            id=id,
            question=text,
            language=question.language,
            answered=made is not None,
            text=shown,
            statements=statements,
            citations=citations,
            passages=cite.passages(judged),
            timings=Timings(retrieved, first, time.perf_counter() - began),
            fingerprint=self.fingerprint(k, question.language, since, until),
            undated_left_out=found.undated_left_out,
        )

    def _doubt(self, question: Question, hit: Hit) -> str | None:
        """Why an article cannot answer: it does not know what the question takes for granted."""
        document = hit.document
        if document.id not in self._articles:
            self._articles[document.id] = facts(self._index.document_text(document.id), document.language)
        article = self._articles[document.id]
        return next(iter(verify.unknown_premises(question.facts, article, document.published)), None)

    def _draft(self, question: Question, judged: Sequence[Judged]) -> tuple[Draft | None, list[Judged]]:
        """The first statement that stands, or None; and what became of each passage."""
        told = list(judged)
        tried = 0
        for i, item in enumerate(judged):
            if item.yes is None or item.yes < ANSWERS or tried == ATTEMPTS:
                continue
            tried += 1
            made = draft(self._generator, question, item)
            if isinstance(made, Draft):
                return made, told
            told[i] = replace(item, rejected=made.reason)
        return None, told

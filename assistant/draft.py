"""From one passage to one statement that stands: point, write, verify; else quote; else say why not.

Nothing that fails a check becomes a statement. What the model wrote is held against the sentences
that it pointed at; if it does not stand, the words themselves are quoted where the evidence is clear.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant import cite, evidence, languages, prompt, verify, wording
from assistant.evidence import Judged, Pointed, Question, Reading
from assistant.facts import Facts, facts, fold
from assistant.generate import Generator

STATED = 0.5
"""A statement with a smaller share of yes, when held against its passage, does not stand."""

CLEAR, POINTED = 0.7, 0.5
"""Shares of yes and of the words pointed at from which the sentence is quoted where the writing fails."""

ANSWER_TOKENS = 96


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that stands, with the sentences that prove it."""

    text: str
    judged: Judged
    sentences: range


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a passage gave no statement that stands."""

    reason: str


def draft(generator: Generator, question: Question, judged: Judged) -> Draft | Rejected:
    """Take a statement from one passage: written if it stands, else quoted from clear evidence."""
    reading = judged.reading
    pointed = evidence.point(generator, question, reading)
    written = _write(generator, question, reading, pointed)
    source = facts(reading.text, reading.hit.document.language)
    text = wording.localised(written, question.language, source.concepts)
    said = facts(text, question.language)
    same = question.language == question.asked_in
    if not text:
        return Rejected("the model's sentence had no end")
    if missed := verify.misses_the_question(question.text, question.facts, said, same):
        return Rejected(missed[0])
    sentences, reasons = cite.proving(reading, pointed.sentences, said, question.facts)
    if reasons:
        if (judged.yes or 0.0) >= CLEAR and pointed.share >= POINTED:
            return Draft(_quoted(question, reading, sentences), judged, sentences)
        return Rejected(reasons[0])
    if not _stated(generator, question, reading, source, written):
        return Rejected(f"held against the passage, it does not stand: {text}")
    names = frozenset(fold(name) for name in source.names)
    if not wording.foreign_words(text, question.language, question.facts.words | names):
        return Draft(text, judged, sentences)
    if pointed.share < POINTED:
        sentences = reading.nearest(text)
    short = None
    if not verify.asks_what_something_is(question.text):
        short = wording.short_answer(text, question.language, question.facts, names)
    return Draft(short or _quoted(question, reading, sentences), judged, sentences)


def _stated(generator: Generator, question: Question, reading: Reading, source: Facts, text: str) -> bool:
    """Whether the model finds a statement in its passage; years not in it are left to the dates."""
    unwritten = verify.years(question.facts) - source.numbers
    return evidence.claimed(generator, reading, verify.without_years(text, unwritten)) >= STATED


def _quoted(question: Question, reading: Reading, sentences: range) -> str:
    """The sentences themselves, introduced in the reader's language."""
    prompts = prompt.writing(question.language, languages.english_name(question.language))
    return prompts.message("quoted", quote=" ".join(reading.sentences[i] for i in sentences))


def _write(generator: Generator, question: Question, reading: Reading, pointed: Pointed) -> str:
    """Say the answer as one sentence in the question's language; empty where it was cut off."""
    prompts = prompt.writing(question.language, languages.english_name(question.language))
    sentence = " ".join(reading.sentences[i] for i in pointed.sentences)
    turn = prompts.write_turn(sentence, question.text, pointed.words)
    pieces = list(generator.write(prompts.opening, (turn,), max_tokens=ANSWER_TOKENS))
    # A sentence that was cut off is not shown as whole.
    return "".join(piece.text for piece in pieces).strip() if pieces[-1].finish == "stop" else ""

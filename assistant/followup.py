"""Follow-up questions: "And why?" is asked again as a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import prompt
from assistant.clean import for_prompt
from assistant.facts import SMALL, facts, frequency, occurs
from assistant.generate import Generator
from assistant.languages import english_name

QUESTION_TOKENS = 64
_MARKERS = re.compile(r"\s*\[\d+\]")
_LEANS_BACK = re.compile(
    r"^(?:and|und|en|et|y|e)\b"
    r"|\b(?:he|she|they|it|him|her|them|his|their|its|that|this|there"
    r"|er|sie|es|ihn|ihm|ihr|ihnen|sein|seine|ihre|dies|dort|davon|dazu|damals|das(?=\s+[^A-ZÄÖÜ]|\W*$)"
    r"|hij|zij|ze|hem|haar|hen|daar|daarvan|toen|(?:dat|dit|het)(?=\W*$))\b",
    re.IGNORECASE,
)
_SHORT = 3


def standalone(generator: Generator, question: str, history: Sequence[tuple[str, str]], language: str) -> str:
    """Rewrite a question that leans on the one before it; others stay as they are.

    Args:
        history: earlier questions with their answers, the last one last.
        language: of the question, ISO 639-1.
    """
    if not history or not leans_back(question, language):
        return question
    prompts = prompt.following(language, english_name(language))
    before, answer = history[-1]
    turn = prompts.turn(for_prompt(before), for_prompt(_MARKERS.sub("", answer)), question)
    pieces = list(generator.write(prompts.opening, (turn,), max_tokens=QUESTION_TOKENS))
    rewritten = "".join(piece.text for piece in pieces).strip()
    said = " ".join((before, _MARKERS.sub("", answer), question))
    if pieces[-1].finish == "stop" and _is_faithful(rewritten, before, question, said, language):
        return rewritten
    return f"{before} {question}"  # read together, the two questions leave nothing out


def _is_faithful(rewritten: str, before: str, question: str, said: str, language: str) -> bool:
    """Whether a rewriting is a question, another than the one before, and of nothing that was not said."""
    if not rewritten.endswith("?") or rewritten == before:
        return False
    new, known = facts(rewritten, language), facts(said, language)
    if new.numbers - known.numbers or new.concepts - known.concepts:
        return False
    asked = [word for word in facts(question, language).words if frequency(word, language) < SMALL]
    return all(occurs(name, known.words) for name in new.names) and all(
        occurs(word, new.words) for word in asked
    )


def leans_back(question: str, language: str) -> bool:
    """Whether a question may mean something that was said before.

    A question of a few words without a name does; so does one that starts with "and" or has a pronoun, unless
    it names two things itself.
    """
    found = facts(question, language)
    named = len(found.names) + len(found.concepts)
    words = re.findall(r"\w+", question)
    return len(words) <= _SHORT or (named < 2 and _LEANS_BACK.search(question) is not None)

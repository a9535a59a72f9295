"""Follow-up questions: "And why?" is asked again as a question that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import prompt
from assistant.asking import MARKS
from assistant.clean import for_prompt
from assistant.facts import SMALL, Facts, facts, frequency
from assistant.facts.spelling import LANGUAGES, occurs
from assistant.generate import Generator
from assistant.languages import english_name
from assistant.leaning import leans_back, may_own
from assistant.steps import Steps

QUESTION_TOKENS = 64

SAID = 500
"""Characters that are heard again of what was asked before, and of its answer."""

SAID_TOKENS = 160
"""Tokens of these at most: a character of some scripts is more than one."""

UNSPACED = ("ja", "zh")
"""Languages that do not write their words apart."""

TURNS = 3
"""Questions up to which a chain of follow-ups is walked back."""


def standalone(
    generator: Generator,
    question: str,
    history: Sequence[tuple[str, str]],
    language: str,
    steps: Steps | None = None,
) -> str:
    """Rewrite a question that leans on the ones before it; others stay as they are.

    Args:
        history: earlier questions with their answers, the last one last.
        language: of the question, ISO 639-1.
        steps: are told of it.
    """
    if not history or not leans_back(question, language):
        return question
    prompts = prompt.following(language, english_name(language))
    before, answer = _said_before(generator, history, language)
    turn = prompts.turn(before, answer, question)
    if steps:
        steps.read("rewrite", generator, prompts.opening, (turn,))
    pieces = list(generator.write(prompts.opening, (turn,), max_tokens=QUESTION_TOKENS))
    rewritten = "".join(piece.text for piece in pieces).strip()
    said = f"{before} {answer} {question}"
    if pieces[-1].finish == "stop" and _is_faithful(rewritten, before, question, said, language):
        return rewritten
    if may_own(question, language):
        return question
    return f"{before} {question}"  # read together, the questions leave nothing out


def _said_before(generator: Generator, history: Sequence[tuple[str, str]], language: str) -> tuple[str, str]:
    """What a follow-up goes on from: the last question, those that it leans on itself, and its answer."""
    chain = [history[-1][0]]
    for i in range(len(history) - 1, 0, -1):
        if not leans_back(chain[0], language) or len(chain) == TURNS:
            break
        chain.insert(0, history[i - 1][0])
    return " ".join(_heard(generator, one) for one in chain), _heard(generator, history[-1][1])


def _heard(generator: Generator, text: str) -> str:
    """The beginning of what was said that the model hears again."""
    text = for_prompt(text)[:SAID]
    size = generator.count_tokens(text)
    return text if size <= SAID_TOKENS else text[: len(text) * SAID_TOKENS // size]


def _is_faithful(rewritten: str, before: str, question: str, said: str, language: str) -> bool:
    """Whether a rewriting is a question, another than the one before, and of nothing that was not said."""
    if not rewritten.endswith(MARKS) or rewritten == before:
        return False
    new, known = facts(rewritten, language), facts(said, language)
    if new.numbers - known.numbers or new.concepts - known.concepts:
        return False
    return all(occurs(name, known.words) for name in new.names) and _asks_the_same(
        new, rewritten, question, language
    )


def _asks_the_same(new: Facts, rewritten: str, question: str, language: str) -> bool:
    """Whether a rewriting has the words of the question: all that say something, where those are known.

    In other languages, where pronouns and small words are not told from the rest, half of them; half of the
    characters where words are not written apart.
    """
    if language in LANGUAGES:
        asked = [word for word in facts(question, language).words if frequency(word, language) < SMALL]
        return all(occurs(word, new.words) for word in asked)
    if language in UNSPACED:
        characters = [character for character in question if character.isalpha()]
        return 2 * sum(character in rewritten for character in characters) >= len(characters)
    words = facts(question, language).words
    return 2 * sum(occurs(word, new.words) for word in words) >= len(words)

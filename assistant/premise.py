"""False premises: "Why did Norway reject it?" is asked again as "Who rejected it?"

A question may take for granted that a person, country, city or company had a part in something. Where the
archive does not say so, the question without that name finds what the archive does say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant import prompt, verify
from assistant.clean import for_prompt
from assistant.facts import SMALL, Facts, facts, frequency
from assistant.facts.places import place
from assistant.facts.spelling import fold, occurs
from assistant.generate import Generator
from assistant.reading import Question
from assistant.steps import Steps
from assistant.wording import conjunctions

QUESTION_TOKENS = 64

MOST_WORDS = 4
"""Words of the name of one country or city at most."""

SHARED = 0.5
"""Of the question's words that say something, at least this share stands in the rewritten one."""


def spelt(question: Question, names: Sequence[str]) -> str | None:
    """How the question spells some names or concepts of its own, without the ending of a genitive.

    None where they do not stand together, side by side or as a list: "France and Germany". A genitive is the
    last of them: what follows belongs to it.
    """
    found = _named(question.text, names)
    if not found:
        return None
    begin, end, whole = found[0]
    for start, own, stop in found[1:]:
        if end < whole:
            break
        if not _joins(question.text[end:start]):
            return None
        end, whole = own, stop
    return question.text[begin:end]


def _named(text: str, names: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where some names stand in a text: where each begins, ends, and ends with its genitive."""
    words = list(re.finditer(r"[^\W\d_][\w'’.-]*", text))
    found: list[tuple[int, int, int]] = []
    for size in range(MOST_WORDS, 0, -1):
        for first, last in zip(words, words[size - 1 :], strict=False):
            phrase = text[first.start() : last.end()].rstrip("'’.")
            own = _own(phrase, names)
            begin, whole = first.start(), first.start() + len(phrase)
            if own and not any(begin < stop and start < whole for start, _, stop in found):
                found.append((begin, begin + len(own), whole))
    return sorted(found)


def _own(phrase: str, names: Sequence[str]) -> str | None:
    """A phrase as far as it is one of some names or concepts: "Norway" of "Norway's"; None if it is none."""
    forms = [re.sub(ending, "", phrase) for ending in ("$", "['’]s$", "s$", "es$")]
    places = (form for form in forms if place(form) in names)
    return next(places, None) or next((form for form in forms if form in names), None)


def _joins(between: str) -> bool:
    """Whether what stands between two names makes one phrase of them: nothing, "and", the rest of a name."""
    known = {fold(word) for word in conjunctions().values()}
    words = re.findall(r"\w+", between)
    return not re.search(r"[^\w\s,.’'-]", between) and all(fold(w) in known or w[0].isupper() for w in words)


def without(generator: Generator, question: Question, name: str, steps: Steps | None = None) -> str | None:
    """Rewrite a question that takes a name for granted into one that asks who or what it was instead.

    Args:
        question: the question that stands alone; it is rewritten in the language it was asked in.
        name: of a person, country, city or company, as it stands in the question.
        steps: are told of it.

    Returns:
        The rewritten question; None where the name is not in the question or its language has no prompts, and
        where the model's rewriting was cut off, does not ask for the name or still has it, names something
        that the question does not, or lost what it was about.
    """
    prompts = prompt.premise(question.asked_in)
    named = re.compile(rf"\b{re.escape(name)}(?=(?:['’]?e?s)?\b)", re.IGNORECASE)
    if not name.strip() or not named.search(question.text) or not prompts:
        return None
    # The model is not shown the name: a small one would repeat it.
    turn = prompts.turn(named.sub(prompt.BLANK, for_prompt(question.text)))
    if steps:
        steps.read("correct", generator, prompts.opening, (turn,), name)
    pieces = list(generator.write(prompts.opening, (turn,), max_tokens=QUESTION_TOKENS))
    rewritten = "".join(piece.text for piece in pieces).strip()
    if pieces[-1].finish != "stop" or not rewritten.endswith("?") or prompt.BLANK in rewritten:
        return None
    asked, found = question.facts, facts(rewritten, question.asked_in)
    unknown = facts(name, question.asked_in)
    parts = _weighty(unknown.words, question.asked_in) or list(unknown.words)
    if found.concepts & unknown.concepts or _shared(parts, found):
        return None
    if not (found.words - asked.words) & prompts.asks or verify.unproved(found, asked, asked):
        return None
    matter = _weighty(asked.words - unknown.words, question.asked_in)
    kept = _shared(matter, found)
    return rewritten if kept and kept >= SHARED * len(matter) else None


def _weighty(words: Iterable[str], language: str) -> list[str]:
    """The words that say something; of compounds only the parts."""
    return [word for word in words if "-" not in word and frequency(word, language) < SMALL]


def _shared(words: Sequence[str], said: Facts) -> int:
    """How many of the words are there, in some spelling."""
    return sum(occurs(word, said.words) for word in words)

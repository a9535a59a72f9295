"""The prompts: texts read from files, checked when loaded, filled in without ``str.format``.

    prompts/evidence/    does a passage state the answer?
        system.txt       what the model is for
        judge.txt        one passage and one question: does the passage state the answer?
        claim.txt        instead of the question a statement: does the passage state it?
        examples.toml    passages with and without the answer
    prompts/<language>/  say it in the reader's language
        system.txt       what the model is for
        write.txt        a sentence of the article, the question, the words that answer it
        examples.toml    the same with the answer
        followup.txt     a question, its answer, and the question after it
        followups.toml   the same with the second question in full
        premise.txt      a question with a blank for a name that the archive does not connect with the matter
        premises.toml    the same with the question that asks who or what it was instead
    prompts/translate/   say a sentence of an article in the reader's language, one file for each: the
                         model's task, the turn, examples
    prompts/messages/    what the program itself says to the reader, one file for each language

A reader whose language has no folder is answered through the English prompts, which name the
language to write in. What the program itself says is known in all languages that are told apart.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from assistant.data import folder
from assistant.generate import Conversation, Message
from assistant.languages import own_name

FALLBACK = "en"

BLANK = "___"
"""What stands in a question for a name that is asked for."""

MESSAGES = {
    "refusal": set[str](),
    "nearest": set[str](),
    "quoted": {"quote"},
    "quoted_in": {"language", "quote"},
    "not_named": {"name"},
    "instead": {"statement"},
    "undated": set[str](),
    "also_in": set[str](),
}
"""What the program itself says to the reader, and the placeholders of each message.

``language`` is the name of a language in the reader's.
"""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class PromptError(ValueError):
    """A prompt file is missing, malformed, or has other placeholders than expected."""


@dataclass(frozen=True, slots=True)
class EvidencePrompts:
    """The conversation about a passage. ``opening`` is the same for every question.

    A passage is told first, in the same words whatever is asked of it, so that it is read once.
    """

    opening: Conversation
    judge: str
    claim: str
    yes: str
    no: str

    def judge_turn(self, passage: str, question: str, source: str = "") -> Message:
        """Ask whether a passage states the answer. ``source``: what is known of its article."""
        return _judge_turn(self.judge, passage, question, source)

    def claim_turn(self, passage: str, claim: str, source: str = "") -> Message:
        """Ask whether a passage states a claim."""
        return Message("user", fill(self.claim, source=_described(source), passage=passage, claim=claim))


@dataclass(frozen=True, slots=True)
class WritePrompts:
    """The conversation that says the answer in ``language``, and what the program itself says."""

    language: str
    opening: Conversation
    write: str
    messages: dict[str, str]

    def write_turn(self, sentence: str, question: str, quote: str) -> Message:
        """Ask for the answer as one sentence."""
        return Message("user", fill(self.write, sentence=sentence, question=question, quote=quote))

    def message(self, key: str, **values: str) -> str:
        """What the program itself says to the reader."""
        return fill(self.messages[key], **values)


@dataclass(frozen=True, slots=True)
class FollowupPrompts:
    """The conversation that makes a follow-up a question of its own."""

    opening: Conversation
    followup: str

    def turn(self, before: str, answer: str, question: str) -> Message:
        """Ask for ``question`` in full, given the one before it and its answer."""
        return Message("user", fill(self.followup, before=before, answer=answer, question=question))


@dataclass(frozen=True, slots=True)
class PremisePrompts:
    """The conversation that asks for what is left blank in a question; ``asks`` are the words to ask with."""

    opening: Conversation
    premise: str
    asks: frozenset[str]

    def turn(self, question: str) -> Message:
        """Ask who or what the BLANK in ``question`` is."""
        return Message("user", fill(self.premise, question=question))


@dataclass(frozen=True, slots=True)
class TranslatePrompts:
    """The conversation that translates into one language."""

    opening: Conversation
    template: str

    def turn(self, sentence: str, language: str) -> Message:
        """Ask for a sentence; ``language``: what its language is called in that of the reader."""
        return Message("user", fill(self.template, sentence=sentence, language=language))


def fill(template: str, **values: str) -> str:
    """Put values in a template's ``{placeholders}``, in one pass: braces in a value stay what they are."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)


@cache
def evidence() -> EvidencePrompts:
    """Load the prompts that find the evidence; raises PromptError."""
    own = folder("prompts") / "evidence"
    judge = _text(own, "judge", {"source", "passage", "question"})
    claim = _text(own, "claim", {"source", "passage", "claim"})
    data = _table(own, "examples", {"yes", "no", "example"})
    turns = [Message("system", _text(own, "system", set()))]
    for example in data["example"]:
        turns.append(_judge_turn(judge, example["passage"], example["question"], ""))
        turns.append(Message("assistant", data["yes"] if example["answers"] else data["no"]))
    return EvidencePrompts(tuple(turns), judge, claim, data["yes"], data["no"])


@cache
def writing(language: str, language_name: str) -> WritePrompts:
    """Load the prompts that answer in a language (ISO 639-1 code, English name); raises PromptError."""
    own = _of_language(language)
    write = _text(own, "write", {"sentence", "question", "quote"})
    system = fill(_text(own, "system", {"language"}), language=language_name)
    examples = _table(own, "examples", {"example"})["example"]
    opening = _opening(system, ((fill(write, **one), one["answer"]) for one in examples))
    return WritePrompts(language, opening, write, _messages(language))


@cache
def following(language: str, language_name: str) -> FollowupPrompts:
    """Load the prompts that complete a follow-up in a language; raises PromptError."""
    own = _of_language(language)
    followup = _text(own, "followup", {"before", "answer", "question"})
    system = fill(_text(own, "system", {"language"}), language=language_name)
    examples = _table(own, "followups", {"example"})["example"]
    opening = _opening(system, ((fill(followup, **one), one["full"]) for one in examples))
    return FollowupPrompts(opening, followup)


@cache
def premise(language: str) -> PremisePrompts | None:
    """Load the prompts that ask for a blank; None for a language that has none; raises PromptError."""
    own = folder("prompts") / language
    if not own.is_dir():
        return None
    template = _text(own, "premise", {"question"})
    data = _table(own, "premises", {"system", "asks", "example"})
    examples = ((fill(template, question=one["question"]), one["open"]) for one in data["example"])
    return PremisePrompts(_opening(data["system"], examples), template, frozenset(data["asks"]))


@cache
def translating(language: str) -> TranslatePrompts | None:
    """Load the prompts that translate into a language; None where there are none; raises PromptError."""
    own = folder("prompts") / "translate"
    if not (own / f"{language}.toml").is_file():
        return None
    data = _table(own, language, {"system", "turn", "example"})
    _check_placeholders(f"prompts/translate/{language}.toml, turn,", data["turn"], {"language", "sentence"})

    def turn(example: dict[str, str]) -> str:
        named = own_name(example["language"], language)
        return fill(data["turn"], language=named, sentence=example["sentence"])

    examples = ((turn(one), one["translation"]) for one in data["example"])
    return TranslatePrompts(_opening(data["system"], examples), data["turn"])


def digest() -> str:
    """Identity of all prompt files that decide an answer, for the fingerprint."""
    hashed = hashlib.sha256()
    deciding = (own for own in folder("prompts").iterdir() if own.name != "translate")
    for own in sorted(deciding, key=lambda item: item.name):
        for file in sorted(own.iterdir(), key=lambda item: item.name):
            hashed.update(f"{own.name}/{file.name}\n".encode())
            hashed.update(file.read_bytes())
    return hashed.hexdigest()[:16]


def _opening(system: str, examples: Iterable[tuple[str, str]]) -> Conversation:
    """How every conversation of a kind begins: the task, and examples of what is asked and said."""
    turns = [Message("system", system)]
    for asked, said in examples:
        turns += [Message("user", asked), Message("assistant", said)]
    return tuple(turns)


def _of_language(language: str) -> Traversable:
    own = folder("prompts") / language
    return own if own.is_dir() else folder("prompts") / FALLBACK


def _messages(language: str) -> dict[str, str]:
    own = folder("prompts") / "messages"
    code = language if (own / f"{language}.toml").is_file() else FALLBACK
    messages = _table(own, code, set(MESSAGES))
    for key, expected in MESSAGES.items():
        _check_placeholders(f"prompts/messages/{code}.toml, {key},", messages[key], expected)
    return messages


def _judge_turn(template: str, passage: str, question: str, source: str) -> Message:
    return Message("user", fill(template, source=_described(source), passage=passage, question=question))


def _described(source: str) -> str:
    return f" ({source})" if source else ""


def _text(own: Traversable, name: str, expected: set[str]) -> str:
    try:
        text = (own / f"{name}.txt").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise PromptError(f"prompts/{own.name}/{name}.txt cannot be read: {error}") from error
    # A system prompt need not name the language that it is written in.
    optional = expected if name == "system" else set()
    _check_placeholders(f"prompts/{own.name}/{name}.txt", text, expected, optional)
    return text


def _check_placeholders(where: str, text: str, expected: set[str], optional: Set[str] = frozenset()) -> None:
    found = set(_PLACEHOLDER.findall(text))
    if found - expected or expected - optional - found:
        raise PromptError(f"{where} has the placeholders {sorted(found)}, not {sorted(expected)}")


def _table(own: Traversable, name: str, expected: set[str]) -> dict[str, Any]:
    try:
        table = tomllib.loads((own / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PromptError(f"prompts/{own.name}/{name}.toml cannot be read: {error}") from error
    if missing := expected - table.keys():
        raise PromptError(f"prompts/{own.name}/{name}.toml lacks {', '.join(sorted(missing))}")
    return table

"""A question, and a passage as the model reads it: sentence by sentence, without what speaks to the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.clean import for_prompt
from assistant.facts import COMMON, Facts, facts, frequency
from assistant.facts.numbers import years
from assistant.facts.places import place
from assistant.facts.spelling import occurs
from assistant.generate import Generator
from assistant.orders import gives_orders, imitations
from assistant.when import resolved
from index import Hit

LONGEST_TITLE = 120
"""Characters of a title that the model reads with a passage from further down."""

READING_TOKENS = 400
"""Of a passage at most this many are read. Passages are shorter, but for a sentence without end."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone.

    ``asked_in`` and ``language`` (of the answer) are ISO 639-1 codes; ``facts`` is what it names.
    ``small``: it was typed without capitals, so that its names are not told from other words.
    """

    text: str
    asked_in: str
    language: str
    facts: Facts
    small: bool = False

    @classmethod
    def of(cls, text: str, asked_in: str, language: str) -> Question:
        """Read the facts of a question."""
        small = text[1:].islower()
        named = _with_countries(text, asked_in) if small else text
        return cls(text, asked_in, language, facts(named, asked_in), small)

    def taken(self, passage: Facts) -> Facts:
        """What it names that was held against the article; of small letters what the passage has too."""
        if not self.small:
            return self.facts
        known = (word for word in self.facts.words if occurs(word, passage.words))
        return replace(self.facts, words=frozenset(known))


def _with_countries(text: str, language: str) -> str:
    """A question that was typed in small letters, with capitals for its countries."""

    def spelt(found: re.Match[str]) -> str:
        word = found[0].capitalize()
        is_country = (place(word) or "").startswith("country:") and frequency(word, language) < COMMON
        return word if is_country else found[0]

    return re.sub(r"[^\W\d_]{4,}", spelt, text)


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
        title = _title(document.title or "")
        known = [f"from “{title}”"] if title and title not in self.text else []
        known += [f"published {document.published}"] if document.published else []
        return ", ".join(known)

    def untold(self, asked: Facts) -> frozenset[str]:
        """The years that a question names and the passage does not: these are held against its article."""
        return asked.years and asked.years - years(self.text, self.hit.document.language)

    def stretch(self, sentences: range) -> tuple[int, int]:
        """Where some consecutive sentences begin and end in the hit's text, in code points."""
        passage = self.hit.passage
        begin, end = passage.sentences[sentences.start][0], passage.sentences[sentences.stop - 1][1]
        return begin - passage.start, end - passage.start

    def told(self, sentences: range) -> str:
        """Some sentences as the model reads them, in one line."""
        return " ".join(self.sentences[i] for i in sentences)

    def printed(self, sentences: range) -> str:
        """Some sentences as the article has them, in one line."""
        start, end = self.stretch(sentences)
        return " ".join(self.hit.text[start:end].split())

    def shows(self, sentences: range) -> bool:
        """Whether the model may read all of some sentences, so that they may be shown as its evidence."""
        return all(self.sentences[i] for i in sentences)

    def covering(self, start: int, end: int) -> range:
        """Which consecutive sentences the stretch ``start:end`` of ``text`` touches; all if it touches none.

        A sentence that the model may not read parts them: where it touches both sides, those with most of it.
        """
        touched = {
            i: min(end, b) - max(start, a)
            for i, (a, b) in enumerate(self.spans())
            if self.sentences[i] and start < b and end > a
        }
        lengths = touched or {i: len(text) for i, text in enumerate(self.sentences) if text}
        together = max(_runs(lengths), key=lambda run: sum(lengths[i] for i in run), default=None)
        return together or range(len(self.sentences))

    def spans(self) -> list[tuple[int, int]]:
        """Where each sentence begins and ends in ``text``."""
        found, position = [], 0
        for sentence in self.sentences:
            found.append((position, position + len(sentence)))
            position += len(sentence) + 1
        return found


def _runs(places: Iterable[int]) -> list[range]:
    """Ascending numbers as ranges without gaps."""
    runs: list[range] = []
    for i in places:
        begin = runs.pop().start if runs and runs[-1].stop == i else i
        runs.append(range(begin, i + 1))
    return runs


def _title(title: str) -> str:
    """A title as the model reads it; none where any sentence of it speaks to the model."""
    sentences = [title, *re.split(r"(?<=[.!?…:;])\s+|\n+", title)]
    if imitations(title) or any(map(gives_orders, sentences)):
        return ""
    return for_prompt(title)[:LONGEST_TITLE].strip()


def read(hit: Hit, generator: Generator, hidden: Sequence[tuple[int, int]] = ()) -> Reading:
    """Prepare a passage for the prompt, sentence by sentence.

    What is too long for it is cut off; a sentence that speaks to the model and not the reader is left empty.
    So is one that touches a stretch of ``hidden``, offsets into the article.
    """
    start, left = hit.passage.start, READING_TOKENS
    sentences = []
    for begin, end in hit.passage.sentences:
        printed = hit.text[begin - start : end - start]
        unread = gives_orders(printed) or any(a < end and b > begin for a, b in hidden)
        text = "" if unread else for_prompt(printed)
        text = resolved(text, hit.document.language, hit.document.published)
        while text and (size := generator.count_tokens(text)) > left:
            text = text[: min(len(text) * left // size, len(text) - 1)]
        left -= generator.count_tokens(text)
        sentences.append(text)
    return Reading(hit, tuple(sentences))

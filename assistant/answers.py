"""What an answer is: statements, each with the sentences that prove it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article: ``quote == text[start:end]`` in code points of the article's text.

    ``document`` is the path relative to the indexed folder; ``published`` has the precision that
    is known ("2017", "2017-12" or "2017-12-26") or is None; ``score`` is larger for better, 0 to 1;
    ``also_in`` are the articles that tell the same story, the oldest first.
    """

    document: str
    title: str | None
    published: str | None
    language: str
    start: int
    end: int
    quote: str
    score: float
    also_in: tuple[str, ...] = field(default=(), kw_only=True)

    def holds(self, other: Place) -> bool:
        """Whether another stretch lies in this one."""
        return self.document == other.document and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Passage(Place):
    """What was retrieved for a question, and what became of it.

    ``found``: the score of the search. ``covered``: how much of the question it speaks of, 0 to 1; None where
    that was not looked at. ``words``: those of it that would answer; ``reader``: how likely they do, by the
    extractive reader alone; ``yes``: the two together; all None where it was not read. ``rejected``: why no
    answer was taken from it; None where nothing spoke against it. ``near``: whether it is about the
    question's matter, and may be offered where there is no answer.
    """

    found: float = field(default=0.0, kw_only=True)
    covered: float | None = field(default=None, kw_only=True)
    words: str | None = field(default=None, kw_only=True)
    yes: float | None = field(default=None, kw_only=True)
    reader: float | None = field(default=None, kw_only=True)
    rejected: str | None = field(default=None, kw_only=True)
    near: bool = field(default=True, kw_only=True)


@dataclass(frozen=True, slots=True)
class Citation(Place):
    """One or a few whole sentences that prove a statement, by their number in the text."""

    number: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer.

    ``supported``: whether every number, date and name in it was found in the cited sentences.
    ``citations``: their numbers.
    """

    text: str
    citations: tuple[int, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds: to the passages, to the first word, to the end, each from the question on."""

    retrieve: float
    first_token: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; ``str()`` of it is its text with [n] markers.

    ``answered`` is False where the archive does not say; ``text`` is then a refusal in the
    question's language, and ``passages`` are the nearest that was found. Answers with the same
    ``fingerprint`` (of models, prompts, settings, libraries and index) to the same question are the same.
    """

    question: str
    language: str
    answered: bool
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    timings: Timings
    fingerprint: str
    undated_left_out: int = 0
    id: str | None = None

    def __str__(self) -> str:
        """Return the text with its markers."""
        return self.text

    def around(self, citation: Citation) -> tuple[str, str]:
        """What stands before and behind a citation in its passage; nothing if that is not known."""
        for passage in self.passages:
            if passage.holds(citation):
                begin, end = citation.start - passage.start, citation.end - passage.start
                return passage.quote[:begin], passage.quote[end:]
        return "", ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, with the fields in their documented order."""
        data = asdict(self)
        return {
            "id": data["id"],
            "question": data["question"],
            "language": data["language"],
            "answered": data["answered"],
            "text": data["text"],
            "statements": [{**s, "citations": list(s["citations"])} for s in data["statements"]],
            "citations": [
                {"number": c["number"], **{k: v for k, v in _listed(c).items() if k != "number"}}
                for c in data["citations"]
            ],
            "passages": [_listed(passage) for passage in data["passages"]],
            "undated_left_out": data["undated_left_out"],
            "timings": {key: round(seconds, 3) for key, seconds in data["timings"].items()},
            "fingerprint": data["fingerprint"],
        }


def _listed(passage: dict[str, Any]) -> dict[str, Any]:
    return {**passage, "also_in": list(passage["also_in"])}

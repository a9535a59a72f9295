"""Citations: from the sentences with the words that were found to exact offsets in the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answers import Citation, Passage
from assistant.evidence import Judged, share_of
from assistant.facts import Facts, facts
from assistant.reading import Reading
from assistant.verify import unproved

MOST_SENTENCES = 3


def passage(judged: Judged, near: bool = True) -> Passage:
    """Describe a passage that was found; ``near``: whether it is about the question's matter."""
    hit = judged.reading.hit
    return Passage(
        document=hit.document.path,
        title=hit.document.title,
        published=hit.document.published,
        language=hit.document.language,
        start=hit.passage.start,
        end=hit.passage.end,
        quote=hit.text,
        score=round(max(hit.score, 0.0) if judged.yes is None else judged.yes, 4),
        also_in=tuple(other.path for other in hit.also_in),
        found=round(max(hit.score, 0.0), 4),
        covered=_rounded(judged.candidate.likeness if judged.candidate.covered else None),
        words=judged.pointed.words if judged.pointed else None,
        yes=_rounded(judged.yes),
        reader=_rounded(share_of(judged.pointed.answers) if judged.pointed else None),
        rejected=judged.rejected,
        near=near,
    )


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def passages(judged: Sequence[Judged], is_near: Callable[[Judged], bool]) -> tuple[Passage, ...]:
    """Describe the passages that were found, best first; one that was not read ranks below the others.

    Args:
        is_near: whether one is about the question's matter.
    """
    described: list[Passage] = []
    for item in judged:
        below = described[-1].score if described else 1.0
        found = passage(item, is_near(item))
        described.append(replace(found, score=min(found.score, below)))
    return tuple(described)


def citation(judged: Judged, sentences: range, number: int) -> Citation:
    """Cite some consecutive sentences of a passage, with offsets into the article."""
    hit = judged.reading.hit
    start, end = judged.reading.stretch(sentences)
    return Citation(
        number=number,
        document=hit.document.path,
        title=hit.document.title,
        published=hit.document.published,
        language=hit.document.language,
        start=hit.passage.start + start,
        end=hit.passage.start + end,
        quote=hit.text[start:end],
        score=round(judged.yes or 0.0, 4),
        also_in=tuple(other.path for other in hit.also_in),
    )


def proving(reading: Reading, pointed: range, statement: Facts, question: Facts) -> tuple[range, list[str]]:
    """Find the fewest consecutive sentences around the pointed ones that prove a statement.

    Returns them with the reasons why the statement still does not stand; the pointed sentences
    themselves where more of them prove no more.
    """
    language = reading.hit.document.language
    best = pointed, unproved(statement, _facts(reading, pointed, language), question)
    for size in range(len(pointed) + 1, MOST_SENTENCES + 1):
        for start in range(len(reading.sentences) - size + 1):
            wider = range(start, start + size)
            around = wider.start <= pointed.start and wider.stop >= pointed.stop
            if best[1] and around and reading.shows(wider):
                reasons = unproved(statement, _facts(reading, wider, language), question)
                if len(reasons) < len(best[1]):
                    best = wider, reasons
    return best


def _facts(reading: Reading, sentences: range, language: str) -> Facts:
    return facts(reading.told(sentences), language)

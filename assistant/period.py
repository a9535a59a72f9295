"""Of which years a sentence is, where a question asks about a period: "from Aug 2004 to May 2006".

A life or the history of a firm is told year after year, and only some of it is of these. A sentence that
names no year is of the time of those before it, or of when its article was published.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from assistant import verify
from assistant.facts.dates import DAY, spans
from assistant.facts.denials import clause
from assistant.facts.numbers import years
from assistant.reading import Question, Reading

_SINCE = re.compile(rf"\b(?:since|seit|sinds) {DAY}([12]\d{{3}})\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|bis|tot)\b", re.IGNORECASE)
_DECADE = re.compile(r"\b([12]\d\d0)(?:s\b|er[n]?\b| ?er-?jahre\w*)|\bjaren ([12]\d\d0)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:current(?:ly)?|now(?:adays)?|at present|derzeit(?:ig\w*)?|aktuell\w*|heutig\w*|jetzig\w*"
    r"|momenteel|tegenwoordig|huidige?|thans)\b",
    re.IGNORECASE,
)


def told_during(question: Question, reading: Reading) -> tuple[int, ...]:
    """The sentences of a passage that are of the period asked for; none if no period is asked for.

    What is told of the last year of a period is often what came after it, and is left out if there is more.
    """
    asked = question.facts.period
    if not asked:
        return ()
    first, last = asked
    times = _times(reading)
    within = tuple(i for i, time in enumerate(times) if _touches(time, range(first, last)))
    return within or tuple(i for i, time in enumerate(times) if _touches(time, range(first, last + 1)))


def other_period(question: Question, reading: Reading, sentences: range, words: str) -> list[str]:
    """Why some sentences are not of the period asked for: they are of other years, or tell of now.

    Args:
        words: those in the sentences that answer.
    """
    asked = question.facts.period
    if not asked:
        return []
    during = range(asked[0], asked[1] + 1)
    times = _times(reading)
    if not _touches([one for i in sentences for one in times[i]], during):
        return [f"the sentence is not of {asked[0]} to {asked[1]}"]
    told = reading.told(sentences)
    written = int((reading.hit.document.published or f"{datetime.date.today().year}")[:4])
    if written not in during and _NOW.search(told[slice(*clause(told, max(told.find(words), 0)))]):
        return [f"the sentence tells of now, not of {asked[0]} to {asked[1]}"]
    return []


def _times(reading: Reading) -> list[list[range]]:
    """The years of which each sentence of a passage may be; none where nothing tells."""
    published = reading.hit.document.published
    now = [] if published is None else [verify.spoken_of(published)]
    times: list[list[range]] = []
    before: list[range] = []
    for sentence in reading.sentences:
        own = stretches(sentence, reading.hit.document.language)
        before = own or before
        times.append(own or [*before, *now])
    return times


def stretches(text: str, language: str) -> list[range]:
    """The years, spans of years and decades that a text names; "since 2004" is up to now."""
    found = sorted(map(int, years(text, language)))
    if len(found) > 1 and _UNTIL.search(text):  # "appointed in 1990, she led it until 2001"
        return [range(found[0], found[-1] + 1)]
    now = datetime.date.today().year
    named = [range(first, last + 1) for first, last in spans(text)]
    named += [
        range(int(decade[1] or decade[2]), int(decade[1] or decade[2]) + 10)
        for decade in _DECADE.finditer(text)
    ]
    named += [range(int(since[1]), now + 1) for since in _SINCE.finditer(text)]
    return named + [range(year, year + 1) for year in found]


def _touches(times: Sequence[range], asked: range) -> bool:
    return any(time.start < asked.stop and asked.start < time.stop for time in times)

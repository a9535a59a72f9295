"""What the tests of the chat page share: answers, and a page with fakes behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.answers import Answer, Citation, Passage, Statement, Timings

TEXT = "Before. The mayor of Harlow opened the bridge. After."


def passage(**given: Any) -> Passage:
    made = Passage("bridge.txt", "A bridge", "2021-03", "en", 0, len(TEXT), TEXT, 0.9)
    return replace(made, **given)


def citation(number: int = 1, **given: Any) -> Citation:
    start, end = 8, 46
    made = Citation(
        "bridge.txt", "A bridge", "2021-03", "en", start, end, TEXT[start:end], 0.9, number=number
    )
    return replace(made, **given)


def answer(text: str = "The mayor opened it. [1]", **given: Any) -> Answer:
    made = Answer(
        question="Who opened the bridge?",
        language="en",
        answered=True,
        text=text,
        statements=(Statement(text.replace(" [1]", ""), (1,), supported=True),),
        citations=(citation(),),
        passages=(passage(),),
        timings=Timings(0.1, 0.2, 0.3),
        fingerprint="f",
    )
    return replace(made, **given)


def refusal(**given: Any) -> Answer:
    return answer("The archive does not say.", answered=False, statements=(), citations=(), **given)

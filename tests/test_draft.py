"""From words that were pointed at to a statement that stands, a quotation, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from fakes import FakeGenerator

from assistant.draft import Draft, draft
from assistant.evidence import Candidate, Judged
from assistant.generate import Conversation, Piece, Quote
from assistant.reading import Question, read
from assistant.steps import Steps, unheard
from assistant.telling import Telling
from index import DocumentInfo, Hit, Passage

BEFORE = "The council met on Friday."


class Scripted(FakeGenerator):
    """Writes, points and judges as it is told."""

    def __init__(self, written: str, words: str, *, share: float = 0.9, alone: float, claimed: float) -> None:
        super().__init__()
        self._written, self._words, self._share = written, words, share
        self._alone, self._claimed = alone, claimed

    def choose(self, opening: Conversation, turns: Conversation, options: Sequence[str]) -> list[float]:
        content = turns[-1].content
        share = self._claimed if "Claim: " in content else 0.1 if BEFORE in content else self._alone
        return [share, 1 - share]

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        yield Piece(self._written, "stop")

    def quote(
        self, opening: Conversation, turns: Conversation, source: str, *, max_tokens: int, avoid: str = ""
    ) -> Quote:
        start = source.index(self._words)
        return Quote(start, start + len(self._words), self._share)


def drafted(
    scripted: Scripted, question: str, sentence: str, *, language: str = "en", yes: float = 0.6
) -> str:
    """What becomes of a passage of two sentences, the second in ``language``."""
    text = f"{BEFORE} {sentence}"
    split = len(BEFORE)
    passage = Passage("p", "d", 0, len(text), ((0, split), (split + 1, len(text))))
    info = DocumentInfo("d", "d.txt", "/", None, None, language, "0")
    hit = Hit(passage=passage, document=info, text=text, score=0.8)
    judged = Judged(read(hit, scripted), yes, Candidate(hit, None), telling=Telling((0, 1)))
    made = draft(scripted, Question.of(question, "en", "en"), judged, Steps(unheard))
    return made.text if isinstance(made, Draft) else f"rejected: {made.reason}"


@pytest.mark.parametrize(
    ("alone", "claimed", "stands"),
    [(0.6, 0.6, True), (0.75, 0.3, True), (0.6, 0.3, False), (0.4, 0.4, False), (0.79, 0.15, False)],
)
def test_a_statement_stands_if_its_sentence_and_the_claim_make_it_likely(
    alone: float, claimed: float, stands: bool
) -> None:
    scripted = Scripted("Ann Lee opened the bridge.", "Ann Lee", alone=alone, claimed=claimed)
    made = drafted(scripted, "Who opened the bridge?", "Ann Lee opened the bridge.")
    assert made == "Ann Lee opened the bridge." if stands else made.startswith("rejected: held against")


def test_from_unsure_words_nothing_is_written() -> None:
    scripted = Scripted("Ann Lee opened the bridge.", "Ann Lee", share=0.3, alone=0.9, claimed=0.9)
    asked = "Who opened the bridge?", "Ann Lee opened the bridge."
    assert drafted(scripted, *asked) == "rejected: it is not clear that the sentence answers"
    assert drafted(scripted, *asked, yes=0.8) == "The archive says: “Ann Lee opened the bridge.”"


def test_an_office_is_quoted_from_another_language() -> None:
    sentence = "Die Richterin Ann Lee eröffnete die Brücke."
    scripted = Scripted("Ann Lee is a lawyer.", "Richterin", alone=0.8, claimed=0.9)
    assert sentence in drafted(scripted, "Who is Ann Lee?", sentence, language="de")


def test_who_it_was_need_not_be_said_with_every_number() -> None:
    sentence = "Ann Lee, who took seven men to town, opened the bridge."
    words = "Ann Lee, who took seven men to town"
    scripted = Scripted("Ann Lee opened the bridge.", words, alone=0.9, claimed=0.9)
    assert drafted(scripted, "Who opened the bridge?", sentence) == "Ann Lee opened the bridge."
    assert drafted(scripted, "What happened to the bridge?", sentence, yes=0.6).startswith("rejected: ")


def test_words_of_another_kind_are_not_written_from() -> None:
    sentence = "The fair begins on 7 August in the old hall."
    scripted = Scripted("The fair will be held on 7 August.", "7 August", alone=0.9, claimed=0.9)
    asked = "Where will the fair be held?", sentence
    assert drafted(scripted, *asked) == "rejected: the question asks for a place"
    assert drafted(scripted, *asked, yes=0.8) == f"The archive says: “{sentence}”"

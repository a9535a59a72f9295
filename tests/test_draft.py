"""From words that were pointed at to a statement that stands, a quotation, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from fakes import FakeEmbedder, FakeGenerator

from assistant.draft import Draft, draft
from assistant.evidence import LEANING, Candidate, Judged, Pointed, log_odds
from assistant.generate import Conversation, Piece
from assistant.reading import Question, read
from assistant.steps import Steps, unheard
from index import Alignment, DocumentInfo, Hit, Passage
from index.alignment import Aligner

BEFORE = "The council met on Friday."


class Scripted(FakeGenerator):
    """Writes and judges as it is told; ``words`` are those that were found, with a ``share``.

    ``asked``: what the model was asked last.
    """

    def __init__(self, written: str, words: str, *, share: float = 0.9, claimed: float = 0.9) -> None:
        super().__init__()
        self.words, self.share = words, share
        self.asked = ""
        self._written, self._claimed = written, claimed

    def choose(self, opening: Conversation, turns: Conversation, options: Sequence[str]) -> list[float]:
        return [self._claimed, 1 - self._claimed]

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        self.asked = turns[-1].content
        yield Piece(self._written, "stop")


def aligned(statement: str, hit: Hit) -> Alignment:
    """An alignment of words that are spelt nearly alike."""
    return Aligner(FakeEmbedder()).align(statement, hit.text)


def drafted(
    scripted: Scripted,
    question: str,
    sentence: str,
    *,
    language: str = "en",
    likely: float = 0.55,
    answered_in: str = "en",
) -> str:
    """What becomes of a passage of two sentences, the second in ``language`` and with the words."""
    text = f"{BEFORE} {sentence}"
    split = len(BEFORE)
    passage = Passage("p", "d", 0, len(text), ((0, split), (split + 1, len(text))))
    info = DocumentInfo("d", "d.txt", "/", None, None, language, "0")
    hit = Hit(passage=passage, document=info, text=text, score=0.8)
    pointed = Pointed(scripted.words, range(1, 2), scripted.share, log_odds(likely) - LEANING)
    judged = Judged(read(hit, scripted), Candidate(hit, None), pointed)
    asked = Question.of(question, "en", answered_in)
    made = draft(scripted, aligned, asked, judged, Steps(unheard))
    return made.text if isinstance(made, Draft) else f"rejected: {made.reason}"


@pytest.mark.parametrize(
    ("likely", "claimed", "stands"),
    [(0.55, 0.6, True), (0.58, 0.45, True), (0.55, 0.3, False), (0.52, 0.4, False), (0.59, 0.15, False)],
)
def test_a_statement_stands_if_its_passage_and_the_claim_make_it_likely(
    likely: float, claimed: float, stands: bool
) -> None:
    scripted = Scripted("Ann Lee opened the bridge.", "Ann Lee", claimed=claimed)
    made = drafted(scripted, "Who opened the bridge?", "Ann Lee opened the bridge.", likely=likely)
    assert made == "Ann Lee opened the bridge." if stands else made.startswith("rejected: held against")


def test_of_sure_evidence_the_model_is_not_asked_again() -> None:
    scripted = Scripted("Ann Lee opened the bridge.", "Ann Lee", claimed=0.0)
    made = drafted(scripted, "Who opened the bridge?", "Ann Lee opened the bridge.", likely=0.95)
    assert made == "Ann Lee opened the bridge."


def test_from_unsure_words_nothing_is_written() -> None:
    scripted = Scripted("Ann Lee opened the bridge.", "Ann Lee", share=0.1)
    asked = "Who opened the bridge?", "Ann Lee opened the bridge."
    assert drafted(scripted, *asked) == "rejected: it is not clear that the sentence answers"
    assert drafted(scripted, *asked, likely=0.8) == "The archive says: “Ann Lee opened the bridge.”"


def test_a_passage_that_was_not_read_gives_nothing() -> None:
    passage = Passage("p", "d", 0, 7, ((0, 7),))
    hit = Hit(passage, DocumentInfo("d", "d.txt", "/", None, None, "en", "0"), 0.8, "It was.")
    scripted = Scripted("", "")
    judged = Judged(read(hit, scripted), Candidate(hit, None))
    made = draft(scripted, aligned, Question.of("Was it?", "en", "en"), judged, Steps(unheard))
    assert not isinstance(made, Draft)


def test_an_office_is_said_by_its_name_in_the_readers_language_or_quoted() -> None:
    sentence = "Die Richterin Ann Lee eröffnete die Brücke."
    told = {"language": "de", "likely": 0.9}
    right = Scripted("Ann Lee is a judge.", "Richterin")
    assert drafted(right, "Who is Ann Lee?", sentence, **told) == "Ann Lee is a judge."
    assert "judge" in right.asked and "Richterin" not in right.asked
    wrong = Scripted("Ann Lee is a lawyer.", "Richterin")
    assert drafted(wrong, "Who is Ann Lee?", sentence, **told) == "Judge."
    wrong = Scripted("Ann Lee is a lawyer.", "Richterin Ann Lee")
    quoted = "The archive says, in German: “{}”"
    assert drafted(wrong, "Who is Ann Lee?", sentence, **told) == quoted.format("Richterin Ann Lee")
    changed = "Die frühere Richterin Ann Lee eröffnete die Brücke."
    assert drafted(right, "Who is Ann Lee?", changed, **told) == quoted.format(changed)
    unheard_of = Scripted("Ann Lee is a queen.", "Hopfenkönigin")
    sentence = "Die Hopfenkönigin Ann Lee eröffnete die Brücke."
    assert "“Hopfenkönigin”" in drafted(unheard_of, "Who is Ann Lee?", sentence, **told)
    sentence = "The veterinarian Ann Lee came."  # no other name for it in its own language
    own = drafted(Scripted("Bob Fox is a vet.", "veterinarian"), "Who is Ann Lee?", sentence, likely=0.9)
    assert own == f"The archive says: “{sentence}”"


def test_of_another_language_the_words_are_quoted_that_answer_and_else_the_sentence() -> None:
    sentence = "Die Richterin wollte die drei Brücken nicht eröffnen."
    asked = "Did the judge open the bridges?"
    told = {"language": "de", "likely": 0.9}
    whole = f"The archive says, in German: “{sentence}”"
    assert drafted(Scripted("", "drei"), asked, sentence, **told) == whole
    assert drafted(Scripted("", "eröffnen"), asked, sentence, **told) == whole  # without its denial
    assert drafted(Scripted("", "nicht eröffnen", share=0.2), asked, sentence, **told) == whole
    assert "“nicht eröffnen”" in drafted(Scripted("", "nicht eröffnen"), asked, sentence, **told)
    own = "The judge would not open the bridges."
    assert own in drafted(Scripted("", "would not"), asked, own, likely=0.9)


def test_who_it_was_need_not_be_said_with_every_number() -> None:
    sentence = "Ann Lee, who took seven men to town, opened the bridge."
    words = "Ann Lee, who took seven men to town"
    scripted = Scripted("Ann Lee opened the bridge.", words, claimed=0.9)
    assert drafted(scripted, "Who opened the bridge?", sentence) == "Ann Lee opened the bridge."
    assert drafted(scripted, "What happened to the bridge?", sentence).startswith("rejected: ")


def test_a_word_that_nothing_in_the_sentence_means_is_not_shown_but_the_words_of_the_article() -> None:
    sentence = "Die Prüfer fanden Korrosion im Pfeiler."
    asked = "What did the inspectors find?"
    told = {"language": "de", "likely": 0.9}
    strange = Scripted("The inspectors found mushrooms.", "Korrosion im Pfeiler")
    assert drafted(strange, asked, sentence, **told) == "The archive says, in German: “Korrosion im Pfeiler”"
    near = Scripted("The inspectors found corrosion.", "Korrosion im Pfeiler")
    assert drafted(near, asked, sentence, **told) == "The inspectors found corrosion."
    own = Scripted("The inspectors found mushrooms.", "rust in the pillar")
    assert "mushrooms" in drafted(own, asked, "The inspectors found rust in the pillar.", likely=0.9)


def test_a_name_in_small_letters_proves_nothing() -> None:
    sentence = "Ann Lee opened the bridge with the mayor."
    scripted = Scripted("Merkel opened the bridge.", "Ann Lee")
    asked = "why did merkel open the bridge?"
    assert drafted(scripted, asked, sentence, likely=0.59) == "rejected: Merkel is not in the cited sentence"
    known = Scripted("Ann Lee opened the bridge.", "Ann Lee")
    assert drafted(known, "who opened it with lee?", sentence, likely=0.9).startswith("Ann Lee")


def test_where_a_language_cannot_be_checked_the_article_is_quoted() -> None:
    sentence = "Ann Lee opened the bridge."
    scripted = Scripted("Ann Lee otworzyła most.", "Ann Lee")
    made = drafted(scripted, "Who opened the bridge?", sentence, likely=0.9, answered_in="pl")
    assert made.endswith("„Ann Lee”")
    unclear = drafted(scripted, "Who opened the bridge?", sentence, answered_in="pl")
    assert unclear.startswith("rejected: ")


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("When was the bridge opened?", "Die Brücke wurde nicht wie geplant am 12. Mai eröffnet.", "12. Mai"),
        (
            "How much did the museum cost?",
            "Der Direktor bestritt, dass das Museum 15 Millionen Euro gekostet habe.",
            "15 Millionen Euro",
        ),
    ],
)
def test_what_is_not_so_is_not_said_in_full(question: str, sentence: str, words: str) -> None:
    scripted = Scripted("It was so.", words)
    made = drafted(scripted, question, sentence, language="de", likely=0.9)
    assert made == f"The archive says, in German: “{sentence}”"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ann Lee is not a judge, her lawyer said.", "a judge"),
        ("Ann Lee was never a judge.", "a judge"),
        ("Ann Lee is a former judge.", "judge"),
    ],
)
def test_what_somebody_is_not_is_quoted(sentence: str, words: str) -> None:
    scripted = Scripted("Ann Lee is a judge.", words)
    assert drafted(scripted, "Who is Ann Lee?", sentence, likely=0.9) == f"The archive says: “{sentence}”"


@pytest.mark.parametrize(
    ("question", "sentence", "words", "statement", "language"),
    [
        ("Who paid?", "Tom Fox soll das Geld gezahlt haben.", "Tom Fox", "Tom Fox paid.", "de"),
        ("Who paid?", "Tom Fox zou het geld hebben betaald.", "Tom Fox", "Tom Fox paid.", "nl"),
        ("Who paid?", "Tom Fox allegedly paid the money.", "Tom Fox", "Tom Fox paid.", "en"),
        (
            "When did it open?",
            "Die Brücke sollte am 12. Mai öffnen.",
            "12. Mai",
            "It opened on 12 May.",
            "de",
        ),
        ("When is it?", "Das Konzert am 12. Mai wurde abgesagt.", "12. Mai", "It is on 12 May.", "de"),
        ("Who agreed?", "Everyone except Ann Lee agreed.", "Ann Lee", "Ann Lee agreed.", "en"),
    ],
)
def test_what_is_alleged_planned_called_off_or_excepted_is_quoted(
    question: str, sentence: str, words: str, statement: str, language: str
) -> None:
    made = drafted(Scripted(statement, words), question, sentence, language=language, likely=0.9)
    assert made.endswith(f"“{sentence}”")


@pytest.mark.parametrize(
    ("question", "sentence", "words", "statement"),
    [
        ("When will it open?", "Die Brücke soll am 12. Mai öffnen.", "12. Mai", "It will open on 12 May."),
        ("Who was suspected?", "Tom Fox wurde verdächtigt.", "Tom Fox", "Tom Fox was suspected."),
    ],
)
def test_what_says_so_itself_stands(question: str, sentence: str, words: str, statement: str) -> None:
    assert drafted(Scripted(statement, words), question, sentence, language="de", likely=0.9) == statement

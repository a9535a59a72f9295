"""Follow-up questions: which ones lean on what was said before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes import FakeGenerator

from assistant.followup import SAID, leans_back, standalone
from assistant.generate import Conversation, Piece


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("And why?", "en"), ("Why?", "en"), ("When was that?", "en"), ("What did he say about it?", "en"),
        ("Und warum?", "de"), ("Wann war das?", "de"), ("Was sagte er dazu?", "de"), ("Wer noch?", "de"),
        ("En waarom?", "nl"), ("Wanneer was dat?", "nl"), ("Wat zei hij daarover?", "nl"), ("Wie nog?", "nl"),
        ("And Russia?", "en"), ("What about Germany?", "en"), ("Why did that happen?", "en"),
        ("Who is she?", "en"),
        ("Was ist mit Polen?", "de"), ("Hoe zit het met België?", "nl"), ("Wie woont daar?", "nl"),
        ("Et pourquoi ?", "fr"), ("¿Y por qué?", "es"),
    ],
)  # fmt: skip
def test_a_question_that_leans_back(question: str, language: str) -> None:
    assert leans_back(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who vetoed the 2022 sanctions?", "en"), ("Which country did John Kirby name?", "en"),
        ("Wer hat 2022 das Veto eingelegt?", "de"),
        ("Welche Banken wurden bestraft?", "de"),
        ("Who is Putin?", "en"), ("How many people were there at the opening in Harlow?", "en"),
        ("Who said that the bridge is closed?", "en"), ("How much rain fell this year?", "en"),
        ("Wie viele Tote gab es bei dem Unfall?", "de"), ("Wer ist der Bürgermeister?", "de"),
        ("Hoeveel mensen waren er bij de opening van de brug?", "nl"),
        ("En quelle année le pont a-t-il été ouvert ?", "fr"), ("¿Quién es el alcalde de Madrid?", "es"),
        ("Wie spraken in 2022 hun mening over Rusland en China uit?", "nl"),
        ("Welke banken werden gestraft?", "nl"),
    ],
)  # fmt: skip
def test_a_question_that_stands_alone(question: str, language: str) -> None:
    assert not leans_back(question, language)


def test_without_history_nothing_is_rewritten() -> None:
    generator = FakeGenerator()
    assert standalone(generator, "And why?", [], "en") == "And why?"
    assert generator.asked == 0


def test_a_question_that_stands_alone_is_not_rewritten() -> None:
    generator = FakeGenerator()
    history = [("Who bought the ferry?", "Fjordlinje [1].")]
    assert standalone(generator, "Which banks were punished by the Treasury?", history, "en").startswith(
        "Which banks"
    )
    assert generator.asked == 0


@pytest.mark.parametrize(
    ("question", "language"), [("And why?", "en"), ("Und warum?", "de"), ("En waarom?", "nl")]
)
def test_a_follow_up_is_rewritten_with_the_question_before(question: str, language: str) -> None:
    history = [("What?", "Nothing."), ("Who bought the ferry?", "Fjordlinje bought it [1].")]
    rewritten = standalone(FakeGenerator(), question, history, language)
    assert "ferry" in rewritten


def test_where_the_rewriting_was_cut_off_both_questions_are_asked() -> None:
    before = "Who bought the ferry " + " ".join(f"and boat {i}" for i in range(100)) + "?"
    asked = standalone(FakeGenerator(), "And why?", [(before, "Fjordlinje.")], "en")
    assert asked == f"{before[:SAID]} And why?"


def test_a_chain_of_follow_ups_is_walked_back_to_the_matter() -> None:
    history = [
        ("Who sold the tram?", "Oslo."),
        ("Who bought the ferry?", "Fjordlinje."),
        ("And why?", "The archive does not say."),
    ]
    asked = standalone(FakeGenerator(), "And when was that?", history, "en")
    assert "ferry" in asked
    assert "tram" not in asked


def test_a_history_of_200_turns_is_not_read_whole() -> None:
    history = [("And why?", "Because of the ferry. " * 1000)] * 200
    assert len(standalone(FakeGenerator(), "And when?", history, "en")) < 4 * SAID


@pytest.mark.parametrize(
    "written",
    [
        "Fjordlinje bought it for 12 million euros.",  # an answer
        "Who bought the ferry?",  # the question before
        "How much did Fjordlinje pay in 1998?",  # a year that nobody said
        "Why did Oslo buy the ferry?",  # a place that nobody said
        "Why is the sky blue?",  # another matter
    ],
)
def test_a_rewriting_that_says_something_else_is_not_used(written: str) -> None:
    class Invents(FakeGenerator):
        def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
            yield Piece(written)
            yield Piece("", "stop")

    history = [("Who bought the ferry?", "Fjordlinje.")]
    asked = standalone(Invents(), "And how much did they pay?", history, "en")
    assert asked == "Who bought the ferry? And how much did they pay?"

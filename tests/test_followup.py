"""Follow-up questions: asked again as questions that stand alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes import FakeGenerator

from assistant.followup import SAID, standalone
from assistant.generate import Conversation, Piece


class Says(FakeGenerator):
    """A model that rewrites every question as one."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.written = written

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        yield Piece(self.written)
        yield Piece("", "stop")


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
    history = [("Who bought the ferry?", "Fjordlinje.")]
    asked = standalone(Says(written), "And how much did they pay?", history, "en")
    assert asked == "Who bought the ferry? And how much did they pay?"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Do the farmers trust their government?", "en"),
        ("Was sagen die Ärzte über ihre Arbeit?", "de"),
        ("Wat zeggen de artsen over hun werk?", "nl"),
    ],
)
def test_what_may_name_whose_it_is_stands_alone_where_the_rewriting_fails(
    question: str, language: str
) -> None:
    history = [("Who bought the ferry?", "Fjordlinje.")]
    assert standalone(Says("Why is the sky blue?"), question, history, language) == question


@pytest.mark.parametrize(
    ("before", "question", "written", "language"),
    [
        ("谁买了渡轮？", "他为什么辞职？", "渡轮的买主为什么辞职？", "zh"),
        ("誰がフェリーを買いましたか？", "なぜですか？", "なぜフェリーを買ったのですか？", "ja"),
        ("من اشترى العبارة؟", "لماذا اشتراها؟", "لماذا اشترى العبارة؟", "ar"),
        ("Kto kupił prom?", "A kiedy?", "Kiedy kupiono prom?", "pl"),
        ("Ποιος αγόρασε το πλοίο;", "Και γιατί;", "Γιατί αγόρασε το πλοίο\u037e", "el"),
    ],
)
def test_a_rewriting_stands_in_other_scripts(before: str, question: str, written: str, language: str) -> None:
    history = [(before, "Fjordlinje.")]
    assert standalone(Says(written), question, history, language) == written


def test_a_rewriting_of_another_matter_is_not_used_in_other_scripts() -> None:
    asked = standalone(Says("天空是什么颜色？"), "他为什么辞职？", [("谁买了渡轮？", "Fjordlinje.")], "zh")
    assert asked == "谁买了渡轮？ 他为什么辞职？"

"""False premises: a question is asked again without a name that it takes for granted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes import FakeGenerator

from assistant.facts import facts
from assistant.generate import Conversation, Piece
from assistant.premise import spelt, without
from assistant.prompt import BLANK
from assistant.reading import Question
from assistant.verify import unknown_names


class Says(FakeGenerator):
    """A model that always writes one sentence, and remembers what it was told."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence
        self.told = ""

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        self.asked += 1
        self.told = turns[-1].content
        words = self.sentence.split()
        yield Piece(" ".join(words[:max_tokens]))
        yield Piece("", "stop" if len(words) <= max_tokens else "length")


def asked(text: str, language: str = "en") -> Question:
    return Question.of(text, language, language)


@pytest.mark.parametrize(
    ("language", "question", "name", "open_question"),
    [
        ("en", "Why did Norway reject the wind farm?", "Norway", "Who rejected the wind farm?"),
        ("en", "Why did norway reject the wind farm?", "Norway", "Who rejected the wind farm?"),
        ("en", "What is Hansen's plan for the shipyard?", "Hansen", "Who has a plan for the shipyard?"),
        ("de", "Wann kaufte die Reederei Hansen die Werft?", "Hansen", "Welche Reederei kaufte die Werft?"),
        ("de", "Warum scheiterten Norwegens Pläne für den Windpark?", "Norwegen", "Wessen Pläne für den "
         "Windpark scheiterten?"),
        ("nl", "Welke straf kreeg Fjordlinje voor de staking?", "Fjordlinje", "Wie kreeg straf voor de "
         "staking?"),
        ("nl", "Wat zei Lena Okafor in 2019 over het orkest?", "Lena Okafor", "Wie zei in 2019 iets over het "
         "orkest?"),
    ],
)  # fmt: skip
def test_a_question_is_asked_without_the_name(
    language: str, question: str, name: str, open_question: str
) -> None:
    generator = Says(open_question)
    assert without(generator, asked(question, language), name) == open_question
    assert name not in generator.told  # a small model would repeat it
    assert BLANK in generator.told


@pytest.mark.parametrize("name", ["Sweden", "Nor", "reject it", "wind farms", ""])
def test_nothing_is_asked_of_the_model_where_the_name_is_not_in_the_question(name: str) -> None:
    generator = Says("Who rejected the wind farm?")
    assert without(generator, asked("Why did Norway reject the wind farm?"), name) is None
    assert generator.asked == 0


@pytest.mark.parametrize(
    ("language", "question", "name", "said"),
    [
        ("en", "Why did Norway reject the wind farm?", "Norway", "Why did Norway reject the wind farm?"),
        ("en", "Why did Norway reject the wind farm?", "Norway", "Who rejected Norway's wind farm?"),
        ("en", "Why did the USA reject the wind farm?", "USA", "Who in America rejected the wind farm?"),
        ("en", "What did Lena Okafor say about the library?", "Lena Okafor", "What did Okafor say about "
         "the library?"),
        ("de", "Wann kaufte Hansen die Werft?", "Hansen", "Wann kaufte Hansens Vater die Werft?"),
        ("nl", "Waarom wees Noorwegen het windpark af?", "Noorwegen", "Waarom wees Norwegen het windpark "
         "af?"),
    ],
)  # fmt: skip
def test_a_rewriting_that_still_has_the_name_is_not_used(
    language: str, question: str, name: str, said: str
) -> None:
    assert without(Says(said), asked(question, language), name) is None


@pytest.mark.parametrize(
    "said",
    [
        "Who rejected the wind farm in Sweden?",
        "Who rejected the wind farm in 2019?",
        "Who rejected three wind farms?",
        "Who besides Fjordlinje rejected the wind farm?",
    ],
)
def test_a_rewriting_that_names_what_the_question_does_not_is_not_used(said: str) -> None:
    assert without(Says(said), asked("Why did Norway reject the wind farm?"), "Norway") is None


@pytest.mark.parametrize(
    "said",
    ["Who bought the ferry?", "Who was it?", "Who did that?", "Wer lehnte den Windpark ab?", "", "?"],
)
def test_a_rewriting_of_another_matter_is_not_used(said: str) -> None:
    question = asked("Why did Norway reject the wind farm in the harbour?")
    assert without(Says(said), question, "Norway") is None


@pytest.mark.parametrize(
    "said",
    [
        "Why did ___ reject the wind farm?",
        "Why did they reject the wind farm?",
        "Why was the wind farm rejected?",
        "When did the wind farm reject?",
    ],
)
def test_a_rewriting_that_does_not_ask_for_the_name_is_not_used(said: str) -> None:
    assert without(Says(said), asked("Why did Norway reject the wind farm?"), "Norway") is None


def test_the_word_to_ask_with_is_a_new_one() -> None:
    question = asked("Which wind farm did Norway reject?")
    assert without(Says("Which wind farm was rejected?"), question, "Norway") is None


def test_a_language_without_prompts_costs_nothing() -> None:
    generator = Says("Qui a refusé le parc éolien ?")
    question = asked("Pourquoi la Norvège a-t-elle refusé le parc éolien ?", "fr")
    assert without(generator, question, "Norvège") is None
    assert generator.asked == 0


def test_what_is_no_question_is_not_used() -> None:
    question = asked("Why did Norway reject the wind farm?")
    assert without(Says("Somebody rejected the wind farm."), question, "Norway") is None


def test_a_rewriting_that_was_cut_off_is_not_used() -> None:
    question = asked("Why did Norway reject the wind farm?")
    assert without(Says("Who rejected the wind farm " * 20 + "?"), question, "Norway") is None


def test_a_question_that_is_nothing_but_the_name_is_not_asked_again() -> None:
    assert without(Says("Who was it?"), asked("Who is Norway?"), "Norway") is None


@pytest.mark.parametrize(
    ("language", "question", "spelling"),
    [
        ("en", "Why did France and Germany reject the wind farm?", "France and Germany"),
        ("en", "Why did France, Italy and Spain reject the wind farm?", "France, Italy and Spain"),
        (
            "en",
            "What did Angela Merkel and Barack Obama say about the bridge?",
            "Angela Merkel and Barack Obama",
        ),
        ("en", "Why did Norway's plan fail?", "Norway"),
        ("en", "Why did the United Kingdom's plan fail?", "United Kingdom"),
        ("de", "Warum scheiterten Frankreichs Pläne für den Windpark?", "Frankreich"),
        ("de", "Warum lehnten Polen und Norwegen den Windpark ab?", "Polen und Norwegen"),
        ("de", "Was sagten Angela Merkel und Barack Obama zur Brücke?", "Angela Merkel und Barack Obama"),
        ("nl", "Waarom wezen Duitsland en Frankrijk het windpark af?", "Duitsland en Frankrijk"),
        ("nl", "Wat waren Noorwegens plannen met de haven?", "Noorwegen"),
        ("en", "Did France sell the wind farm to Germany?", None),
        ("en", "Who rejected the wind farm?", None),
    ],
)
def test_how_a_question_spells_what_it_takes_for_granted(
    language: str, question: str, spelling: str | None
) -> None:
    question_read = asked(question, language)
    unknown = unknown_names(question_read.facts, facts("", language), one_language=False)
    assert spelt(question_read, unknown) == spelling

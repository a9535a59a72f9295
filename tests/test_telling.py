"""Telling: which sentences of a passage have such a thing as a question asks for."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeGenerator
from test_evidence import hit

from assistant.coverage import Coverage
from assistant.facts import facts
from assistant.reading import Question, read
from assistant.telling import Telling, could_tell, telling
from index import Alignment


def told(question: str, *texts: tuple[str, dict[str, float]], language: str = "en") -> list[Telling]:
    """What could tell it of passages whose words have some cosines to the words that are counted."""
    asked = Question.of(question, language, language)
    passages = []
    for text, near in texts:
        words = tuple(question.strip("?").split())
        starts = [text.index(word) for word in near]
        cosines = np.array([list(near.values())] * len(words), dtype=np.float32).reshape(len(words), -1)
        alignment = Alignment(words, np.array(starts, dtype=np.int64), cosines)
        passages.append((read(hit(text), FakeGenerator()), Coverage(alignment, (0,), ())))
    return telling(asked, passages)


def tells(question: str, sentence: str) -> bool:
    return could_tell(question, facts(question, "en"), sentence, facts(sentence, "en"))


FILMS = "How many movies did the jury see?"


def test_a_number_counts_what_stands_beside_it() -> None:
    shown = "The jury saw 16 films. It took nineteen days. Nobody left."
    assert told(FILMS, (shown, {"films": 0.9, "days": 0.2})) == [Telling((0,))]


def test_what_stands_far_from_a_number_is_not_counted_by_it() -> None:
    shown = "The 2nd jury sat down, had a long talk over dinner and then watched films."
    assert told(FILMS, (shown, {"films": 0.9})) == [Telling(())]


def test_of_several_numbers_each_counts_its_own_thing() -> None:
    lost = "They lost 71,500 soldiers, 543 tanks and almost 18,000 vehicles."
    (found,) = told("How many cars did they lose?", (lost, {"soldiers": 0.1, "tanks": 0.5, "vehicles": 0.9}))
    assert found.numbers == {0: "18,000"}
    shared = "They want to close 51 of its 118 branches."
    (found,) = told("How many shops do they close?", (shared, {"branches": 0.7}))
    assert (found.sentences, found.numbers) == ((0,), {})


def test_years_and_the_ends_of_spans_count_nothing() -> None:
    assert told(FILMS, ("In 1759-60 films were shown.", {"films": 0.9})) == [Telling(())]
    assert told(FILMS, ("They showed 2,000 films.", {"films": 0.9}))[0].sentences == (0,)


@pytest.mark.parametrize("shown", ["They showed 1800 films.", "Some 2000 films were shown."])
def test_a_number_as_years_are_written_counts_what_stands_behind_it(shown: str) -> None:
    assert told(FILMS, (shown, {"films": 0.9}))[0].sentences == (0,)


@pytest.mark.parametrize("shown", ["In 1999 films were shown.", "Since May 2000 films are shown."])
def test_a_year_counts_nothing(shown: str) -> None:
    assert told(FILMS, (shown, {"films": 0.9})) == [Telling(())]


def test_the_passage_whose_number_fits_best_leaves_out_the_others() -> None:
    (first, second, third) = told(
        FILMS,
        ("There were 16 films.", {"films": 0.95}),
        ("There were 11 scenes.", {"scenes": 0.5}),
        ("There were 13 pictures.", {"pictures": 0.7}),
    )
    assert (first.sentences, second.sentences, third.sentences) == ((0,), (), (0,))


def test_of_sentences_with_a_number_those_of_the_year_asked_for_are_taken() -> None:
    text = "The work costs 12 million euros. In 2023 it was 9 million euros."
    assert told("How much did it cost in 2023?", (text, {}))[0].sentences == (1,)
    assert told("How much did it cost in 2021?", (text, {}))[0].sentences == (0, 1)
    assert told("How much does it cost?", (text, {}))[0].sentences == (0, 1)


def test_any_sentence_may_tell_who_it_was() -> None:
    assert told("Who saw the films?", ("The jury saw 16 films. Nobody left.", {})) == [Telling((0, 1))]
    assert told("Who saw the films?") == []


@pytest.mark.parametrize(
    ("question", "sentence", "could"),
    [
        ("Why did the launch fail?", "Rocket fails after nine minutes", False),
        ("Why did the launch fail?", "“A valve had frozen.”", True),
        ("Warum scheiterte der Start?", "Rakete verliert Satelliten", False),
        ("What failed?", "Rocket fails after nine minutes", True),
        ("Who is the mayor?", "Who is the mayor?", False),
        ("Who is the mayor?", "The mayor is Ann Lee.", True),
    ],
)
def test_headlines_give_no_reasons_and_questions_no_answers(
    question: str, sentence: str, could: bool
) -> None:
    assert tells(question, sentence) is could


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("How much did the bridge cost?", "It opened in 2009.", True),
        ("How much did the bridge cost?", "It took 12 million euros.", False),
        ("Wie viel kostet der Eintritt?", "Admission is for 300 visitors.", True),
        ("Was kostet der Eintritt?", "Admission is free.", False),
        ("When was the low-cost airline founded?", "It was founded in 1998.", False),
        ("Um wie viel stieg die Zahl der Arbeitslosen?", "Sie stieg um 12 Prozent.", False),
        ("Hoeveel levens kostte de overstroming?", "De vloed kostte 1836 mensen het leven.", False),
        ("How old was the boy?", "The twelve-year-old boy was found.", False),
        ("Wie alt war der Junge?", "Der zwölfjährige Junge wurde gefunden.", False),
        ("How many people came?", "Hundreds came.", False),
        ("Hoeveel kostte de bouw?", "The works came to £4m.", False),
        ("Wie viel Regen fiel?", "Es fielen 30 Liter.", False),
        ("How many bridges are there?", "There are three.", False),
        ("Was kostete die Brücke?", "It opened in 2009.", True),
        ("Wat kost het?", "It takes 20 minutes.", True),
        ("What did he say at the time?", "It takes 20 minutes.", False),
    ],
)
def test_what_something_costs_is_told_as_a_sum(question: str, sentence: str, missing: bool) -> None:
    assert tells(question, sentence) is not missing

"""Whether the words that were pointed at fit the question."""

from __future__ import annotations

import pytest
from fakes import FakeEmbedder

from assistant.coverage import coverage
from assistant.facts import facts
from assistant.fitting import age_of_another, no_name, other_role, other_year, role
from assistant.verify import present
from index.alignment import Aligner


@pytest.mark.parametrize(
    ("question", "asked_in", "words", "language", "fits"),
    [
        ("What is the name of the brewery?", "en", "four times as many", "en", False),
        ("What is the name of the brewery?", "en", "the Gulden Draak", "nl", True),
        ("What is the ship called?", "en", "a rusty trawler", "en", False),
        ("What is the ship called?", "en", "Mwezi Star", "en", True),
        ("What is the ship called?", "en", "the “star of the sea”", "en", True),
        ("Wie heißt die Werft?", "de", "the yard", "en", False),
        ("Hoe heette het slachtoffer?", "nl", "een man van 46", "nl", False),
        ("Hoe heet het land?", "nl", "Norwegen", "de", True),
        ("Who bought the brewery?", "en", "a group of farmers", "en", True),
    ],
)
def test_who_asks_for_a_name_gets_one(
    question: str, asked_in: str, words: str, language: str, fits: bool
) -> None:
    assert (no_name(question, facts(question, asked_in), words, language) == []) is fits


def test_a_name_of_the_question_is_no_answer_to_it() -> None:
    question = "What is the name of the mayor of Osnabrück?"
    assert no_name(question, facts(question, "en"), "in Osnabrück", "en")


@pytest.mark.parametrize(
    ("question", "language", "sentence", "words", "fits"),
    [
        ("How old is Ada Deshmukh?", "en", "Annegret Lohmeyer, 58, has been in office.", "58", False),
        ("How old is Ada Deshmukh?", "en", "Ada Deshmukh, 58, has been in office.", "58", True),
        ("How old is Ada Deshmukh?", "en", "She is 58 and a lawyer.", "58", True),
        ("Wie alt ist Ada Deshmukh?", "de", "Der 58-jährige Rolf Lohmeyer siegte.", "58", False),
        ("Hoe oud is Ada Deshmukh?", "nl", "De 58-jarige Ada Deshmukh won.", "58", True),
        ("How old is the captain of the Saint Olla?", "en", "Stavros Kyriakou, 52, turned back.", "52", True),
    ],
)
def test_the_age_of_another_is_no_answer(
    question: str, language: str, sentence: str, words: str, fits: bool
) -> None:
    assert (age_of_another(question, facts(question, language), sentence, words, language) == []) is fits


@pytest.mark.parametrize(
    ("sentence", "passage", "published", "fits"),
    [
        ("In 2021 it rained.", "In 2021 it rained.", "2023-09", False),
        ("In 2022 it rained.", "In 2022 it rained.", "2023-09", True),
        ("It rained.", "2022 was bad. It rained.", "2023-09", True),
        ("It rained.", "It rained.", "2023-09", False),
        ("It rained.", "It rained.", "2022-09", True),
        ("It rained.", "It rained.", "2023-02", True),
        ("It rained.", "It rained.", None, True),
    ],
)
def test_a_sentence_of_another_year_is_no_answer(
    sentence: str, passage: str, published: str | None, fits: bool
) -> None:
    asked, article = facts("How was the weather in 2022?", "en"), facts(passage, "en")
    found = other_year(asked, facts(sentence, "en"), article, present(published, article))
    assert (found == []) is fits


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        ("Who is the new owner of the hotel?", "en", "owner"),
        ("What was the name of the patient who left?", "en", "patient"),
        ("Wer war der jüngste Bürgermeister von Ulm?", "de", "Bürgermeister"),
        ("Hoe heet de bestuurder van de kliniek?", "nl", "bestuurder"),
        ("Who bought the hotel?", "en", None),
        ("Wie is Ned Price?", "nl", None),
        ("Qui est le maire ?", "fr", None),
    ],
)
def test_the_role_that_is_asked_for(question: str, language: str, asked: str | None) -> None:
    assert role(question, language) == asked


@pytest.mark.parametrize(
    ("passage", "fits"), [("The owner Rosa Lind spoke.", True), ("The plumber Rosa Lind spoke.", False)]
)
def test_somebody_in_another_role_is_no_answer(passage: str, fits: bool) -> None:
    question = "Who is the owner of the hotel?"
    alignment = Aligner(FakeEmbedder()).align(question, passage)
    covered = coverage(alignment, facts(question, "en"), "en", facts(passage, "en"))
    assert (other_role(question, "en", covered) == []) is fits
    assert other_role(question, "en", None) == []

"""Whether the words that were pointed at fit the question."""

from __future__ import annotations

import pytest
from fakes import FakeEmbedder

from assistant.coverage import coverage
from assistant.facts import facts
from assistant.fitting import age_of_another, asked_about, no_age, no_name, other_role, other_year
from assistant.languages import of_question
from assistant.reading import Question
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
        ("What is the ship called?", "en", "on Tuesday", "en", False),
        ("What is the disease called?", "en", "bluetongue", "en", True),
        ("What is the ship called?", "en", "海星号", "zh", True),
        ("Wie heißt die Werft?", "de", "the yard", "en", False),
        ("Wie heißt die Werft?", "de", "der dänischen", "de", False),
        ("Wie heißt der Trainer?", "de", "Thomas Müller", "de", True),
        ("Wie heißt der Trainer?", "de", "World Bank", "en", True),
        ("How many suspects were named?", "en", "seven", "en", True),
        ("Hoe heette het slachtoffer?", "nl", "een man van 46", "nl", False),
        ("Hoe heet het land?", "nl", "Norwegen", "de", True),
        ("Who bought the brewery?", "en", "a group of farmers", "en", True),
        ("What is the sponsor called?", "en", "eine Großbäckerei", "de", False),
        ("What is the sponsor called?", "en", "eine Großbäckerei Kamps", "de", True),
        ("What is the ship called?", "en", "a rusty trawler named Ann Lee", "en", True),
        ("Wie heißt der Sponsor?", "de", "Großbäckerei", "de", True),
    ],
)
def test_who_asks_for_a_name_gets_one(
    question: str, asked_in: str, words: str, language: str, fits: bool
) -> None:
    assert (no_name(Question.of(question, asked_in, asked_in), words, words, language) == []) is fits


def test_a_kind_of_thing_is_no_name() -> None:
    question = Question.of("Wie heißt der Sponsor?", "de", "de")
    assert no_name(question, "Der Sponsor, eine Großbäckerei, ging pleite.", "Großbäckerei", "de")
    assert not no_name(question, "Der Sponsor, eine Bäckerei Kamps, ging pleite.", "Bäckerei Kamps", "de")


def test_a_name_of_the_question_is_no_answer_to_it() -> None:
    question = Question.of("What is the name of the mayor of Osnabrück?", "en", "en")
    assert no_name(question, "She was born in Osnabrück.", "in Osnabrück", "en")


@pytest.mark.parametrize(
    ("question", "language", "sentence", "words", "fits"),
    [
        ("How old is Ada Deshmukh?", "en", "Annegret Lohmeyer, 58, has been in office.", "58", False),
        ("How old is Ada Deshmukh?", "en", "Ada Deshmukh, 58, has been in office.", "58", True),
        ("How old is Ada Deshmukh?", "en", "Lohmeyer, 58, is followed by Ada Deshmukh.", "58", False),
        ("How old is Ada Deshmukh?", "en", "Ada Deshmukh from Bristol, 58, won.", "58", True),
        ("How old is Ada Deshmukh?", "en", "She is 58 and a lawyer.", "58", True),
        ("Wie alt ist Ada Deshmukh?", "de", "Der 58-jährige Rolf Lohmeyer siegte.", "58", False),
        ("Hoe oud is Ada Deshmukh?", "nl", "De 58-jarige Ada Deshmukh won.", "58", True),
        ("How old is the captain of the Saint Olla?", "en", "Stavros Kyriakou, 52, turned back.", "52", True),
    ],
)
def test_the_age_of_another_is_no_answer(
    question: str, language: str, sentence: str, words: str, fits: bool
) -> None:
    asked = Question.of(question, language, language)
    assert (age_of_another(asked, sentence, words, language) == []) is fits


@pytest.mark.parametrize(
    ("question", "words", "language", "fits"),
    [
        ("How old is Ada Deshmukh?", "58 euros", "en", False),
        ("How old is Ada Deshmukh?", "the captain", "en", False),
        ("Und wie alt sind die beiden?", "Taucher", "de", False),
        ("Wie is de kapitein? En hoe oud is zij?", "kapitein", "nl", False),
        ("Hoe oud is zij?", "58", "nl", True),
        ("Hoe oud is zij?", "drieënveertig", "nl", True),
        ("How old is the captain?", "in her forties", "en", True),
        ("Wie alt ist der Kapitän?", "Mittdreißiger", "de", True),
        ("Hoe oud is de kapitein?", "een veertiger", "nl", True),
        ("Wie alt ist der Kapitän?", "ein Thüringer", "de", False),
        ("How old is the captain?", "of the parties", "en", False),
        ("How old was the youngest child?", "one", "en", True),
        ("Wie alt ist das Kalb?", "wenige Tage", "de", True),
        ("Wie alt ist die Sprecherin?", "am Montag", "de", False),
        ("Hoe oud is Orhan?", "Bestuurder", "nl", False),
        ("How old is the striker?", "Raheem Sterling, 26", "en", True),
        ("Wie heißt der Täter und wie alt ist er?", "Rolf Lohmeyer", "de", True),
        ("Who is the captain?", "Ada Deshmukh", "en", True),
    ],
)
def test_what_is_no_age_does_not_answer_how_old_somebody_is(
    question: str, words: str, language: str, fits: bool
) -> None:
    asked = Question.of(question, of_question(question), "en")
    assert (no_age(asked, words, language) == []) is fits


@pytest.mark.parametrize(
    ("question", "passage", "published", "fits"),
    [
        ("How was the weather in 2022?", "In 2021 it rained.", "2023-09", False),
        ("How was the weather in 2022?", "2022 was bad. It rained.", "2023-09", True),
        ("How was the weather in 2022?", "It rained.", "2023-09", False),
        ("How was the weather in 2022?", "It rained.", "2022-09", True),
        ("How was the weather in 2022?", "It rained.", "2023-02", True),
        ("How was the weather in 2022?", "It rained.", None, True),
        ("How was the weather in 2022?", "It rained on 2,022 people.", "2023-09", False),
        ("When did the champion of 2012 retire?", "She retired in 2016.", "2016-05", True),
        ("How far did rents rise between 2015 and 2017?", "They doubled by 2017.", "2019-05", True),
        ("Where did she work in 2004?", "From 2002 to 2006 she worked in Graz.", "2019-05", True),
        ("Where did she work in 2004?", "In Graz (2002–06) she was happy.", "2019-05", True),
        ("Where did she work in 2007?", "In Graz (2002–06) she was happy.", "2019-05", False),
        ("Where did she work in 2004?", "In 2002 she left Graz, in 2006 Ulm.", "2019-05", False),
    ],
)
def test_a_passage_of_another_year_is_no_answer(
    question: str, passage: str, published: str | None, fits: bool
) -> None:
    asked, found = Question.of(question, "en", "en"), facts(passage, "en")
    assert (other_year(asked, passage, found, present(published, found)) == []) is fits


@pytest.mark.parametrize(
    ("passage", "fits"), [("The owner Rosa Lind spoke.", True), ("The plumber Rosa Lind spoke.", False)]
)
def test_somebody_in_another_role_is_no_answer(passage: str, fits: bool) -> None:
    question = "Who is the owner of the hotel?"
    alignment = Aligner(FakeEmbedder()).align(question, passage)
    covered = coverage(alignment, facts(question, "en"), "en", facts(passage, "en"))
    assert (other_role(Question.of(question, "en", "en"), covered) == []) is fits
    assert other_role(Question.of(question, "en", "en"), None) == []


@pytest.mark.parametrize(
    ("question", "language", "words", "fits"),
    [
        ("Mit wem telefonierte Lawrow?", "de", "Sergej Lavrov", False),
        ("Mit wem arbeitete Lawrow zusammen?", "de", "Lavrov", False),
        ("Whom did Lavrov call?", "en", "Lavrov", False),
        ("Met wie belde Lavrov?", "nl", "Sergej Lavrov", False),
        ("Mit wem telefonierte Lawrow?", "de", "Donald Trump", True),
        ("Whom did Joe Biden call?", "en", "Jill Biden", True),
        ("Whom did Joe Biden call?", "en", "Joe Biden", False),
        ("Who founded Ford?", "en", "Henry Ford", True),
        ("Who is Lavrov?", "en", "Sergej Lavrov", True),
        ("Whom did Lavrov call?", "en", "the office of Lavrov", True),
        ("What did Lavrov open?", "en", "Lavrov", True),
    ],
)
def test_who_the_question_is_about_is_not_who_it_asks_for(
    question: str, language: str, words: str, fits: bool
) -> None:
    assert (asked_about(Question.of(question, language, language), words, "nl") == []) is fits

"""Checks by code: what does not stand is not shown as fact."""

from __future__ import annotations

import pytest

from assistant.facts import facts
from assistant.verify import misses_the_question, unknown_premises, unproved

ARTICLE = facts(
    "Russia and China vetoed the sanctions in 2022, John Kirby said in Vladivostok."
    " Talks have been stalled since 2019.",
    "en",
)


def misses(question: str, statement: str, language: str) -> list[str]:
    return misses_the_question(question, facts(question, language), facts(statement, language), True)


def premises(question: str, language: str = "en", published: str | None = None) -> list[str]:
    return unknown_premises(facts(question, language), ARTICLE, published)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What did Emmanuel Macron say about Russia?", "en"),
        ("Why did France veto the sanctions?", "en"),
        ("Warum legte Frankreich ein Veto ein?", "de"),
        ("Waarom sprak Frankrijk zijn veto uit?", "nl"),
        ("Wanneer bezocht Angela Merkel Rusland?", "nl"),
        ("Who vetoed the sanctions in 2009?", "en"),
        ("What happened in Tokyo?", "en"),
    ],
)
def test_an_unknown_name_country_city_or_year_is_refused(question: str, language: str) -> None:
    assert premises(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who vetoed the 2022 sanctions?", "en"),
        ("Wer hat 2022 das Veto eingelegt?", "de"),
        ("Wie spraken in 2022 hun veto uit?", "nl"),
        ("Was sagte John Kirby in Wladiwostok?", "de"),
        ("Waarom sprak Rusland zijn veto uit?", "nl"),
    ],
)
def test_what_the_article_knows_passes(question: str, language: str) -> None:
    assert premises(question, language) == []


@pytest.mark.parametrize(
    ("published", "year", "fits"),
    [("2023-09", 2023, True), ("2023-09", 2022, True), ("2023", 2021, False), ("2017-12", 2018, False)],
)
def test_a_dated_article_tells_of_its_year_and_the_one_before(published: str, year: int, fits: bool) -> None:
    article = facts("The council voted on Tuesday.", "en")
    question = facts(f"How did the council vote in {year}?", "en")
    assert (unknown_premises(question, article, published) == []) is fits


def test_an_undated_article_without_years_may_be_of_any_year() -> None:
    assert (
        unknown_premises(facts("What happened in 1998?", "en"), facts("The council voted.", "en"), None) == []
    )


def test_reasons_say_what_is_wrong() -> None:
    (reason,) = premises("Who vetoed in 2009?")
    assert "2009" in reason


EVIDENCE = facts(
    "Kiew habe 71.500 Soldaten und drei Brücken verloren, sagte Putin im Juni in Russland.", "de"
)
ASKED = facts("What did Kyiv lose?", "en")


@pytest.mark.parametrize(
    "statement",
    [
        "Putin said that 71,500 soldiers were lost.",
        "Three bridges were lost.",
        "In June, 3 bridges were lost in Russia.",
        "Soldiers and bridges were lost.",
    ],
)
def test_a_statement_that_its_evidence_holds_stands(statement: str) -> None:
    assert unproved(facts(statement, "en"), EVIDENCE, ASKED) == []


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("Kyiv lost 75,100 soldiers.", "75100"),
        ("Kyiv lost four bridges.", "4"),
        ("In July, bridges were lost.", "month:7"),
        ("Bridges were lost in China.", "country:CN"),
        ("According to Kirby, bridges were lost.", "Kirby"),
    ],
)
def test_an_invented_number_month_country_or_name_is_found(statement: str, wrong: str) -> None:
    reasons = unproved(facts(statement, "en"), EVIDENCE, ASKED)
    assert len(reasons) == 1
    assert wrong in reasons[0]


def test_what_the_question_says_may_be_repeated() -> None:
    asked = facts("What did Shoigu say in 2022?", "en")
    assert unproved(facts("Shoigu said in 2022 that bridges were lost.", "en"), EVIDENCE, asked) == []


@pytest.mark.parametrize(
    ("question", "statement", "language"),
    [
        ("How many tanks were lost?", "Many tanks were lost.", "en"),
        ("Wie viele Panzer gingen verloren?", "Es gingen Panzer verloren.", "de"),
        ("Hoeveel tanks gingen verloren?", "Er gingen tanks verloren.", "nl"),
        ("How many aircraft were lost?", "543 tanks were lost.", "en"),
        ("How old is Matthew Miller?", "Matthew Miller is a spokesman.", "en"),
        ("How many tanks were lost in 2022?", "Tanks were lost in 2022.", "en"),
    ],
)
def test_a_count_needs_a_number_of_the_thing_asked(question: str, statement: str, language: str) -> None:
    assert misses(question, statement, language)


@pytest.mark.parametrize(
    ("question", "statement", "language"),
    [
        ("How many tanks were lost?", "543 tanks were lost.", "en"),
        ("Wie viele Panzer gingen verloren?", "Es gingen 543 Panzer verloren.", "de"),
        ("Hoeveel soldaten zijn er?", "Er zijn drie soldaten.", "nl"),
        ("Who lost tanks?", "Ukraine lost tanks.", "en"),
    ],
)
def test_a_statement_that_answers_passes(question: str, statement: str, language: str) -> None:
    assert misses(question, statement, language) == []

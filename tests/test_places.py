"""Places are known by any of their names, and not by those of others."""

from __future__ import annotations

import pytest

from assistant.facts import facts
from assistant.verify import unknown_premises, unproved


def known(question: str, language: str, article: str, spoken: str) -> bool:
    """Whether an article knows what a question takes for granted."""
    return unknown_premises(facts(question, language), facts(article, spoken), None) == []


def stands(statement: str, language: str, sentence: str, spoken: str) -> bool:
    """Whether a statement stands on a sentence."""
    return unproved(facts(statement, language), facts(sentence, spoken), facts("What?", "en")) == []


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("die Regierung der Vereinigten Staaten", "de", "country:US"),
        ("in den Vereinigten Staaten von Amerika", "de", "country:US"),
        ("Südkoreas Präsident", "de", "country:KR"),
        ("der Vereinigten Arabischen Emirate", "de", "country:AE"),
        ("mit den Vereinigten Arabischen Emiraten", "de", "country:AE"),
        ("in den Niederlanden", "de", "country:NL"),
        ("des Vereinigten Königreichs", "de", "country:GB"),
        ("im Vereinigten Königreich", "de", "country:GB"),
        ("Großbritanniens Regierung", "de", "country:GB"),
        ("in der Dominikanischen Republik", "de", "country:DO"),
        ("in der Demokratischen Republik Kongo", "de", "country:CD"),
        ("der Tschechischen Republik", "de", "country:CZ"),
        ("the United States' army", "en", "country:US"),
        ("the U.S. army", "en", "country:US"),
        ("Noord-Korea's leider", "nl", "country:KP"),
        ("in Guinea-Bissau", "en", "country:GW"),
        ("on St. Lucia", "en", "country:LC"),
        ("South Sudan's army", "en", "country:SS"),
        ("Papua New Guinea", "en", "country:PG"),
        ("die Berliner Mauer", "de", "city:Europe/Berlin"),
        ("der Pariser Bürgermeister", "de", "city:Europe/Paris"),
        ("Zuid-Afrika", "nl", "country:ZA"),
    ],
)
def test_a_place_is_known_however_it_is_inflected_and_alone(text: str, language: str, concept: str) -> None:
    found = facts(text, language)
    assert found.concepts == {concept}
    assert found.names == ()


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("What did Sudan decide?", "South Sudan decided it."),
        ("What did Guinea decide?", "Papua New Guinea decided it."),
        ("What did Austria decide?", "Australia decided it."),
        ("What did Niger decide?", "Nigeria decided it."),
        ("What did Nigeria decide?", "Niger decided it."),
        ("What did Slovakia decide?", "Slovenia decided it."),
        ("What did Iraq decide?", "Iran decided it."),
        ("What did North Korea decide?", "South Korea decided it."),
        ("What did the United States decide?", "The United Kingdom decided it."),
    ],
)
def test_a_place_is_no_other_that_sounds_like_it(question: str, article: str) -> None:
    assert not known(question, "en", article, "en")
    assert known(question, "en", question.replace("did ", "").replace(" decide?", " decided it."), "en")


@pytest.mark.parametrize(
    ("statement", "language", "sentence", "spoken", "fits"),
    [
        ("The United States decided.", "en", "Die Regierung der Vereinigten Staaten war es.", "de", True),
        ("The United Kingdom decided.", "en", "Das beschlossen die Vereinigten Staaten.", "de", False),
        ("South Korea decided.", "en", "Das war Südkoreas Entscheidung.", "de", True),
        ("Das war Südkoreas Entscheidung.", "de", "South Korea decided.", "en", True),
        ("Das war Südkoreas Entscheidung.", "de", "North Korea decided.", "en", False),
        ("The Berlin Wall fell.", "en", "Die Berliner Mauer fiel.", "de", True),
        ("It was in Singapore.", "en", "Es war in Singapur.", "de", True),
        ("Het gebeurde in Nederland.", "nl", "Es geschah in den Niederlanden.", "de", True),
    ],
)  # fmt: skip
def test_an_inflected_place_proves_the_place(
    statement: str, language: str, sentence: str, spoken: str, fits: bool
) -> None:
    assert stands(statement, language, sentence, spoken) is fits


@pytest.mark.parametrize(
    ("text", "language"),
    [("They told us that he may march.", "en"), ("Wiens huis?", "nl"), ("Er malte den Unter.", "de")],
)
def test_other_words_are_no_places(text: str, language: str) -> None:
    assert facts(text, language).concepts == frozenset()

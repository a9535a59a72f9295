"""Counting: which number of a sentence counts which thing."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeGenerator
from test_evidence import hit

from assistant.counting import miscounted, part_counting
from assistant.reading import read
from index import Alignment


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("71,500", "71,500 soldiers, "),
        ("543", "543 tanks and almost "),
        ("18,000", "18,000 vehicles."),
        ("7", "They lost 71,500 soldiers, 543 tanks and almost 18,000 vehicles."),
        ("", "They lost 71,500 soldiers, 543 tanks and almost 18,000 vehicles."),
    ],
)
def test_a_number_counts_up_to_that_of_another_thing(number: str, part: str) -> None:
    lost = "They lost 71,500 soldiers, 543 tanks and almost 18,000 vehicles."
    start, end = part_counting(lost, number, "en")
    assert lost[start:end] == part


def test_a_number_is_no_part_of_another_and_a_year_counts_nothing() -> None:
    sentence = "In 2009 they sent 5,000 soldiers and 5 doctors there and in 2011 more."
    start, end = part_counting(sentence, "5", "en")
    assert sentence[start:end] == "5 doctors there and in 2011 more."


def test_two_numbers_may_count_one_thing() -> None:
    start, end = part_counting("They close 51 of its 118 branches.", "51", "en")
    assert (start, end) == (11, 34)


LOST = "They lost 71,500 soldiers, 543 tanks and almost 18,000 vehicles."


def wrongly_counts(statement: str, near: dict[tuple[str, str], float], sentence: str = LOST) -> list[str]:
    """Why a statement in German counts something else, by the cosines of its words to words of a sentence."""
    asked = tuple(dict.fromkeys(one for one, _ in near))
    shown = tuple(dict.fromkeys(other for _, other in near))
    cosines = np.array([[near.get((a, b), 0.1) for b in shown] for a in asked], dtype=np.float32)
    alignment = Alignment(asked, np.array([sentence.index(b) for b in shown], dtype=np.int64), cosines)
    reading = read(hit(sentence), FakeGenerator())
    return miscounted(lambda: alignment, statement, "de", reading, range(1))


def test_a_number_stays_with_what_it_counts() -> None:
    near = {("Panzer", "tanks"): 0.9, ("Panzer", "vehicles"): 0.6, ("Soldaten", "soldiers"): 0.9}
    assert wrongly_counts("Sie verloren 18.000 Panzer.", near) == ["of Panzer the cited sentence counts 543"]
    assert wrongly_counts("Sie verloren 543 Panzer.", near) == []
    assert wrongly_counts("Sie verloren 71.500 Soldaten und 543 Panzer.", near) == []
    assert wrongly_counts("Sie verloren 543 Soldaten.", near) == [
        "of Soldaten the cited sentence counts 71,500"
    ]


def test_a_thing_that_is_counted_by_no_number_or_by_several_is_left() -> None:
    both = {("Fahrzeuge", "tanks"): 0.8, ("Fahrzeuge", "vehicles"): 0.9}
    assert wrongly_counts("Sie verloren 543 Fahrzeuge.", both) == []
    assert wrongly_counts("Sie verloren 543 Schiffe.", {("Schiffe", "tanks"): 0.3}) == []
    assert wrongly_counts("Es waren 543.", both) == []
    branches = "They want to close 51 of its 118 branches."
    assert wrongly_counts("51 Filialen.", {("Filialen", "branches"): 0.9}, branches) == []

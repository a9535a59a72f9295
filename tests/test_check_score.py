"""Case + answer: what is wrong, in a sentence, and which stage is to blame."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from checking import answer, case, passage, refusal

from assistant import Answer, Passage
from assistant.answers import Timings
from assistant.check import Stage, score

FIRST = "Engineers from Norway built it."
OTHER = passage("zoo.txt", "The zoo shows three leopards.", language="de")


def judged(place: Passage, yes: float | None = None, rejected: str | None = None) -> Passage:
    return replace(place, yes=yes, rejected=rejected)


def test_what_is_as_expected_passes() -> None:
    fields = {
        "all": ["Norway"],
        "any": ["/engin/", "x"],
        "none": ["Sweden"],
        "cites": ["bri"],
        "language": "en",
        "max_seconds": 1.0,
    }
    found = score(case(**fields, k_of={"k": 1, "of": ["Norway", "x"]}), answer())
    assert (found.passed, found.stage, found.reason) == (True, None, "")
    assert score(case(answered=False), refusal()).passed


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"all": ["Norway", "Sweden", "/Fin|Den/"]}, "the answer lacks “Sweden”; it lacks /Fin|Den/"),
        ({"any": ["a dog", "a cat"]}, "the answer has none of “a dog”, “a cat”"),
        ({"none": ["norway"]}, "the answer has “norway”"),
        ({"k_of": {"k": 2, "of": ["Norway", "Oslo"]}}, "the answer has 1 of “Norway”, “Oslo” instead of 2"),
    ],
)  # fmt: skip
def test_the_wrong_text_of_a_right_source_was_written_wrong(fields: dict[str, Any], reason: str) -> None:
    found = score(case(cites=["bridge.txt"], **fields), answer())
    assert (found.stage, found.reason) == (Stage.WRITTEN_WRONG, reason)


def test_a_marker_is_no_part_of_the_text() -> None:
    assert score(case(none=["1", "["]), answer()).passed


def test_a_source_that_was_not_found_was_not_retrieved() -> None:
    found = score(case(cites=["haven"], all=["Ghent"]), answer("Norway. [1]", passage(), OTHER))
    assert found.stage is Stage.NOT_RETRIEVED
    assert found.reason == (
        "it cites bridge.txt, not haven: none of the 2 passages found is of an accepted source; "
        "the answer lacks “Ghent”"
    )
    assert score(case(cites=["haven"]), refusal()).reason == "it refuses: nothing was found"


@pytest.mark.parametrize(
    ("yes", "rejected", "stage", "why"),
    [
        (None, None, Stage.NOT_CHOSEN, "zoo.txt was found (2nd), but not read"),
        (0.314, None, Stage.NOT_CHOSEN, "zoo.txt was found (2nd), but judged 0.31"),
        (0.9, "a name", Stage.REJECTED, "zoo.txt was found (2nd), but not taken for an answer: a name"),
    ],
)  # fmt: skip
def test_a_source_that_was_found_but_not_cited(
    yes: float | None, rejected: str | None, stage: Stage, why: str
) -> None:
    places = (judged(passage(), 0.9), judged(OTHER, yes, rejected))
    for given, begins in (
        (answer("Norway. [1]", *places), "it cites bridge.txt, not zoo: "),
        (refusal(*places), "it refuses: "),
    ):
        found = score(case(cites=["zoo"]), given)
        assert (found.stage, found.reason) == (stage, begins + why)


def test_the_right_passage_with_another_sentence_was_written_wrong() -> None:
    cited = replace(passage(), quote=FIRST, end=len(FIRST))
    found = score(case(cites=[{"document": "bridge.txt", "quote": "is new"}]), answer(cited=cited))
    assert found.stage is Stage.WRITTEN_WRONG
    assert (
        found.reason
        == "it cites bridge.txt, not bridge.txt with “is new”: the right passage, but another sentence"
    )
    assert score(
        case(cites=[{"document": "bridge.txt", "quote": "/from norway/"}]), answer(cited=cited)
    ).passed


def test_a_reprint_counts_as_its_source() -> None:
    assert score(case(cites=["copy.txt"]), answer("Norway. [1]", passage(also_in=("copy.txt",)))).passed


@pytest.mark.parametrize("wanted", ["bridge.txt", "bri", "*.txt", "b*e.txt", "bridge*"])
def test_a_source_is_a_path_its_beginning_or_a_glob(wanted: str) -> None:
    assert score(case(cites=[wanted]), answer()).passed
    assert not score(case(cites=[wanted]), answer("Norway. [1]", replace(OTHER, document="zoo.md"))).passed


def test_a_refusal_without_named_sources_blames_the_passage_with_the_expected_text() -> None:
    places = (judged(OTHER, 0.9, "it is quoted wrongly"), judged(passage(), 0.2))
    found = score(case(all=["Norway"]), refusal(*places))
    assert (found.stage, found.reason) == (
        Stage.NOT_CHOSEN,
        "it refuses: bridge.txt was found (2nd), but judged 0.20",
    )
    assert score(case(all=["Norwegen"]), refusal(*places)).stage is Stage.REJECTED


def test_an_answer_that_should_be_a_refusal() -> None:
    found = score(case(answered=False), answer())
    assert (found.stage, found.reason) == (Stage.NOT_REFUSED, "it answers, though the archive does not say")


def test_a_refusal_that_says_something_else_instead_may_not_say_what_is_false() -> None:
    told = replace(refusal(passage()), text="The archive does not say. Instead: Norway built it.")
    assert score(case(answered=False, none=["Sweden"]), told).passed
    found = score(case(answered=False, none=["Norway"]), told)
    assert (found.stage, found.reason) == (Stage.WRITTEN_WRONG, "the answer has “Norway”")


def test_the_passage_that_came_furthest_is_told() -> None:
    doubted = judged(passage("zoo1.txt"), None, "it is about something else")
    read, refused = judged(passage("zoo2.txt"), 0.3), judged(passage("zoo3.txt"), 0.8, "a name")
    for places, says in (
        ((doubted, read), "zoo2.txt was found (2nd), but judged 0.30"),
        ((doubted, read, refused), "zoo3.txt was found (3rd), but not taken for an answer: a name"),
        ((doubted,), "zoo1.txt was found (1st), but not taken for an answer: it is about something else"),
    ):
        assert score(case(cites=["zoo"]), refusal(*places)).reason == f"it refuses: {says}"


def test_the_wrong_language_is_seen_in_the_words_not_only_in_what_the_answer_says_of_itself() -> None:
    dutch = "De ingenieurs die de brug hebben gebouwd komen uit Noorwegen. [1]"
    found = score(case(language="nl"), replace(answer(), language="de"))
    assert (found.stage, found.reason) == (Stage.WRONG_LANGUAGE, "it is in de, not in nl")
    assert score(case(language="en"), answer(dutch, passage(language="nl"))).stage is Stage.WRONG_LANGUAGE
    assert score(case(language="nl"), replace(answer(dutch), language="nl")).passed
    quoted = answer("The archive says: “De ingenieurs die de brug hebben gebouwd komen uit Noorwegen.” [1]")
    assert score(case(language="en"), quoted).passed
    assert score(case(answered=False, language="nl"), refusal()).stage is Stage.WRONG_LANGUAGE


def test_too_slow_is_blamed_only_where_nothing_else_is() -> None:
    slow: Answer = replace(answer(), timings=Timings(0.1, 3.0, 20.25))
    found = score(case(max_seconds=20), slow)
    assert (found.stage, found.reason) == (Stage.TOO_SLOW, "it took 20.2 s, more than 20 s")
    assert score(case(max_seconds=20, all=["Sweden"]), slow).stage is Stage.WRITTEN_WRONG

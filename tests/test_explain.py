"""`ask --explain`: the way of one question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEmbedder, FakeGenerator, write_articles

from assistant import Answer, Assistant, prompt
from assistant.explain import explained, listed
from assistant.steps import Step
from index import Index

BRIDGE = "Who built the bridge?"


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Assistant]:
    Index.update(tmp_path / "index", [write_articles(tmp_path / "articles")], FakeEmbedder())
    with Assistant(tmp_path / "index", model=FakeGenerator(), embedder=FakeEmbedder()) as assistant:
        yield assistant


def way(asked: Assistant, question: str, **options: object) -> tuple[Answer, list[Step]]:
    steps: list[Step] = []
    return asked.answer(question, tell=steps.append, **options), steps  # type: ignore[arg-type]


def test_each_step_is_told_as_it_begins_in_the_order_of_the_work(asked: Assistant) -> None:
    answer, steps = way(asked, BRIDGE)
    names = [step.name for step in steps]
    assert names[0] == "search" and names[-1] == "done"
    assert list(dict.fromkeys(names)) == ["search", "judge", "write", "done"]
    assert [step.seconds for step in steps] == sorted(step.seconds for step in steps)
    assert steps[-1].seconds <= answer.timings.total
    assert next(step.tokens for step in steps if step.name == "write") > 0


def test_the_size_of_what_the_reader_reads_is_told(asked: Assistant) -> None:
    answer, steps = way(asked, BRIDGE)
    step = next(step for step in steps if step.name == "judge")
    passage = next(one for one in answer.passages if one.document == step.about)
    assert step.tokens >= sum(FakeEmbedder().count_tokens([BRIDGE, passage.quote]))
    assert f" {step.tokens} " in next(
        line
        for line in explained(answer, steps).splitlines()
        if step.about in line and line.startswith("judge")
    )


def test_the_size_of_a_prompt_is_told_with_that_of_its_kept_opening(asked: Assistant) -> None:
    answer, steps = way(asked, BRIDGE)
    step = next(step for step in steps if step.name == "write")
    opening = prompt.writing("en", "English").opening
    assert step.opening == sum(FakeGenerator().count_tokens(message.content) for message in opening)
    (line, *_) = (line for line in explained(answer, steps).splitlines() if line.startswith("write"))
    assert f" {step.tokens} " in line and line.endswith(f" + {step.opening}")
    assert listed(answer, steps)["steps"][steps.index(step)]["opening"] == step.opening


def test_what_was_pointed_at_is_told_with_its_shares(asked: Assistant) -> None:
    answer, steps = way(asked, BRIDGE)
    pointed = [step.about for step in steps if step.name == "judge"][-1]
    assert re.fullmatch(r"“[^”]+”, [01]\.\d\d; log odds that it answers [+-]\d\.\d", pointed)
    assert pointed in explained(answer, steps)


def test_the_passages_are_listed_with_what_became_of_them(asked: Assistant) -> None:
    answer, steps = way(asked, BRIDGE)
    told = explained(answer, steps).splitlines()
    cited = answer.citations[0]
    assert any(line.startswith(cited.document) and line.endswith("cited as [1]") for line in told)
    passage = next(one for one in answer.passages if one.holds(cited))
    assert passage.words and passage.words in passage.quote
    shares = (passage.found, passage.covered, passage.reader, passage.yes)
    assert any(line.split()[1:5] == [f"{share:.2f}" for share in shares] for line in told if line)
    assert sum(line.split()[0] == "judge" for line in told if line) == names(steps).count("judge")
    answer, steps = way(asked, "Who built the bridge in 1850?")
    assert not answer.answered
    assert "rejected:" in explained(answer, steps)


def test_a_citation_stands_in_its_passage(asked: Assistant) -> None:
    answer = asked.answer(BRIDGE)
    cited = answer.citations[0]
    passage = next(passage for passage in answer.passages if passage.holds(cited))
    before, after = answer.around(cited)
    assert before + cited.quote + after == passage.quote
    assert not passage.holds(replace(cited, document="another.txt"))
    assert replace(answer, passages=()).around(cited) == ("", "")


def test_a_follow_up_is_shown_as_it_was_searched_for(asked: Assistant) -> None:
    answer, steps = way(asked, "And when?", history=[(BRIDGE, "Norway built it.")])
    assert names(steps)[0] == "rewrite"
    full = next(step.about for step in steps if step.name == "search")
    assert full != "And when?" and f"searched for: {full}" in explained(answer, steps)


def test_json_has_the_steps_beside_the_answer(asked: Assistant) -> None:
    answer, steps = way(asked, BRIDGE)
    told = listed(answer, steps)
    assert told["steps"][0]["name"] == "search" and told["text"] == answer.text


def names(steps: list[Step]) -> list[str]:
    return [step.name for step in steps]

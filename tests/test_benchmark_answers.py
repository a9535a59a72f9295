"""The measure of benchmarks/answers.py: what counts as right, as refused and as in the language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from peers import Reply, Source
from peers.articles import documents
from peers.questions import Question, normalised, sampled
from peers.refusals import denies, refuses
from peers.scoring import Score, score

from assistant.check import Case
from assistant.check.texts import finds


def question(**fields: Any) -> Question:
    case = {"id": "a", "question": "Who vetoed the sanctions?", **fields}
    return Question("fixed questions", Path("seeds"), Case.model_validate(case))


RIGHT = question(all=["Russia", "China"], cites=["001"])


@pytest.mark.parametrize(
    "text",
    [
        "The sources do not mention who vetoed them.",
        "I don't know.",
        "Unfortunately, none of the documents are helpful.",
        "Answering is not possible given the available information.",
        "Die Quellen enthalten dazu keine Angaben.",
        "Das weiß ich nicht.",
        "Darüber geben die Dokumente keine Auskunft.",
        "De bronnen vermelden dat niet.",
        "Er is geen informatie over beschikbaar.",
        "Ik weet het niet.",
    ],
)
def test_a_text_that_does_not_know_is_a_refusal(text: str) -> None:
    assert refuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Russia and China vetoed the sanctions [1].",
        "Der Kapitän ist 52 Jahre alt.",
        "De brug gaat eind september weer open.",
        "No vehicles may cross. The bridge reopens in May.",
    ],
)
def test_an_answer_is_no_refusal(text: str) -> None:
    assert not refuses(text)


def test_a_denial_stands_at_the_beginning() -> None:
    assert denies("France did not veto the sanctions; Russia did.")
    assert denies("Nein, das war Russland.")
    assert not denies("France vetoed the sanctions because it feared that they would not work.")


def test_right_and_sourced_are_told_apart() -> None:
    text = "Russia and China [1]."
    assert score(RIGHT, Reply(text, [Source("001_x.txt", "…")])) == Score(True, True, False, True)
    assert score(RIGHT, Reply(text, [Source("002_x.txt", "…")])) == Score(True, False, False, True)
    assert score(RIGHT, Reply(text)) == Score(True, False, False, True)


def test_words_of_doubt_do_not_make_a_right_answer_wrong() -> None:
    text = "Source 1 does not say it, but source 2 does: Russia and China."
    assert not score(RIGHT, Reply(text)).refused
    assert score(RIGHT, Reply("The sources do not say.")).refused


def test_a_number_of_a_marker_is_not_the_answer() -> None:
    asked = question(all=["2"])
    assert not score(asked, Reply("Some [2].")).right
    assert not score(asked, Reply("Some [Source 1, 2].")).right


def test_the_sign_of_the_system_is_a_refusal_and_an_error_is_not() -> None:
    asked = question(answered=False)
    assert score(asked, Reply("", refused=True)).refused
    assert not score(asked, Reply("", error="RuntimeError: too long")).refused
    assert not score(RIGHT, Reply("Russia, China", error="RuntimeError: too long")).right


def test_to_deny_a_false_premise_is_as_good_as_to_refuse() -> None:
    text = "France did not veto the sanctions."
    assert score(question(answered=False, tags=["premise"]), Reply(text)).refused
    assert not score(question(answered=False, tags=["name"]), Reply(text)).refused


def test_the_language_is_that_of_the_question_but_for_quotations_and_few_words() -> None:
    asked = question(language="nl", all=["Rusland"])
    german = "Die Sanktionen wurden im letzten Jahr von Russland und China verhindert."
    assert not score(asked, Reply(german)).in_language
    assert score(asked, Reply(f"Het artikel zegt het zo: “{german}”")).in_language
    assert score(asked, Reply("Russland, China")).in_language
    assert not score(asked, Reply("")).in_language


def test_an_accepted_answer_is_found_whatever_its_articles_and_punctuation() -> None:
    assert finds(normalised("the University of Arizona, Tucson"), "At University of Arizona (Tucson).")
    assert not finds(normalised("Rome"), "Jerome")
    assert not finds(normalised("a"), "Rome")


def test_samples_are_seeded_and_the_halves_share_no_question(tmp_path: Path) -> None:
    for name, size in (("squad2", 60), ("timeqa", 12)):
        passages = [{"id": f"en:{name}-p{n}", "title": 'A "title"', "text": f"Text {n}."} for n in range(3)]
        asked = [
            {
                "id": f"en:{name}-q{n}",
                "lang": "en",
                "question": f"Which {n}?",
                "answers": ["Text"] if n % 2 else [],
                "answerable": n % 2 == 1,
                "passage_id": f"en:{name}-p{n % 3}",
            }
            for n in range(size)
        ]
        for kind, rows in (("passages", passages), ("questions", asked)):
            lines = "\n".join(map(json.dumps, rows))
            (tmp_path / f"{name}_{kind}.jsonl").write_text(lines, encoding="utf-8")
    report, again, tune = (
        sampled(tmp_path, half, tmp_path / "articles", 10) for half in ("report", "report", "tune")
    )
    assert report == again
    assert len(report) == 20
    assert sum(one.case.answered for one in report) == 10
    assert not {one.case.id for one in report} & {one.case.id for one in tune}
    answerable = next(one.case for one in report if one.case.answered)
    assert (tmp_path / "articles" / answerable.cites[0].document).is_file()


def test_every_system_gets_the_articles_that_the_project_reads() -> None:
    seeds = Path(__file__).parent.parent / "seeds"
    assert [article.path for article in documents(seeds)] == sorted(file.name for file in seeds.glob("*.txt"))

"""From use to test: an answer becomes a case, and everything else in the file stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from checking import answer, refusal, stand_in, write_cases

import assistant.commands
from assistant import Answer, Assistant
from assistant.check import keep_case, load, score
from assistant.cli import main
from index.errors import UsageError

BRIDGE = "Who built the bridge?"


def test_a_new_file_holds_a_case_that_its_own_answer_passes(tmp_path: Path) -> None:
    file = tmp_path / "new" / "kept.yaml"
    assert keep_case(answer(), file, history=[("What?", "A bridge.")]) == "who-built-the-bridge"
    (task,) = load([file])
    assert task.case.question == BRIDGE and task.case.history == (("What?", "A bridge."),)
    assert (task.case.language, task.case.all) == ("en", ("Engineers from Norway.",))
    assert task.case.cites[0].document == "bridge.txt" and task.index is None
    assert score(task.case, answer()).passed
    assert "# Kept from use" in file.read_text()


def test_a_refusal_becomes_a_case_that_is_not_answered(tmp_path: Path) -> None:
    file = tmp_path / "kept.yaml"
    keep_case(refusal(), file)
    (task,) = load([file])
    assert task.case.answered is False and score(task.case, refusal()).passed


@pytest.mark.parametrize("given", [answer(), refusal()])
def test_what_was_marked_as_wrong_fails_until_something_else_is_said(tmp_path: Path, given: Answer) -> None:
    file = tmp_path / "wrong.yaml"
    keep_case(given, file, wrong=True)
    (task,) = load([file])
    assert not score(task.case, given).passed
    assert score(task.case, answer("It was built by a firm from Oslo.")).passed
    assert "# Marked as wrong" in file.read_text()


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# only a comment\n",
        "- id: a\n  question: q\n",
        "- {id: a, question: q}  # why\n- {id: b, question: q}",
        "  - id: a\n    question: q\n",
        "index: news\ncases:\n- id: a\n  question: q\n\n# the end\n",
        "index: news\ncases:\n    - id: a\n      question: q\n",
        "cases:\n- id: a\n  question: q\n# and now\nindex: news\n",
    ],
)
def test_a_case_is_added_and_every_line_stays(tmp_path: Path, before: str) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(before)
    index = tmp_path / "news" if "news" in before else None
    old = load([file]) if "question" in before else []
    for _ in range(2):
        keep_case(answer(), file, index=index)
    kept = load([file])
    assert [task.case for task in kept[: len(old)]] == [task.case for task in old]
    assert [task.case.id for task in kept[len(old) :]] == ["who-built-the-bridge", "who-built-the-bridge-2"]
    assert {task.index for task in kept} == {index}
    lines = iter(file.read_text().splitlines())
    assert all(line in lines for line in before.splitlines())  # each, in its order


def test_lines_of_json_get_a_line_more(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text('{"id": "a", "question": "q"}')
    keep_case(answer("„Ein Satz“: it's\tso. [1]"), file)
    assert [json.loads(line)["id"] for line in file.read_text().splitlines()] == ["a", "who-built-the-bridge"]
    assert load([file])[1].case.all == ("„Ein Satz“: it's\tso.",)


def test_the_index_of_a_case_is_written_relative_to_the_file(tmp_path: Path) -> None:
    file = tmp_path / "cases" / "c.yaml"
    keep_case(answer(), file, index=tmp_path / "news")
    assert "index: ../news" in file.read_text()
    assert load([file])[0].index == tmp_path / "news"


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("[{id: a, question: q}]", "below each other"),
        ("cases: []", "below each other"),
        ("- id: a\n", "question: is missing"),
        ("text", "must be a list"),
        ("index: news\ncases:\n- {id: a, question: q}\n", "is about the index news"),
    ],
)
def test_a_file_that_cannot_take_a_case_stays_as_it_is(tmp_path: Path, before: str, says: str) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(before)
    with pytest.raises(UsageError, match=says):
        keep_case(answer(), file)
    assert file.read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["c.yaml"]


def test_ask_keep_appends_what_was_asked_and_check_passes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stood = stand_in(monkeypatch, tmp_path)

    def with_stand_ins(where: Path | None, **given: Any) -> Assistant:
        return Assistant(where, **{**given, "model": stood.generator, "embedder": stood.embedder})

    monkeypatch.setattr(assistant.commands, "Assistant", with_stand_ins)
    write_cases(tmp_path)
    assert main(["check", str(tmp_path / "news.yaml"), "--id", "zoo"]) == 0  # indexes the articles
    (made,) = (tmp_path / "data" / "proofdesk" / "check").iterdir()
    capsys.readouterr()
    file = tmp_path / "kept.yaml"
    assert main(["ask", BRIDGE, "--index", str(made), "--keep", str(file)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Engineers from Norway built the bridge. [1]\n")
    assert said.err.endswith(f"kept as who-built-the-bridge in {file}\n")
    assert main(["check", str(file)]) == 0
    file.write_text("- id: a\n")
    asked = stood.generator.asked
    assert main(["ask", BRIDGE, "--index", str(made), "--keep", str(file)]) == 2
    assert stood.generator.asked == asked


@pytest.mark.parametrize(
    "option",
    [
        ("-k", "3"),
        ("--language", "de"),
        ("--since", "2020"),
        ("--until", "2020"),
        ("--in-language", "en"),
        ("--source", "bridge.txt"),
    ],
)
def test_ask_keeps_no_answer_to_what_a_case_cannot_ask(
    tmp_path: Path, option: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kept.yaml"
    assert main(["ask", BRIDGE, "--index", str(tmp_path), "--keep", str(file), *option]) == 2
    assert f"--keep does not go with {option[0]}: " in capsys.readouterr().err
    assert not file.exists()

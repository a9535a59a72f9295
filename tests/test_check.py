"""`assistant check`: what it prints, its exit status, what it keeps, and what it finds changed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checking import Lying, Models, stand_in, write_cases
from fakes import FakeEmbedder, FakeGenerator, validate, write_articles

from assistant.check import desks, parts
from assistant.check.desks import names
from assistant.cli import main
from assistant.generate import Conversation, Piece
from assistant.settings import settled
from index import Index
from index.schema import FILE

WORKS = ["--tag", "works"]


@pytest.fixture(autouse=True)
def stood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Models:
    return stand_in(monkeypatch, tmp_path)


@pytest.fixture
def news(tmp_path: Path) -> str:
    return str(write_cases(tmp_path))


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def verdicts(text: str) -> dict[str, str]:
    return {row["id"]: row["verdict"] for row in rows(text) if "id" in row}


# --- what it prints --------------------------------------------------------------------------------


def test_a_failure_is_told_with_its_reason_and_stage_and_is_1(
    news: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", news]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "mayor" in out and "written wrong" in out and "the answer lacks “the president”" in out
    assert "3 passed, 1 failed (written wrong 1)" in out
    assert "right 67% (2 of 3); refusal precision 100% (1 of 1), recall 100% (1 of 1)" in out
    assert "citation precision 100% (3 of 3)" in out and "seconds: p50 " in out
    assert "question source de source en source none" in out
    assert "en 1 of 2 1 of 1" in out and "de 1 of 1" in out


def test_where_all_is_as_expected_the_status_is_0(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", news, *WORKS]) == 0
    assert "3 passed, 0 failed" in capsys.readouterr().out


def test_json_is_a_line_for_each_case_and_one_of_totals(
    news: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", news, "--json"]) == 1
    *cases, figures = rows(capsys.readouterr().out)
    assert [case["id"] for case in cases] == ["bridge", "zoo", "singer", "mayor"]
    for case in cases:
        validate(case["answer"])
        assert case["answer"]["id"] == case["id"]
    assert (cases[3]["stage"], cases[3]["reason"]) == ("written wrong", "the answer lacks “the president”")
    assert (cases[0]["asked_in"], cases[0]["source_language"], cases[0]["corpus"]) == ("en", "en", "articles")
    assert figures["totals"]["passed"] == 3
    assert {"asked_in": "de", "source": "de", "part": 1, "of": 1} in figures["totals"]["matrix"]


def test_nothing_but_results_is_on_standard_output(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", news, *WORKS, "--save", str(Path(news).with_name("run.json"))])
    said = capsys.readouterr()
    assert "saved" in said.err and "saved" not in said.out


# --- which cases, over which index -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "run"),
    [
        (["--id", "zoo"], ["zoo"]),
        (["--id", "zoo", "--id", "bridge"], ["bridge", "zoo"]),
        (["--tag", "english"], ["bridge", "mayor"]),
        (["--tag", "english", "--tag", "german"], ["bridge", "zoo", "mayor"]),
        (["--tag", "works", "--id", "mayor", "--id", "zoo"], ["zoo"]),
    ],
)
def test_some_cases_can_be_chosen(
    news: str, capsys: pytest.CaptureFixture[str], options: list[str], run: list[str]
) -> None:
    main(["check", news, "--json", *options])
    assert list(verdicts(capsys.readouterr().out)) == run


def test_the_failed_ones_are_those_that_failed_when_they_were_last_run(
    news: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", news, "--failed"]) == 0
    main(["check", news])
    main(["check", news, "--id", "zoo"])
    capsys.readouterr()
    assert main(["check", news, "--failed", "--json"]) == 1
    assert list(verdicts(capsys.readouterr().out)) == ["mayor"]
    Path(news).write_text(Path(news).read_text().replace("the president", "the mayor"))
    assert main(["check", news, "--failed"]) == 0
    capsys.readouterr()
    assert main(["check", news, "--failed"]) == 0
    assert capsys.readouterr() == ("", "none of these cases failed when it was last run\n")


def test_an_option_goes_before_the_index_of_the_file(
    news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("Engineers from Sweden built the bridge. It is in Malmö.")
    Index.update(tmp_path / "made", [tmp_path / "other"], FakeEmbedder())
    for where in ("other", "made"):  # a folder of articles and an index are both taken
        assert main(["check", news, "--id", "bridge", "--index", str(tmp_path / where), "--json"]) == 1
        case, _ = rows(capsys.readouterr().out)
        assert "Sweden" in case["answer"]["text"]
        assert case["stage"] == "not retrieved"


def test_a_folder_of_articles_is_indexed_anew_when_it_changes(
    news: str, tmp_path: Path, stood: Models, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", news, "--id", "zoo"]) == 0
    before = stood.embedder.embedded
    assert main(["check", news, "--id", "zoo"]) == 0
    assert stood.embedder.embedded == before
    (tmp_path / "articles" / "zoo.txt").unlink()
    capsys.readouterr()
    assert main(["check", news, "--id", "zoo", "--json"]) == 1
    assert rows(capsys.readouterr().out)[0]["stage"] == "not retrieved"


def test_the_sample_corpus_is_asked_where_no_index_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.yaml"
    file.write_text("- {id: kim, question: 'Wo ist Choe Myong Hyon ansässig?', cites: ['003']}")
    main(["check", str(file), "--json"])
    case, figures = rows(capsys.readouterr().out)
    assert case["corpus"] == "sample corpus" and len(case["answer"]["passages"]) == settled().k
    assert list(figures["fingerprints"]) == ["sample corpus"]


def test_names_of_indexes_tell_them_apart_and_nothing_of_this_machine() -> None:
    a, b, c = Path("/x/one/news"), Path("/x/two/news"), Path("/x/two/old")
    assert names([None, a, b, c]) == {None: "sample corpus", a: "one/news", b: "two/news", c: "old"}


def test_the_languages_of_articles_of_the_same_name_in_two_folders_are_all_known(tmp_path: Path) -> None:
    german = "Der Zoo von Bremen zeigt seit Freitag drei junge Schneeleoparden."
    english = "The zoo of Bremen has been showing three young snow leopards since Friday."
    folders = [
        write_articles(tmp_path / name, {"zoo.txt": text}) for name, text in (("x", german), ("y", english))
    ]
    Index.update(tmp_path / "made", folders, FakeEmbedder())
    with desks.Desks(desks.Options()) as opened:
        corpus = opened.corpus(tmp_path / "made", "made")
    assert corpus.languages == (("zoo.txt", "de"), ("zoo.txt", "en"))


# --- what is kept ----------------------------------------------------------------------------------


def test_an_answer_is_given_once_for_a_fingerprint_and_a_question(news: str, stood: Models) -> None:
    main(["check", news])
    asked = stood.generator.asked
    assert stood.loaded == 1 and asked > 0
    main(["check", news])
    assert (stood.loaded, stood.generator.asked) == (1, asked)
    Path(news).write_text(Path(news).read_text().replace("Who opened the new", "Who  opened  the  new"))
    main(["check", news])
    assert stood.loaded == 2 and stood.generator.asked > asked


@pytest.mark.parametrize(
    "changed", ["model", "embedder", "option", "article", "prompt", "code", "offices", "year"]
)
def test_what_changes_an_answer_has_it_given_anew(
    news: str, stood: Models, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changed: str
) -> None:
    main(["check", news])
    more: list[str] = []
    if changed == "model":
        stood.generator.name = "another"
    elif changed == "embedder":
        stood.embedder.name = "another"
    elif changed == "option":
        more = ["-k", "2"]
    elif changed == "article":
        (tmp_path / "articles" / "new.txt").write_text("It is the new article of the day.")
    elif changed == "prompt":
        monkeypatch.setattr("assistant.check.parts._prompts", lambda: {"en/write.txt": "other"})
    elif changed == "code":
        monkeypatch.setattr("assistant.check.parts._code", lambda: {"assistant/verify.py": "other"})
    elif changed == "offices":
        monkeypatch.setattr("assistant.check.parts.digest", lambda name: f"other {name}")
    else:
        monkeypatch.setattr("assistant.check.parts.datetime", Later)
    main(["check", news, *more])
    assert stood.loaded == 2


class Later(datetime.date):
    """Days of another year; in place of the module, too."""

    date: type[Later]

    @classmethod
    def today(cls) -> Later:
        return cls(2100, 1, 1)


Later.date = Later


def test_the_year_and_the_table_of_offices_are_named_where_they_changed(
    news: str, saved: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("assistant.check.parts.digest", lambda name: f"other {name}")
    monkeypatch.setattr("assistant.check.parts.datetime", Later)
    assert main(["check", news, "--baseline", saved]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "is now 2100" in out and "code changed: assistant/offices.tsv" in out


def test_rescore_answers_nothing(news: str, stood: Models, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", news, "--id", "mayor"]) == 1
    Path(news).write_text(Path(news).read_text().replace("the president", "the mayor"))
    stood.generator.name = "another"  # the latest answers count, whatever gave them
    assert main(["check", news, "--id", "mayor", "--rescore"]) == 0
    assert stood.loaded == 1
    capsys.readouterr()
    assert main(["check", news, "--rescore"]) == 3
    said = capsys.readouterr()
    assert "no answer to it is kept" in said.err and "1 passed, 0 failed, 3 errors" in said.out


def test_a_stopped_run_goes_on_with_resume(
    news: str,
    stood: Models,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write = FakeGenerator.write

    def interrupted(
        self: FakeGenerator, opening: Conversation, turns: Conversation, *, max_tokens: int
    ) -> Iterator[Piece]:
        if "Zoo" in turns[-1].content:
            raise KeyboardInterrupt
        return write(self, opening, turns, max_tokens=max_tokens)

    with monkeypatch.context() as patch:
        patch.setattr(FakeGenerator, "write", interrupted)
        assert main(["check", news, "--tag", "works", "--junit", str(tmp_path / "r.xml")]) == 130
    assert capsys.readouterr().err.endswith(
        "what was answered is kept; go on with: assistant check --resume\n"
    )
    assert not (tmp_path / "r.xml").exists()
    asked = stood.generator.asked
    monkeypatch.chdir(tmp_path.parent)
    assert main(["check", "--resume", "--json"]) == 0
    out = capsys.readouterr().out
    assert "3 passed, 0 failed" in out  # the options are those of the stopped run
    assert (tmp_path / "r.xml").exists()
    assert stood.generator.asked - asked == 1  # the zoo: of the bridge all was kept, of a singer none writes
    assert main(["check", "--resume"]) == 2
    assert "no run was stopped" in capsys.readouterr().err


def test_repeat_finds_an_answer_that_is_not_always_the_same(
    news: str, stood: Models, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", news, *WORKS, "--repeat", "3"]) == 0
    stood.generator = Moody()
    capsys.readouterr()
    assert main(["check", news, *WORKS, "--repeat", "2", "--json"]) == 1
    found = [row for row in rows(capsys.readouterr().out) if row.get("verdict") == "failed"]
    assert found and all(row["stage"] == "not deterministic" for row in found)
    assert "1 of 1 more answers to it differ, such as: " in found[0]["reason"]


class Moody(FakeGenerator):
    """A model whose words depend on how often it was asked."""

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        yield from [Piece("Well, ")] * (self.asked % 2)
        yield from super().write(opening, turns, max_tokens=max_tokens)


# --- against a baseline ----------------------------------------------------------------------------


@pytest.fixture
def saved(news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    file = str(tmp_path / "baseline.json")
    main(["check", news, "--save", file])
    capsys.readouterr()
    return file


def test_a_known_failure_is_no_news(news: str, saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", news, "--baseline", saved]) == 0
    out = capsys.readouterr().out
    assert "1 failed" in out and "no case changed" in out


def test_a_passing_case_that_breaks_is_named_with_what_changed(
    news: str, saved: str, stood: Models, capsys: pytest.CaptureFixture[str]
) -> None:
    stood.generator = Lying("lying")
    assert main(["check", news, "--baseline", saved, "--json"]) == 1
    *_, figures = rows(capsys.readouterr().out)
    against = figures["baseline"]
    assert [change["id"] for change in against["newly_failing"]] == ["bridge"]
    assert [change["id"] for change in against["text_changed"]] == ["zoo", "mayor"]
    assert against["parts"] == [
        [["articles"], ["model fake-words 0000000000000000 is now lying 0000000000000000"]]
    ]
    assert main(["check", news, "--baseline", saved]) == 1
    out = capsys.readouterr().out
    assert "newly failing: 1" in out and "- Engineers from Norway built the bridge. [1]" in out
    assert "bridge (written wrong): the answer lacks “Norway”" in out
    assert "is now lying" in out


def test_another_processor_is_named_and_answers_of_it_are_not_taken(
    news: str, saved: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = parts.processor()
    assert here and "=" not in here
    monkeypatch.setattr(parts, "processor", lambda: "ABACUS")
    assert main(["check", news, "--baseline", saved, "--json"]) == 0
    *cases, figures = rows(capsys.readouterr().out)
    assert not any(case["kept"] for case in cases)
    assert figures["baseline"]["parts"] == [[["articles"], [f"processor {here} is now ABACUS"]]]


def test_a_case_that_now_passes_and_one_that_is_gone_are_named(
    news: str, saved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(news).read_text().replace("the president", "the mayor").replace("id: zoo", "id: bear")
    Path(news).write_text(text)
    assert main(["check", news, "--baseline", saved]) == 0
    out = capsys.readouterr().out
    assert "newly passing: 1" in out and "mayor" in out and "no longer a case: zoo" in out


def test_cases_that_are_left_out_on_purpose_are_not_gone(
    news: str, saved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", news, "--baseline", saved, "--id", "zoo"]) == 0
    assert "no longer" not in capsys.readouterr().out


def test_a_changed_document_a_changed_source_and_a_changed_text_are_named(
    news: str, saved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bridge = tmp_path / "articles" / "bridge.txt"
    bridge.write_text(bridge.read_text().replace("Engineers from Norway", "Engineers from cold Norway"))
    assert main(["check", news, "--baseline", saved]) == 0
    out = capsys.readouterr().out
    assert "documents changed: bridge.txt" in out
    assert "sources changed: 1" in out and "+ Engineers from cold Norway built the bridge. [1]" in out


def test_equal_names_in_two_folders_are_told_apart_wherever_these_lie(tmp_path: Path) -> None:
    def made(*folders: Path) -> parts.Parts:
        index = tmp_path / f"{folders[0].parent.name} index"
        Index.update(index, folders, FakeEmbedder())
        with Index.open(index) as opened:
            return parts.parts_of("m", "e", "r", {}, opened.documents())

    here, there = tmp_path / "here", tmp_path / "there"
    for name, text in (("a", "It rained."), ("b", "It snowed.")):
        write_articles(here / name, {"x.txt": text})
        write_articles(there / name.replace("a", "z"), {"x.txt": text})  # in the other order
    first = made(here / "a", here / "b")
    assert first == made(there / "z", there / "b")
    for name, text in (("a", "It hailed."), ("b", "date 2021-05-01 It snowed.")):
        write_articles(here / name, {"x.txt": text})
        now = made(here / "a", here / "b")
        assert parts.differences(first, now) == ["documents changed: x.txt"]
        first = now


def test_a_slower_answer_is_named(news: str, saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Path(saved).read_text().splitlines()
    patched = [
        line.replace('"seconds": 0.0', '"seconds": -9.0')
        if "zoo.txt" in line and "stage" not in line
        else line
        for line in lines
    ]
    Path(saved).write_text("\n".join(patched))
    assert main(["check", news, "--baseline", saved]) == 0
    assert "slower: 1" in capsys.readouterr().out


def test_update_shows_the_difference_and_rewrites_the_baseline_with_its_history(
    news: str, saved: str, stood: Models, capsys: pytest.CaptureFixture[str]
) -> None:
    stood.generator = Lying("lying")
    assert main(["check", news, "--baseline", saved, "--update"]) == 0
    assert "newly failing: 1" in capsys.readouterr().out
    assert main(["check", news, "--baseline", saved]) == 0
    history = json.loads(Path(saved).read_text())["history"]
    assert [(point["passed"], point["failed"]) for point in history] == [(3, 1), (2, 2)]
    assert history[0]["fingerprint"] != history[1]["fingerprint"]


def test_a_baseline_has_a_line_for_each_case_and_nothing_of_this_machine(saved: str, tmp_path: Path) -> None:
    text = Path(saved).read_text()
    assert (
        sum(line.startswith(('"bridge"', '"zoo"', '"singer"', '"mayor"')) for line in text.splitlines()) == 4
    )
    assert str(tmp_path) not in text


def test_update_makes_a_baseline_that_is_not_there_yet(news: str, tmp_path: Path) -> None:
    file = tmp_path / "new.json"
    assert main(["check", news, *WORKS, "--baseline", str(file)]) == 2
    assert main(["check", news, *WORKS, "--baseline", str(file), "--update"]) == 0
    assert main(["check", news, *WORKS, "--baseline", str(file)]) == 0


# --- errors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check"], "name the cases"),
        (["check", "none.yaml"], "cannot read the cases of none.yaml"),
        (["check", "NEWS", "--id", "bogus"], "no case 'bogus'"),
        (["check", "NEWS", "--tag", "bogus"], "the tag 'bogus'"),
        (["check", "NEWS", "--update"], "--baseline"),
        (["check", "NEWS", "--update", "--baseline", "b.json", "--id", "zoo"], "--update needs all cases"),
        (["check", "NEWS", "--baseline", "none.json"], "there is no none.json"),
        (["check", "NEWS", "--baseline", "NEWS"], "is not a run saved with --save"),
        (["check", "NEWS", "--repeat", "0"], "cannot repeat 0 times"),
        (["check", "NEWS", "--repeat", "x"], "--repeat"),
        (["check", "NEWS", "--rescore", "--save", "x.json"], "--rescore"),
        (["check", "NEWS", "--resume"], "--resume"),
        (["check", "NEWS", "--html", "."], "is a folder"),
        (["check", "NEWS", "-k", "0"], "k"),
        (["check", "NEWS", "--since", "yesterday"], "yesterday"),
        (["check", "NEWS", "--language", "xx"], "xx"),
    ],
)
def test_wrong_usage_is_2_with_one_line_and_nothing_is_loaded(
    news: str, stood: Models, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main([news if argument == "NEWS" else argument for argument in arguments]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and says in said.err
    assert stood.loaded == 0


def test_a_bad_index_is_an_error_and_no_failure(
    news: str, tmp_path: Path, stood: Models, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / FILE).write_bytes(b"garbage")
    file = tmp_path / "more.yaml"
    file.write_text(
        "- {id: lost, question: 'Who?', index: bad}\n- {id: gone, question: 'Who?', index: none}\n"
    )
    save = tmp_path / "saved.json"
    assert main(["check", str(file), news, "--json", "--save", str(save)]) == 3
    said = capsys.readouterr()
    found = verdicts(said.out)
    assert (found["lost"], found["gone"], found["zoo"], found["mayor"]) == (
        "error",
        "error",
        "passed",
        "failed",
    )
    assert said.err.startswith("assistant: 2 of 6 cases could not be answered; nothing was saved; lost: ")
    assert not save.exists()


def test_a_model_that_cannot_be_had_is_3_with_one_line(
    news: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from index.errors import ModelMissing

    def missing(*given: object) -> None:
        raise ModelMissing("the model is not here")

    monkeypatch.setattr(desks, "load_generator", missing)
    assert main(["check", news]) == 3
    assert capsys.readouterr() == ("", "assistant: the model is not here\n")


def test_a_question_that_the_model_cannot_take_is_an_error_of_its_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = tmp_path / "c.yaml"
    write_cases(tmp_path)
    words = " ".join(chr(0x4E00 + i) for i in range(450))
    long.write_text(f"index: articles\ncases:\n- {{id: long, question: '{words}'}}\n")
    assert main(["check", str(long)]) == 3
    assert "long: the question has more than 400 tokens" in capsys.readouterr().err


def test_kept_answers_that_are_damaged_are_told(
    news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "check.sqlite").write_text("garbage " * 999)
    assert main(["check", news]) == 3
    assert "remove that file" in capsys.readouterr().err


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FakeGenerator]]:
    found: list[FakeGenerator] = []
    monkeypatch.setattr(FakeGenerator, "close", lambda self: found.append(self))
    yield found


def test_the_model_is_loaded_once_for_several_indexes_and_given_back(
    news: str, tmp_path: Path, stood: Models, closed: list[FakeGenerator]
) -> None:
    other = write_cases(tmp_path / "more", "index: articles\ncases:\n- {id: x, question: 'Who built it?'}\n")
    main(["check", news, str(other)])
    assert stood.loaded == 1
    assert closed == [stood.generator]


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"].startswith("Cases of assistant check")

"""The commands that make, search and verify an index, as far as a person or a script sees them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEmbedder, FakeGenerator, validate, write_articles
from filelock import FileLock

import assistant.commands
import index
from assistant import Assistant, models
from assistant.cli import main
from index import Index
from index.schema import FILE

STORY = """The council of the city met on Friday to discuss the plans for a new bridge over the river,
which engineers had called unsafe in a report last year. The mayor said that work would begin in spring
and cost forty million euros. Residents of the old town fear noise and dust for years. The opposition
asked for a second report before any money is spent, and wants the ferry to run for longer meanwhile."""


@pytest.fixture(autouse=True)
def faked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's is read; the embedder is a stand-in."""
    for name in ("ASSISTANT_INDEX", "ASSISTANT_EMBEDDER", "ASSISTANT_K"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = models.ResolvedModel("fake", "embedder", Path("fake"), "0" * 64)
    monkeypatch.setattr(models, "resolve", lambda *given, **options: found)
    monkeypatch.setattr(index, "SentenceTransformerEmbedder", lambda *given: FakeEmbedder())
    monkeypatch.setattr(
        assistant.commands,
        "Assistant",
        lambda where, **given: Assistant(
            where, **{**given, "model": FakeGenerator(), "embedder": FakeEmbedder()}
        ),
    )


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    Index.update(tmp_path / "index", [write_articles(tmp_path / "articles")], FakeEmbedder())
    return tmp_path / "index"


def test_check_says_that_everything_agrees(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--check", "--index", str(directory)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("index ") and said.out.endswith("\n\neverything agrees\n")
    assert said.err == ""
    assert main(["status", "--check", "--json", "--index", str(directory)]) == 0
    assert json.loads(capsys.readouterr().out)["contradictions"] == []


def test_check_prints_each_contradiction_and_ends_with_3(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(directory / FILE) as connection:
        connection.execute("UPDATE documents SET text = text || ' '")
        connection.execute("DELETE FROM signatures WHERE document = 1")
    assert main(["status", "--index", str(directory)]) == 0
    capsys.readouterr()
    assert main(["status", "--check", "--index", str(directory)]) == 3
    said = capsys.readouterr()
    told = said.out.partition("\n\n")[2].splitlines()
    assert len(told) == 4 and "1 documents without a signature" in told
    assert said.err.startswith("assistant: 4 contradictions in the index at ") and said.err.count("\n") == 1
    assert f"assistant index FOLDER --index {directory}" in said.err
    assert main(["status", "--check", "--json", "--index", str(directory)]) == 3
    assert json.loads(capsys.readouterr().out)["contradictions"] == told


def test_columns_of_a_table_are_mapped_and_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("story,day\nThe mayor opened the new bridge on Monday.,2020-05-01\n")
    call = ["index", str(table), "--index", str(tmp_path / "index")]
    assert main([*call, "--columns", "text=story, date=day"]) == 0
    assert capsys.readouterr().out.startswith("1 added")
    assert main(call) == 0
    assert capsys.readouterr().out.startswith("0 added, 0 changed, 0 removed, 1 unchanged")
    with Index.open(tmp_path / "index") as opened:
        assert [document.published for document in opened.documents()] == ["2020-05-01"]


@pytest.mark.parametrize("given", ["", "text", "text=", "=story", "body=story", "text=a,text=b", "text=a,"])
def test_malformed_columns_are_wrong_usage(
    given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_articles(tmp_path / "articles")
    assert main(["index", str(folder), "--index", str(tmp_path / "index"), "--columns", given]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("assistant: --columns") and said.err.count("\n") == 1
    assert not (tmp_path / "index").exists()


class Interrupted(FakeEmbedder):
    """Ctrl-C comes while the second batch is embedded."""

    def embed_documents(self, texts: Sequence[str]) -> Any:
        if self.embedded:
            raise KeyboardInterrupt
        return super().embed_documents(texts)


def test_ctrl_c_says_how_to_go_on_and_what_is_indexed_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_articles(
        tmp_path / "articles", {f"{n:03}.txt": f"Article {n} tells of {n * 37}." for n in range(150)}
    )
    call = ["index", str(folder), "--index", str(tmp_path / "index")]
    with monkeypatch.context() as patched:
        patched.setattr(index, "SentenceTransformerEmbedder", lambda *given: Interrupted())
        assert main(call) == 130
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == ("stopped; what was indexed is kept; run the same command again to go on\n")
    assert main(["status", "--check", "--index", str(tmp_path / "index")]) == 0
    capsys.readouterr()
    assert main([*call, "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["unchanged"] >= 50 and summary["added"] + summary["unchanged"] == 150


def test_without_an_index_it_is_said_into_which_one_the_articles_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(write_articles(tmp_path / "articles"))
    assert main(["index", folder]) == 0
    said = capsys.readouterr().err
    assert "no --index given: this changes the index of the sample corpus" in said
    assert str(tmp_path / "data") in said
    assert main(["index", folder, "--index", str(tmp_path / "mine")]) == 0
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "mine"))
    assert main(["index", folder]) == 0
    assert "no --index given" not in capsys.readouterr().err


def test_a_second_writer_is_told_in_one_line(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with FileLock(directory / "write.lock"):
        assert main(["index", str(tmp_path / "articles"), "--index", str(directory)]) == 3
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert said.err.startswith("assistant: another process is writing to the index at ")


def test_the_summary_counts_moved_and_duplicates(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles"
    (folder / "zoo.txt").rename(folder / "tiere.txt")
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text(f"{STORY} (Reuters)")
    assert main(["index", str(folder), "--index", str(directory)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("2 added, 0 changed, 0 removed, 2 unchanged, 0 skipped, 1 moved, 1 duplicates; ")


def test_search_names_the_reprints(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles"
    for number in range(8):
        (folder / f"wire{number}.txt").write_text(f"Date: 2020-05-0{number + 1}\n{STORY} ({number})")
    assert main(["index", str(folder), "--index", str(directory)]) == 0
    call = ["search", "When will work on the bridge begin, said the mayor?", "--index", str(directory)]
    capsys.readouterr()
    assert main([*call, "-k", "1"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith("1. wire0.txt (2020-05-01, en, score ")
    assert "also in wire1.txt (2020-05-02), wire2.txt (2020-05-03)" in out and out.endswith(", + 2")
    assert main([*call, "--json"]) == 0
    passages = json.loads(capsys.readouterr().out)["passages"]
    assert passages[0]["also_in"] == [f"wire{number}.txt" for number in range(1, 8)]
    assert all(row["also_in"] == [] for row in passages if not row["document"].startswith("wire"))


def test_an_answer_names_the_reprints_of_its_sources(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles"
    for number in range(3):
        (folder / f"wire{number}.txt").write_text(f"Date: 2020-05-0{number + 1}\n{STORY}")
    assert main(["index", str(folder), "--index", str(directory)]) == 0
    capsys.readouterr()
    call = ["ask", "Who fear noise and dust for years?", "--index", str(directory)]
    assert main(call) == 0
    assert "\n    also in wire1.txt, wire2.txt" in capsys.readouterr().out
    assert main([*call, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    validate(answer)
    assert answer["citations"][0]["also_in"] == ["wire1.txt", "wire2.txt"]

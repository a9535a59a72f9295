"""The command line: what it prints where, and its exit status for every bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEmbedder, FakeGenerator, validate, write_articles

import assistant.commands
import index
from assistant import Assistant, models
from assistant.cli import main
from assistant.generate import Conversation, Piece
from index import Index
from index.schema import FILE

BRIDGE = "Who built the bridge?"
ZOO = "Was zeigt der Zoo von Bremen seit Freitag?"
LONG = " ".join(chr(0x4E00 + i) for i in range(480))
NOTHING = "Which singer performed yesterday evening?"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    Index.update(folder / "index", [write_articles(folder / "articles")], FakeEmbedder())
    return folder


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's is read, and nothing can be brought."""
    for name in (
        "ASSISTANT_INDEX",
        "ASSISTANT_MODEL",
        "ASSISTANT_EMBEDDER",
        "ASSISTANT_K",
        "ASSISTANT_LANGUAGE",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> FakeGenerator:
    """Stand-ins instead of the models."""
    generator = FakeGenerator()

    def assistant_with_fakes(where: Path | None, **given: Any) -> Assistant:
        return Assistant(where, **{**given, "model": generator, "embedder": FakeEmbedder()})

    monkeypatch.setattr(assistant.commands, "Assistant", assistant_with_fakes)
    return generator


@pytest.fixture
def faked_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    found = models.ResolvedModel("fake", "embedder", Path("fake"), "0" * 64)
    monkeypatch.setattr(models, "resolve", lambda *given, **options: found)
    monkeypatch.setattr(index, "SentenceTransformerEmbedder", lambda *given: FakeEmbedder())


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


# --- answers ---------------------------------------------------------------------------------------


def test_ask_prints_the_text_then_each_source_with_its_sentence(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", BRIDGE, "--index", str(archive / "index")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Engineers from Norway built the bridge. [1]\n")
    assert "[1] bridge.txt (2021-03, en)" in out
    assert "“Engineers from Norway built the bridge.”" in out


def test_a_refusal_is_no_failure_and_shows_the_nearest(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "Who opened the new bridge in 1998?", "--index", str(archive / "index")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("The archive does not say.\n")
    assert "What the archive does say:" in out and "bridge.txt" in out


def test_a_refusal_offers_nothing_where_nothing_is_near(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "Xyzq vwkj?", "--language", "en", "--index", str(archive / "index")]) == 0
    assert capsys.readouterr().out == "The archive does not say.\n"


def test_ask_as_json_is_one_line_that_fits_the_schema(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", ZOO, "--index", str(archive / "index"), "--json"]) == 0
    (row,) = rows(capsys.readouterr().out)
    validate(row)
    assert row["question"] == ZOO
    assert row["language"] == "de"


def test_a_file_of_questions_gives_a_line_each_in_order_with_the_ids(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = lines(
        tmp_path / "q.jsonl",
        {"id": "z", "question": ZOO},
        "",
        {"id": 3, "question": NOTHING},
        {"id": "h", "question": "And who?", "history": [[BRIDGE, "Engineers [1]."]]},
        {"question": BRIDGE},
    )
    assert main(["ask", "--questions", str(file), "--index", str(archive / "index"), "--json"]) == 0
    answers = rows(capsys.readouterr().out)
    assert [row["id"] for row in answers] == ["z", 3, "h", None]
    assert [row["question"] for row in answers] == [ZOO, NOTHING, "And who?", BRIDGE]
    assert [row["answered"] for row in answers] == [True, False, True, True]
    for row in answers:
        validate(row)


def test_each_question_of_a_file_is_printed_above_its_answer(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = lines(tmp_path / "q.jsonl", {"id": "z", "question": ZOO}, {"question": BRIDGE})
    for command in ("ask", "search"):
        assert main([command, "--questions", str(file), "--index", str(archive / "index")]) == 0
        first, second = capsys.readouterr().out.split("\n\n\n")
        assert first.startswith(f"> z: {ZOO}\n\n") and second.startswith(f"> {BRIDGE}\n\n")


def test_a_line_that_is_too_long_for_the_model_is_told_before_any_is_answered(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = lines(tmp_path / "q.jsonl", {"question": ZOO}, {"question": LONG})
    assert main(["ask", "--questions", str(file), "--index", str(archive / "index")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "q.jsonl, line 2: the question has more than 400 tokens" in said.err


def test_articles_left_out_for_their_date_are_said_on_standard_error(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", BRIDGE, "--index", str(archive / "index"), "--since", "2020", "--json"]) == 0
    said = capsys.readouterr()
    assert rows(said.out)[0]["undated_left_out"] == 1
    assert said.err == "1 article of unknown date left out\n"


def test_questions_and_queries_are_narrowed(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str]
) -> None:
    narrowed = ["--in-language", "de", "--in-language", "nl", "--source", "more", "--source", "bridge.txt"]
    for command in ("ask", "search"):
        assert main([command, BRIDGE, "--index", str(archive / "index"), *narrowed, "--json"]) == 0
        (row,) = rows(capsys.readouterr().out)
        assert [passage["document"] for passage in row["passages"]] == ["more/haven.txt"]


def test_search_prints_passages_and_as_json_its_id_and_query(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    where = ["--index", str(archive / "index")]
    assert main(["search", ZOO, "-k", "2", *where]) == 0
    assert capsys.readouterr().out.startswith("1. zoo.txt (undated, de, score ")
    file = lines(tmp_path / "q.jsonl", {"id": "a", "question": ZOO}, {"id": "b", "question": BRIDGE})
    assert main(["search", "--questions", str(file), "--json", *where]) == 0
    found = rows(capsys.readouterr().out)
    assert [(row["id"], row["query"], row["passages"][0]["document"]) for row in found] == [
        ("a", ZOO, "zoo.txt"),
        ("b", BRIDGE, "bridge.txt"),
    ]
    assert faked.asked == 0


# --- the other commands -----------------------------------------------------------------------------


def test_index_says_what_changed(
    faked_embedder: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = write_articles(tmp_path / "articles")
    (folder / "empty.txt").write_text("")
    call = ["index", str(folder), "--index", str(tmp_path / "index")]
    assert main(call) == 0
    first, skipped = capsys.readouterr().out.splitlines()
    assert first.startswith("3 added, 0 changed, 0 removed, 0 unchanged, 1 skipped")
    assert skipped.startswith("skipped ") and "empty.txt" in skipped
    (folder / "zoo.txt").unlink()
    assert main([*call, "--json"]) == 0
    (summary,) = rows(capsys.readouterr().out)
    assert (summary["removed"], summary["unchanged"]) == (1, 2)


def test_status_says_what_is_indexed(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--index", str(archive / "index")]
    assert main(["status", *where]) == 0
    out = capsys.readouterr().out
    assert "articles  3 (" in out and "German 1" in out and "fake-trigrams" in out and str(archive) in out
    assert main(["status", "--json", *where]) == 0
    (status,) = rows(capsys.readouterr().out)
    assert status["documents"] == 3


def test_models_lists_sizes_licences_and_what_is_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    out = capsys.readouterr().out
    assert "(default)" in out and "not here; bring it: assistant models pull " in out and " MB " in out
    assert main(["models", "--json"]) == 0
    listed = rows(capsys.readouterr().out)
    assert {row["kind"] for row in listed if row["default"]} == {"generator", "embedder"}
    assert all(row["path"] is None and row["licence"] and row["bytes"] > 0 for row in listed)


@pytest.mark.parametrize(
    "command", [[], ["ask"], ["search"], ["index"], ["status"], ["models"], ["models", "pull"]]
)
def test_every_command_explains_itself(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("usage: " + " ".join(["assistant", *command]))


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("assistant ")


# --- bad input ----------------------------------------------------------------------------------------


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed: nothing as a result, one line as an error."""
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("assistant: ") and said.err.count("\n") == 1 and said.err.endswith("\n")
    return said.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "COMMAND"),
        (["ask"], "question"),
        (["search"], "question"),
        (["ask", ""], "empty"),
        (["ask", " \n\u200b"], "empty"),
        (["search", ""], "empty"),
        (["ask", "???"], "no word"),
        (["search", "… 🎉"], "no word"),
        (["ask", "x" * 20_000], "20,000"),
        (["search", "x" * 20_000], "20,000"),
        (["ask", BRIDGE, "-k", "0"], "k"),
        (["ask", BRIDGE, "-k", "-1"], "k"),
        (["ask", BRIDGE, "-k", "x"], "-k"),
        (["ask", BRIDGE, "-k", "1000000"], "k"),
        (["search", BRIDGE, "-k", "0"], "k"),
        (["ask", BRIDGE, "--unknown"], "--unknown"),
        (["ask", BRIDGE, "and", "more"], "and more"),
        (["bogus"], "bogus"),
        (["ask", BRIDGE, "--language", "english"], "language"),
        (["ask", BRIDGE, "--since", "yesterday"], "yesterday"),
        (["ask", BRIDGE, "--until", "2020-13"], "2020-13"),
        (["search", BRIDGE, "--since", "2020-02-30"], "2020-02-30"),
        (["ask", BRIDGE, "--since", "2021", "--until", "2020"], "2021"),
        (["ask", BRIDGE, "--in-language", "xx"], "xx"),
        (["search", BRIDGE, "--source", "nowhere"], "nowhere"),
        (["ask", BRIDGE, "--questions", "q.jsonl"], "either"),
        (["ask", "--questions", "none.jsonl"], "none.jsonl"),
        (["index"], "FOLDER_OR_FILE"),
        (["models", "bogus"], "bogus"),
        (["models", "pull"], "NAME"),
        (["models", "pull", "bogus"], "bogus"),
    ],
)
def test_wrong_usage_is_2_with_one_line(
    archive: Path,
    faked: FakeGenerator,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    says: str,
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(archive / "index"))
    assert main(arguments) == 2
    assert says in one_line(capsys)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "not JSON"),
        ("[1]", "not an object"),
        ('{"id": "x"}', "missing"),
        ('{"question": ""}', "empty"),
        ('{"question": "Who?", "history": ["x"]}', "history"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_broken_line_is_2_with_its_number_and_nothing_is_answered(
    archive: Path,
    faked: FakeGenerator,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    command: str,
    line: str,
    says: str,
) -> None:
    file = lines(tmp_path / "q.jsonl", {"question": BRIDGE}, line, {"question": ZOO})
    assert main([command, "--questions", str(file), "--index", str(archive / "index"), "--json"]) == 2
    error = one_line(capsys)
    assert "line 2" in error and says in error
    assert faked.asked == 0


@pytest.mark.parametrize("command", [["ask", BRIDGE], ["search", BRIDGE], ["status"]])
@pytest.mark.parametrize("setting", ["ASSISTANT_K", "ASSISTANT_LANGUAGE"])
def test_an_impossible_setting_is_2_and_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str], setting: str
) -> None:
    monkeypatch.setenv(setting, "0")
    assert main(command) == 2
    assert setting in one_line(capsys)


def test_a_missing_folder_is_3_before_any_model_is_brought(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "no-such-folder", "--index", "unused"]) == 3
    assert "no-such-folder" in one_line(capsys)


def test_an_empty_folder_is_3(
    faked_embedder: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["index", str(tmp_path / "empty"), "--index", str(tmp_path / "index")]) == 3
    assert "empty" in one_line(capsys)


@pytest.mark.parametrize("command", [["ask", BRIDGE], ["search", BRIDGE], ["status"]])
@pytest.mark.parametrize("spoilt", ["missing", "a file", "garbage", "0 bytes", "truncated"])
def test_a_missing_or_damaged_index_is_3(
    archive: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str], spoilt: str
) -> None:
    where = tmp_path / "spoilt"
    whole = (archive / "index" / FILE).read_bytes()
    if spoilt == "a file":
        where.write_text("text")
    elif spoilt != "missing":
        where.mkdir()
        content = {"garbage": b"garbage " * 1000, "0 bytes": b"", "truncated": whole[: len(whole) // 2]}[
            spoilt
        ]
        (where / FILE).write_bytes(content)
    assert main([*command, "--index", str(where)]) == 3
    assert str(where) in one_line(capsys)


def test_an_index_that_is_missing_is_not_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    main(["ask", BRIDGE, "--index", str(tmp_path / "none")])
    main(["status"])
    assert not (tmp_path / "none").exists()
    assert not (tmp_path / "data").exists()


def test_a_model_that_is_no_gguf_is_3(
    archive: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(b"no model at all" * 100)
    assert main(["ask", BRIDGE, "--index", str(archive / "index"), "--model", str(model)]) == 3
    assert "is not a GGUF file" in one_line(capsys)


def test_a_model_that_is_not_there_is_3(
    archive: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for model in ("no-such-model", str(tmp_path / "none.gguf")):
        assert main(["ask", BRIDGE, "--index", str(archive / "index"), "--model", model]) == 3
        assert model in one_line(capsys)


@pytest.mark.parametrize("command", [["ask", BRIDGE], ["search", BRIDGE], ["models", "pull", "smollm2-135m"]])
def test_a_missing_model_with_the_network_off_is_3(
    command: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    errors = [line for line in said.err.splitlines() if line.startswith("assistant: ")]
    assert len(errors) == 1 and said.err.splitlines()[-1] == errors[0]


def test_ctrl_c_is_130_without_a_traceback(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        raise KeyboardInterrupt

    monkeypatch.setattr(faked, "write", interrupted)
    assert main(["ask", BRIDGE, "--index", str(archive / "index")]) == 130
    assert capsys.readouterr() == ("", "stopped\n")


def test_no_memory_is_3(
    archive: Path, faked: FakeGenerator, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        raise MemoryError

    monkeypatch.setattr(faked, "write", greedy)
    assert main(["ask", BRIDGE, "--index", str(archive / "index")]) == 3
    assert "memory" in one_line(capsys)


# --- as a process ----------------------------------------------------------------------------------


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """`assistant models`, whose reader goes before it writes."""
    call = [sys.executable, "-m", "assistant.cli", "models"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        yield started


def test_a_reader_that_goes_away_is_no_error_to_speak_of(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=120) == 141


def test_a_terminal_that_cannot_show_a_character_is_no_error(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    folder = tmp_path / "Schnüffel 🎉"
    call = [sys.executable, "-m", "assistant.cli", "status", "--index", str(folder)]
    ended = subprocess.run(call, capture_output=True, check=False)
    assert ended.returncode == 3
    assert b"Traceback" not in ended.stderr and b"Schn\\xfcffel" in ended.stderr

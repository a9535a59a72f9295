"""docs/checking.md stays true: its commands parse, its example runs, its tables name what there is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from checking import stand_in, write_cases

from assistant.check import Case, Stage
from assistant.cli import main, parser

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs/checking.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
INLINE = re.findall(r"`(assistant [^`\n]+)`", TEXT)
COMMANDS = [line for kind, block in BLOCKS if not kind for line in block.splitlines()] + INLINE


def column(heading: str) -> list[str]:
    """The first cells of the table with that heading."""
    table = TEXT.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return [line.split("|")[1].strip() for line in table.splitlines()[2:]]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_parses(command: str) -> None:
    words = shlex.split(command.split(" > ")[0], comments=True)
    assert words[0] == "assistant"
    parser().parse_args(words[1:])


def test_the_tables_name_every_field_stage_and_option() -> None:
    assert sorted(name.strip("`") for name in column("field")) == sorted(Case.model_fields)
    assert column("stage") == [str(stage) for stage in Stage]
    for cell in column("option"):
        for option in re.findall(r"`(--[^`]+)`", cell):
            parser().parse_args(["check", "x.yaml", *option.replace("N", "2").split()])


def test_the_first_case_is_as_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(monkeypatch, tmp_path)
    write_cases(tmp_path)
    (tmp_path / "articles").rename(tmp_path / "news")
    first = next(block for kind, block in BLOCKS if kind == "yaml")
    (tmp_path / "news.yaml").write_text(first, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "news.yaml"]) == 0
    assert "2 passed, 0 failed" in capsys.readouterr().out


def test_its_picture_is_there_and_small() -> None:
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", TEXT)
    assert 0 < (ROOT / "docs" / picture).stat().st_size < 300_000


def test_the_python_example_compiles() -> None:
    (code,) = [block for kind, block in BLOCKS if kind == "python"]
    compile(code, "docs/checking.md", "exec")
    exec(code.split("\n\n")[0], {})  # its imports

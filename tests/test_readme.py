"""The README stays true: the commands it shows parse, and what it names is there."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import pytest

import assistant
from assistant.check import load
from assistant.cli import parser
from assistant.models import catalogue
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
INLINE = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE))
LINES = [line.removeprefix("$ ") for kind, block in BLOCKS if not kind for line in block.splitlines()]
COMMANDS = sorted({line for line in [*LINES, *INLINE] if re.match(r"assistant [a-z]", line)})


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_parses(command: str) -> None:
    words = shlex.split(command)[1:]
    if words in (["ask"], ["search"], ["index"]):  # the command's name alone, in a sentence
        words.append("…")
    parser().parse_args(words)


def test_commands_are_found() -> None:
    for name in ("ask", "search", "chat", "check", "index", "status", "models"):
        assert any(command.startswith(f"assistant {name}") for command in COMMANDS)


def test_each_option_of_the_table_parses() -> None:
    table = README.partition("Useful options of `ask`")[2].partition("\n##")[0]
    options = re.findall(r"^\| `(-[^`]+)` \|", table, re.MULTILINE)
    assert options
    for option in options:
        question = [] if option.startswith("--questions") else ["…"]
        parser().parse_args(["ask", *question, *shlex.split(option)])


def test_each_option_of_the_chat_page_parses() -> None:
    table = README.partition("| option of `assistant chat` |")[2].partition("\n\n")[0]
    options = re.findall(r"^\| `(-[^`]+)` \|", table, re.MULTILINE)
    assert options
    for option in options:
        parser().parse_args(["chat", *shlex.split(option)])


def test_each_make_target_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z]+)\b", " ".join([*LINES, *INLINE])))
    assert targets >= {"ask", "chat", "test"}
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_each_file_is_there() -> None:
    named = {
        name for name in INLINE if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", name) and re.search(r"[/.]", name)
    }
    named |= {link.partition("#")[0] for link in re.findall(r"\]\(([^):]+)\)", README)}
    named |= {line.split()[0] for line in LINES if re.match(r"[a-z]+/ ", line)}
    made_later = {".venv/", ".venv/bin/assistant"}
    named -= set(catalogue.names())
    paths = {name for name in named - made_later if not re.fullmatch(r"[\d.]+|\.[a-z]+", name)}
    assert {"seeds/", "constraints.txt", "LICENSE", "index/errors.py"} <= paths
    assert [name for name in sorted(paths) if not (ROOT / name).exists()] == []


def test_each_section_that_is_linked_is_there() -> None:
    links = re.findall(r"\]\(([^):#]+\.md)#([^)]+)\)", README)
    assert links
    for page, section in links:
        headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
        # GitHub's anchors: small letters, hyphens for spaces, no punctuation.
        assert section in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings}


def test_each_module_of_the_drawing_is_there() -> None:
    drawn = re.findall(r"^    ([a-z][a-z, ]*)/?  +\S", README, re.MULTILINE)
    modules = {name for row in drawn for name in row.strip().split(", ")}
    there = {path.stem for path in (ROOT / "assistant").glob("*.py")} | {"chat", "check", "facts", "models"}
    assert modules <= there
    assert there - modules == {"__init__", "answers", "data", "settings"}


def test_each_setting_is_named() -> None:
    named = set(re.findall(r"^\| `ASSISTANT_([A-Z]+)` \|", README, re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields} | {"CACHE", "PASSWORD"}


def test_the_default_models_are_named_with_size_and_source() -> None:
    for kind in ("generator", "embedder"):
        model = catalogue.default(kind)  # type: ignore[arg-type]
        assert model.name in README
        assert f"{model.bytes / 1e6:,.0f} MB" in README
        assert model.parts[0].requirement.split("==")[0] in README


def test_the_python_example_compiles_and_imports_what_there_is() -> None:
    (code,) = [block for kind, block in BLOCKS if kind == "python"]
    names = [
        alias.name
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert names
    assert set(names) <= set(assistant.__all__)


def test_the_cases_can_be_checked(tmp_path: Path) -> None:
    (cases,) = [block for kind, block in BLOCKS if kind == "yaml"]
    (tmp_path / "cases.yaml").write_text(cases, encoding="utf-8")
    tasks = load([tmp_path / "cases.yaml"])
    ((_, printed),) = [block for block in BLOCKS if block[1].startswith("$ assistant check")]
    passed, failed = map(int, re.search(r"(\d+) passed, (\d+) failed", printed).groups())  # type: ignore[union-attr]
    assert passed + failed == len(tasks)

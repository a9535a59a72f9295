"""The plugin for pytest: a test for each case, models loaded once, and not where all is deselected."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from checking import write_cases
from fakes import write_articles

ROOT = Path(__file__).parent.parent

CONFTEST = """
from pathlib import Path
import checking, pytest

def pytest_configure(config):
    patch = pytest.MonkeyPatch()
    stood = checking.stand_in(patch, Path(__file__).parent)
    config.add_cleanup(lambda: Path(__file__).with_name("loaded").write_text(str(stood.loaded)))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    write_cases(tmp_path, name="news.cases.yaml")
    return tmp_path


def run(folder: Path, *options: str) -> tuple[int, str, str]:
    """Run pytest as a person would in that folder; its status, its output, how often a model was loaded."""
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    call = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "assistant.check.pytest_plugin",
        "--rootdir",
        str(folder),
        "-q",
    ]
    done = subprocess.run([*call, *options], cwd=folder, env=env, capture_output=True, text=True)
    return done.returncode, done.stdout, (folder / "loaded").read_text()


def test_each_case_is_a_test_with_its_reason_and_the_models_are_loaded_once(folder: Path) -> None:
    write_cases(
        folder, "index: articles\ncases:\n- {id: more, question: 'Who built the bridge?'}", "b.cases.yml"
    )
    status, out, loaded = run(folder)
    assert status == 1 and "1 failed, 4 passed" in out
    assert "written wrong: the answer lacks “the president”" in out
    assert "answer: The mayor of Harlow opened the new bridge on Monday. [1]" in out
    assert f"{folder / 'news.cases.yaml'}:21" in out and "Traceback" not in out
    assert loaded == "1"


def test_a_case_can_be_chosen_by_its_name_and_by_its_tag(folder: Path) -> None:
    assert "1 passed, 3 deselected" in run(folder, "-k", "german")[1]
    assert "1 passed" in run(folder, "news.cases.yaml::zoo")[1]


@pytest.mark.parametrize(
    "options", [["-k", "nothing"], ["--collect-only"], ["--deselect", "news.cases.yaml"]]
)
def test_nothing_is_loaded_where_nothing_runs(folder: Path, options: list[str]) -> None:
    *_, loaded = run(folder, *options)
    assert loaded == "0"
    assert not (folder / "cache").exists()


def test_a_question_that_cannot_be_answered_is_an_error_and_no_failure(folder: Path) -> None:
    (folder / "news.cases.yaml").write_text("- {id: lost, question: 'Who?', index: nowhere}")
    status, out, _ = run(folder)
    assert status == 1 and "1 error" in out and "failed" not in out.splitlines()[-1]
    assert "there is no index" in out


def test_cases_of_two_folders_ask_each_its_own_articles_of_the_same_name(folder: Path) -> None:
    for name, country in (("a", "Norway"), ("b", "Sweden")):
        write_articles(folder / name / "news", {"bridge.txt": f"Engineers from {country} built the bridge."})
        case = f"{{id: {name}, question: 'Who built the bridge?', index: news, all: [{country}]}}"
        (folder / name / f"{name}.cases.yaml").write_text(f"- {case}")
    status, out, _ = run(folder, "a", "b")
    assert status == 0 and "2 passed" in out


def test_a_mistake_in_the_file_is_told_in_one_line(folder: Path) -> None:
    (folder / "news.cases.yaml").write_text("- {id: x}")
    status, out, _ = run(folder)
    assert status == 2 and "news.cases.yaml:1: question: is missing" in out and "Traceback" not in out


def test_pytest_finds_the_plugin_by_itself() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"proofdesk": "assistant.check.pytest_plugin"}

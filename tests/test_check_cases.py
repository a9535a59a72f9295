"""Files of cases: what is read from them, and an error with file, line and field for every mistake."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from checking import CASES, write_cases

from assistant.check import load, schema
from assistant.check.texts import finds
from index.errors import UsageError

ROOT = Path(__file__).parent.parent


def written(tmp_path: Path, text: str, name: str = "c.yaml") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_gives_its_cases_with_their_lines_and_their_index(tmp_path: Path) -> None:
    file = write_cases(tmp_path)
    tasks = load([file])
    assert [(task.case.id, task.line) for task in tasks] == [
        ("bridge", 3),
        ("zoo", 10),
        ("singer", 17),
        ("mayor", 21),
    ]
    assert {task.index for task in tasks} == {tmp_path / "articles"}
    bridge, zoo, singer, _ = (task.case for task in tasks)
    assert (bridge.all, bridge.none, bridge.language) == (("Norway",), ("Sweden",), "en")
    assert (zoo.cites[0].document, zoo.cites[0].quote) == ("zoo*", "Schneeleoparden")
    assert zoo.k_of and (zoo.k_of.k, zoo.k_of.of) == (2, ("drei", "junge", "alte"))
    assert (singer.answered, singer.max_seconds) == (False, None)


def test_a_list_and_lines_of_json_are_the_same_cases(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "question": "Who?", "history": [["What?", "That."]], "cites": ["001"]},
        {"id": "b", "question": "When?", "index": "elsewhere"},
    ]
    listed = load([written(tmp_path, yaml.safe_dump(rows))])
    lines = load([written(tmp_path, "\n".join(map(json.dumps, rows)) + "\n\n", "c.jsonl")])
    assert [task.case for task in listed] == [task.case for task in lines]
    assert [task.line for task in lines] == [1, 2]
    assert [task.index for task in lines] == [None, tmp_path / "elsewhere"]
    assert lines[0].case.history == (("What?", "That."),)


def test_a_folder_gives_the_cases_of_its_files(tmp_path: Path) -> None:
    written(tmp_path, "- {id: b, question: q}", "b.yml")
    written(tmp_path, '{"id": "a", "question": "q"}', "a.jsonl")
    written(tmp_path, '{"no": "case"}', "baseline.json")
    assert [task.case.id for task in load([tmp_path])] == ["a", "b"]


def test_a_case_of_its_own_index_and_a_date_without_quotes(tmp_path: Path) -> None:
    text = "index: a\ncases:\n- {id: x, question: q, index: b, all: [2017-12-26]}"
    (task,) = load([written(tmp_path, text)])
    assert (task.index, task.case.all) == (tmp_path / "b", ("2017-12-26",))


X = "- id: x\n  question: q\n"


MISTAKES = [
    (X + "  cites: [001]\n", "3: cites[0].document: must be text, but 001 is read as a number; put it in"),
    (
        X + "  all: [20,000]\n",
        '3: all[0]: must be text, but 20 is read as a number; put it in quotes: "20", and all of it where',
    ),
    (X + "  language: no\n", "3: language: must be text, but no is read as true or false; put it in"),
    (X + "  language: xx\n", "3: language: language 'xx' is not known"),
    (X + "  al: [Russia]\n", "3: al: there is no such field; is it `all`?"),
    (X + "  colour: red\n", "3: colour: there is no such field; the fields are id, question,"),
    (X + "  all: Russia\n", "3: all: must be a list"),
    (X + "  all:\n", "3: all: must be a list"),
    (X + "  all:\n  - a\n  - '/(/'\n", "5: all[1]: /(/ is no regular expression"),
    (X + "  all: ['  ']\n", "3: all[0]: is blank"),
    (X + "  question: other\n", "3: question: stands twice"),
    (X + "  k_of: {k: 3, of: [a]}\n", "3: k_of: k is 3, but `of` has only 1"),
    (X + "  cites:\n  - {document: a, qoute: b}\n", "4: cites[0].qoute: there is no such field here"),
    (X + "  history: [[alone]]\n", "3: history[0][1]: is missing"),
    (X + "  answered: 'no'\n", "3: answered: must be true or false"),
    (X + "  answered: false\n  all: [a]\n", "1: `all` expects something of an answer"),
    (X + "  max_seconds: soon\n", "3: max_seconds: must be a number"),
    (X + "  max_seconds: 0\n", "3: max_seconds: "),
    (X + X, "3: id: 'x' is already the case at "),
    ("- id: 12\n  question: q\n", "1: id: must be text, but 12 is read as a number"),
    ("- id: x\n", "1: question: is missing"),
    ("- id: x\n  question: ''\n", "2: question: is empty"),
    ("- id: x\n  question: '  '\n", "2: question: the question is empty"),
    ("- id: x\n  question: " + "long " * 300, "2: question: the question has 1,49"),
    ("- id: x\n  question: q\n  al: [a]\n  any: b\n", "3: al: there is no such field; is it `all`? (and 1"),
    ("text", "1: cases: must be a list"),
    ("- text", "1: must be fields with values"),
    ("cases: 3", "1: cases: must be a list"),
    ("index: a\n", "1: cases: is missing"),
    ("index: a\ncase: []\n", "2: case: there is no such field"),
    ("index: 3\ncases: []\n", "1: index: must be the text of a path"),
    ("- id: x\n question: q\n", "2: not YAML: "),
    ("- *nowhere\n", "1: not YAML: found undefined alias"),
    ("- !!python/object:os.system {}\n", "1: not YAML: could not determine a constructor"),
    ("[" * 5000, "1: not YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), MISTAKES)
def test_each_mistake_is_told_with_file_line_and_field(tmp_path: Path, text: str, says: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(UsageError) as told:
        load([file])
    assert str(told.value).startswith(f"{file}:{says}")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": "x"', "2: not JSON"),
        ("[1]", "2: must be fields with values"),
        ('{"id": "x", "question": "q", "all": [1]}', "2: all[0]: must be text"),
        ("[" * 100_000, "2: not JSON that can be read"),
    ],
)
def test_a_line_of_json_is_told_by_its_number(tmp_path: Path, line: str, says: str) -> None:
    file = written(tmp_path, f'{{"id": "a", "question": "q"}}\n{line}\n', "c.jsonl")
    with pytest.raises(UsageError) as told:
        load([file])
    assert str(told.value).startswith(f"{file}:{says}")


def test_a_file_that_cannot_be_read_or_is_empty_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("- id: ü".encode("latin-1"))
    for name, says in (("none.yaml", "cannot read"), ("latin.yaml", "UTF-8")):
        with pytest.raises(UsageError, match=says):
            load([tmp_path / name])
    with pytest.raises(UsageError, match="there is no case in"):
        load([written(tmp_path, "# nothing yet\n")])


@pytest.mark.parametrize(
    ("expected", "text", "found"),
    [
        ("russia", "Russia and China", True),
        ("and  China", "Russia and\nChina", True),
        ("a.c", "abc", False),
        ("/a.c/", "xABCx", True),
        ("/^russia/i", "Russia", True),
        (r"/\b6\b/", "16", False),
        ("Yıldırım", "Yıldırım", True),
        ("Çelik", "C\u0327elik", True),
        ("/", "and/or", True),
        ("/usr", "in /usr/bin", True),
    ],
)
def test_texts_and_regular_expressions(expected: str, text: str, found: bool) -> None:
    assert finds(expected, text) is found


def test_the_schema_for_editors_is_that_of_the_cases() -> None:
    shipped = json.loads((ROOT / "assistant/check/cases.schema.json").read_text(encoding="utf-8"))
    assert shipped == schema()
    jsonschema.Draft202012Validator.check_schema(shipped)
    for file in (ROOT / "tests/cases").glob("*.yaml"):
        jsonschema.validate(yaml.safe_load(file.read_text(encoding="utf-8")), shipped)
    jsonschema.validate(yaml.safe_load(CASES), shipped)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"id": "x", "question": "q", "al": ["a"]}], shipped)

"""Files of questions: all lines are checked before anything is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.questions import Asked, read_questions
from index.errors import UsageError


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "questions.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_questions_come_in_order_with_ids_and_history(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '{"id": "b", "question": "Who?"}\n\n'
        '{"id": 7, "question": "And why?", "history": [["Who?", "They."], ["When?", "Now."]]}\r\n'
        '{"question": "Wie?", "other": 1}',
    )
    assert read_questions(path) == [
        Asked("Who?", "b"),
        Asked("And why?", 7, (("Who?", "They."), ("When?", "Now."))),  # type: ignore[arg-type]
        Asked("Wie?"),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    assert read_questions(written(tmp_path, b'\xef\xbb\xbf{"question": "Who?"}')) == [Asked("Who?")]


def test_a_line_separator_inside_a_question_does_not_split_the_line(tmp_path: Path) -> None:
    path = written(tmp_path, '{"question": "Who\u2028vetoed?"}\n{"question": "Why?"}')
    assert len(read_questions(path)) == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "not JSON"),
        ("nonsense", "not JSON"),
        ('"text"', "not an object"),
        ("[]", "not an object"),
        ("null", "not an object"),
        ("{}", "missing"),
        ('{"question": null}', "missing"),
        ('{"question": 3}', "missing"),
        ('{"question": ""}', "empty"),
        ('{"question": "  "}', "empty"),
        ('{"question": "???"}', "no word"),
        ('{"question": "' + "x" * 20_000 + '"}', "20,000"),
        ('{"question": "Who?", "id": [1]}', "id"),
        ('{"question": "Who?", "id": true}', "id"),
        ('{"question": "Who?", "id": 1.5}', "id"),
        ('{"question": "Who?", "history": "x"}', "history"),
        ('{"question": "Who?", "history": [["x"]]}', "history"),
        ('{"question": "Who?", "history": ["ab"]}', "history"),
        ('{"question": "Who?", "history": [["x", 1]]}', "history"),
        ('{"question": "Who?", "history": null}', "history"),
        ("[" * 100_000, "not JSON"),
        ('{"question": "Who?", "id": ' + "9" * 10_000 + "}", "not JSON"),
        ('{"question": "Who \\ud800?"}', "surrogate"),
        ('{"question": "Who?", "id": "\\ud800"}', "surrogate"),
    ],
)
def test_a_malformed_line_is_named_by_its_number(tmp_path: Path, line: str, says: str) -> None:
    path = written(tmp_path, f'{{"question": "Who?"}}\n\n{line}\n')
    with pytest.raises(UsageError, match="line 3") as raised:
        read_questions(path)
    assert says in str(raised.value)


@pytest.mark.parametrize("content", ["", "\n\n  \n"])
def test_a_file_without_questions_is_wrong_usage(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match="no question"):
        read_questions(written(tmp_path, content))


def test_a_missing_file_a_folder_and_other_bytes_are_wrong_usage(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path, written(tmp_path, b'{"question": "\xff"}')):
        with pytest.raises(UsageError, match="cannot read the questions file"):
            read_questions(path)

"""`check` finds what no reader would stumble on, and nothing in a sound index."""

from __future__ import annotations

import re
import sqlite3
import zlib
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEmbedder

from index import Index
from index.check import problems
from index.schema import FILE
from index.store import Store

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    Index.update(tmp_path / "index", [SEEDS], FakeEmbedder())
    return tmp_path / "index"


def test_a_sound_index_has_no_problems(directory: Path) -> None:
    with Index.open(directory) as opened:
        assert opened.check() == ()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE documents SET text = text || ' '", "text of .* has changed"),
        ("DELETE FROM vectors WHERE number = 3", "1 passages without a vector"),
        ("DELETE FROM words WHERE rowid = 3", "words of passage 3 "),
        ("UPDATE words SET exact = 'other' WHERE rowid = 3", "words of passage 3 "),
        ("INSERT INTO words (rowid, exact) VALUES (999, 'x')", "1 words without a passage"),
        ("DELETE FROM passages WHERE number = 3", "do not fit its text"),
        ("UPDATE passages SET sentences = '[[0, 5]]' WHERE number = 3", "passage 3 has changed"),
        ("UPDATE documents SET published = '1999' WHERE number = 1", "has changed"),
        ("DELETE FROM signatures WHERE document = 1", "1 documents without a signature"),
        (
            "UPDATE signatures SET signature = zeroblob(400) WHERE document = 1",
            "signature of 000_.* is not that of its text",
        ),
        ("INSERT INTO links VALUES (1, 2)", "linked to an article that is not like it"),
        ("UPDATE vectors SET vector = zeroblob(1024) WHERE number = 3", "vector of passage 3 has changed"),
        ("INSERT INTO vectors VALUES (999, x'00', 0)", "vectors 999 belongs to nothing"),
        ("DELETE FROM words_data WHERE id > 10", "full text"),
    ],
)
def test_every_contradiction_is_told(directory: Path, damage: str, told: str) -> None:
    with sqlite3.connect(directory / FILE) as connection:
        connection.execute(damage)
    with Index.open(directory) as opened:
        found = opened.check()
    assert found and all("\n" not in line for line in found)
    assert any(re.search(told, line) for line in found), found


def test_a_vector_of_another_length_is_told(directory: Path) -> None:
    blob = np.ones(256, dtype="<f4").tobytes()
    with sqlite3.connect(directory / FILE) as connection:
        connection.execute(
            "UPDATE vectors SET vector = ?, crc = ? WHERE number = 3", (blob, zlib.crc32(blob))
        )
    with Index.open(directory) as opened:
        (told,) = opened.check()
    assert re.fullmatch("1 vectors of [a-z]{2} are not of length 1", told)


def test_what_an_update_does_meanwhile_is_no_damage(tmp_path: Path) -> None:
    folder, directory = tmp_path / "news", tmp_path / "index"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Article {number} tells of the event {number * 7919}.")
    Index.update(directory, [folder], FakeEmbedder())
    with sqlite3.connect(directory / FILE) as connection:
        connection.execute("UPDATE documents SET text = text || ' ' WHERE path = '0.txt'")
    store = Store.open(directory)
    told = problems(store)
    assert "text of" in next(told)
    (folder / "3.txt").write_text("Now it tells of something else. And of more than that.")
    (folder / "4.txt").unlink()
    Index.update(directory, [folder], FakeEmbedder())
    assert list(told) == []
    store.close()

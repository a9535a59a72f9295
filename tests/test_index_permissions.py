"""What another user reads, and what cannot be read for now; root drops its rights in another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEmbedder

from index import Index
from index.store import Store

HERE = Path(__file__).parent

OTHER = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from fakes import FakeEmbedder
from index import Index

def become_another_user():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
"""

READ = """
become_another_user()
with Index.open(Path(sys.argv[2])) as opened:
    print(json.dumps([document.path for document in opened.documents()]))
"""

UPDATE = """
top, mode = Path(sys.argv[2]), int(sys.argv[3])
Index.update(top / "index", [top / "news"], FakeEmbedder())
if os.geteuid() == 0:
    for path in [top, *top.rglob("*")]:
        os.chown(path, 65534, 65534)
become_another_user()
(top / "news" / "sub").chmod(mode)
summary = Index.update(top / "index", [top / "news"], FakeEmbedder())
(top / "news" / "sub").chmod(0o755)
print(json.dumps([summary.removed, {skipped.path: skipped.reason for skipped in summary.skipped}]))
"""


ELSEWHERE = """
top = Path(sys.argv[2])
Index.update(top / "index", [top / "news", top / "shut" / "old"], FakeEmbedder())
if os.geteuid() == 0:
    for path in [top, *top.rglob("*")]:
        os.chown(path, 65534, 65534)
become_another_user()
for folder in ("news/sub", "shut"):
    (top / folder).chmod(0)
summary = Index.update(top / "index", [top / "other"], FakeEmbedder())
for folder in ("news/sub", "shut"):
    (top / folder).chmod(0o755)
print(json.dumps([summary.added, summary.removed]))
"""


@pytest.fixture
def top() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made).resolve()


def other(code: str, *given: object) -> Any:
    """What another user is told."""
    arguments = [sys.executable, "-c", OTHER + code, str(HERE), *map(str, given)]
    shown = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=HERE.parent)
    return json.loads(shown.stdout)


def test_a_reader_without_rights_to_write_sees_what_a_writer_has_not_merged_yet(top: Path) -> None:
    folder, directory = top / "news", top / "index"
    folder.mkdir()
    (folder / "cats.txt").write_text("Cats sleep all day.")
    Index.update(directory, [folder], FakeEmbedder())
    writer = Store.open(directory)
    (folder / "fish.txt").write_text("Fish swim.")
    Index.update(directory, [folder], FakeEmbedder())
    for file in directory.iterdir():
        file.chmod(0o644)
    assert (directory / "index.sqlite-wal").stat().st_size
    directory.chmod(0o555)
    assert other(READ, directory) == ["cats.txt", "fish.txt"]
    directory.chmod(0o755)
    writer.close()
    assert not (directory / "index.sqlite-wal").exists()
    directory.chmod(0o555)  # nobody writes: there is no log to read, and none can be made
    assert other(READ, directory) == ["cats.txt", "fish.txt"]
    directory.chmod(0o755)


@pytest.mark.parametrize(
    ("mode", "unread"),
    [(0, ["sub"]), (0o444, ["sub/inner", "sub/birds.txt", "sub/news.jsonl", "sub/tool.exe"])],
    ids=["not listed", "listed, not entered"],
)
def test_articles_in_a_folder_that_cannot_be_read_for_now_stay(
    top: Path, mode: int, unread: list[str]
) -> None:
    inner = top / "news" / "sub" / "inner"
    inner.mkdir(parents=True)
    for place in (inner.parent.parent, inner.parent, inner):
        (place / "birds.txt").write_text(f"Birds of {place.name} fly south.")
    (inner.parent / "tool.exe").write_bytes(b"MZ")
    (inner.parent / "news.jsonl").write_text('{"text": "Fish swim."}\n{broken\n')
    removed, skipped = other(UPDATE, top, mode)
    assert removed == 0
    assert {path: reason for path, reason in skipped.items() if "Permission denied" in reason}.keys() == {
        *unread
    }
    if mode == 0:
        assert skipped == {
            "sub": "a folder that cannot be read: Permission denied; what is known of it stays"
        }
    with Index.open(top / "index") as opened:
        assert len(opened.documents()) == 4
        told = {left.path for left in opened.skipped()}
        assert told >= {*unread}
        assert mode or told >= {"sub/tool.exe", "sub/news.jsonl#2"}, "what was left out is remembered too"
    (inner / "birds.txt").unlink()
    summary = Index.update(top / "index", [top / "news"], FakeEmbedder())
    assert summary.removed == 1
    with Index.open(top / "index") as opened:
        assert not {left.path for left in opened.skipped()} & {"sub", "sub/inner"}


def test_another_folder_is_indexed_while_what_was_left_out_cannot_be_looked_for(top: Path) -> None:
    for place in ("news/sub", "shut/old", "other"):
        (top / place).mkdir(parents=True)
        (top / place / "birds.txt").write_text("Birds fly south.")
        (top / place / "tool.exe").write_bytes(b"MZ")
    assert other(ELSEWHERE, top) == [1, 0]  # the one of shut/old is the same, but surely not moved here
    with Index.open(top / "index") as opened:
        assert sorted(left.path for left in opened.skipped()) == ["sub/tool.exe", "tool.exe", "tool.exe"]
        assert len(opened.documents()) == 3


def test_an_indexed_folder_that_cannot_be_read_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, gone, directory = tmp_path / "one", tmp_path / "gone", tmp_path / "index"
    for folder in (one, gone):
        folder.mkdir()
        (folder / "birds.txt").write_text(f"Birds of {folder.name} fly south.")
    Index.update(directory, [one, gone], FakeEmbedder())
    scandir = os.scandir

    def failing(path: Any) -> Any:
        """As on a disk that fails, which cannot be had in a test."""
        if Path(path) == gone:
            raise OSError(5, "Input/output error", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", failing)
    summary = Index.update(directory, [one, gone], FakeEmbedder())
    assert (summary.removed, summary.unchanged) == (0, 1)
    assert [(left.path, left.reason) for left in summary.skipped] == [
        ("gone", "a folder that cannot be read: Input/output error; what is known of it stays")
    ]

"""Conversations are kept for each reader, and leave as Markdown."""

from __future__ import annotations

import stat
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from chatting import answer, citation, passage, refusal
from fakes import FakeEmbedder, FakeGenerator

from assistant.api import Assistant
from assistant.chat.conversations import Conversations, State
from assistant.chat.desk import Desk
from assistant.chat.export import markdown, plain
from assistant.chat.proof import Proof
from assistant.chat.texts import texts
from index.errors import ArchiveError, UsageError
from index.narrow import Narrowing

ALL = Narrowing()
SAYS = texts("en")


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "new" / "kept.sqlite", "archive")


def test_a_question_is_kept_before_it_is_answered_and_both_outlive_the_server(
    kept: Conversations, tmp_path: Path
) -> None:
    narrowing = Narrowing.to("2022", None, ["de"], ["folder"])
    turn = kept.ask("ann", None, "Who opened the bridge?", narrowing)
    assert (turn.state, turn.number, turn.answer) == ("asked", 1, None)
    kept.end("ann", turn.id, "answered", answer())
    second = kept.ask("ann", turn.conversation, "And when?", ALL)
    kept.close()

    with Conversations(tmp_path / "new" / "kept.sqlite", "archive") as again:
        (conversation,) = again.listed("ann")
        assert conversation.title == "Who opened the bridge?"
        first, last = again.turns("ann", conversation.id)
        assert first.answer == answer()
        assert first.narrowing == narrowing
        assert (last.id, last.state, last.number) == (second.id, "asked", 2)


def test_nobody_sees_or_changes_what_is_anothers(kept: Conversations) -> None:
    turn = kept.ask("ann", None, "secret?", ALL)
    assert kept.listed("bob") == []
    assert kept.turns("bob", turn.conversation) == []
    assert kept.named("bob", turn.conversation) is None
    with pytest.raises(UsageError):
        kept.turn("bob", turn.id)
    with pytest.raises(UsageError):
        kept.end("bob", turn.id, "answered", answer())
    kept.rename("bob", turn.conversation, "mine now")
    kept.delete("bob", turn.conversation)
    assert kept.ask("bob", turn.conversation, "let me in", ALL).conversation != turn.conversation
    assert [one.title for one in kept.listed("ann")] == ["secret?"]
    assert [one.question for one in kept.turns("ann", turn.conversation)] == ["secret?"]


def test_conversations_about_another_archive_are_not_shown(kept: Conversations, tmp_path: Path) -> None:
    turn = kept.ask("ann", None, "here?", ALL)
    with Conversations(tmp_path / "new" / "kept.sqlite", "other archive") as other:
        assert other.listed("ann") == []
        assert other.turns("ann", turn.conversation) == []


def test_rename_and_delete(kept: Conversations) -> None:
    turn = kept.ask("ann", None, "one?", ALL)
    kept.rename("ann", turn.conversation, "  The\nbridge " + "x" * 200)
    (named,) = kept.listed("ann")
    assert named.title.startswith("The bridge xxx")
    assert len(named.title) == 120
    kept.rename("ann", turn.conversation, "   ")
    assert kept.listed("ann") == [named]
    kept.delete("ann", turn.conversation)
    assert kept.listed("ann") == []
    with pytest.raises(UsageError):
        kept.turn("ann", turn.id)


def test_the_last_changed_is_listed_first(kept: Conversations) -> None:
    first = kept.ask("ann", None, "first?", ALL)
    kept.ask("ann", None, "second?", ALL)
    assert [one.title for one in kept.listed("ann")] == ["second?", "first?"]
    kept.end("ann", first.id, "stopped")
    assert [one.title for one in kept.listed("ann")] == ["first?", "second?"]


def test_an_answer_of_another_version_is_asked_again(kept: Conversations) -> None:
    turn = kept.ask("ann", None, "old?", ALL)
    kept.end("ann", turn.id, "answered", answer())
    with kept._changing():
        kept._database.execute("UPDATE turns SET answer = '{\"text\": 1}'")
    assert kept.turn("ann", turn.id).state == "asked"


@pytest.mark.parametrize(("state", "reason"), [("stopped", None), ("failed", "no room")])
def test_an_answer_stays_until_there_is_another(
    kept: Conversations, state: State, reason: str | None
) -> None:
    turn = kept.ask("ann", None, "old?", ALL)
    kept.end("ann", turn.id, "answered", answer())
    asked = kept.end("ann", turn.id, "asked")
    assert (asked.state, asked.answer) == ("asked", answer())
    ended = kept.end("ann", turn.id, state, reason=reason)
    assert (ended.state, ended.answer, ended.reason) == ("answered", answer(), reason)
    kept.end("ann", turn.id, "asked")
    other = kept.end("ann", turn.id, "answered", refusal())
    assert (other.state, other.answer, other.reason) == ("answered", refusal(), None)


def test_an_answer_to_a_narrowed_question_is_not_kept_as_a_test(kept: Conversations, tmp_path: Path) -> None:
    browser = {"reader": "secret " * 8, "open": ""}
    request: Any = SimpleNamespace(session_hash="session", headers={}, username=None)
    with Assistant(tmp_path, model=FakeGenerator(), embedder=FakeEmbedder()) as assistant:
        desk = Desk(assistant, tmp_path, kept)
        turn = kept.ask(f"browser:{browser['reader']}", None, "Who?", Narrowing.to("2022"))
        kept.end(f"browser:{browser['reader']}", turn.id, "answered", answer())
        event: Any = SimpleNamespace(_data={"turn": turn.id})
        for keep in (Proof(desk).keep, Proof(desk).keep_wrong):
            with pytest.raises(gr.Error, match="a test asks the whole archive"):
                keep(browser, request, event)
        assert not desk.cases.exists()


def test_many_threads_ask_at_once(kept: Conversations) -> None:
    conversation = kept.ask("ann", None, "first?", ALL).conversation
    threads = [threading.Thread(target=kept.ask, args=("ann", conversation, f"{n}?", ALL)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [turn.number for turn in kept.turns("ann", conversation)] == list(range(1, 22))


def test_the_file_is_its_owners_alone(kept: Conversations, tmp_path: Path) -> None:
    kept.ask("ann", None, "one?", ALL)
    assert stat.S_IMODE((tmp_path / "new" / "kept.sqlite").stat().st_mode) == 0o600


def test_a_broken_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(ArchiveError, match="sqlite cannot be used"):
        Conversations(tmp_path / "kept.sqlite", "archive")


def test_markdown_has_the_quotes_as_footnotes_numbered_through(kept: Conversations) -> None:
    first = kept.ask("ann", None, "Who opened the *bridge*?", Narrowing.to("2021-03"))
    kept.end("ann", first.id, "answered", answer())
    second = kept.ask("ann", first.conversation, "When?", ALL)
    two = answer(
        "In March. [1]\nIn May. [2]", citations=(citation(1), citation(2, document="x_[1].md", title=None))
    )
    kept.end("ann", second.id, "answered", two)
    third = kept.ask("ann", first.conversation, "Where?", ALL)
    kept.end("ann", third.id, "answered", refusal(passages=(passage(quote="# no heading"),)))
    (conversation,) = kept.listed("ann")

    made = markdown(conversation, kept.turns("ann", first.conversation), SAYS)

    assert made.startswith("# Who opened the \\*bridge\\*?\n")
    assert "*Only from March 2021*" in made
    assert "The mayor opened it.[^1]\n" in made
    assert "In March.[^2]  \nIn May.[^3]" in made
    assert (
        "[^1]: A bridge (bridge.txt, March 2021, English): “The mayor of Harlow opened the bridge.”" in made
    )
    assert "[^3]: (x\\_\\[1\\].md, March 2021, English): " in made
    assert "- A bridge (bridge.txt, March 2021, English): “\\# no heading”" in made
    assert "[^4]" not in made


def test_markdown_of_a_refusal_offers_nothing_where_nothing_is_near(kept: Conversations) -> None:
    asked = kept.ask("ann", None, "Where?", ALL)
    kept.end("ann", asked.id, "answered", refusal(passages=(passage(near=False),)))
    (conversation,) = kept.listed("ann")
    made = markdown(conversation, kept.turns("ann", asked.conversation), SAYS)
    assert SAYS("nearest") not in made and "bridge.txt" not in made


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("- no list", "\\- no list"),
        ("1. no list", "\\1. no list"),
        ("[a](javascript:b) ![c](d)", "\\[a\\](javascript:b) !\\[c\\](d)"),
        ("two\nlines", "two lines"),
    ],
)
def test_nothing_that_was_written_formats(text: str, written: str) -> None:
    assert plain(text) == written

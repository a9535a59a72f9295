"""Answers as a person reads them in a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checking import answer, passage, refusal

from assistant import explain, terminal
from assistant.console import out, say
from index import DocumentInfo, Found, Hit, Passage

HOSTILE = "\x1b[2J\x1b]0;owned\x07\u202eelgoog\r\x9b1m"


@pytest.mark.parametrize("unseen", ["\x1b", "\x07", "\u202e", "\r", "\x9b", "owned"])
def test_articles_command_nothing_of_the_terminal(unseen: str) -> None:
    found = passage(
        document=f"{HOSTILE}.txt", quote=f"{HOSTILE} built it.", title=HOSTILE, also_in=(f"{HOSTILE}2.txt",)
    )
    info = DocumentInfo("d", f"{HOSTILE}.txt", "/", HOSTILE, None, "en", "0")
    hit = Hit(
        passage=Passage("p", "d", 0, 9, ((0, 9),)), document=info, text=HOSTILE, score=0.5, also_in=(info,)
    )
    told = [
        terminal.answer(answer(f"{HOSTILE} [1]", found)),
        terminal.answer(refusal(found)),
        terminal.found(Found((hit,), 0)),
        explain.explained(answer("x [1]", found), []),
    ]
    assert all(unseen not in text for text in told)
    assert all("elgoog" in text for text in told)


def test_whatever_is_printed_commands_nothing_of_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    out(HOSTILE)
    say(HOSTILE)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("elgoog\n", "elgoog\n")


def test_json_is_to_the_letter() -> None:
    found = passage(quote=HOSTILE)
    assert answer("x [1]", found).to_dict()["citations"][0]["quote"] == HOSTILE


def test_a_refusal_offers_the_passages_that_are_near() -> None:
    near, far = passage("near.txt"), passage("far.txt", near=False)
    told = terminal.answer(refusal(far, near))
    assert "near.txt" in told and "far.txt" not in told


def test_a_refusal_offers_nothing_where_nothing_is_near() -> None:
    told = terminal.answer(refusal(passage("far.txt", near=False)))
    assert told == "The archive does not say."


def test_an_answer_offers_nothing_else() -> None:
    told = terminal.answer(replace(answer(), passages=(passage(), passage("other.txt"))))
    assert "other.txt" not in told

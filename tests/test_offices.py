"""Offices and occupations across languages."""

from __future__ import annotations

from importlib.resources import files

import pytest

from assistant import offices


def _rows() -> list[list[list[str]]]:
    text = files("assistant").joinpath(offices.FILE).read_text(encoding="utf-8")
    return [[cell.split("|") for cell in line.split("\t")] for line in text.splitlines()[1:]]


def test_every_row_has_a_name_in_each_language_and_none_twice() -> None:
    rows = _rows()
    assert len(rows) > 500
    for row in rows:
        assert len(row) == 3
        for names in row:
            assert len(set(names)) == len(names)
            assert all(name and name == " ".join(name.split()) for name in names)


def test_german_nouns_have_capitals() -> None:
    single = [[name for name in row[1] if " " not in name] for row in _rows()]
    assert [names for names in single if len({name.islower() for name in names}) > 1] == []
    # "ehemaliger", "stellvertretende": what makes another office of one.
    assert sum(bool(names) and names[0].islower() for names in single) == 5


@pytest.mark.parametrize(
    ("text", "spoken", "language", "said"),
    [
        ("Die Tierärztin Ann Lee half.", "de", "en", "Die vet Ann Lee half."),
        ("The mayor's garden burned.", "en", "nl", "The burgemeester's garden burned."),
        ("De woordvoerder zweeg.", "nl", "de", "De Sprecher zweeg."),
        ("The prime\nminister spoke.", "en", "nl", "The premier spoke."),
        ("Der Richter kam.", "de", "fr", "Der Richter kam."),
        ("Le maire est venu.", "fr", "en", "Le maire est venu."),
        ("Die Landratte kam.", "de", "en", "Die Landratte kam."),
    ],
)
def test_an_office_is_called_as_in_the_readers_language(
    text: str, spoken: str, language: str, said: str
) -> None:
    assert offices.translated(text, language, spoken) == said


@pytest.mark.parametrize(
    ("words", "statement", "kept"),
    [
        ("die Richterin", "Ann Lee is a judge.", True),
        ("die Untersuchungsrichterin", "Ann Lee is an examining judge.", True),
        ("die Untersuchungsrichterin", "Ann Lee is a judge.", False),
        ("die Richterin", "Ann Lee is a lawyer.", False),
        ("die Richterin", "Ann Lee is a judge and the mayor.", False),
        ("die Richterin und Imkerin", "Ann Lee is a judge.", False),
        ("eine Hopfenkönigin", "Ann Lee is a queen.", False),
        ("die ehemalige Richterin", "Ann Lee is a judge.", False),
        ("die ehemalige Richterin", "Ann Lee is a former judge.", True),
    ],
)
def test_a_statement_names_the_offices_of_the_article_and_no_others(
    words: str, statement: str, kept: bool
) -> None:
    assert offices.kept(words, "de", statement, "en") is kept


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Landrat", "district administrator"),
        ("die Richterin", "judge"),
        ("die Richterin Ann Lee", None),
        ("die Richterin und Imkerin", None),
        ("eine Hopfenkönigin", None),
    ],
)
def test_what_is_but_an_office_is_said_in_full(words: str, said: str | None) -> None:
    assert offices.in_full(words, "en", "de") == said


def test_longer_names_are_found_before_shorter_ones() -> None:
    prime, minister = (offices.named(text, "en") for text in ("the prime minister", "the minister"))
    assert len(prime) == 1 and prime != minister

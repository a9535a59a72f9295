"""Offices and occupations across languages."""

from __future__ import annotations

from importlib.resources import files

import pytest

from assistant import offices

NOBODY: frozenset[str] = frozenset()
ANN_LEE = frozenset({"ann", "lee"})


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
    assert [name for row in _rows() for name in row[1] if name.islower()] == []


@pytest.mark.parametrize(
    ("text", "spoken", "language", "said"),
    [
        ("Die Tierärztin Ann Lee half.", "de", "en", "Die vet Ann Lee half."),
        ("The mayor's garden burned.", "en", "nl", "The burgemeester's garden burned."),
        ("De woordvoerder zweeg.", "nl", "de", "De Sprecher zweeg."),
        ("The prime\nminister spoke.", "en", "nl", "The premier spoke."),
        ("The French President Ann Lee spoke.", "en", "de", "The French Präsident Ann Lee spoke."),
        ("Der Richter kam.", "de", "fr", "Der Richter kam."),
        ("Le maire est venu.", "fr", "en", "Le maire est venu."),
        ("Die Landratte kam.", "de", "en", "Die Landratte kam."),
    ],
)
def test_an_office_is_called_as_in_the_readers_language(
    text: str, spoken: str, language: str, said: str
) -> None:
    assert offices.translated(text, language, spoken, NOBODY) == said


@pytest.mark.parametrize(
    ("text", "spoken", "said"),
    [
        ("Der Maler Gerhard Richter kam.", "de", "Der painter Gerhard Richter kam."),
        ("Angela Bauer ist Richterin.", "de", "Angela Bauer ist judge."),
        ("Auch Richter kamen.", "de", "Auch judge kamen."),
        ("De heer Bakker kwam. Wethouder Visser zweeg.", "nl", "De heer Bakker kwam. alderman Visser zweeg."),
        ("Tom Baker, a judge, came.", "en", "Tom Baker, a Richter, came."),
    ],
)
def test_a_surname_is_no_office(text: str, spoken: str, said: str) -> None:
    language = "de" if spoken == "en" else "en"
    assert offices.translated(text, language, spoken, NOBODY) == said


def test_whom_the_question_is_about_is_no_office_either() -> None:
    assert len(offices.named("Koch, ein Richter", "de", NOBODY)) == 2
    assert len(offices.named("Koch, ein Richter", "de", frozenset({"koch"}))) == 1


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
    ],
)
def test_a_statement_names_the_offices_of_the_article_and_no_others(
    words: str, statement: str, kept: bool
) -> None:
    assert offices.kept(words, "de", statement, "en", NOBODY) is kept


@pytest.mark.parametrize(
    ("words", "sentence", "said"),
    [
        ("Landrat", "Landrat Ann Lee schwieg.", "district administrator"),
        ("die Richterin", "Es kam die Richterin, Ann Lee.", "judge"),
        ("Richterin", "Die Richterin Ann Lee kam.", "judge"),
        ("Richterin", "Die strenge Richterin Ann Lee kam.", None),
        ("Richterin", "Ann Lee ist die Tochter der Richterin.", None),
        ("die Richterin Ann Lee", "Die Richterin Ann Lee kam.", None),
        ("die Richterin und Imkerin", "Die Richterin und Imkerin Ann Lee kam.", None),
        ("eine Hopfenkönigin", "Eine Hopfenkönigin, Ann Lee, kam.", None),
    ],
)
def test_an_office_beside_the_name_of_its_holder_is_said_in_full(
    words: str, sentence: str, said: str | None
) -> None:
    assert offices.in_full(words, sentence, "en", "de", ANN_LEE) == said


def test_a_man_is_told_from_a_woman_or_nothing_is_said() -> None:
    told = "judge", "The judge Ann Lee came."
    assert offices.in_full(*told, "nl", "en", ANN_LEE) == "rechter"
    assert offices.in_full(*told, "de", "en", ANN_LEE) is None


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("der ehemalige Bürgermeister", True),
        ("Früherer Bürgermeister", True),
        ("the then mayor", True),
        ("geen rechter", True),
        ("Richter a. D.", True),
        ("der Bürgermeister von Altheim", False),
        ("the mayor of Thenford", False),
    ],
)
def test_some_words_make_another_office_of_one(text: str, changed: bool) -> None:
    assert offices.changed(text) is changed


@pytest.mark.parametrize(
    ("sentence", "otherwise"),
    [
        ("The former mayor Ann Lee came.", True),
        ("The former mayor of the small town of Great Yarmouth, Ann Lee, came.", True),
        ("Ann Lee, deputy mayor of Linz, came.", True),
        ("Die ehemalige Bürgermeisterin Ann Lee kam.", True),
        ("Oud-burgemeester Ann Lee kwam.", True),
        ("Mayor Ann Lee, late on Monday, opened it.", False),
        ("Burgemeester Ann Lee, 45 jaar oud, kwam.", False),
        ("Mayor Ann Lee succeeded the former mayor Bo Ek.", False),
        ("The mayor, Ann Lee, did not come.", False),
    ],
)
def test_whose_office_it_is_not_quite(sentence: str, otherwise: bool) -> None:
    assert offices.held_otherwise(sentence, "Ann Lee") is otherwise


def test_longer_names_are_found_before_shorter_ones() -> None:
    prime, minister = (offices.named(text, "en", NOBODY) for text in ("the prime minister", "the minister"))
    assert len(prime) == 1 and prime != minister

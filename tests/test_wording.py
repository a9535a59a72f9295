"""The reader's language: foreign words are noticed; names, places and numbers need no translation."""

from __future__ import annotations

import pytest

from assistant.facts import facts
from assistant.wording import foreign_words, localised, names_by_spelling, punctuated, short_answer


@pytest.mark.parametrize(
    ("text", "language", "foreign"),
    [
        ("In 2022 legten Rusland und China hun veto uit.", "nl", ["legten", "und"]),
        ("Ned Price is spokesman van het ministerie.", "nl", ["spokesman"]),
        ("Die Verenigde Staten verhängten Sanktionen.", "de", ["Verenigde"]),
        ("Russia and China vetoed the sanctions.", "en", []),
        ("Sim Kwang Sok hat versucht, Stahllegierungen zu kaufen.", "de", []),
        ("De Veiligheidsraad stemde over het pakket.", "nl", []),
    ],
)
def test_words_of_another_language_are_noticed(text: str, language: str, foreign: list[str]) -> None:
    assert foreign_words(text, language) == foreign


@pytest.mark.parametrize(
    ("text", "sentence", "foreign"),
    [
        ("In north-eastern Madagaskar.", "It is in north-eastern Madagascar.", ["north-eastern"]),
        ("In north-eastern Madagaskar.", "It is there.", []),
        ("Het contract is getekend.", "The contract was signed.", []),
        ("Hij werkt in Finger.", "He works in Finger.", []),
        ("Hij is de man.", "He is the man.", []),
    ],
)
def test_a_copied_word_is_noticed_sooner(text: str, sentence: str, foreign: list[str]) -> None:
    assert foreign_words(text, "nl", copied=sentence, spoken="en") == foreign


def test_words_to_keep_are_kept() -> None:
    assert foreign_words("Ned Price is spokesman.", "nl", frozenset({"spokesman"})) == []


def test_small_words_inside_a_name_are_its_own() -> None:
    names = frozenset(("ana", "von", "aubel", "lopez"))
    assert foreign_words("Ana von der Aubel invited him.", "en", names) == []
    assert foreign_words("Ana zu invited him.", "en", names) == ["zu"]


@pytest.mark.parametrize(
    ("text", "question", "names", "words", "short"),
    [
        ("In 2022 legten Rusland und China hun veto uit.", "Wie spraken in 2022?", "", "Russland und China",
         "Rusland en China."),
        ("Oekraïne verloor 71.500 Soldaten.", "Hoeveel soldaten verloor zij?", "", "71.500 Soldaten", None),
        ("Het was in Mai 2019.", "Wanneer was het?", "", "im Mai 2019", None),
        ("Es sind 2019 und 2019.", "Wanneer was het?", "", "2019", "2019."),
        ("Het sind Kim Jong Sik und Ri Pyong Chol.", "Wie zijn het?", "kim jong sik ri pyong chol",
         "Kim Jong Sik und Ri Pyong Chol", "Kim Jong Sik en Ri Pyong Chol."),
        ("Park Jin is Außenminister.", "Wie is Park Jin?", "park jin", "Außenminister", None),
        ("It opened on 15 June 2020.", "Wanneer ging het open?", "", "am 15. Juni 2020", None),
        ("Suzanne de Wit hat es bedient.", "Wie heeft het bediend?", "suzanne", "Suzanne de Wit",
         "Suzanne de Wit."),
        ("Het sind Ana de López y Aubel.", "Wie zijn het?", "ana lopez aubel", "Ana de López y Aubel",
         "Ana de López y Aubel."),
        ("Hij zei dass Oslo die Regeln bricht.", "Wat zei hij?", "", "dass Oslo die Regeln bricht", None),
        ("Het waren de VS en China.", "Wie waren het?", "", "die Vereinigten Staaten und China",
         "VS en China."),
        ("Es war im nördlichen Norwegen.", "Waar was het?", "", "im nördlichen Norwegen", None),
    ],
)  # fmt: skip
def test_what_needs_no_translation_is_said_shortly(
    text: str, question: str, names: str, words: str, short: str | None
) -> None:
    known = frozenset(names.split())
    assert short_answer(text, "nl", facts(question, "nl"), known, words, "de") == short


def test_who_else_is_named_in_the_statement_is_no_part_of_a_short_answer() -> None:
    asked, names = facts("Wer gewann das Endspiel?", "de"), frozenset(("ann", "lee", "berg", "bob", "fox"))
    countries = "Frankreich besiegte Kroatien in the final."
    assert short_answer(countries, "de", asked, names, "France", "en") == "Frankreich."
    people = "Anna Berg defeated Bob Fox."
    assert short_answer(people, "de", asked, names, "Bob Fox", "en") == "Bob Fox."
    assert short_answer(people, "de", asked, names, "the winner", "en") is None


def test_a_number_in_words_without_what_it_counts_is_no_answer() -> None:
    question, names = facts("Wat gebeurde er na de drie vergaderingen?", "nl"), frozenset[str]()
    for text in ("Er volgden twee scheitern.", "Er volgden 2 scheitern."):
        assert short_answer(text, "nl", question, names, text, "nl") is None


@pytest.mark.parametrize(
    ("text", "language", "evidence", "spoken", "expected"),
    [
        ("It lost 71.500 men.", "en", "71.500 Soldaten", "de", "It lost 71,500 men."),
        ("Het kost 9,8 miljoen.", "nl", "9,8 Millionen", "de", "Het kost 9,8 miljoen."),
        ("It costs 9,8 million.", "en", "9,8 Millionen", "de", "It costs 9.8 million."),
        ("Er waren 2,287 deelnemers.", "nl", "2,287 participants", "en", "Er waren 2.287 deelnemers."),
        ("Es kostet 4.20 Euro.", "de", "4.20 euros", "en", "Es kostet 4,20 Euro."),
        ("It begins at 14.30 Uhr on 24.12.", "en", "14.30 Uhr am 24.12.", "de", None),
        ("Om 2.30 pm begint het.", "nl", "at 2.30 pm", "en", None),
        ("It lost 71,500 men.", "en", "71.500 Soldaten", "de", None),
        ("In 2022 it lost 543.", "en", "2022: 543", "de", None),
        ("Было 71.500.", "ru", "71.500", "de", None),
    ],
)
def test_numbers_are_punctuated_as_the_reader_does(
    text: str, language: str, evidence: str, spoken: str, expected: str | None
) -> None:
    assert punctuated(text, language, evidence, spoken) == (expected or text)


def test_a_city_is_called_as_the_reader_calls_it() -> None:
    city = frozenset({"city:Asia/Vladivostok"})
    assert localised("It was held in Wladiwostok.", "en", city) == "It was held in Vladivostok."
    assert localised("Es war in Vladivostok.", "de", city) == "Es war in Wladiwostok."


def test_places_within_names_keep_their_names() -> None:
    places = frozenset({"country:JO", "country:US", "country:GB", "city:Europe/Paris"})
    assert localised("Michael Jordan besuchte Jordan.", "de", places) == "Michael Jordan besuchte Jordanien."
    for text in ("The Bank of America paid.", "New England won.", "Paris Hilton kwam."):
        assert localised(text, "nl", places) == text


def test_each_country_of_a_list_is_called_as_the_reader_calls_it() -> None:
    places = frozenset({"country:FR", "country:IE", "country:AL", "country:JP"})
    said = "Albanien, France, Ireland und Japan verurteilten das."
    assert localised(said, "de", places) == "Albanien, Frankreich, Irland und Japan verurteilten das."


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Zij wordt op maandag in Blarikum begraven, zegt de Belgische rechter.", "nl", {"blarikum"}),
        ("The court in Wexbourne heard Judge Brown on Monday about Dutch cheese.", "en", {"wexbourne"}),
        ("Das Fest zieht nach Dornlach um; in Haft kam er nach Angaben der Polizei.", "de", {"dornlach"}),
        ("Der Preis ging an „Pausenhof“, den Film über eine Lehrerin aus Polen.", "de", {"pausenhof"}),
        ("Der Bäckerlehrling schwieg.", "de", set()),
    ],
)
def test_names_are_told_by_how_they_are_written(text: str, language: str, names: set[str]) -> None:
    assert names_by_spelling(text, language) == names

"""The reader's language: foreign words are noticed; names, places and numbers need no translation."""

from __future__ import annotations

import pytest

from assistant.facts import facts
from assistant.wording import foreign_words, short_answer


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


def test_words_to_keep_are_kept() -> None:
    assert foreign_words("Ned Price is spokesman.", "nl", frozenset({"spokesman"})) == []


@pytest.mark.parametrize(
    ("text", "question", "names", "short"),
    [
        ("In 2022 legten Rusland und China hun veto uit.", "Wie spraken in 2022?", "", "Rusland en China."),
        ("Oekraïne verloor 71.500 Soldaten.", "Hoeveel soldaten verloor Oekraïne?", "", None),
        ("Het was in Mai 2019.", "Wanneer was het?", "", "2019."),
        ("Es sind 2019 und 2019.", "Wanneer was het?", "", "2019."),
        ("Het sind Kim Jong Sik und Ri Pyong Chol.", "Wie zijn het?", "kim jong sik ri pyong chol",
         "Kim Jong Sik en Ri Pyong Chol."),
        ("Park Jin is Außenminister.", "Wie is Park Jin?", "park jin", None),
    ],
)  # fmt: skip
def test_what_needs_no_translation_is_said_shortly(
    text: str, question: str, names: str, short: str | None
) -> None:
    assert short_answer(text, "nl", facts(question, "nl"), frozenset(names.split())) == short

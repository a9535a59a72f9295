"""Which language a question is in."""

from __future__ import annotations

import pytest

from assistant.languages import of_question


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who vetoed the die cast by the war?", "en"),
        ("Did the rider die in Roubaix?", "en"),
        ("Wer hat den Preis bekommen, und für was?", "de"),
        ("Wie was de winnaar in Roubaix?", "nl"),
        ("Qui a gagné la course ?", "fr"),
        ("Kto wygrał wyścig i dlaczego nie było zwycięzcy?", "pl"),
        ("Vem är ordförande för föreningen på ön?", "sv"),
        ("Kdo vyhrál závod a proč nebyl žádný vítěz?", "cs"),
        ("Yarışı kim kazandı ve neden ödül verilmedi?", "tr"),
        ("Who is Ayşe Kılıç, and what did she say about the bridge?", "en"),
        ("Что сказал Шойгу?", "ru"),
    ],
)
def test_the_language_of_a_question(question: str, language: str) -> None:
    assert of_question(question) == language

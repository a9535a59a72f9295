"""Words of a statement from an article in another language: do they mean something that it says?"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from assistant.facts import facts
from assistant.meaning import cut_off, half_translated, strange_words
from index import Alignment

SENTENCE = "Nach dem Sturm wurden an der Orgel Mäuse gefunden."


def strange(statement: str, question: str, near: Mapping[str, float]) -> list[str]:
    """The strange words of a statement some of whose words have a cosine to a word of the sentence."""

    def aligned() -> Alignment:
        words = tuple(statement.strip(".").split())
        cosines = np.array([[near.get(word, 0.0)] for word in words], dtype=np.float32)
        return Alignment(words, np.array([SENTENCE.index("Mäuse")], dtype=np.int64), cosines)

    asked, said = facts(question, "en"), facts(statement, "en")
    return strange_words(aligned, statement, said, asked, SENTENCE, (0, len(SENTENCE)))


FOUND = "What was found in the organ?"


def test_a_word_that_nothing_in_the_sentence_means_is_strange() -> None:
    assert strange("Mayors were found in the organ.", FOUND, {"Mayors": 0.3}) == ["Mayors"]
    assert strange("Mice were found in the organ.", FOUND, {"Mice": 0.8}) == []


def test_words_of_the_question_names_places_and_small_words_are_not() -> None:
    assert strange("It was found in the organ.", FOUND, {}) == []
    assert strange("Waltraud found it in Denmark.", "Who found it?", {}) == []
    assert strange("Mäuse were found.", FOUND, {}) == []


def test_only_the_cited_sentences_count() -> None:
    def aligned() -> Alignment:
        return Alignment(("Mice",), np.array([100]), np.ones((1, 1), dtype=np.float32))

    found = strange_words(
        aligned, "Mice.", facts("Mice.", "en"), facts(FOUND, "en"), SENTENCE, (0, len(SENTENCE))
    )
    assert found == ["Mice"]


@pytest.mark.parametrize(
    ("statement", "sentence", "half"),
    [
        ("Das Teil ist ein Turbin.", "A turbine is being mended in Ghent.", ["Turbin"]),
        ("Das Teil ist eine Turbine.", "A turbine is being mended in Ghent.", []),
        ("Das Teil baute Turbino.", "Turbino built the turbine.", []),
    ],
)
def test_a_small_word_of_the_article_is_no_name(statement: str, sentence: str, half: list[str]) -> None:
    assert half_translated(facts(statement, "de"), facts("Was ist das Teil?", "de"), sentence) == half


@pytest.mark.parametrize(
    ("statement", "sentence", "cut"),
    [
        ("They refused him because he is blind.", "Ze wezen hem af omdat hij kleurenblind is.", ["blind"]),
        ("They refused him because he is colour-blind.", "Ze wezen hem af omdat hij kleurenblind is.", []),
        ("They refused him because he is blind.", "Hij is blind, niet kleurenblind.", []),
        ("The research team refused him.", "Het onderzoeksteam wees hem af.", []),
        ("Over two years of talks failed.", "Hierover sprak men twee jaar.", []),
        ("North Korea refused him.", "Nordkorea wies ihn ab.", []),
    ],
)
def test_a_word_without_its_beginning_means_less(statement: str, sentence: str, cut: list[str]) -> None:
    asked = facts("Why did they refuse him?", "en")
    assert cut_off(statement, facts(statement, "en"), asked, sentence) == cut

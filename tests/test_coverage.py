"""Coverage: which words of a question a passage speaks of, and which it lacks."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeEmbedder

from assistant.coverage import Coverage, coverage
from assistant.facts import facts
from index import Alignment, Words
from index.alignment import KEPT, Aligner
from index.embed import words_of

PAINTING = "The stolen painting by Cornelia van Aerden is back. The museum in Lauwerstad is glad."


def cover(
    question: str, text: str = PAINTING, *, language: str = "en", article: str | None = None
) -> Coverage:
    alignment = Aligner(FakeEmbedder(dimensions=4096)).align(question, text)
    return coverage(alignment, facts(question, language), language, facts(article or text, "en"))


def test_each_word_finds_the_nearest_word_of_the_text_or_of_a_part_of_it() -> None:
    found = Aligner(FakeEmbedder()).align("stolen museums", PAINTING)
    assert found.asked == ("stolen", "museums")
    assert found.nearest()[0] == pytest.approx(1.0) and 0.5 < found.nearest()[1] < 1
    second = PAINTING.index("The museum")
    assert found.nearest(second, len(PAINTING))[0] < 0.5 < found.nearest(second, len(PAINTING))[1]
    assert found.nearest(5, 5) == [0.0, 0.0]
    assert [PAINTING[start:].split()[0] for start in found.starts[:3]] == ["The", "stolen", "painting"]


def test_a_text_without_words_is_near_to_nothing() -> None:
    assert Aligner(FakeEmbedder()).align("Who?", "…").nearest() == [0.0]
    assert Aligner(FakeEmbedder()).align("?", PAINTING).nearest() == []
    none = words_of("???", [(0, 3)], np.ones((1, 8), dtype=np.float32))
    assert none.words == () and none.vectors.shape == (0, 8)


def test_a_passage_lacks_what_nothing_in_it_is_near_to() -> None:
    assert cover("Who stole the painting from the museum?").missing == ()
    assert cover("Who painted the giraffe in the museum?").missing == ("giraffe",)


def test_names_numbers_and_small_words_are_not_missed_here() -> None:
    assert cover("Where was the painting of 1642?").missing == ()
    assert cover("Where was the painting from Feb 1642 to Aug 1643?").missing == ()
    article = f"{PAINTING} Ilse Papadopoulou, its director, said so."
    assert cover("Is the painting with Ilse Papadopoulou?", article=article).missing == ()


def test_what_is_missed_is_told_only_of_languages_whose_small_words_are_known() -> None:
    assert cover("Milyen osztriga van a festményen?", language="hu").missing == ()


def test_the_more_of_a_question_is_there_the_more_is_covered() -> None:
    question = "Which museum has its stolen painting back?"
    whole, part = cover(question), cover(question, "The museum opens at nine.")
    assert 0 < part.of() < whole.of() <= 1.0001
    assert cover("", PAINTING).of() == 0


def test_texts_are_read_once_and_only_so_many_are_kept() -> None:
    class Counting(FakeEmbedder):
        read = 0

        def embed_words(self, text: str, *, query: bool) -> Words:
            self.read += 1
            return super().embed_words(text, query=query)

    embedder = Counting()
    aligner = Aligner(embedder)
    first = aligner.align("stolen?", PAINTING)
    again = aligner.align("stolen?", PAINTING)
    assert embedder.read == 2 and np.array_equal(first.cosines, again.cosines)
    for i in range(KEPT):
        aligner.align("stolen?", f"text {i}")
    embedder.read = 0
    aligner.align("stolen?", PAINTING)
    assert embedder.read == 1


def test_an_alignment_is_plain_data() -> None:
    made = Alignment(("a",), np.array([0, 4]), np.array([[0.25, 0.5]], dtype=np.float32))
    assert made.nearest() == [0.5] and made.nearest(0, 4) == [0.25]

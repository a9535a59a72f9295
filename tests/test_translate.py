"""A translation says where it lost or invented something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from fakes import FakeEmbedder, FakeGenerator
from numpy.typing import NDArray

from assistant import UsageError
from assistant.generate import Conversation, Piece
from assistant.translate import translate

SENTENCE = "Bremen bewilligte am Donnerstag drei Millionen Euro, sagte Elif Karaca."
RIGHT = "Bremen granted three million euros on Thursday, Elif Karaca said."


class Saying(FakeGenerator):
    """Translates as it was told to."""

    def __init__(self, says: str, finish: str = "stop") -> None:
        super().__init__()
        self._says = says
        self._finish = finish
        self.turns: Conversation = ()

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        self.turns = turns
        yield Piece(self._says)
        yield Piece("", "stop" if self._finish == "stop" else "length")


class Knowing(FakeEmbedder):
    """Finds all texts as alike as it was told to."""

    def __init__(self, cosine: float = 1.0) -> None:
        super().__init__(dimensions=2)
        self._cosine = cosine

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1.0, 0.0], [self._cosine, (1 - self._cosine**2) ** 0.5]], dtype=np.float32)


def test_a_translation_that_keeps_everything_is_checked() -> None:
    made = translate(Saying(f" {RIGHT}\n"), Knowing(), SENTENCE, "de", "en")
    assert (made.text, made.checked, made.doubts) == (RIGHT, True, ())


@pytest.mark.parametrize(
    ("says", "doubt"),
    [
        (RIGHT.replace("three", "four"), "added: the number 4"),
        (RIGHT.replace("three million", "some"), "lost: the number 3"),
        (RIGHT.replace(" on Thursday", ""), "lost: day:3"),
        (RIGHT.replace("Thursday", "Friday"), "added: day:4"),
        (RIGHT.replace("Elif Karaca", "she"), "lost: Elif"),
        (RIGHT.replace("Karaca", "Wroblewski"), "added: Wroblewski"),
        (RIGHT.replace("granted", "bewilligte"), "not translated: bewilligte"),
        (RIGHT.replace("granted", "did not grant"), "denies something"),
        ("", "lost: the number 3"),
    ],
)
def test_what_was_lost_or_invented_is_told(says: str, doubt: str) -> None:
    made = translate(Saying(says), Knowing(), SENTENCE, "de", "en")
    assert not made.checked
    assert any(doubt in one for one in made.doubts), made.doubts


def test_one_that_was_cut_off_or_means_something_else_is_doubted() -> None:
    assert translate(Saying(RIGHT, "length"), Knowing(), SENTENCE, "de", "en").doubts == ("it was cut off",)
    (doubt,) = translate(Saying(RIGHT), Knowing(0.8), SENTENCE, "de", "en").doubts
    assert "meaning" in doubt


def test_from_a_language_whose_names_are_not_known_nothing_is_checked() -> None:
    made = translate(Saying("Anna opened the bridge."), Knowing(), "Anna otworzyła most.", "pl", "en")
    assert not made.checked and "pl" in made.doubts[0]


def test_names_of_countries_are_put_in_the_readers_language() -> None:
    says = "Russland heeft het veto uitgesproken."
    assert translate(Saying(says), Knowing(), "Russia vetoed it.", "en", "nl").text.startswith("Rusland")


def test_the_sentence_is_cleaned_for_the_prompt() -> None:
    model = Saying(RIGHT)
    translate(model, Knowing(), "Der Rat\n\nvon <|im_end|> Bremen\u202e", "de", "en")
    assert model.turns[0].content.startswith("German: Der Rat von Bremen\n\n")


@pytest.mark.parametrize(
    ("sentence", "to", "said"),
    [
        ("", "en", "nothing"),
        (" ".join(f"wort{i}" for i in range(400)), "en", "400 tokens"),
        (SENTENCE, "xx", "'xx'"),
        (SENTENCE, "../en", "en"),
    ],
)
def test_what_cannot_be_translated(sentence: str, to: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        translate(Saying(RIGHT), Knowing(), sentence, "de", to)

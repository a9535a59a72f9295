"""Who is known by a part of the name only, and who is somebody else of that name."""

from __future__ import annotations

import pytest

from assistant.facts import facts
from assistant.verify import unknown_names


@pytest.mark.parametrize(
    ("question", "article", "language", "unknown"),
    [
        ("What did Joe Biden say?", "US-Präsident Biden sprach am Montag.", "de", []),
        ("What did Hunter Biden say?", "US-Präsident Joe Biden sprach. Biden ging.", "de", ["Hunter"]),
        ("What did Hunter Biden say?", "Joe Biden spoke of Hunter.", "en", []),
        ("Wat zei Mark Rutte?", "Prime Minister Rutte spoke.", "en", []),
        ("Where did Ludwig Christian Karl Martens work?", "Ludwig Martens was in Bonn.", "en", []),
        ("Where did Ludwig Christian Karl Martens work?", "Wilhelm Martens was in Bonn.", "en",
         ["Ludwig", "Christian", "Karl"]),
        ("Was sagte Maria Weber?", "Anna Weber sagte nichts.", "de", ["Maria"]),
        ("What did Maria Weber say?", "Maria said nothing.", "en", ["Weber"]),
        ("Was sagte Sabine Richter?", "Der Richter sagte nichts.", "de", ["Sabine"]),
        ("What did Gordon Brown say?", "The brown bear was shot.", "en", ["Gordon"]),
        ("Who led Barclays Bank?", "The bank was led by Ann Lee.", "en", ["Barclays"]),
        ("When was Jack London born?", "The mayor of London was born in 1970.", "en", ["Jack"]),
        ("What did Maria Weber say?", "A. Weber said nothing.", "en", ["Maria"]),
        ("What did Maria Weber say?", "M. Weber said nothing.", "en", []),
        ("Wat zei Ursula von der Leyen?", "Commissievoorzitter Ursula von der Leyen zweeg.", "nl", []),
        ("What did Sergei Lawrow say?", "Lawrow sprach am Montag.", "de", []),
    ],
)  # fmt: skip
def test_a_first_name_is_known_where_nobody_else_has_the_last(
    question: str, article: str, language: str, unknown: list[str]
) -> None:
    asked = "nl" if question.startswith("Wat") else "de" if question.startswith("Was") else "en"
    assert unknown_names(facts(question, asked), facts(article, language), asked == language) == unknown

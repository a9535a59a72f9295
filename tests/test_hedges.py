"""What is only alleged, planned, called off or excepted is told from what is so."""

from __future__ import annotations

import pytest

from assistant.facts.hedges import hedged


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        ("Müller wird vorgeworfen, und Fox könnte gezahlt haben.", "Fox", "Fox paid. Who paid?"),
        ("De vermoedelijke dader is Jan Smit.", "Jan Smit", "Jan Smit did it. Who did it?"),
        ("The council rejected a plan for 500 homes.", "500", "500 homes will be built. How many?"),
        ("Das Haus soll 2020 verkauft worden sein.", "2020", "It was sold in 2020. When was it sold?"),
        ("It opens in June instead of May.", "May", "It opens in May. When?"),
    ],
)
def test_a_hedge_that_is_not_told_is_found(sentence: str, words: str, told: str) -> None:
    assert hedged(sentence, words, told)


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        ("Der Rat lehnte Plan Fox ab.", "Plan Fox", "The council rejected plan Fox. What was rejected?"),
        ("Sie soll am 12. Mai öffnen.", "12. Mai", "It will open on 12 May. When will it open?"),
        ("It opened in May, and Ann may come.", "May", "It opened in May. When did it open?"),
        ("The concert was cancelled, said Ann Lee.", "Ann Lee", "Ann Lee said so. Who said so?"),
        ("Smit is suspected of theft.", "Smit", "Smit. Who is suspected?"),
    ],
)
def test_what_is_so_or_is_told_as_it_stands_is_none(sentence: str, words: str, told: str) -> None:
    assert hedged(sentence, words, told) is None

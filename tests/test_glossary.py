"""Words that are said in the reader's language without any model."""

from __future__ import annotations

import pytest

from assistant.glossary import in_full, translated


@pytest.mark.parametrize(
    ("words", "spoken", "language", "said"),
    [
        ("15.1 million euros", "en", "nl", "15,1 miljoen euro"),
        ("1 miljoen euro", "nl", "de", "1 Million Euro"),
        ("7 per cent", "en", "de", "7 Prozent"),
        ("mindestens dreieinhalb Jahre", "de", "nl", "minstens drieënhalf jaar"),
        ("anderthalb Stunden", "de", "en", "one and a half hours"),
        ("seit drei Tagen", "de", "nl", None),
        ("negentien dagen", "nl", "de", "neunzehn Tage"),
        ("ruim 40.000 euro", "nl", "en", "more than 40,000 euros"),
        ("eine Woche", "de", "en", None),
        ("two", "en", "de", None),
        ("drei Millionen", "de", "en", None),
        ("40", "nl", "de", None),
        ("2022", "en", "de", None),
        ("Dornbirn", "de", "en", None),
        ("twelve trams", "en", "de", None),
        ("12 euro", "nl", "nl", None),
        ("12 euros", "es", "nl", None),
        ("im Frühjahr 2026", "de", "nl", "in het voorjaar 2026"),
        ("Anfang Juni", "de", "en", "early June"),
        ("am Dienstag", "de", "nl", "op dinsdag"),
        ("op 3 mei 2024", "nl", "de", "am 3. Mai 2024"),
        ("am 12. März", "de", "en", "on 12 March"),
        ("on Monday", "en", "de", "am Montag"),
        ("June 14, 2024", "en", "de", "14. Juni 2024"),
        ("on May 3", "en", "nl", "op 3 mei"),
        ("June 2024", "en", "de", "Juni 2024"),
        ("Theresa May", "en", "de", None),
        ("in 2019", "en", "de", None),
        ("", "en", "de", None),
    ],
)
def test_a_number_with_its_unit_is_said_in_another_language(
    words: str, spoken: str, language: str, said: str | None
) -> None:
    assert in_full(words, language, spoken) == said


@pytest.mark.parametrize(
    ("statement", "language", "copied", "spoken", "said"),
    [
        ("Het kost 15,1 million.", "nl", "It costs 15.1 million.", "en", "Het kost 15,1 miljoen."),
        ("Es dauerte negentien Tage.", "de", "negentien dagen", "nl", "Es dauerte neunzehn Tage."),
        ("Het duurt 3 Jahre.", "nl", "drei Jahre", "de", "Het duurt 3 jaar."),
        ("Hij zei iets over ten tijde.", "nl", "over ten tijde", "en", "Hij zei iets over ten tijde."),
        ("Theresa May kam.", "de", "Theresa May came.", "en", "Theresa May kam."),
        ("It took neunzehn days.", "en", "neunzehn Tage", "de", "It took nineteen days."),
    ],
)
def test_what_was_left_in_another_language_is_said_in_the_readers(
    statement: str, language: str, copied: str, spoken: str, said: str
) -> None:
    assert translated(statement, language, copied, spoken) == said

"""A number keeps what it measures."""

from __future__ import annotations

import pytest

from assistant.facts import facts
from assistant.facts.units import tells_money
from assistant.verify import unknown_premises, unproved

ASKED = facts("What was it?", "en")


@pytest.mark.parametrize(
    ("statement", "language", "evidence", "other"),
    [
        ("It weighs 5 kg.", "en", "Es wiegt 5 Tonnen.", "de"),
        ("It took 5 hours.", "en", "Es dauerte 5 Tage.", "de"),
        ("It took five hours.", "en", "Es dauerte fünf Tage.", "de"),
        ("Het duurde 3 weken.", "nl", "Es dauerte 3 Monate.", "de"),
        ("Es dauerte 12 Minuten.", "de", "It took 12 hours.", "en"),
        ("It cost 8 million yen.", "en", "Es kostete 8 Millionen Yuan.", "de"),
        ("It cost 8 million dollars.", "en", "Es kostete 8 Millionen Forint.", "de"),
        ("It cost 8 million baht.", "en", "It cost 8 million kronor.", "en"),
        ("The plant has 500 MW.", "en", "Das Werk hat 500 GW.", "de"),
        ("The plant has 500 megawatts.", "en", "Das Werk hat 500 Kilowatt.", "de"),
        ("It burnt 40 acres.", "en", "Es brannten 40 Hektar.", "de"),
        ("Er verbrandde 40 hectare.", "nl", "It burnt 40 acres.", "en"),
        ("It held 9 gallons.", "en", "Es fasste 9 Liter.", "de"),
        ("It is 15 metres wide.", "en", "Es ist 15 Zentimeter breit.", "de"),
        ("It is 15 cm wide.", "en", "Het is 15 m breed.", "nl"),
        ("It was 30 degrees Celsius.", "en", "It was 30 °F.", "en"),
        ("Es waren 30 °C.", "de", "It was 30 degrees Fahrenheit.", "en"),
        ("It rose by 3 percent.", "en", "Es stieg um 3 Prozentpunkte.", "de"),
        ("Het steeg met 3 procentpunten.", "nl", "It rose by 3%.", "en"),
        ("It drove 80 miles an hour.", "en", "Es fuhr 80 km/h.", "de"),
        ("It has 20 square metres.", "en", "Es hat 20 Kubikmeter.", "de"),
    ],
)
def test_another_unit_of_a_number_does_not_stand(
    statement: str, language: str, evidence: str, other: str
) -> None:
    assert unproved(facts(statement, language), facts(evidence, other), ASKED)


@pytest.mark.parametrize(
    ("statement", "language", "evidence", "other"),
    [
        ("It weighs 5 kilograms.", "en", "Es wiegt 5 kg.", "de"),
        ("It weighs five tonnes.", "en", "Het weegt 5 ton.", "nl"),
        ("It took two weeks.", "en", "Es dauerte zwei Wochen.", "de"),
        ("Het duurde 5 uur.", "nl", "It took 5 hours.", "en"),
        ("Es dauerte mit 5 Stunden lange.", "de", "Het duurde 5 uren.", "nl"),
        ("Anna is 34 years old.", "en", "Anna (34) singt.", "de"),
        ("Anna is 34 years old.", "en", "Die 34-jährige Anna singt.", "de"),
        ("Anna ist 34 Jahre alt.", "de", "Anna, a 34-year-old, sings.", "en"),
        ("It cost 5 million crowns.", "en", "Es kostete 5 Millionen Kronen.", "de"),
        ("It cost 5 million Swedish kronor.", "en", "Es kostete 5 Millionen schwedische Kronen.", "de"),
        ("It cost 5 kr.", "en", "Het kostte 5 kronen.", "nl"),
        ("It cost 6 dollars.", "en", "Es kostete 6 US-Dollar.", "de"),
        ("It weighs 5 pounds.", "en", "Es wiegt 5 Pfund.", "de"),
        ("It was 30 degrees.", "en", "Es waren 30 °C.", "de"),
        ("It drove 80 kilometres an hour.", "en", "Es fuhr 80 Stundenkilometer.", "de"),
        ("It rose by 3 percentage points.", "en", "Es stieg um 3 Prozentpunkte.", "de"),
        ("It is a 10-metre wall.", "en", "Die Mauer ist 10 m hoch.", "de"),
        ("It is 15 meters high.", "en", "It is 15 metres high.", "en"),
        ("5 people came in 5 hours.", "en", "Fünf Menschen kamen in 5 Stunden.", "de"),
        ("At 5 in Graz it began.", "en", "Um 5 Uhr begann es in Graz.", "de"),
        ("It began in 1999.", "en", "1999 Meter hoch, seit 1999.", "de"),
        ("There are 40 acres.", "en", "There are 40.", "en"),
    ],
)
def test_the_unit_of_a_number_in_other_words_stands(
    statement: str, language: str, evidence: str, other: str
) -> None:
    assert unproved(facts(statement, language), facts(evidence, other), ASKED) == []


@pytest.mark.parametrize(
    ("sentence", "language", "money"),
    [
        ("It costs 5 kr.", "en", True),
        ("It costs 5 Kč.", "en", True),
        ("It costs 5 million baht.", "en", True),
        ("Es kostet 5 Millionen Forint.", "de", True),
        ("Het kost 300 zloty.", "nl", True),
        ("It costs HUF 500.", "en", True),
        ("It costs 20 Canadian dollars.", "en", True),
        ("It costs millions of pounds.", "en", True),
        ("Admission is free.", "en", True),
        ("It has 5 rooms.", "en", False),
        ("It weighs 5 kg.", "en", False),
        ("Es gewann 5 Gold- und 3 Silbermedaillen.", "de", False),
        ("It took 500 people.", "en", False),
    ],
)
def test_sums_are_money_in_every_currency(sentence: str, language: str, money: bool) -> None:
    assert tells_money(sentence, facts(sentence, language).measures) is money


def test_a_question_takes_no_other_unit_for_granted() -> None:
    asked = facts("Why did he serve 6 weeks?", "en")
    assert unknown_premises(asked, facts("Er saß 6 Monate.", "de"), None)
    assert not unknown_premises(asked, facts("Er saß sechs Wochen.", "de"), None)

"""Words that are of another kind than what a question asks for."""

from __future__ import annotations

import pytest

from assistant.kinds import asks_for_an_office, asks_who, of_another_kind


@pytest.mark.parametrize(
    ("question", "sentence", "words", "language", "fits"),
    [
        ("Where will it be held?", "It begins on 7 August 2025 in Graz.", "7 August 2025", "en", False),
        ("Where will it be held?", "It begins on 7 August 2025 in Graz.", "Graz", "en", True),
        ("Where and when will it be held?", "It begins on 7 August 2025.", "7 August 2025", "en", True),
        ("Waar wordt het gehouden?", "Es beginnt am 7. August in Graz.", "7. August", "de", False),
        ("When does it close?", "De 780 bewoners verhuizen.", "780 bewoners", "nl", False),
        ("When does it close?", "Het sluit op 30 juni.", "30 juni", "nl", True),
        ("When did it end?", "It fell in 1234 to the Mongols.", "1234", "en", True),
        ("Wann kam er?", "Er kam am späten Abend.", "späten Abend", "de", True),
        ("Wanneer kwam hij?", "Hij kwam toen het donker was.", "toen het donker was", "nl", True),
        ("When was it?", "It was at the 2012 Olympics.", "2012 Olympics", "en", True),
        ("When was it?", "It took 2000 euros.", "2000 euros", "en", False),
        ("When was it?", "It was at 5 p.m.", "5 p.m.", "en", True),
        ("When and where was he born?", "He was born in Vienna.", "Vienna", "en", True),
        ("Where does he live?", "He lives at 10 Downing Street.", "10 Downing Street", "en", True),
        ("Wo fährt der Zug ab?", "Er fährt von Gleis 7.", "Gleis 7", "de", True),
        ("Waar wordt het gehouden?", "Het is op donderdag 15 juni.", "donderdag 15 juni", "nl", False),
        ("Waar bestaat de prijs uit?", "De prijs is 10.000 euro.", "10.000 euro", "nl", True),
        ("Où est-il ?", "Il est là depuis 7 ans.", "7", "fr", True),
        ("When cells divide, what do some become?", "Some become memory cells.", "memory cells", "en", True),
        ("Why was it withdrawn?", "Er zog ihn am Donnerstag zurück.", "Donnerstag", "de", False),
        ("Why was it withdrawn?", "It got 210 million euros.", "210 million euros", "en", False),
        ("Why was it withdrawn?", "He disliked the sponsor.", "disliked the sponsor", "en", True),
        ("Warum steht sie still?", "Nach einem Blitzschlag steht sie still.", "Blitzschlag", "de", True),
        ("Warum fiel das Spiel aus?", "Grund war ein Blitzschlag.", "Blitzschlag", "de", True),
        ("Warum fiel es aus?", "Wegen des starken Regens fiel es aus.", "Regens", "de", True),
        ("Who explained why the dam broke?", "Ann Lee explained it.", "Ann Lee", "en", True),
        ("Hoe komt het dat hij won?", "Daarna sprak Ann Lee.", "Ann Lee", "nl", False),
        ("What sentence did he get?", "The 24-year-old driver got four years.", "24", "en", False),
        ("Welche Strafe bekam er?", "Der 24 Jahre alte Fahrer bekam vier.", "24 Jahre", "de", False),
        ("Welke straf kreeg hij?", "De 24-jarige kreeg vier jaar.", "vier jaar", "nl", True),
        ("Wie viele Häuser sind es?", "Es sind 12 alte Häuser.", "12", "de", True),
        ("Wie lange sitzt er?", "Er bekam eine 3-jährige Haftstrafe.", "3", "de", True),
        ("What did he get?", "The 24-year-old driver got 4 years.", "4", "en", True),
        ("How old is he?", "Der 24 Jahre alte Fahrer bekam vier.", "24 Jahre", "de", True),
        ("Hoe lang is de lijn?", "It will start on 15 June.", "15 June", "en", False),
        ("How long will it run?", "It will run until 15 June.", "15 June", "en", True),
        ("Hoe lang is de lijn?", "The line is 6.4 km long.", "6.4 km", "en", True),
        ("How long before had it ended?", "160 kinderen waren weg.", "160 kinderen", "nl", False),
        ("Hoe lang is de lijn?", "The line has 12 stations.", "12 stations", "en", False),
        ("Wie lange dauert es?", "It takes 30 months.", "30 months", "en", True),
        ("How many died?", "Een 46-jarige buschauffeur stierf.", "46-jarige buschauffeur", "nl", False),
        ("How many people died?", "A 46-year-old driver died.", "46", "en", False),
        ("How many years was it?", "It was a 46-year-old oak.", "46", "en", True),
        ("Hoeveel mensen waren er?", "Op 25 juni 1967 kwamen mensen.", "25 juni 1967", "nl", False),
        ("Who was it?", "It was Ann Lee.", "Ann Lee", "en", True),
        ("Who was arrested?", "A 34-year-old teacher was held.", "34-year-old teacher", "en", True),
        ("Who won the race?", "The 19-year-old Anna won.", "19-year-old Anna", "en", True),
        ("Wer siegte?", "Die 19-jährige Anna siegte.", "19-jährige Anna", "de", True),
        ("Wie won?", "De 19-jarige bakker won.", "19-jarige bakker", "nl", True),
        ("Who won the race?", "The 19-year-old Anna won.", "19-year-old", "en", False),
        ("Wer siegte?", "Die 19-jährige Anna siegte.", "19-jährige", "de", False),
        ("Wie won?", "De 19-jarige bakker won.", "19", "nl", False),
        ("What did he get?", "The 24-year-old driver got 4 years.", "24-year-old driver", "en", False),
        ("Warum saß er?", "Er saß, weil er 2 Millionen Euro stahl.", "2 Millionen Euro", "de", True),
        ("Why was he held?", "He was held because he took 2 million euros.", "2 million euros", "en", True),
        ("Waarom zat hij?", "Hij zat omdat hij 2 miljoen euro stal.", "2 miljoen euro", "nl", True),
        ("Why was he held?", "He was held since 2012.", "2012", "en", False),
        ("Warum saß er?", "Weil er stahl, saß er 2012.", "2012", "de", False),
        ("Warum saß er?", "Er bekam 2 Millionen Euro.", "2 Millionen Euro", "de", False),
        ("How long is the contract?", "The contract ends on June 30.", "June 30", "en", True),
        ("Wie lange gilt der Vertrag?", "Er endet am 30. Juni.", "30. Juni", "de", True),
        ("Hoe lang loopt het contract?", "Het eindigt op 30 juni.", "30 juni", "nl", True),
        ("How long is the contract?", "It was signed on June 30.", "June 30", "en", False),
        ("Where is it?", "It is on the A7.", "A7", "en", True),
        ("Wo ist es?", "Es ist an der B 12.", "B 12", "de", True),
        ("Waar is het?", "Het is aan de N242.", "N242", "nl", True),
        ("Where is it?", "It costs 7 euros.", "7 euros", "en", False),
    ],
)
def test_words_of_another_kind_are_no_answer(
    question: str, sentence: str, words: str, language: str, fits: bool
) -> None:
    assert (of_another_kind(question, sentence, words, language) == []) is fits


@pytest.mark.parametrize(
    ("question", "language", "asks"),
    [
        ("Who found it?", "en", True),
        ("Wie heeft het gevonden?", "nl", True),
        ("Wer fand es?", "de", True),
        ("Wie schnell war er?", "de", False),
        ("Whose is it?", "en", False),
        ("What did Ann find?", "en", False),
    ],
)
def test_somebody_is_asked_for(question: str, language: str, asks: bool) -> None:
    assert asks_who(question, language) is asks


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who is Ann Lee?", True),
        ("Wie is Ann Lee?", True),
        ("Welche Funktion hat Ann Lee?", True),
        ("What is her profession?", True),
        ("Wie is Jan van der Berg?", True),
        ("What is John Kirby's position?", True),
        ("Who is the mayor?", False),
        ("Who was arrested?", False),
        ("Waarom gaat hij in hoger beroep?", False),
        ("Wat is haar beroep?", True),
        ("Who is mayor of Graz?", False),
        ("What role did Russia play in the war?", False),
        ("Who was hurt when the bridge fell, and where were they taken?", False),
        ("Where does Ann Lee work?", False),
    ],
)
def test_an_office_is_asked_for(question: str, asks: bool) -> None:
    assert asks_for_an_office(question) is asks

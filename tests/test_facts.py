"""Facts that code can check: numbers, countries, months, names, in any spelling."""

from __future__ import annotations

import pytest

from assistant.facts import facts
from assistant.facts.spelling import alike, fold, occurs
from assistant.wording import localised


def numbers(text: str, language: str = "en") -> frozenset[str]:
    return facts(text, language).numbers


@pytest.mark.parametrize(
    "spelt", ["71.500", "71,500", "71 500", "71\u00a0500", "71\u202f500", "71500", "71'500"]
)
def test_thousands_are_grouped_differently_and_equal(spelt: str) -> None:
    assert numbers(f"They lost {spelt} soldiers.") == {"71500"}


@pytest.mark.parametrize(
    ("spelt", "value"),
    [("3.5", "3.5"), ("3,5", "3.5"), ("3,50", "3.5"), ("007", "7"), ("0.5", "0.5"), ("1.234.567", "1234567"),
     ("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("2022", "2022"), ("0.125", "0.125"), ("0,125", "0.125")],
)  # fmt: skip
def test_numbers_have_one_form(spelt: str, value: str) -> None:
    assert numbers(f"about {spelt} of them") == {value}


def test_a_number_at_the_end_of_a_sentence_keeps_no_full_stop() -> None:
    assert numbers("It began in 2019. Then 543, they said.") == {"2019", "543"}


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("three summits", "en", "3"), ("the sixth test", "en", "6"), ("twenty-one people", "en", "21"),
        ("drei Gipfel", "de", "3"), ("der sechste Test", "de", "6"), ("zum sechsten Mal", "de", "6"),
        ("einundzwanzig Leute", "de", "21"),
        ("drie toppen", "nl", "3"), ("de zesde test", "nl", "6"), ("eenentwintig mensen", "nl", "21"),
    ],
)  # fmt: skip
def test_number_words(text: str, language: str, value: str) -> None:
    assert value in numbers(text, language)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("In 2022 300 people died.", "en", {"2022", "300"}),
        ("Im Jahr 2019 kamen 450 Menschen, 2020 1 200.", "de", {"2019", "450", "2020", "1200"}),
        ("It cost 3.5 billion euros.", "en", {"3500000000"}),
        ("Es kostete 3,5 Milliarden Euro.", "de", {"3500000000"}),
        ("Es kostete 3,5 Billionen Euro.", "de", {"3500000000000"}),
        ("Het kostte 3,5 miljard euro.", "nl", {"3500000000"}),
        ("Drei Millionen kamen.", "de", {"3000000"}),
        ("It cost €3bn and 20,000 jobs.", "en", {"3000000000", "20000"}),
        ("71.5 million", "en", {"71500000"}),
        ("£1.2m was paid.", "en", {"1200000"}),
        ("He is 1.8m tall.", "en", {"1.8"}),
        ("Eine Million Menschen kamen.", "de", {"1000000"}),
        ("2 millions d'euros", "fr", {"2000000"}),
    ],
)
def test_numbers_are_read_with_the_word_that_scales_them(text: str, language: str, values: set[str]) -> None:
    assert numbers(text, language) == values


@pytest.mark.parametrize(
    ("text", "language", "years"),
    [
        ("In 1500 the town burned.", "en", {"1500"}),
        ("the 2012 Olympics and the 1990s", "en", {"2012", "1990"}),
        ("1,500 people came.", "en", set()),
        ("Es kamen 1.800 Menschen, 1 900 gingen.", "de", set()),
        ("Das kostet 2000 Euro oder €1500, also EUR 1500.", "de", set()),
        ("Het is 2000 km, 1500 m en 2000 meter ver.", "nl", set()),
        ("She won the 1500-metre race, and 2000 US dollars.", "en", set()),
        ("2000 million, 1500.5 and 0.2012", "en", set()),
        ("who won the 2016 Euros", "en", {"2016"}),
        ("In 2012 M. Lee left for the 2001 foot-and-mouth crisis.", "en", {"2012", "2001"}),
        ("nel 2015 ha vinto", "it", {"2015"}),
        ("In 2015 £3m was paid, in 2016 €5.", "en", {"2015", "2016"}),
        ("a 2000-year-old tree, 2000 jaar oud", "en", set()),
        ("seit 2000 Jahren und 1500-jährig", "de", set()),
        ("van 2014 t/m 2016 m.i.v. mei", "nl", {"2014", "2016"}),
        ("In 1800 people lived there.", "en", {"1800"}),  # whichever it is
    ],
)
def test_an_amount_is_no_year(text: str, language: str, years: set[str]) -> None:
    assert facts(text, language).years == years


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the war of 1939-45", {"1939", "1945"}),
        ("the war of 1939–45.", {"1939", "1945"}),
        ("the winter of 2019/20", {"2019", "2020"}),
        ("the season 1999/00", {"1999", "2000"}),
        ("the season 1999-2000", {"1999", "2000"}),
        ("the month 2010-11", {"2010", "11"}),
        ("directive 2010/11/EU", {"2010", "11"}),
        ("by 1945-39 points", {"1945", "39"}),
        ("call 030/1939-45-7", {"30", "1939", "45", "7"}),
    ],
)
def test_a_span_of_years_has_both(text: str, values: set[str]) -> None:
    assert numbers(text) == values


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("Elizabeth II met Henry VIII.", {"2", "8"}),
        ("der XX. Parteitag und Papst Johannes Paul II.", {"20", "2"}),
        ("a WWII bomb", {"2"}),
        ("a phase III trial", {"3"}),
        ("In London I saw Malcolm X on a VI drip.", set()),  # a word, an initial, no name before it
        ("Charles IIX", set()),
    ],
)
def test_roman_numerals_of_names(text: str, ranks: set[str]) -> None:
    assert facts(text, "en").ranks == ranks
    assert not numbers(text)


@pytest.mark.parametrize(
    ("text", "language", "ordinals"),
    [
        ("the Second World War", "en", {"2"}),
        ("the second of two wars", "en", set()),
        ("the 20th Party Congress on the 14th June", "en", {"20"}),
        ("am 20. Juni, auf dem 19. Parteitag", "de", {"19"}),
        ("two", "en", set()),
    ],
)
def test_numbers_that_say_which_one(text: str, language: str, ordinals: set[str]) -> None:
    assert facts(text, language).ordinals == ordinals


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (("89 euros", "89 Euro", "€89"), "EUR"),
        (("$5", "5 US-Dollar", "five dollars"), "USD"),
        (("5%", "5 Prozent", "vijf procent", "five per cent"), "%"),
        (("5 km", "vijf kilometer"), "km"),
        (("five miles", "fünf Meilen"), "mile"),
    ],
)
def test_units_meet_across_languages(texts: tuple[str, ...], unit: str) -> None:
    assert {facts(text, "en").units for text in texts} == {frozenset((unit,))}


def test_a_denial_may_begin_a_sentence_and_german_distress_is_none() -> None:
    assert facts("Not Russia but China vetoed it.", "en").negated
    assert not facts("Die Not war groß.", "de").negated


def test_an_ordinary_sentence_has_no_number() -> None:
    for text, language in (("Once upon a time a king sat down.", "en"), ("Er war einmal ein König.", "de"),
                           ("Er was eens een koning.", "nl")):  # fmt: skip
        assert not numbers(text, language)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("RU", [("Russia", "en"), ("Russland", "de"), ("Rusland", "nl"), ("Russie", "fr")]),
        ("CN", [("China", "en"), ("China", "de"), ("Chine", "fr")]),
        ("KP", [("North Korea", "en"), ("Nordkorea", "de"), ("Noord-Korea", "nl")]),
        ("US", [("the US", "en"), ("die USA", "de"), ("de VS", "nl"), ("United States", "en")]),
        ("FR", [("France", "en"), ("Frankreich", "de"), ("Frankrijk", "nl")]),
        ("UA", [("Ukraine", "en"), ("Oekraïne", "nl"), ("Ucrania", "es")]),
    ],
)
def test_countries_meet_across_languages(code: str, names: list[tuple[str, str]]) -> None:
    for name, language in names:
        assert f"country:{code}" in facts(f"In {name} it began.", language).concepts, name


def test_an_inflected_country_is_the_country() -> None:
    assert "country:RU" in facts("Russlands Veto", "de").concepts
    assert "country:RU" in facts("Ruslands veto", "nl").concepts


def test_us_in_lower_case_is_no_country() -> None:
    assert not facts("They told us nothing.", "en").concepts


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [
        ("Who led it from Apr 2008?", "en", "month:4"),
        ("She left in Sept. 2001.", "en", "month:9"),
        ("am 3. Okt. 1990", "de", "month:10"),
        ("op 5 mrt 2020", "nl", "month:3"),
    ],
)
def test_a_shortened_month_is_no_name(text: str, language: str, month: str) -> None:
    found = facts(text, language)
    assert found.concepts == {month}
    assert found.names == ()


@pytest.mark.parametrize(
    ("date", "language"),
    [
        ("14 June 2022", "en"), ("14.06.2022", "en"), ("14-06-2022", "en"), ("2022-06-14", "en"),
        ("14. Juni 2022", "de"), ("14.06.2022", "de"), ("14.6.2022", "de"), ("14. 6. 2022", "de"),
        ("14 juni 2022", "nl"), ("14-6-2022", "nl"), ("14-06-2022", "nl"), ("2022-06-14", "nl"),
    ],
)  # fmt: skip
def test_a_date_in_digits_is_the_date_in_words(date: str, language: str) -> None:
    found = facts(f"({date}.)", language)
    assert (found.numbers, found.years, found.concepts) == ({"14", "2022"}, {"2022"}, {"month:6"})


def test_dates_in_digits_from_one_to_another() -> None:
    found = facts("24.12.2020-06.01.2021", "de")
    assert (found.numbers, found.concepts) == ({"24", "2020", "6", "2021"}, {"month:12", "month:1"})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("06-07-2022", "en"),  # June or July
        ("06/07/2022", "en"),
        ("14.13.2022", "de"),
        ("40.06.2022", "de"),
        ("version 3.14.06.2022", "de"),
        ("call 0114-06-2022-5", "nl"),
        ("2.5", "en"),
    ],
)
def test_what_only_resembles_a_date_is_none(text: str, language: str) -> None:
    assert facts(text, language).concepts == frozenset()


def test_what_only_resembles_a_shortened_month_is_none() -> None:
    assert "month:1" not in facts("Jan 20 jaar later", "nl").concepts
    assert "month:3" not in facts("Mar 20 ans", "fr").concepts
    assert "month:12" not in facts("The Dec was old.", "en").concepts


def test_months_meet_across_languages() -> None:
    assert (
        facts("in July", "en").concepts == facts("im Juli", "de").concepts == facts("in juli", "nl").concepts
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [("Wladiwostok", "Vladivostok"), ("Poetin", "Putin"), ("Sjojgoe", "Shoigu"), ("Schoigu", "Shoigu"),
     ("Lawrow", "Lavrov"), ("Lavrov", "Lavrovs"),
     ("Pyongyang", "Pjöngjang"), ("Kim", "kim"), ("Choe", "CHOE")],
)  # fmt: skip
def test_transliterations_are_alike(a: str, b: str) -> None:
    assert alike(a, b)
    assert alike(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Nelson", "Wilson"), ("Macron", "Marcos"), ("Kim", "Jin"), ("Miller", "Merkel"), ("Putin", "Biden"),
     ("Prowse", "Prowle"), ("Hansen", "Jansen"), ("Martin", "Marvin"), ("Meyer", "Weyer")],
)  # fmt: skip
def test_other_names_are_not_alike(a: str, b: str) -> None:
    assert not alike(a, b)
    assert not alike(b, a)


def test_a_name_occurs_in_other_spelling_and_as_the_end_of_a_compound() -> None:
    words = facts("Der US-Sprecher traf Wladimir Putin in Wladiwostok.", "de").words
    assert occurs("Poetin", words)
    assert occurs("Vladivostok", words)
    assert not occurs("Macron", words)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Yesterday John Kirby spoke.", "en", "Kirby"),
        ("Gestern sprach John Kirby.", "de", "Kirby"),
        ("Gisteren sprak Brian Nelson.", "nl", "Nelson"),
        ("They met Sergei Shoigu.", "en", "Shoigu"),
    ],
)
def test_names_are_found(text: str, language: str, name: str) -> None:
    assert name in facts(text, language).names


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Gestern sprach Lawrow.", "de", "Lawrow"),
        ("Gisteren sprak Poetin.", "nl", "Poetin"),
    ],
)
def test_names_with_a_spelling_of_one_language_are_found(text: str, language: str, name: str) -> None:
    assert name in facts(text, language).names


def test_german_common_nouns_are_no_names() -> None:
    text = "Die Regierung verhängte neue Sanktionen, sagte der Sprecher im Ministerium über die Raketen."
    assert facts(text, "de").names == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What did the Treasury say?", "en"),
        ("Welche Länder stimmten zu?", "de"),
        ("Hoeveel soldaten waren er?", "nl"),
    ],
)
def test_a_question_without_names_has_none(text: str, language: str) -> None:
    assert facts(text, language).names == ()


def test_folding_takes_away_case_and_accents() -> None:
    assert fold("Ésprit ÜBER Straße") == "esprit uber strasse"


def test_an_empty_text_has_no_facts() -> None:
    found = facts("", "en")
    assert not (found.numbers or found.concepts or found.names or found.words)


COUNTRIES = frozenset({"country:RU", "country:CN", "country:US"})


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Russia und China legten ein Veto ein.", "de", "Russland und China legten ein Veto ein."),
        ("Russland en China spraken een veto uit.", "nl", "Rusland en China spraken een veto uit."),
        ("Russland vetoed it in 2022.", "en", "Russia vetoed it in 2022."),
        ("The USA and Putin said no.", "en", "The USA and Putin said no."),
        ("Rusland", "qq", "Rusland"),
        ("", "de", ""),
    ],
)
def test_countries_are_put_in_the_language_of_the_reader(text: str, language: str, expected: str) -> None:
    assert localised(text, language, COUNTRIES) == expected


@pytest.mark.parametrize(
    ("text", "language"), [("Michael Jordan sprach.", "de"), ("Chad Brown sprak.", "nl")]
)
def test_a_person_with_the_name_of_a_country_keeps_it(text: str, language: str) -> None:
    assert localised(text, language, COUNTRIES) == text


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Westersluistunnel", "The Westersluis tunnel is closed.", True),
        ("Westersluis", "De Westersluistunnel is dicht.", True),
        ("Lindwurm", "Die Lindwurmbrücke bleibt gesperrt.", True),
        ("Lindwurm", "Die Marienbrücke bleibt gesperrt.", False),
    ],
)
def test_a_name_occurs_in_a_compound(name: str, text: str, found: bool) -> None:
    assert occurs(name, facts(text, "de").words) == found


def test_a_german_compound_is_no_name_but_a_place_is() -> None:
    names = facts("Wer entdeckte den Fehler in der Schlafstudie von Altenried?", "de").names
    assert names == ("Altenried",)
    assert facts("Wie viele Natriumlampen und Roggenkekse gibt es?", "de").names == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wer malte das Bild?", "de"),
        ("Wiens huis brandde af?", "nl"),
        ("On which island was the ship built?", "en"),
        ("The bridge may be closed at Easter.", "en"),
        ("They march in the wake of the storm.", "en"),
    ],
)
def test_ordinary_words_are_no_places_or_months(text: str, language: str) -> None:
    assert facts(text, language).concepts == frozenset()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wer schrieb den Roman?", ()),
        ("Wie tief ist der See?", ()),
        ("Wie viele Automatensprengungen gab es?", ()),
        ("Wer besuchte den Roman Polanski?", ("Roman", "Polanski")),
    ],
)
def test_german_things_are_no_names(text: str, names: tuple[str, ...]) -> None:
    assert facts(text, "de").names == names


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Het huis staat achter de dijk, ten noorden van de stad.", "nl", set()),
        ("Ten people came.", "en", {"10"}),
        ("Der zwölfjährige Junge", "de", {"12"}),
        ("um 14.30 Uhr", "de", {"14", "30"}),
        ("at 14:30", "en", {"14", "30"}),
        ("14.30 Euro", "de", {"14.3"}),
        ("at 14.30, and at 2.30pm on Monday", "en", {"14", "30", "2"}),
        ("om 14.30 uur", "nl", {"14", "30"}),
        ("Es kostet 3.20 am Montag.", "de", {"3.2"}),
        ("He came at 14.30 on Monday, and left at 09.05.", "en", {"14", "30", "9", "5"}),
        (
            "sold at 14.30 euros, um 14.30 Franken, at 2.5 and at 14.75 on Monday",
            "en",
            {"14.3", "2.5", "14.75"},
        ),
    ],
)
def test_numbers_are_those_of_the_language(text: str, language: str, values: set[str]) -> None:
    assert numbers(text, language) == values


def test_a_learned_word_is_spelt_differently() -> None:
    assert alike("Zyklon", "cyclone")
    assert not facts("Das Schiff war in Not.", "de").negated
    assert facts("The dog cannot swim.", "en").negated


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("Zweitausend Menschen kamen.", "de", {"2000"}),
        ("Es waren dreihundert, dann hundertfünfzig.", "de", {"300", "150"}),
        ("Zweieinhalb Millionen zogen um.", "de", {"2500000"}),
        ("Eine halbe Million zog um.", "de", {"500000"}),
        ("Nach anderthalb Jahren", "de", {"1.5"}),
        ("siebenhundertzwölf Bäume", "de", {"712"}),
        ("eine zweihundertjährige Eiche", "de", {"200"}),
        ("im Jahr neunzehnhundertneunundachtzig", "de", {"1989"}),
        ("honderdvijftig mensen en driehonderd koeien", "nl", {"150", "300"}),
        ("anderhalf miljoen euro, een half miljoen mensen", "nl", {"1500000", "500000"}),
        ("tweeëneenhalf miljoen", "nl", {"2500000"}),
        ("vijftienhonderd fietsen", "nl", {"1500"}),
        ("two hundred and fifty people", "en", {"250"}),
        ("half a million people, a half-million votes", "en", {"500000"}),
        ("two and a half million, 3 and a half million", "en", {"2500000", "3500000"}),
        ("six hundred thousand trees, a hundred bees", "en", {"600000", "100"}),
        ("deux cent mille personnes", "fr", {"200000"}),
        ("tres mil doscientos votos", "es", {"3200"}),
        ("millecinquecento voti", "it", {"1500"}),
        ("dois mil e vinte votos", "pt", {"2020"}),
        ("Hunderte, mehrere hundert, ein paar tausend", "de", set()),
        ("several hundred, a few thousand, thousands, millions", "en", set()),
        ("enkele honderden, duizenden, ten noorden van", "nl", set()),
        ("half an hour, half of them, one half", "en", set()),
        ("\ud800 two hundred men \udfff", "en", {"200"}),  # half a character is no reason to fall over
        ("eine halbe Stunde, die halbe Stadt", "de", set()),
        ("een half uur, de helft", "nl", set()),
    ],
)
def test_a_number_of_several_parts_is_one(text: str, language: str, numbers: set[str]) -> None:
    assert facts(text, language).numbers == numbers

"""Places are known by any of their names, and not by those of others."""

from __future__ import annotations

import pytest

from assistant.facts import facts
from assistant.verify import unknown_premises, unproved


def known(question: str, language: str, article: str, spoken: str) -> bool:
    """Whether an article knows what a question takes for granted."""
    return unknown_premises(facts(question, language), facts(article, spoken), None) == []


def stands(statement: str, language: str, sentence: str, spoken: str) -> bool:
    """Whether a statement stands on a sentence."""
    return unproved(facts(statement, language), facts(sentence, spoken), facts("What?", "en")) == []


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("die Regierung der Vereinigten Staaten", "de", "country:US"),
        ("in den Vereinigten Staaten von Amerika", "de", "country:US"),
        ("Südkoreas Präsident", "de", "country:KR"),
        ("der Vereinigten Arabischen Emirate", "de", "country:AE"),
        ("mit den Vereinigten Arabischen Emiraten", "de", "country:AE"),
        ("in den Niederlanden", "de", "country:NL"),
        ("des Vereinigten Königreichs", "de", "country:GB"),
        ("im Vereinigten Königreich", "de", "country:GB"),
        ("Großbritanniens Regierung", "de", "country:GB"),
        ("in der Dominikanischen Republik", "de", "country:DO"),
        ("in der Demokratischen Republik Kongo", "de", "country:CD"),
        ("der Tschechischen Republik", "de", "country:CZ"),
        ("the United States' army", "en", "country:US"),
        ("the U.S. army", "en", "country:US"),
        ("Noord-Korea's leider", "nl", "country:KP"),
        ("in Guinea-Bissau", "en", "country:GW"),
        ("on St. Lucia", "en", "country:LC"),
        ("South Sudan's army", "en", "country:SS"),
        ("Papua New Guinea", "en", "country:PG"),
        ("die Berliner Mauer", "de", "city:Europe/Berlin"),
        ("der Pariser Bürgermeister", "de", "city:Europe/Paris"),
        ("Zuid-Afrika", "nl", "country:ZA"),
    ],
)
def test_a_place_is_known_however_it_is_inflected_and_alone(text: str, language: str, concept: str) -> None:
    found = facts(text, language)
    assert found.concepts == {concept}
    assert found.names == ()


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("What did Sudan decide?", "South Sudan decided it."),
        ("What did Guinea decide?", "Papua New Guinea decided it."),
        ("What did Austria decide?", "Australia decided it."),
        ("What did Niger decide?", "Nigeria decided it."),
        ("What did Nigeria decide?", "Niger decided it."),
        ("What did Slovakia decide?", "Slovenia decided it."),
        ("What did Iraq decide?", "Iran decided it."),
        ("What did North Korea decide?", "South Korea decided it."),
        ("What did the United States decide?", "The United Kingdom decided it."),
    ],
)
def test_a_place_is_no_other_that_sounds_like_it(question: str, article: str) -> None:
    assert not known(question, "en", article, "en")
    assert known(question, "en", question.replace("did ", "").replace(" decide?", " decided it."), "en")


@pytest.mark.parametrize(
    ("statement", "language", "sentence", "spoken", "fits"),
    [
        ("The United States decided.", "en", "Die Regierung der Vereinigten Staaten war es.", "de", True),
        ("The United Kingdom decided.", "en", "Das beschlossen die Vereinigten Staaten.", "de", False),
        ("South Korea decided.", "en", "Das war Südkoreas Entscheidung.", "de", True),
        ("Das war Südkoreas Entscheidung.", "de", "South Korea decided.", "en", True),
        ("Das war Südkoreas Entscheidung.", "de", "North Korea decided.", "en", False),
        ("The Berlin Wall fell.", "en", "Die Berliner Mauer fiel.", "de", True),
        ("It was in Singapore.", "en", "Es war in Singapur.", "de", True),
        ("Het gebeurde in Nederland.", "nl", "Es geschah in den Niederlanden.", "de", True),
    ],
)  # fmt: skip
def test_an_inflected_place_proves_the_place(
    statement: str, language: str, sentence: str, spoken: str, fits: bool
) -> None:
    assert stands(statement, language, sentence, spoken) is fits


@pytest.mark.parametrize(
    ("text", "language"),
    [("They told us that he may march.", "en"), ("Wiens huis?", "nl"), ("Er malte den Unter.", "de")],
)
def test_other_words_are_no_places(text: str, language: str) -> None:
    assert facts(text, language).concepts == frozenset()


@pytest.mark.parametrize(
    ("question", "language", "article", "spoken", "fits"),
    [
        ("What did Russia decide?", "en", "The Russian government decided it.", "en", True),
        ("Was entschied Frankreich?", "de", "The French government decided it.", "en", True),
        ("Wat besloot Duitsland?", "nl", "The German government decided it.", "en", True),
        ("What did Switzerland decide?", "en", "Die Schweizer Regierung entschied es.", "de", True),
        ("What did Switzerland decide?", "en", "Die Schweden entschieden es.", "de", False),
        ("What did Sweden decide?", "en", "Der schwedischen Regierung gefiel es.", "de", True),
        ("Wat besloot China?", "nl", "De Chinese regering besloot het.", "nl", True),
        ("What did South Korea decide?", "en", "Das südkoreanische Parlament beschloss es.", "de", True),
        ("What did South Korea decide?", "en", "Het Noord-Koreaanse leger besloot het.", "nl", False),
        ("What did the United States decide?", "en", "Der US-amerikanische Senat beschloss es.", "de", True),
        ("What did the United States decide?", "en", "South American farmers decided it.", "en", False),
        ("What did Austria decide?", "en", "The Australian government decided it.", "en", False),
        ("What did Niger decide?", "en", "Die nigerianische Regierung beschloss es.", "de", False),
        ("What did Slovakia decide?", "en", "Die slowenische Regierung beschloss es.", "de", False),
        ("What did Slovakia decide?", "en", "De Slowaakse regering besloot het.", "nl", True),
        ("What did Poland decide?", "en", "They polish the poles.", "en", False),
        ("What did France decide?", "en", "The ministers of Canada spoke French.", "en", False),
        ("What did Germany decide?", "en", "Der Wiener Rat schrieb es auf Deutsch.", "de", False),
        ("What did Britain decide?", "en", "An English-speaking teacher decided it.", "en", False),
        ("What did India decide?", "en", "Ships of the Indian Ocean turned.", "en", False),
        ("What did France decide?", "en", "Frans Timmermans besloot het.", "nl", False),
    ],
)
def test_what_is_of_a_country_knows_it(
    question: str, language: str, article: str, spoken: str, fits: bool
) -> None:
    assert known(question, language, article, spoken) is fits


@pytest.mark.parametrize(
    ("statement", "language", "sentence", "spoken", "fits"),
    [
        ("The Russian army came.", "en", "Die ukrainische Armee kam.", "de", False),
        ("The Russian army came.", "en", "Die russische Armee kam.", "de", True),
        ("The Russian army came.", "en", "Das russischer Armee gegebene Ziel.", "de", True),
        ("The German government fell.", "en", "Die französische Regierung stürzte.", "de", False),
        ("The German government fell.", "en", "Deutschlands Regierung stürzte.", "de", True),
        ("De Duitse regering viel.", "nl", "The German government fell.", "en", True),
        ("De Duitse regering viel.", "nl", "The Dutch government fell.", "en", False),
        ("Der britische Premier kam.", "de", "De Britse premier kwam.", "nl", True),
        ("Der irische Premier kam.", "de", "De Britse premier kwam.", "nl", False),
        ("A French woman died.", "en", "Eine Französin starb.", "de", True),
        ("A French man died.", "en", "Ein Franzose starb.", "de", True),
        ("Een Deense man stierf.", "nl", "Ein Däne starb.", "de", True),
        ("A Danish man died.", "en", "Een Deen stierf.", "nl", True),
        ("A Chinese man died.", "en", "Een Chinees stierf.", "nl", True),
        ("A Brazilian died.", "en", "Een Braziliaan stierf.", "nl", True),
        ("An Austrian died.", "en", "Ein Australier starb.", "de", False),
        ("He spoke French.", "en", "Er sprach Deutsch.", "de", False),
        ("He spoke German.", "en", "Er sprach Deutsch.", "de", True),
        ("The Swiss army came.", "en", "Die Schweizer Armee kam.", "de", True),
        ("The American senate voted.", "en", "Der US-Senat stimmte ab.", "de", True),
        ("British Airways was sold.", "en", "British Airways wurde verkauft.", "de", True),
        ("Die Deutsche Bank wurde verkauft.", "de", "Deutsche Bank was sold.", "en", True),
        ("Deutsche und französische Schulen.", "de", "Franco-German schools.", "en", True),
        ("The French government fell.", "en", "Le gouvernement français est tombé.", "fr", True),
    ],
)
def test_what_is_of_a_country_is_held_against_the_sentence(
    statement: str, language: str, sentence: str, spoken: str, fits: bool
) -> None:
    assert stands(statement, language, sentence, spoken) is fits


@pytest.mark.parametrize(
    ("question", "language", "article", "spoken", "fits"),
    [
        ("What did the United Nations do?", "en", "Das war Sache des UN-Sicherheitsrates.", "de", True),
        ("What did the United Nations do?", "en", "Ein Beschluss der Vereinten Nationen.", "de", True),
        ("What did the United Nations do?", "en", "Das sagte der Uno-Generalsekretär.", "de", True),
        ("What did the UN do?", "en", "De VN besloot het.", "nl", True),
        ("Was taten die Vereinten Nationen?", "de", "The U.N. decided it.", "en", True),
        ("What did the UN do?", "en", "The EU decided it.", "en", False),
        ("What did the UN do?", "en", "Uno de ellos lo hizo.", "es", False),
        ("Was tat die EU?", "de", "De Europese Unie besloot het.", "nl", True),
        ("What did the European Union do?", "en", "Ein Beschluss der Europäischen Union.", "de", True),
        ("What did the IMF do?", "en", "Der IWF beschloss es.", "de", True),
        ("What did the IMF do?", "en", "Der Rat des Internationalen Währungsfonds war es.", "de", True),
        ("What did the IMF do?", "en", "Die Weltbank beschloss es.", "de", False),
        ("What did NATO do?", "en", "De NAVO besloot het.", "nl", True),
        ("What did Nato do?", "en", "De NAVO besloot het.", "nl", True),
        ("What did the WHO do?", "en", "De Wereldgezondheidsorganisatie besloot het.", "nl", True),
        ("What did the WHO do?", "en", "Who did it? Nobody knows who.", "en", False),
        ("What did the ECB do?", "en", "Die EZB beschloss es.", "de", True),
        ("What did the ICC do?", "en", "Ein Urteil des Internationalen Strafgerichtshofs.", "de", True),
        ("What did the ICC do?", "en", "Ein Urteil des Internationalen Gerichtshofs.", "de", False),
        ("Wat deed de OESO?", "nl", "Die OECD tat es.", "de", True),
        ("Was tat der EGMR?", "de", "Het Europees Hof voor de Rechten van de Mens besliste.", "nl", True),
        ("Who did it, and who said so?", "en", "Er war es.", "de", True),
        ("WHO WON THE RACE?", "en", "Er war es.", "de", True),
    ],
)
def test_an_organisation_is_known_by_any_of_its_names(
    question: str, language: str, article: str, spoken: str, fits: bool
) -> None:
    assert known(question, language, article, spoken) is fits


@pytest.mark.parametrize(
    ("statement", "language", "sentence", "spoken", "fits"),
    [
        ("The United Nations decided it.", "en", "De Verenigde Naties besloten het.", "nl", True),
        ("The UN decided it.", "en", "Die Nato beschloss es.", "de", False),
        ("De Verenigde Naties besloten het.", "nl", "The United States decided it.", "en", False),
        ("The World Bank paid.", "en", "Die Weltbank zahlte.", "de", True),
        ("Das Rote Kreuz half.", "de", "Het Rode Kruis hielp.", "nl", True),
        ("Ärzte ohne Grenzen halfen.", "de", "Artsen zonder Grenzen hielp.", "nl", True),
        ("The WTO decided it.", "en", "Die WHO beschloss es.", "de", False),
    ],
)
def test_an_organisation_proves_itself(
    statement: str, language: str, sentence: str, spoken: str, fits: bool
) -> None:
    assert stands(statement, language, sentence, spoken) is fits


@pytest.mark.parametrize(
    ("question", "language", "article", "spoken", "fits"),
    [
        ("What happened in Cologne?", "en", "Es geschah in Köln.", "de", True),
        ("What happened in Cologne?", "en", "Het gebeurde in Keulen.", "nl", True),
        ("Was geschah in Köln?", "de", "It happened in Cologne.", "en", True),
        ("What happened in Cologne?", "en", "Am Kölner Dom geschah es.", "de", True),
        ("What happened in Cologne?", "en", "Es geschah in Koblenz.", "de", False),
        ("What happened in Munich?", "en", "Es geschah in München.", "de", True),
        ("Wat gebeurde er in Peking?", "nl", "It happened in Beijing.", "en", True),
        ("What happened in The Hague?", "en", "Het gebeurde in Den Haag.", "nl", True),
        ("Was geschah in Mailand?", "de", "It happened in Milan.", "en", True),
        ("What happened in Lviv?", "en", "Es geschah in Lemberg.", "de", True),
        ("Was geschah in Lüttich?", "de", "Het gebeurde in Luik.", "nl", True),
        ("What happened in Bavaria?", "en", "Der bayerische Landtag tagte.", "de", True),
        ("What happened in Saxony?", "en", "Es geschah in Niedersachsen.", "de", False),
        ("What happened in Lower Saxony?", "en", "Es geschah in Niedersachsen.", "de", True),
        ("What happened in Tuscany?", "en", "Es geschah in der Toskana.", "de", True),
        ("Who crossed the Danube?", "en", "Er überquerte die Donau.", "de", True),
        ("Who crossed the Rhine?", "en", "Er überquerte die Rheinbrücke.", "de", True),
        ("Who crossed the Rhine?", "en", "Er überquerte die Donaubrücke.", "de", False),
        ("What happened in the North Sea?", "en", "Het gebeurde op de Noordzee.", "nl", True),
        ("What happened in the North Sea?", "en", "Es geschah auf der Ostsee.", "de", False),
        ("What happened in the Black Sea?", "en", "Es geschah im Schwarzen Meer.", "de", True),
        ("What happened in Asia?", "en", "Es geschah in Asien.", "de", True),
        ("What happened in Africa?", "en", "De Afrikaanse leiders kwamen.", "nl", True),
        ("What happened in Africa?", "en", "Es geschah in Europa.", "de", False),
        ("Which law did Europe pass?", "en", "Das Europaparlament beschloss es.", "de", True),
        ("What happened in the Indian Ocean?", "en", "Es geschah im Indischen Ozean.", "de", True),
        ("What did India do?", "en", "Es geschah im Indischen Ozean.", "de", False),
        ("What happened in Saint Petersburg?", "en", "Es geschah in St. Petersburg.", "de", True),
    ],
)
def test_a_place_is_known_by_the_name_of_any_language(
    question: str, language: str, article: str, spoken: str, fits: bool
) -> None:
    assert known(question, language, article, spoken) is fits


@pytest.mark.parametrize(
    ("statement", "language", "sentence", "spoken", "fits"),
    [
        ("It began in Nuremberg.", "en", "Es begann in Nürnberg.", "de", True),
        ("It began in Antwerp.", "en", "Het begon in Antwerpen.", "nl", True),
        ("It began in Antwerp.", "en", "Het begon in Gent.", "nl", False),
        ("Es begann in Asien.", "de", "Het begon in Azië.", "nl", True),
        ("Es begann in Asien.", "de", "Het begon in Afrika.", "nl", False),
        ("European leaders met.", "en", "Die Staats- und Regierungschefs trafen sich.", "de", True),
        ("It fell in the Ruhr.", "en", "Es fiel im Ruhrgebiet.", "de", True),
    ],
)
def test_a_place_proves_itself_in_any_language(
    statement: str, language: str, sentence: str, spoken: str, fits: bool
) -> None:
    assert stands(statement, language, sentence, spoken) is fits


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nice people read in the bath.", "en"),
        ("Nice weather, said Reading's fans.", "en"),
        ("Das Essen war teuer, es kostete zehn Franken.", "de"),
        ("Die Löwen haben keine Namen.", "de"),
        ("Most of the main halls are closed.", "en"),
    ],
)
def test_words_are_no_cities(text: str, language: str) -> None:
    assert facts(text, language).concepts == frozenset()


@pytest.mark.parametrize(
    ("statement", "sentence", "spoken", "fits"),
    [
        ("Russia decided.", "Россия решила.", "ru", True),
        ("Russia decided.", "Правительство России решило.", "ru", True),
        ("Russia decided.", "Уряд Росії вирішив.", "uk", True),
        ("Russia decided.", "Україна вирішила.", "uk", False),
        ("It was in Vladivostok.", "Это было во Владивостоке.", "ru", True),
        ("It was in Vladivostok.", "Это было в Москве.", "ru", False),
        ("Austria decided.", "Правительство Австралии решило.", "ru", False),
        ("Australia decided.", "Правительство Австралии решило.", "ru", True),
        ("Niger decided.", "Правительство Нигерии решило.", "ru", False),
        ("Nigeria decided.", "Правительство Нигерии решило.", "ru", True),
        ("Slovakia decided.", "Правительство Словении решило.", "ru", False),
        ("Slovenia decided.", "Правительство Словении решило.", "ru", True),
        ("China decided.", "Власти Китая решили.", "ru", True),
        ("The United States decided.", "США решили.", "ru", True),
        ("The UN decided.", "Совет Безопасности ООН решил.", "ru", True),
        ("Putin decided.", "Решение Путина было таким.", "ru", True),
        ("Putin decided.", "Решение Лаврова было таким.", "ru", False),
        ("Zelenskyy decided.", "Володимир Зеленський вирішив.", "uk", True),
        ("Navalny decided.", "Алексей Навальный решил.", "ru", True),
        ("Mitsotakis decided.", "Ο Μητσοτάκης αποφάσισε.", "el", True),
        ("It was in June.", "Это было в июне. 14 июня.", "ru", True),
        ("Poland decided.", "Rząd Polski zdecydował.", "pl", True),
        ("Russia decided.", "Rząd Rosji zdecydował.", "pl", True),
        ("Russia decided.", "Az orosz kormány Oroszországban döntött.", "hu", True),
        ("Nigeria decided.", "Nigerin hallitus päätti.", "fi", False),
        ("Russia decided.", "قررت روسيا ذلك.", "ar", True),
        ("Russia and China decided.", "قررت روسيا والصين ذلك.", "ar", True),
        ("Iran decided.", "قررت روسيا والصين ذلك.", "ar", False),
        ("Russia decided.", "ロシア政府が決定した。", "ja", True),
        ("Russia decided.", "俄罗斯政府决定了。", "zh", True),
        ("Mali decided.", "索马里政府决定了。", "zh", False),
        ("Russia decided.", "러시아는 결정했다.", "ko", True),
        ("Russia decided.", "रूस ने फैसला किया।", "hi", True),
        ("They lost 71,500 men.", "فقدوا ٧١٥٠٠ رجل.", "ar", True),
        ("They lost 71,500 men.", "فقدوا ٧١٬٥٠٠ رجل.", "ar", True),
        ("They lost 71,500 men.", "７１，５００人を失った。", "ja", True),
        ("They lost 75,100 men.", "７１５００人を失った。", "ja", False),
        ("It was in 2022.", "यह २०२२ में था।", "hi", True),
    ],
)
def test_articles_in_other_scripts_prove_what_they_say(
    statement: str, sentence: str, spoken: str, fits: bool
) -> None:
    assert stands(statement, "en", sentence, spoken) is fits


@pytest.mark.parametrize(
    ("question", "language", "article", "spoken", "fits"),
    [
        ("What did Russia decide?", "en", "Власти России решили.", "ru", True),
        ("What did Austria decide?", "en", "Власти Австралии решили.", "ru", False),
        ("Что решила Россия?", "ru", "Das beschloss Russlands Regierung.", "de", True),
        ("Что решила Россия?", "ru", "Das beschloss Chinas Regierung.", "de", False),
        ("What did Emmanuel Macron decide?", "en", "Эммануэль Макрон решил.", "ru", True),
        ("What did Emmanuel Macron decide?", "en", "Эммануэль Кант решил.", "ru", False),
    ],
)
def test_articles_in_other_scripts_know_what_is_asked(
    question: str, language: str, article: str, spoken: str, fits: bool
) -> None:
    assert known(question, language, article, spoken) is fits


def test_who_names_a_region_knows_its_country() -> None:
    question, article = facts("What hit Great Britain?", "en"), facts("Floods in Wales and Scotland.", "en")
    assert unknown_premises(question, article, None) == []

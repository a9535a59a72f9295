"""Which language a question is in."""

from __future__ import annotations

import pytest

from assistant.languages import of_question
from index import by_words

ENGLISH = """
Who vetoed the die cast by the war?
Did the rider die in Roubaix?
Who is Ayşe Kılıç, and what did she say about the bridge?
Who is Ursula von der Leyen?
who is ursula von der leyen?
Was war declared?
Was Hitler Austrian?
Was the bridge closed?
Was it closed?
Who heads Die Zeit and Der Spiegel?
Who is Van der Bellen?
Who was Jan van de Ven?
Did Van der Bellen win?
What is in Het Parool?
What does "Das Leben der Anderen" tell of?
Was “Het Parool” sold?
Where was Das Boot filmed?
Is the Bank van de Nederlandse Gemeenten solvent?
Has De Telegraaf apologised?
Did Los Angeles hold the games?
Were La Repubblica and Le Monde on strike?
Is Kim dead?
Did Jeroen van der Veer resign from Shell?
In which year was Het Loo built?
WHO WON THE ELECTION?
Who won?
Is it true?
And Russia?
Tell me about Die Linke.
Is Angela Merkel ill?
Was Angela Merkel in Berlin?
Was Will Smith in Berlin?
"""
GERMAN = """
Wer hat den Preis bekommen, und für was?
Wer schrieb The Name of the Rose?
Wie heißt der Chef der New York Times?
Was kostet The Times?
Was sagte The Guardian?
Was war los?
Was war der Grund?
Was ist SANS?
Was macht Kim?
Was bestätigte Steven Mnuchin?
Wie alt ist Van der Bellen?
Wie viele starben?
Wie lange?
Wie war das?
Wie waren die Zahlen?
Ist Van Gaal zurückgetreten?
Hat De Telegraaf sich entschuldigt?
Wurde „Gone with the Wind“ verboten?
Seit wann gehört The Hague zu Holland?
Wo ist Het Loo?
Wann starb Kohl?
Wer wurde Sieger?
Wer regiert Norwegen?
wer ist jan van de ven?
Spielte Robert De Niro auch in Once Upon a Time in America?
Und Russland?
Nenne die Sieger von Roubaix.
Was will Putin?
Was plant Merz?
Was will Putin in Kiew?
Nordkorea?
"""
DUTCH = """
Wie was de winnaar in Roubaix?
Wie schreef The Name of the Rose?
Wie heeft The Guardian gekocht?
Wie is de hoofdredacteur van Die Zeit?
Wie is Van der Bellen?
Wie oud is Lohmeyer?
Wie regeert Noorwegen?
Wie won?
Wie won de race?
Wie stierf?
Wie was dat?
Wie waren daar?
Wie nog?
Is Van Gaal ontslagen?
Heeft Der Spiegel gelijk?
Werd “Gone with the Wind” verboden?
Won Ajax?
Hoe heet The Hague in het Nederlands?
Wat staat er in The New York Times?
Waar is Die Zeit gevestigd?
Wanneer won Robert De Niro een Oscar?
wie is jan van de ven?
Sinds wanneer bestaat Der Standard?
Was Angela Merkel bij de opening?
En Rusland?
Na hoeveel weken kwam een akkoord?
Noem de winnaars van Roubaix.
En Macron?
En Biden?
En China?
En de EU?
En in Iran?
En Anne Frank?
En nu?
Wie was Anne Frank?
Wie was Hitler?
"""


@pytest.mark.parametrize("question", ENGLISH.strip().splitlines())
def test_an_english_question(question: str) -> None:
    assert of_question(question) == "en"


@pytest.mark.parametrize("question", GERMAN.strip().splitlines())
def test_a_german_question(question: str) -> None:
    assert of_question(question) == "de"


@pytest.mark.parametrize("question", DUTCH.strip().splitlines())
def test_a_dutch_question(question: str) -> None:
    assert of_question(question) == "nl"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Qui a gagné la course ?", "fr"), ("Pourquoi ?", "fr"), ("En France ?", "fr"), ("En España?", "es"),
        ("Qui est Ursula von der Leyen ?", "fr"),
        ("Quien gano las elecciones?", "es"), ("¿Quién es el alcalde?", "es"),
        ("Quem ganhou as eleições?", "pt"), ("Onde fica a ponte?", "pt"),
        ("Chi ha vinto le elezioni?", "it"), ("Dove si trova il ponte?", "it"),
        ("Kto wygrał wyścig i dlaczego nie było zwycięzcy?", "pl"), ("Kto jest burmistrzem Krakowa?", "pl"),
        ("Dlaczego?", "pl"), ("Kto napisał The Name of the Rose?", "pl"),
        ("Vem är ordförande för föreningen på ön?", "sv"), ("Vem vann valet?", "sv"),
        ("Kdo vyhrál závod a proč nebyl žádný vítěz?", "cs"), ("Kdo vyhrál volby?", "cs"),
        ("Yarışı kim kazandı ve neden ödül verilmedi?", "tr"), ("Kim kazandi?", "tr"),
        ("Hvem vandt valget?", "da"), ("Hvem vant valget?", "nb"),
        ("Kuinka monta ihmistä kuoli onnettomuudessa?", "fi"), ("Miksi?", "fi"),
        ("Siapa yang menang?", "id"), ("Mengapa jembatan ditutup?", "id"),
        ("Kes võitis valimised?", "et"), ("Miks sild suleti?", "et"), ("Kui palju inimesi hukkus?", "et"),
        ("Kas laimėjo rinkimus?", "lt"), ("Kas uzvarēja vēlēšanās?", "lv"),
        ("Tko je pobijedio na izborima?", "hr"), ("Kdo je zmagal na volitvah?", "sl"),
        ("Kto vyhral voľby?", "sk"), ("Ki nyerte a választást?", "hu"),
        ("Cine este primarul Clujului?", "ro"), ("Qui va guanyar les eleccions?", "ca"),
        ("Ai đã thắng cử?", "vi"), ("Что сказал Шойгу?", "ru"),
    ],
)  # fmt: skip
def test_a_question_in_another_language(question: str, language: str) -> None:
    assert of_question(question) == language


@pytest.mark.parametrize(
    ("question", "before", "language"),
    [
        ("En China?", "es", "es"), ("En Biden?", "nl", "nl"), ("Macron?", "de", "de"),
        ("Macron?", "en", "en"), ("Iran?", "nl", "nl"), ("In Berlin?", "en", "en"), ("2019?", "de", "de"),
        ("Was?", "de", "de"),
    ],
)  # fmt: skip
def test_a_short_question_is_in_the_language_of_the_one_before(
    question: str, before: str, language: str
) -> None:
    assert of_question(question, before=before) == language


@pytest.mark.parametrize(
    ("question", "before", "language"),
    [
        ("And Russia?", "de", "en"), ("Und Russland?", "en", "de"), ("En nu?", "en", "nl"),
        ("Pourquoi ?", "de", "fr"), ("Dlaczego?", "de", "pl"), ("Miks?", "en", "et"), ("那呢？", "de", "zh"),
        ("Is Kim dead?", "nl", "en"), ("Wie was Hitler?", "de", "nl"), ("Was will Putin?", "nl", "de"),
        ("Who was Jan van de Ven?", "nl", "en"),
    ],
)  # fmt: skip
def test_a_short_question_that_tells_its_language_may_change_it(
    question: str, before: str, language: str
) -> None:
    assert of_question(question, before=before) == language


def test_words_tell_only_among_the_languages_that_may_be() -> None:
    assert by_words("Hvem vandt valget?", ("da", "en")) == "da"
    assert by_words("Qwrtzp?") is None
    assert by_words("") is None

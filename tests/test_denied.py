"""What a text says is not so stays so."""

from __future__ import annotations

import pytest

from assistant.denied import affirms, drops_a_denial
from assistant.facts import facts


@pytest.mark.parametrize(
    ("sentence", "pointed", "statement", "dropped"),
    [
        ("Sweden did not reject the plan, said Oslo.", "Sweden", "Sweden rejected the plan.", True),
        ("Sweden did not reject the plan, said Oslo.", "Oslo", "Oslo said so.", False),
        ("Sweden did not reject the plan.", "Sweden", "Sweden did not reject it.", False),
        ("Sweden did not sign.", "Sweden", "Sweden refused to sign.", False),
        ("Not only Sweden signed.", "Sweden", "Sweden signed.", False),
        ("Some 1,500 soldiers did not return.", "1,500", "1,500 soldiers returned.", True),
        ("It will not reopen until May.", "May", "It will reopen in May.", False),
        ("Nobody was hurt. It burned on Monday.", "Monday", "It burned on Monday.", False),
        ("Sweden signed; Norway did not.", "Sweden", "Sweden signed.", False),
        ("It does not close in May but on 3 June.", "3 June", "It closes on 3 June.", False),
        ("It does not close in May but on 3 June.", "May", "It closes in May.", True),
        ("De winkel gaat niet dicht maar verhuist op 3 juni.", "3 juni", "It closes on 3 June.", True),
        ("Het schip gaat niet in mei maar op 3 juni dicht.", "3 juni", "It closes on 3 June.", False),
    ],
)
def test_a_denial_of_the_evidence_is_kept(sentence: str, pointed: str, statement: str, dropped: bool) -> None:
    asked = facts("Who was it?", "en")
    assert bool(drops_a_denial(sentence, pointed, "en", facts(statement, "en"), asked)) == dropped


@pytest.mark.parametrize(
    ("language", "sentence", "pointed", "statement"),
    [
        ("en", "There were no survivors.", "survivors", "There were survivors."),
        ("en", "No tanks were lost.", "tanks", "Tanks were lost."),
        ("en", "No more trains will run.", "trains", "Trains will run."),
        ("en", "There is no evidence that he paid.", "he paid", "He paid."),
        ("en", "Sweden refused to sign.", "Sweden", "Sweden signed."),
        ("en", "The firm failed to pay its staff.", "staff", "The firm paid its staff."),
        ("en", "He was unable to walk.", "walk", "He can walk."),
        ("en", "The clerk denied having paid him.", "paid him", "The clerk paid him."),
        ("en", "The storm prevented them from landing.", "landing", "They landed."),
        ("en", "She is no longer in office.", "in office", "She is in office."),
        ("en", "It was built without a permit.", "permit", "It was built with a permit."),
        ("en", "Hardly anyone came.", "anyone", "Anyone came."),
        ("en", "Mr. Lee did not open the bridge.", "Lee", "Lee opened the bridge."),
        ("en", "Ann Lee, the mayor of Leeds, did not open it.", "Ann Lee", "Ann Lee opened it."),
        ("de", "Die Brücke wurde am 12. Mai nicht eröffnet.", "12. Mai", "The bridge was opened on 12 May."),
        ("en", "None of the guests came.", "guests", "The guests came."),
        ("de", "Weder Anna noch Bob kamen.", "Anna", "Anna und Bob kamen."),
        ("de", "Der Mann bestritt, den Lohn bezahlt zu haben.", "Lohn bezahlt", "Der Mann zahlte den Lohn."),
        ("de", "Er weigerte sich am Montag, zu unterschreiben.", "Montag", "Er unterschrieb am Montag."),
        ("de", "Sie verweigerte es, auszusagen.", "auszusagen", "Sie sagte aus."),
        ("de", "Kaum jemand kam.", "jemand", "Jemand kam."),
        ("nl", "Noch Anna noch Bob kwam.", "Anna", "Anna en Bob kwamen."),
        ("nl", "Het is zonder vergunning gebouwd.", "vergunning", "Het is met vergunning gebouwd."),
        ("nl", "De bakker weigerde te betalen.", "bakker", "De bakker betaalde."),
        ("nl", "Hij ontkende dat hij betaald had.", "betaald", "Hij betaalde."),
        ("nl", "Nauwelijks iemand kwam.", "iemand", "Iedereen kwam."),
        ("fr", "La Suède n'a pas signé.", "La Suède", "Sweden signed."),
        ("fr", "Personne n'est venu.", "Personne", "Someone came."),
        ("es", "Suecia no firmó.", "Suecia", "Sweden signed."),
        ("it", "La Svezia non ha firmato.", "Svezia", "Sweden signed."),
        ("pt", "A Suécia não assinou.", "Suécia", "Sweden signed."),
        ("ru", "Швеция не подписала договор.", "Швеция", "Sweden signed."),
    ],
)
def test_no_denial_is_dropped(language: str, sentence: str, pointed: str, statement: str) -> None:
    told = language if language in ("en", "de", "nl") and "permit" not in statement else "en"
    asked, said = facts("Who was it?", "en"), facts(statement, told)
    assert drops_a_denial(sentence, pointed, language, said, asked, one_language=told == language)


@pytest.mark.parametrize(
    ("language", "sentence", "pointed", "statement"),
    [
        ("en", "There were no injuries in the fire in Graz.", "Graz", "The fire was in Graz."),
        ("en", "There is no doubt that Sweden signed.", "Sweden", "Sweden signed."),
        ("en", "It opens no later than Monday.", "Monday", "It opens on Monday."),
        ("en", "Bus No. 5 goes to Graz.", "Graz", "It goes to Graz."),
        ("en", "Sweden voted no on the plan.", "Sweden", "Sweden voted on the plan."),
        ("en", "Without a word she left for Graz.", "Graz", "She left for Graz."),
        ("en", "The launch failed in Graz.", "Graz", "The launch was in Graz."),
        ("en", "Ann, who refused to pay, lives in Graz.", "Graz", "Ann lives in Graz."),
        ("en", "Ann, who did not pay, lives in Graz.", "Ann", "Ann lives in Graz."),
        ("en", "Ann, the mayor, opened it, but Bob did not.", "Ann", "Ann opened it."),
        ("en", "He denied the charges in a court in Graz.", "Graz", "The court is in Graz."),
        ("en", "Sweden declined to sign.", "Sweden", "Sweden rejected it."),
        ("en", "Hardly anyone came.", "anyone", "Few people came."),
        ("en", "Barely 20 guests came.", "20", "20 guests came."),
        ("de", "Ohne Umweg fuhr sie mit Anna nach Graz.", "Graz", "She went to Graz with Anna."),
        ("de", "Anna, die bestritt, dass sie zahlte, wohnt in Graz.", "Graz", "Anna lives in Graz."),
        ("de", "Er lebt ohne Strom in Graz.", "Graz", "Er lebt in Graz."),
        ("de", "Die Firma weigert sich, zu zahlen; Anna zahlte.", "Anna zahlte", "Anna zahlte."),
        ("nl", "Er zijn nog 12 huizen.", "12", "Er zijn 12 huizen."),
        ("nl", "Zonder haast fietst hij naar Breda.", "Breda", "Hij fietst naar Breda."),
        ("fr", "Anna n'a pas seulement signé.", "Anna", "Anna signed."),
        ("es", "No solo Suecia firmó.", "Suecia", "Sweden signed."),
        ("it", "Non solo la Svezia ha firmato.", "Svezia", "Sweden signed."),
        ("fr", "Il a fait un pas vers Anna.", "Anna", "He made a step towards Anna."),
        ("de", "In der Not half Anna.", "Anna", "Anna half."),
    ],
)
def test_a_denial_of_something_else_drops_nothing(
    language: str, sentence: str, pointed: str, statement: str
) -> None:
    told = facts(statement, language)
    asked = facts("Who was it?", "en")
    assert not drops_a_denial(sentence, pointed, language, told, asked, one_language=True)


@pytest.mark.parametrize(
    ("question", "sentence", "language", "so"),
    [
        ("Why did the bridge not open in May?", "The bridge opened in May despite rain.", "en", True),
        ("Warum kam der Zug nicht?", "Der Zug kam um drei.", "de", True),
        ("Waarom werd de brug niet geopend?", "De brug werd in mei geopend.", "nl", True),
        ("Why did the bridge not open in May?", "The bridge stayed shut as it rained.", "en", False),
        ("Why did the bridge not open in May?", "The bridge was to open in May, but it rained.", "en", False),
        ("Why did the bridge not open?", "It never opened because of rain.", "en", False),
        ("Warum kam der Zug nicht?", "Ein Baum lag auf dem Gleis.", "de", False),
    ],
)
def test_a_question_denies_what_a_sentence_affirms(
    question: str, sentence: str, language: str, so: bool
) -> None:
    assert affirms(question, language, facts(sentence, language)) is so

"""Which questions lean on what was said before."""

from __future__ import annotations

import pytest

from assistant.leaning import leans_back

LEANING = {
    "en": """
        How many of those died?
        But why in 2019?
        Which countries were also involved?
        And why?
        Why?
        When was that?
        What did he say about it?
        And Russia?
        What about Germany?
        Why did that happen?
        Who is she?
        How many of them were hurt?
        Which of these won?
        Who else signed?
        What else did the minister say?
        But who paid?
        So when did the bridge open?
        What happened next?
        What happened then?
        What happened afterwards?
        How long did it take?
        Where did they go?
        Who said so?
        Why not?
        How many?
        How much?
        In which year?
        Since when?
        What did the other countries say?
        What was the reason for this decision?
        Who was the captain of that ship?
        Did the others agree?
        Who was involved?
        Is that true?
        How did the opposition respond to this?
        And in 2018?
        What did Germany say about it?
        What does the company do instead?
        Where was it built?
        What does it cost?
        Who owns it?
        Why was it closed in May?
        When did it open?
        Was it expensive?
        How many died?
        Who won?
        What is its population?
        Who was the latter?
        Did the former resign?
        Which other cities were hit?
        Who replaced him?
        Why did that take so long?
        What happened to the crew of that ferry?
        Who paid for this?
        How much did those repairs cost?
        But who told the police?
        Or was it cancelled?
        Were the others released?
        What did the mayor say about these plans?
        Did anyone else resign?
        Where is she now?
        And the second winner?
        Which one?
        Who was hurt?
        Who was arrested?
        What was stolen?
        Why Germany?
        Only in Germany?
        Since when is it open?
        What was their reaction?
        How did the union react to that?
        When will it be finished?
        What is known about her?
        What did he say next?
        Who was responsible for that?
        So who won?
        How many survived?
        Is there another reason for this?
        What was the name of that driver?
        Did it rain?
        Do they trust their government?
        Why did these countries use their veto?
    """,
    "de": """
        Wer war daran beteiligt?
        Was sagt die Opposition darüber?
        Wie hat der Bürgermeister darauf reagiert?
        Wer war der Kapitän dieses Schiffes?
        Aber warum erst 2019?
        Und warum?
        Wann war das?
        Was sagte er dazu?
        Wer noch?
        Was ist mit Polen?
        Wie viele davon starben?
        Wie viele von ihnen wurden verletzt?
        Was geschah danach?
        Was geschah dann?
        Was passierte anschließend?
        Wer hat das gesagt?
        Wo ist das passiert?
        Wann ist das passiert?
        Welche Länder waren auch beteiligt?
        Welche anderen Städte waren betroffen?
        Was sagte das Unternehmen dazu?
        Wie alt ist er?
        Wie lange hat es gedauert?
        Warum nicht?
        Wie viele?
        Seit wann?
        Und 2018?
        Doch wer zahlt?
        Wer hat es gebaut?
        Wo steht es?
        Was kostet es?
        Wer ist ihr Nachfolger?
        Wie heißt seine Frau?
        Wer gewann diesen Preis?
        Was war der Grund dafür?
        Wie ging es weiter?
        Wer war sonst beteiligt?
        Stimmt das?
        Was meinte die Regierung damit?
        Wer war dabei?
        Welche davon wurden geschlossen?
        Wann wurde sie eröffnet?
        Wohnt sie noch dort?
        Wie viele dieser Menschen starben?
        Wer war dagegen?
        Was machte dieser Mann in Bonn?
        Wie hoch waren deren Kosten?
        Wer starb?
        Wer folgte ihm nach?
        Warum hat das so lange gedauert?
        Wer bezahlte dafür?
        Was geschah mit der Besatzung dieser Fähre?
        Was sagt die Bürgermeisterin zu diesen Plänen?
        Doch wer informierte die Polizei?
        Oder wurde sie abgesagt?
        Wo ist er jetzt?
        Und der zweite Sieger?
        Welcher?
        Wer wurde verletzt?
        Was wurde gestohlen?
        Warum Deutschland?
        Nur in Deutschland?
        Wie reagierte die Gewerkschaft darauf?
        Wann wird es fertig?
        Was weiß man über ihn?
        Wer war dafür verantwortlich?
        Wie viele überlebten?
        Wie hieß der Fahrer dieses Wagens?
        Worüber stritten sie?
        Was hat er damit gemeint?
        Woran starb sie?
        Wie hoch war seine Strafe?
        Was wurde dort gebaut?
        Was war die Folge davon?
        Wer hatte das entschieden?
        Warum ist das verboten?
        Wer zahlt das?
        Gab es dagegen Proteste?
        Was sagen sie über ihre Arbeit?
        Warum haben ihre Gegner geklagt?
    """,
    "nl": """
        Waar is dat gebeurd?
        Wie heeft dat gezegd?
        Wanneer is dat gebeurd?
        Wat gebeurde er daarna?
        Wat zei het bedrijf daarover?
        Wie was de kapitein van dat schip?
        Wat is zijn leeftijd?
        En waarom?
        Wanneer was dat?
        Wat zei hij daarover?
        Wie nog?
        Hoe zit het met België?
        Wie woont daar?
        Hoeveel daarvan stierven?
        Hoeveel van hen raakten gewond?
        Maar waarom pas in 2019?
        Welke landen waren er ook bij betrokken?
        Welke andere steden werden getroffen?
        Wat gebeurde er toen?
        Hoe oud is hij?
        Hoe lang duurde het?
        Hoe lang heeft het geduurd?
        Waarom niet?
        Hoeveel?
        Sinds wanneer?
        En in 2018?
        Wie heeft het gebouwd?
        Waar staat het?
        Wat kost het?
        Wie is haar opvolger?
        Hoe heet zijn vrouw?
        Wie won deze prijs?
        Wat was de reden daarvoor?
        Hoe ging het verder?
        Wie waren er nog meer bij betrokken?
        Klopt dat?
        Wat bedoelde de regering daarmee?
        Hoeveel van die mensen stierven?
        Wie was daartegen?
        Wat deed die man in Bonn?
        Wie was de eigenaar van dit gebouw?
        Wie betaalt dat?
        Wanneer werd ze geopend?
        Hoe reageerde de oppositie hierop?
        Wat vond de oppositie ervan?
        Wie stierf?
        Wat zegt hun advocaat?
        Wat is hun mening daarover?
        Wie volgde hem op?
        Waarom duurde dat zo lang?
        Wie betaalde daarvoor?
        Wat gebeurde er met de bemanning van die veerboot?
        Wat zegt de burgemeester over deze plannen?
        Maar wie belde de politie?
        Dus wie won er?
        Waar is ze nu?
        En de tweede winnaar?
        Welke?
        Wie raakte gewond?
        Wat werd gestolen?
        Waarom Duitsland?
        Alleen in Duitsland?
        Hoe reageerde de vakbond daarop?
        Wanneer is het klaar?
        Wat weet men over hem?
        Wie was daarvoor verantwoordelijk?
        Hoeveel overleefden er?
        Hoe heette de bestuurder van die auto?
        Wat bedoelde hij daarmee?
        Waaraan stierf zij?
        Hoe hoog was zijn straf?
        Wat werd daar gebouwd?
        Wie heeft dit besloten?
        Waarom is dat verboden?
        Wie zijn hun leiders?
        Waarom heeft hij zijn baan opgezegd?
        Wat vond zijn partij daarvan?
        Waren er nog andere slachtoffers?
        Wat betekent het voor Europa?
        Wanneer begon het precies?
        Wie gaat het betalen?
        Waarom werd het afgewezen?
        Waarom is het zo duur?
        Waar komt het vandaan?
        Wat kostte het in totaal?
        Waarom mag het niet?
        Is het al open?
        Is het bevestigd door Rusland?
        Wie zit erachter?
        Wat zeggen zij over hun werk?
        Wat zeggen de artsen over hun werk?
    """,
    "fr": """
        Et pourquoi ?
    """,
    "es": """
        ¿Y por qué?
    """,
    "zh": """
        为什么?
        他为什么辞职？
        什么时候？
        那呢？
    """,
    "ja": """
        なぜ？
        彼はなぜ辞任したのですか？
    """,
    "ar": """
        لماذا؟
        ومتى؟
    """,
}
ALONE = {
    "en": """
        Who governs Norway?
        Who killed Kennedy?
        Where is Bonn?
        What is inflation?
        Which company moved its headquarters to Rotterdam?
        Why is it raining so much in Hamburg?
        Who vetoed the 2022 sanctions?
        Which country did John Kirby name?
        Who is Putin?
        How many people were there at the opening in Harlow?
        Who said that the bridge is closed?
        How much rain fell this year?
        Who owns the Moon?
        Who founded Rome?
        What causes earthquakes?
        What is democracy?
        When did Kohl die?
        Where is Amsterdam located?
        Which singer cancelled her tour in Germany?
        Which team lost its first match in the league?
        Which workers lost their jobs in Essen?
        How long does it take to build a tunnel?
        Why is it forbidden to fish in the Rhine?
        Is it true that the bridge in Harlow is closed?
        What happened in 2019 in Bonn?
        What does the minister say about the new tunnel?
        Why was the bridge closed?
        Which banks were punished by the Treasury?
        Is there life on Mars?
        Who wrote Hamlet?
        What is NATO?
        Who are the Taliban?
        Where does Putin live?
        Which cities were hit by the storm in May?
        What year did Norway join NATO?
        Who discovered penicillin?
        Is the earth flat?
        Who invented the telephone?
        What do bees eat?
        Who leads France?
        When did Franco die?
        Is Fidel Castro dead?
        What is photosynthesis?
        What are tariffs?
        Who invented dynamite?
        What caused the fire in the museum?
        Which bank closed its branch in Leeds?
        Which ministers lost their seats?
        Why is it so hot in Spain?
        Is it legal to fly a drone over Bonn?
        How much does it cost to park at the station?
        Is it certain that the factory will close?
        Who claimed that taxes would rise?
        How much was spent on roads this year?
        Are there wolves in the Netherlands?
        Who owns the building that burned down in Leeds?
        What is the population of Ghent?
        Why do volcanoes erupt?
        Which party did Angela Merkel lead?
        How tall is the Eiffel Tower?
        What did Putin say about his health?
        Why did Shell sell its refinery?
        Who is the former president of Finland?
        When is the next election in Norway?
        Which animals are in danger?
        Who won the first prize in the raffle?
        Do people trust their government?
        Why do farmers burn their crops?
        What do young doctors say about their working conditions?
    """,
    "de": """
        Wer regiert Norwegen?
        Welche Firma verlegte ihre Zentrale nach Rotterdam?
        Wie lange dauert es, einen Tunnel zu bauen?
        Wer hat 2022 das Veto eingelegt?
        Welche Banken wurden bestraft?
        Wie viele Tote gab es bei dem Unfall?
        Wer ist der Bürgermeister?
        Wo liegt Bonn?
        Wer ermordete Kennedy?
        Was ist Inflation?
        Was ist Demokratie?
        Wann starb Kohl?
        Wer gründete Rom?
        Welche Sängerin sagte ihre Tournee in Deutschland ab?
        Welcher Verein verlor sein erstes Spiel in der Liga?
        Warum regnet es in Hamburg so viel?
        Warum ist es verboten, im Rhein zu fischen?
        Ist es wahr, dass die Brücke in Bonn gesperrt ist?
        Was geschah 2019 in Bonn?
        Warum wurde die Brücke gesperrt?
        Wer schrieb Hamlet?
        Was fressen Bienen?
        Wer sind die Taliban?
        Gibt es Leben auf dem Mars?
        Wer hat das Haus gekauft?
        Wer hat das alte Rathaus gekauft?
        Wie viele Menschen leben dort, wo der Rhein entspringt?
        Wer erfand das Telefon?
        Was verursacht Erdbeben?
        Welche Städte traf der Sturm im Mai?
        Wem gehört der Mond?
        Wer leitet das Museum?
        Welche Arbeiter verloren ihre Stellen in Essen?
        Wer ist Putin?
        Was ist die Nato?
        Warum dürfen die Frachter nicht anlegen?
        Warum fiel der Preis des Weizens?
        Wann trat Norwegen der Nato bei?
        Um wie viel Uhr öffnet das Museum?
        Ist die Erde flach?
        Wer führt Frankreich?
        Wann starb Franco?
        Ist Castro tot?
        Was ist Fotosynthese?
        Was sind Zölle?
        Wer erfand Dynamit?
        Was verursachte den Brand im Museum?
        Welche Bank schloss ihre Filiale in Leeds?
        Welche Minister verloren ihre Sitze?
        Warum ist es in Spanien so heiß?
        Ist es erlaubt, eine Drohne über Bonn zu fliegen?
        Was kostet es, am Bahnhof zu parken?
        Ist es sicher, dass das Werk schließt?
        Wer behauptet, dass die Steuern steigen?
        Wie viel gab die Stadt dieses Jahr für Straßen aus?
        Gibt es Wölfe in den Niederlanden?
        Wem gehört das Gebäude, das in Leeds abbrannte?
        Wie viele Einwohner hat Gent?
        Warum brechen Vulkane aus?
        Wann soll die neue Brücke fertig sein?
        Wie hoch ist der Eiffelturm?
        Wer kaufte das kleine Hotel am See?
        Was tut die Stadt dafür, dass weniger Autos fahren?
        Welche Tiere sind bedroht?
        Welcher Minister verlor sein Amt?
        Wann ist die nächste Wahl in Norwegen?
        Worum geht es in dem neuen Gesetz?
        Was sagen Ärzte über ihre Arbeitsbedingungen?
        Warum verbrennen Bauern ihre Ernte?
    """,
    "nl": """
        Wie regeert Noorwegen?
        Hoeveel mensen waren er bij de opening van de brug?
        Wie spraken in 2022 hun mening over Rusland en China uit?
        Welke banken werden gestraft?
        Waar ligt Bonn?
        Wie vermoordde Kennedy?
        Wat is inflatie?
        Wat is democratie?
        Wanneer stierf Kohl?
        Wie stichtte Rome?
        Welk bedrijf verplaatste zijn hoofdkantoor naar Rotterdam?
        Welke zangeres zegde haar tournee in Duitsland af?
        Welke club verloor zijn eerste wedstrijd in de competitie?
        Waarom regent het zo veel in Hamburg?
        Hoe lang duurt het om een tunnel te bouwen?
        Waarom is het verboden om in de Rijn te vissen?
        Is het waar dat de brug in Bonn dicht is?
        Wat gebeurde er in 2019 in Bonn?
        Waarom werd de brug gesloten?
        Wie schreef Hamlet?
        Wat eten bijen?
        Wie zijn de taliban?
        Is er leven op Mars?
        Wie heeft het huis gekocht?
        Wie kocht het oude stadhuis?
        Wie zei dat de brug dicht is?
        Wat is de leeftijd van de koning?
        Wie vond de telefoon uit?
        Wat veroorzaakt aardbevingen?
        Welke steden trof de storm in mei?
        Van wie is de maan?
        Wie leidt het museum?
        Welke arbeiders verloren hun baan in Essen?
        Wie is Poetin?
        Wat is de NAVO?
        Wie bouwde het schip dat gisteren zonk?
        Hoe laat opent het museum?
        Wat zijn de regels voor vuurwerk?
        Is de aarde plat?
        Zijn de winkels in Utrecht open?
        Wie leidt Frankrijk?
        Wanneer stierf Franco?
        Is Castro dood?
        Wat is fotosynthese?
        Wat zijn tarieven?
        Wie bedacht dynamiet?
        Wat veroorzaakte de brand in het museum?
        Welke bank sloot haar filiaal in Leeds?
        Welke ministers verloren hun zetels?
        Waarom is het zo heet in Spanje?
        Mag het in Bonn onweren?
        Is het toegestaan om met een drone over Bonn te vliegen?
        Wat kost het om bij het station te parkeren?
        Staat het vast dat de fabriek dichtgaat?
        Wie beweert dat de belastingen stijgen?
        Hoeveel gaf de stad dit jaar uit aan wegen?
        Zijn er wolven in Nederland?
        Van wie is het gebouw dat in Leeds afbrandde?
        Hoeveel inwoners heeft Gent?
        Waarom barsten vulkanen uit?
        Waarom zijn huizen zo duur?
        Hoe hoog is de Eiffeltoren?
        Wie kocht het kleine hotel aan het meer?
        Welke dieren worden bedreigd?
        Welke minister verloor zijn zetel?
        Wanneer zijn de verkiezingen in Noorwegen?
        Wat is het nieuwe beleid?
        Wie zijn de winnaars van de loterij?
        Wie bouwde het museum?
        Wanneer opende het nieuwe station?
        Waarom is het museum dicht?
        Hoe laat is het concert?
        Hoe laat is het in Tokio?
        Hoe gaat het met de koning?
        Wat is het op een na grootste land?
        Wie mag het wapen dragen?
        Waarom is het niet toegestaan om in Bonn te vissen?
        Wat zeggen artsen over hun werkomstandigheden?
        Vertrouwen mensen hun regering?
    """,
    "fr": """
        En quelle année le pont a-t-il été ouvert ?
    """,
    "es": """
        ¿Quién es el alcalde de Madrid?
    """,
    "zh": """
        谁是挪威的首相？
        哪家公司把总部迁到了鹿特丹？
    """,
    "ja": """
        ノルウェーの首相は誰ですか？
        ロッテルダムに本社を移した会社はどこですか？
    """,
    "ar": """
        من هو رئيس وزراء النرويج؟
        أي شركة نقلت مقرها إلى روتردام؟
    """,
}


def _asked(by_language: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (line.strip(), language)
        for language, lines in by_language.items()
        for line in lines.strip().splitlines()
    ]


@pytest.mark.parametrize(("question", "language"), _asked(LEANING))
def test_a_question_that_leans_back(question: str, language: str) -> None:
    assert leans_back(question, language)


@pytest.mark.parametrize(("question", "language"), _asked(ALONE))
def test_a_question_that_stands_alone(question: str, language: str) -> None:
    assert not leans_back(question, language)

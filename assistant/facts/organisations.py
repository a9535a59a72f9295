"""Organisations of many countries, which are called, and shortened, otherwise in each language.

The Unicode CLDR has the names of the United Nations and the European Union alone. Left out is what has one
name everywhere (FIFA), and what is more often something else.
"""

from __future__ import annotations

from assistant.facts.spelling import SPOKEN, key

ORGANISATIONS = {
    "UN": "UN|ООН|UNO|VN|ONU|United Nations Organisation|Vereinte Nationen|Verenigde Naties",
    "EU": "EU|ЕС|ЄС|UE|European Union|Europäische Union|Europese Unie",
    "AU": "African Union|Afrikanische Union|Afrikaanse Unie",
    "Arab League": "Arabische Liga|Ligue arabe",
    "Council of Europe": "Europarat|Raad van Europa|Conseil de l'Europe",
    "ECB": "EZB|BCE|European Central Bank|Europäische Zentralbank|Europese Centrale Bank",
    "ECHR": "EGMR|EHRM|European Court of Human Rights|Europäischer Gerichtshof für Menschenrechte"
    "|Europees Hof voor de Rechten van de Mens",
    "ECJ": "EuGH|CJEU|HvJEU|European Court of Justice|Court of Justice of the European Union"
    "|Europäischer Gerichtshof|Gerichtshof der Europäischen Union|Europees Hof van Justitie"
    "|Hof van Justitie van de Europese Unie",
    "EMA": "European Medicines Agency|Europäische Arzneimittel-Agentur|Europäische Arzneimittelagentur"
    "|Europees Geneesmiddelenbureau|Europees Geneesmiddelenagentschap",
    "ESA": "European Space Agency|Europäische Weltraumorganisation|Europäische Raumfahrtagentur"
    "|Europese Ruimtevaartorganisatie",
    "FAO": "Food and Agriculture Organization|Welternährungsorganisation|Voedsel- en Landbouworganisatie",
    "IAEA": "IAEO|AIEA|International Atomic Energy Agency|Internationale Atomenergiebehörde"
    "|Internationale Atomenergie-Organisation|Internationaal Atoomenergieagentschap",
    "ICC": "IStGH|International Criminal Court|Internationaler Strafgerichtshof|Internationaal Strafhof",
    "ICJ": "IGH|International Court of Justice|Internationaler Gerichtshof|Internationaal Gerechtshof",
    "IEA": "International Energy Agency|Internationale Energieagentur|Internationaal Energieagentschap",
    "ILO": "IAO|International Labour Organization|International Labour Organisation"
    "|Internationale Arbeitsorganisation|Internationale Arbeidsorganisatie",
    "IMF": "МВФ|IWF|FMI|International Monetary Fund|Internationaler Währungsfonds"
    "|Internationaal Monetair Fonds",
    "IOC": "IOK|CIO|International Olympic Committee|Internationales Olympisches Komitee"
    "|Internationaal Olympisch Comité",
    "IOM": "International Organization for Migration|Internationale Organisation für Migration"
    "|Internationale Organisatie voor Migratie",
    "IPCC": "Weltklimarat|Intergovernmental Panel on Climate Change",
    "MSF": "Doctors Without Borders|Médecins Sans Frontières|Ärzte ohne Grenzen|Artsen zonder Grenzen",
    "NATO": "НАТО|NAVO|OTAN|North Atlantic Treaty Organization|Noord-Atlantische Verdragsorganisatie",
    "OECD": "OESO|OCDE|Organisation for Economic Co-operation and Development"
    "|Organisation für wirtschaftliche Zusammenarbeit und Entwicklung",
    "OPCW": "OVCW|OIAC|Organisation for the Prohibition of Chemical Weapons"
    "|Organisation für das Verbot chemischer Waffen|Organisatie voor het Verbod op Chemische Wapens",
    "OPEC": "OPEP",
    "OSCE": "OSZE|OVSE|Organization for Security and Co-operation in Europe"
    "|Organisation für Sicherheit und Zusammenarbeit in Europa"
    "|Organisatie voor Veiligheid en Samenwerking in Europa",
    "Red Cross": "Rotes Kreuz|Rode Kruis|Croix-Rouge",
    "RSF": "Reporters Without Borders|Reporter ohne Grenzen|Verslaggevers Zonder Grenzen"
    "|Reporters sans frontières",
    "UNESCO": "",
    "UNHCR": "UN Refugee Agency|UN-Flüchtlingshilfswerk|VN-vluchtelingenorganisatie",
    "UNICEF": "UN-Kinderhilfswerk",
    "WFP": "World Food Programme|World Food Program|Welternährungsprogramm|Wereldvoedselprogramma",
    "WHO": "ВОЗ|ВООЗ|WGO|OMS|World Health Organization|World Health Organisation|Weltgesundheitsorganisation"
    "|Wereldgezondheidsorganisatie",
    "WMO": "World Meteorological Organization|Weltorganisation für Meteorologie"
    "|Wereld Meteorologische Organisatie",
    "World Bank": "Weltbank|Wereldbank|Banque mondiale",
    "WTO": "World Trade Organization|World Trade Organisation|Welthandelsorganisation"
    "|Wereldhandelsorganisatie",
}
"""An English name or abbreviation, and further ones in English, German, Dutch and some more."""

NAMES = {
    name: f"org:{code}"
    for code, also in ORGANISATIONS.items()
    for name in (code, *filter(None, also.split("|")))
}
"""Each of these names and the organisation as a concept."""

_WORDS = ("Uno", "Nato", "Navo", "Otan", "Unesco", "Unicef", "Opec", "Opep", "Oeso")
"""Abbreviations that some papers write as words."""

_ABBREVIATIONS = {key(name): name for name in NAMES if " " not in name and sum(map(str.isupper, name)) > 1}


def is_spelt(name: str, language: str | None) -> bool:
    """Whether an abbreviation is spelt as one: "who" is no organisation, nor is Spanish "Uno".

    What is none may be spelt as it likes. ``language``: of the text; None if it is not known.
    """
    spelt = _ABBREVIATIONS.get(key(name).removesuffix("s"), _ABBREVIATIONS.get(key(name)))
    if spelt is None:
        return True
    plain = name.replace(".", "").removesuffix("s")
    return plain == spelt or (plain in _WORDS and language in SPOKEN)

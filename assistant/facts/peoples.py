"""Peoples and adjectives: the country of the Danes, and of what is Danish, dänisch or Deens.

The Unicode CLDR has the names of countries only. An adjective is also what the language is called, which is
spoken in other countries too: who speaks English need not be of Britain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.facts.spelling import SPOKEN, key

_PEOPLES = {
    "AF": ("Afghans", "Afghanen", "Afghanen"), "AL": ("Albanians", "Albaner", "Albanezen"),
    "AT": ("Austrians", "Österreicher", "Oostenrijkers"), "AU": ("Australians", "Australier", "Australiërs"),
    "BE": ("Belgians", "Belgier", "Belgen"), "BG": ("Bulgarians", "Bulgaren", "Bulgaren"),
    "BR": ("Brazilians", "Brasilianer", "Brazilianen"), "BY": ("Belarusians", "Belarussen", "Wit-Russen"),
    "CA": ("Canadians", "Kanadier", "Canadezen"), "CH": ("", "Schweizer", "Zwitsers"),
    "CN": ("", "Chinesen", "Chinezen"),
    "CZ": ("Czechs", "Tschechen", "Tsjechen"), "DE": ("Germans", "", "Duitsers"),
    "DK": ("Danes", "Dänen", "Denen"), "EE": ("Estonians", "Esten", "Esten"),
    "EG": ("Egyptians", "Ägypter", "Egyptenaren"), "ES": ("Spaniards", "Spanier", "Spanjaarden"),
    "FI": ("Finns", "Finnen", "Finnen"), "FR": ("Frenchmen", "Franzosen", "Fransen"),
    "GB": ("Britons", "Briten", "Britten"), "GR": ("Greeks", "Griechen", "Grieken"),
    "HR": ("Croats", "Kroaten", "Kroaten"), "HU": ("Hungarians", "", "Hongaren"),
    "IE": ("Irishmen", "Iren", "Ieren"), "IL": ("Israelis", "Israelis", "Israëliërs"),
    "IQ": ("Iraqis", "Iraker", "Irakezen"), "IR": ("Iranians", "Iraner", "Iraniërs"),
    "IS": ("Icelanders", "Isländer", "IJslanders"), "IT": ("Italians", "Italiener", "Italianen"),
    "JP": ("", "Japaner", "Japanners"), "LT": ("Lithuanians", "Litauer", "Litouwers"),
    "LV": ("Latvians", "Letten", "Letten"), "MX": ("Mexicans", "Mexikaner", "Mexicanen"),
    "NL": ("Dutchmen", "Niederländer", "Nederlanders"), "NO": ("Norwegians", "Norweger", "Noren"),
    "PH": ("Filipinos", "Filipinos", ""), "PL": ("Poles", "Polen", "Polen"),
    "PT": ("", "Portugiesen", "Portugezen"), "RO": ("Romanians", "Rumänen", "Roemenen"),
    "RS": ("Serbs", "Serben", "Serviërs"), "RU": ("Russians", "Russen", "Russen"),
    "SE": ("Swedes", "", ""), "SI": ("Slovenes", "Slowenen", "Slovenen"),
    "SK": ("Slovaks", "Slowaken", "Slowaken"), "SY": ("Syrians", "Syrer", "Syriërs"),
    "TH": ("Thais", "", ""), "TR": ("Turks", "Türken", "Turken"),
    "UA": ("Ukrainians", "Ukrainer", "Oekraïners"), "US": ("Americans", "Amerikaner", "Amerikanen"),
    "AM": ("Armenians", "Armenier", "Armeniërs"), "AR": ("Argentines", "Argentinier", "Argentijnen"),
    "BA": ("Bosnians", "Bosnier", "Bosniërs"), "BD": ("Bangladeshis", "Bangladescher", ""),
    "CL": ("Chileans", "Chilenen", "Chilenen"), "CO": ("Colombians", "Kolumbianer", "Colombianen"),
    "CU": ("Cubans", "Kubaner", "Cubanen"), "CY": ("Cypriots", "Zyprer", "Cyprioten"),
    "DZ": ("Algerians", "Algerier", "Algerijnen"), "ER": ("Eritreans", "Eritreer", "Eritreeërs"),
    "ET": ("Ethiopians", "Äthiopier", "Ethiopiërs"), "GE": ("Georgians", "Georgier", "Georgiërs"),
    "GH": ("Ghanaians", "Ghanaer", "Ghanezen"), "ID": ("Indonesians", "Indonesier", "Indonesiërs"),
    "IN": ("", "Inder", "Indiërs"), "JO": ("Jordanians", "Jordanier", "Jordaniërs"),
    "KE": ("Kenyans", "Kenianer", "Kenianen"), "KP": ("North Koreans", "Nordkoreaner", "Noord-Koreanen"),
    "KR": ("South Koreans", "Südkoreaner", "Zuid-Koreanen"), "KZ": ("Kazakhs", "Kasachen", "Kazachen"),
    "LB": ("", "Libanesen", "Libanezen"), "LY": ("Libyans", "Libyer", "Libiërs"),
    "MA": ("Moroccans", "Marokkaner", "Marokkanen"), "MY": ("Malaysians", "Malaysier", "Maleisiërs"),
    "NG": ("Nigerians", "Nigerianer", "Nigerianen"),
    "NZ": ("New Zealanders", "Neuseeländer", "Nieuw-Zeelanders"),
    "PE": ("Peruvians", "Peruaner", "Peruanen"), "PK": ("Pakistanis", "Pakistaner", "Pakistanen"),
    "PS": ("Palestinians", "Palästinenser", "Palestijnen"), "SA": ("Saudis", "Saudis", ""),
    "SD": ("", "Sudanesen", "Soedanezen"), "SO": ("Somalis", "Somalier", "Somaliërs"),
    "TN": ("Tunisians", "Tunesier", "Tunesiërs"), "VE": ("Venezuelans", "Venezolaner", "Venezolanen"),
    "VN": ("", "Vietnamesen", "Vietnamezen"), "XK": ("Kosovars", "Kosovaren", "Kosovaren"),
    "YE": ("Yemenis", "Jemeniten", "Jemenieten"), "ZA": ("South Africans", "Südafrikaner", "Zuid-Afrikanen"),
}  # fmt: skip
"""ISO 3166 codes of countries, and their peoples in the languages of SPOKEN; "" where there is no such word,
or where it is also the country ("Schweden") or something else ("Indians")."""

_ADJECTIVES = {
    "AE": "Emirati|emiratisch|Emiratisch", "AF": "Afghan|afghanisch|Afghaans",
    "AL": "Albanian|albanisch|Albanees", "AM": "Armenian|armenisch|Armeens",
    "AO": "Angolan|angolanisch|Angolees", "AR": "Argentine,Argentinian|argentinisch|Argentijns",
    "AT": "Austrian|österreichisch|Oostenrijks", "AU": "Australian|australisch|Australisch",
    "AZ": "Azerbaijani,Azeri|aserbaidschanisch|Azerbeidzjaans", "BA": "Bosnian|bosnisch|Bosnisch",
    "BD": "Bangladeshi|bangladeschisch|Bengalees", "BE": "Belgian|belgisch|Belgisch",
    "BG": "Bulgarian|bulgarisch|Bulgaars", "BO": "Bolivian|bolivianisch|Boliviaans",
    "BR": "Brazilian|brasilianisch|Braziliaans", "BY": "Belarusian|belarussisch,weißrussisch|Wit-Russisch",
    "CA": "Canadian|kanadisch|Canadees", "CH": "Swiss|schweizerisch,Schweizer|Zwitsers",
    "CL": "Chilean|chilenisch|Chileens", "CM": "Cameroonian|kamerunisch|Kameroens",
    "CN": "Chinese|chinesisch|Chinees", "CO": "Colombian|kolumbianisch|Colombiaans",
    "CU": "Cuban|kubanisch|Cubaans", "CY": "Cypriot|zyprisch,zypriotisch|Cypriotisch",
    "CZ": "Czech|tschechisch|Tsjechisch", "DE": "German|deutsch|Duits", "DK": "Danish|dänisch|Deens",
    "DZ": "Algerian|algerisch|Algerijns", "EC": "Ecuadorian|ecuadorianisch|Ecuadoraans",
    "EE": "Estonian|estnisch|Ests,Estisch", "EG": "Egyptian|ägyptisch|Egyptisch",
    "ER": "Eritrean|eritreisch|Eritrees", "ES": "Spanish|spanisch|Spaans",
    "ET": "Ethiopian|äthiopisch|Ethiopisch", "FI": "Finnish|finnisch|Fins",
    "FR": "French|französisch|Frans", "GB": "British,English|britisch,englisch|Brits,Engels",
    "GE": "Georgian|georgisch|Georgisch", "GH": "Ghanaian|ghanaisch|Ghanees",
    "GL": "Greenlandic|grönländisch|Groenlands", "GR": "Greek|griechisch|Grieks",
    "HR": "Croatian|kroatisch|Kroatisch", "HT": "Haitian|haitianisch|Haïtiaans",
    "HU": "Hungarian|ungarisch|Hongaars", "ID": "Indonesian|indonesisch|Indonesisch",
    "IE": "Irish|irisch|Iers", "IL": "Israeli|israelisch|Israëlisch", "IN": "Indian|indisch|Indiaas",
    "IQ": "Iraqi|irakisch|Iraaks", "IR": "Iranian|iranisch|Iraans", "IS": "Icelandic|isländisch|IJslands",
    "IT": "Italian|italienisch|Italiaans", "JO": "Jordanian|jordanisch|Jordaans",
    "JP": "Japanese|japanisch|Japans", "KE": "Kenyan|kenianisch|Keniaans",
    "KG": "Kyrgyz|kirgisisch|Kirgizisch", "KH": "Cambodian|kambodschanisch|Cambodjaans",
    "KP": "North Korean|nordkoreanisch|Noord-Koreaans", "KR": "South Korean|südkoreanisch|Zuid-Koreaans",
    "KW": "Kuwaiti|kuwaitisch|Koeweits", "KZ": "Kazakh|kasachisch|Kazachs,Kazachstaans",
    "LB": "Lebanese|libanesisch|Libanees", "LK": "Sri Lankan|sri-lankisch|Sri Lankaans",
    "LR": "Liberian|liberianisch|Liberiaans", "LT": "Lithuanian|litauisch|Litouws",
    "LU": "Luxembourgish|luxemburgisch,Luxemburger|Luxemburgs", "LV": "Latvian|lettisch|Lets",
    "LY": "Libyan|libysch|Libisch", "MA": "Moroccan|marokkanisch|Marokkaans",
    "MD": "Moldovan|moldauisch,moldawisch|Moldavisch", "ME": "Montenegrin|montenegrinisch|Montenegrijns",
    "MK": "Macedonian,North Macedonian|mazedonisch,nordmazedonisch|Macedonisch,Noord-Macedonisch",
    "ML": "Malian|malisch|Malinees", "MM": "Burmese|birmanisch,burmesisch|Birmaans,Birmees",
    "MN": "Mongolian|mongolisch|Mongools", "MT": "Maltese|maltesisch|Maltees",
    "MX": "Mexican|mexikanisch|Mexicaans", "MY": "Malaysian|malaysisch|Maleisisch",
    "MZ": "Mozambican|mosambikanisch|Mozambikaans", "NA": "Namibian|namibisch|Namibisch",
    "NE": "Nigerien|nigrisch|Nigerees", "NG": "Nigerian|nigerianisch|Nigeriaans",
    "NL": "Dutch|niederländisch,holländisch|Nederlands,Hollands", "NO": "Norwegian|norwegisch|Noors",
    "NP": "Nepalese,Nepali|nepalesisch|Nepalees", "NZ": "|neuseeländisch|Nieuw-Zeelands",
    "PE": "Peruvian|peruanisch|Peruaans", "PH": "Philippine,Filipino|philippinisch|Filipijns",
    "PK": "Pakistani|pakistanisch|Pakistaans", "PL": "Polish|polnisch|Pools",
    "PS": "Palestinian|palästinensisch|Palestijns", "PT": "Portuguese|portugiesisch|Portugees",
    "PY": "Paraguayan|paraguayisch|Paraguayaans", "QA": "Qatari|katarisch|Qatarees,Qatars",
    "RO": "Romanian|rumänisch|Roemeens", "RS": "Serbian|serbisch|Servisch",
    "RU": "Russian|russisch|Russisch", "RW": "Rwandan|ruandisch|Rwandees",
    "SA": "Saudi,Saudi Arabian|saudisch,saudi-arabisch|Saudisch,Saoedisch,Saudi-Arabisch",
    "SD": "Sudanese|sudanesisch|Soedanees", "SE": "Swedish|schwedisch|Zweeds",
    "SG": "Singaporean|singapurisch|Singaporees", "SI": "Slovenian,Slovene|slowenisch|Sloveens",
    "SK": "Slovak,Slovakian|slowakisch|Slowaaks", "SN": "Senegalese|senegalesisch|Senegalees",
    "SO": "Somali,Somalian|somalisch|Somalisch", "SS": "South Sudanese|südsudanesisch|Zuid-Soedanees",
    "SU": "Soviet|sowjetisch|", "SY": "Syrian|syrisch|Syrisch", "TH": "Thai|thailändisch|Thais",
    "TN": "Tunisian|tunesisch|Tunesisch", "TR": "Turkish|türkisch|Turks",
    "TW": "Taiwanese|taiwanisch|Taiwanees", "TZ": "Tanzanian|tansanisch|Tanzaniaans",
    "UA": "Ukrainian|ukrainisch|Oekraïens", "UG": "Ugandan|ugandisch|Oegandees",
    "US": "American|amerikanisch|Amerikaans", "UY": "Uruguayan|uruguayisch|Uruguayaans",
    "UZ": "Uzbek|usbekisch|Oezbeeks", "VE": "Venezuelan|venezolanisch|Venezolaans",
    "VN": "Vietnamese|vietnamesisch|Vietnamees", "XK": "Kosovar,Kosovan|kosovarisch|Kosovaars",
    "YE": "Yemeni|jemenitisch|Jemenitisch", "ZA": "South African|südafrikanisch|Zuid-Afrikaans",
    "ZM": "Zambian|sambisch|Zambiaans", "ZW": "Zimbabwean|simbabwisch|Zimbabwaans",
}  # fmt: skip
"""Codes, and the adjectives in these languages: each language's behind a bar, several behind commas."""

_OF_REGIONS = {
    "002": "African|afrikanisch|Afrikaans", "003": "North American|nordamerikanisch|Noord-Amerikaans",
    "005": "South American|südamerikanisch|Zuid-Amerikaans", "142": "Asian|asiatisch|Aziatisch",
    "150": "European|europäisch|Europees", "419": "Latin American|lateinamerikanisch|Latijns-Amerikaans",
    "Bavaria": "Bavarian|bayerisch,bayrisch|Beiers", "Saxony": "Saxon|sächsisch|Saksisch",
    "Tuscany": "Tuscan|toskanisch|Toscaans", "Flanders": "Flemish|flämisch,flandrisch|Vlaams",
    "Wallonia": "Walloon|wallonisch|Waals", "Catalonia": "Catalan|katalanisch|Catalaans",
    "Sicily": "Sicilian|sizilianisch|Siciliaans", "Scotland": "Scottish|schottisch|Schots",
    "Northern Ireland": "Northern Irish|nordirisch|Noord-Iers", "Siberia": "Siberian|sibirisch|Siberisch",
    "Chechnya": "Chechen|tschetschenisch|Tsjetsjeens", "Prussia": "Prussian|preußisch|Pruisisch",
    "Scandinavia": "Scandinavian|skandinavisch|Scandinavisch", "Corsica": "Corsican|korsisch|Corsicaans",
    "California": "Californian|kalifornisch|Californisch", "Crimea": "Crimean||",
}  # fmt: skip
"""The same for continents, by their codes in the CLDR, and for regions, by their English names."""

_OTHERS = (
    "Native American", "American Indian", "Indian summer", "Spanish flu", "French fries", "Central American",
)  # fmt: skip
"""What is not of the country that it seems to be of; German writes most of these as one word."""

_MORE_PEOPLES = {
    "frenchman": "FR", "frenchwoman": "FR", "frenchwomen": "FR", "dutchman": "NL", "dutchwoman": "NL",
    "englishman": "GB", "englishmen": "GB", "englishwoman": "GB", "irishman": "IE", "irishwoman": "IE",
    "fransman": "FR", "engelsman": "GB", "engelsen": "GB", "schwede": "SE", "schwedin": "SE", "zweed": "SE",
    "englander": "GB", "englanders": "GB", "englandern": "GB", "englanderin": "GB", "hollander": "NL",
    "hollanders": "NL", "hollandern": "NL", "hollanderin": "NL",
    "ungar": "HU", "inder": "IN", "inderin": "IN", "portugiese": "PT", "portugees": "PT", "spanjaard": "ES",
}  # fmt: skip
"""Folded words for one or more of a people that follow no rule, in the language that has them."""

_NO_PEOPLES = frozenset(("pole", "let", "thai"))
"""What would be one of a people by rule, and is more often something else."""

_FIRST_HALVES = {"anglo": "GB", "franco": "FR", "russo": "RU", "sino": "CN", "austro": "AT", "italo": "IT"}
"""How English begins adjectives of two countries: "Franco-German"."""

_SPEAK = re.compile(
    r"\b(?:speaks?|spoke|spoken|speaking|learn\w*|taught|teach\w*|spr[aeiä]ch\w*|gesprochen\w*|lern\w*"
    r"|spreekt?|spreken|sprak\w*|gesproken|leer\w*)(?: (?:no|only|fluent|some|good|kein|nur|fließend|gut|geen"
    r"|alleen|vloeiend|goed))? \Z",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"\b(?:in(?: het)?|into|to|from|auf|ins|im|aus dem|uit het|naar het|op zijn) \Z", re.IGNORECASE
)
_ENDS = re.compile(r"\s*(?:[^\w\s-]|\Z)| (?:and|or|und|oder|en|of)\b")
_LANGUAGE = re.compile(r"[- ]?(?:speak|language|sprach|sprech|talig|taal)", re.IGNORECASE)


def is_tongue(text: str, start: int, end: int) -> bool:
    """Whether an adjective, ``text[start:end]``, is a language: "in German.", "she speaks French"."""
    before, after = text[:start], text[end:]
    if _SPEAK.search(before) or _LANGUAGE.match(after):
        return True
    return _INTO.search(before) is not None and _ENDS.match(after) is not None


@cache
def peoples(language: str) -> dict[str, str]:
    """Keys of the words for peoples and for what is of a country, all with a capital -> the country."""
    if language not in SPOKEN:
        return {}
    found = {key(other): "" for other in _OTHERS}
    for code, words in _PEOPLES.items():
        for form in _declined(key(words[SPOKEN.index(language)]), language):
            if form not in _NO_PEOPLES:
                found[form] = f"country:{code}"
    found |= {word: f"country:{code}" for word, code in _MORE_PEOPLES.items()}
    of_countries = {f"country:{code}": words for code, words in _ADJECTIVES.items()}
    for concept, adjectives in (
        of_countries | {f"region:{code}": w for code, w in _OF_REGIONS.items()}
    ).items():
        for word in filter(None, adjectives.split("|")[SPOKEN.index(language)].split(",")):
            found |= dict.fromkeys(_inflected(key(word), language), concept)
    if language == "en":
        found |= {half: f"country:{code}" for half, code in _FIRST_HALVES.items()}
    return found


def is_half(word: str) -> bool:
    """Whether a folded word is of a country only before a hyphen: Franco ruled Spain."""
    return word in _FIRST_HALVES


def is_adjective(word: str, language: str) -> bool:
    """Whether a folded word for what is of a country needs no capital, as in German."""
    return language == "de" and re.search(r"sch(?:e[nrsm]?)?$", word) is not None


def people(word: str) -> frozenset[str]:
    """The countries ("country:DK") that a word for a people, or of a country, can mean in any language."""
    found = (peoples(language).get(key(word)) for language in SPOKEN if word[:1].isupper())
    return frozenset(filter(None, found))


@cache
def words_for(country: str) -> frozenset[str]:
    """The keys of all words for the people of a country, and for what is of it, in any language."""
    return frozenset(
        word for language in SPOKEN for word, other in peoples(language).items() if other == country
    )


def _inflected(word: str, language: str) -> Iterator[str]:
    """An adjective and how it is inflected: "dänische", "dänischen"; "Deense", "Chinese" of "Chinees"."""
    yield word
    if language == "de" and word.endswith("sch"):
        yield from (f"{word}e{ending}" for ending in ("", "n", "r", "s", "m"))
    if language == "nl":
        yield f"{word.removesuffix('ees')}ese" if word.endswith("ees") else f"{word}e"


def _declined(word: str, language: str) -> Iterator[str]:
    """A people, and one of it: Danes and Dane, Dänen, Däne and Dänin, Denen and Deen."""
    if not word:
        return
    yield word
    if word.endswith("s"):
        yield word[:-1]
    if language == "de":
        one = word.removesuffix("n") if word.endswith("en") else word
        stem = word.removesuffix("en")
        yield from (one, f"{one}n", f"{one}s", f"{stem}in", f"{stem}innen")
    elif language == "nl" and word.endswith("en"):
        yield _one_of(word.removesuffix("en"))


def _one_of(stem: str) -> str:
    """The Dutch singular of a plural without its ending: "deen" of "den", "fin" of "finn", "chinees"."""
    stem = re.sub("z$", "s", stem)
    if stem[-1] == stem[-2]:
        return stem[:-1]
    return re.sub(r"(?<![eiu])([aeou])([^aeiou])$|(?<=i)([a])([^aeiou])$", _twice, stem)


def _twice(found: re.Match[str]) -> str:
    vowel, end = found[1] or found[3], found[2] or found[4]
    return 2 * vowel + end

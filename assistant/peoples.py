"""Peoples: the country of the Danes, by what these are called in the plural in English, German and Dutch.

The Unicode CLDR has the names of countries only. Left out is what is also an adjective ("Deutschen"), the
country itself ("Schweden") or something else ("Indians").
"""

from __future__ import annotations

from functools import cache

from assistant.spelling import fold

_LANGUAGES = ("en", "de", "nl")
_PEOPLES = {
    "AF": ("Afghans", "Afghanen", "Afghanen"), "AL": ("Albanians", "Albaner", "Albanezen"),
    "AT": ("Austrians", "Österreicher", "Oostenrijkers"), "AU": ("Australians", "Australier", "Australiërs"),
    "BE": ("Belgians", "Belgier", "Belgen"), "BG": ("Bulgarians", "Bulgaren", "Bulgaren"),
    "BR": ("Brazilians", "Brasilianer", "Brazilianen"), "BY": ("Belarusians", "Belarussen", "Wit-Russen"),
    "CA": ("Canadians", "Kanadier", "Canadezen"), "CN": ("", "Chinesen", "Chinezen"),
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
}  # fmt: skip
"""ISO 3166 codes of countries, and their peoples in these languages; "" where there is no such word."""


def people(word: str, language: str | None = None) -> str | None:
    """The country ("country:DK") of a people, as a language calls it or any of the three; else None."""
    spoken = _LANGUAGES if language is None else (language,)
    countries = (_countries().get((one, fold(word))) for one in spoken if word[:1].isupper())
    return next(filter(None, countries), None)


@cache
def _countries() -> dict[tuple[str, str], str]:
    """Languages and the folded names of peoples in them, in German in the dative too, and their countries."""
    found: dict[tuple[str, str], str] = {}
    for code, words in _PEOPLES.items():
        for language, word in zip(_LANGUAGES, words, strict=True):
            dative = f"{word}n" if language == "de" and word.endswith("er") else word
            found |= {(language, fold(form)): f"country:{code}" for form in (word, dative) if form}
    return found

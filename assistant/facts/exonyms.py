"""Cities, regions, rivers and seas that English, German and Dutch call differently.

The Unicode CLDR has only the cities of its time zones. Left out are names that are ordinary words or persons
in one of these languages: Nice, Bath, Main, Essen.
"""

from __future__ import annotations

_CITIES = (
    "Cologne|Köln|Keulen", "Munich|München", "The Hague|Den Haag|'s-Gravenhage",
    "Milan|Mailand|Milaan|Milano", "Beijing|Peking", "Lviv|Lwiw|Lemberg|Lvov|Lwow",
    "Nuremberg|Nürnberg|Neurenberg", "Antwerp|Antwerpen|Anvers", "Liège|Lüttich|Luik", "Ghent|Gent|Gand",
    "Bruges|Brügge|Brugge", "Leuven|Louvain", "Mechelen|Mecheln", "Ypres|Ypern|Ieper", "Kortrijk|Courtrai",
    "Ostend|Ostende|Oostende", "Hanover|Hannover", "Brunswick|Braunschweig", "Aachen|Aken|Aix-la-Chapelle",
    "Mainz|Mayence", "Düsseldorf|Dusseldorf", "Regensburg|Ratisbon", "Geneva|Genf|Genève",
    "Basel|Bazel|Basle", "Bern|Berne", "Lucerne|Luzern", "Turin|Torino|Turijn",
    "Venice|Venedig|Venetië|Venezia", "Florence|Florenz|Firenze", "Naples|Neapel|Napels|Napoli",
    "Genoa|Genua|Genova", "Padua|Padova", "Mantua|Mantova", "Leghorn|Livorno", "Trieste|Triest",
    "Strasbourg|Straßburg|Straatsburg", "Marseille|Marseilles", "Lyon|Lyons",
    "Dunkirk|Dünkirchen|Duinkerken|Dunkerque", "Lille|Rijsel", "Mulhouse|Mülhausen", "Seville|Sevilla",
    "Zaragoza|Saragossa", "Corunna|La Coruña|A Coruña", "Krakow|Krakau|Cracow|Kraków",
    "Wroclaw|Breslau|Wrocław", "Gdansk|Danzig|Gdańsk", "Szczecin|Stettin", "Lodz|Łódź",
    "Katowice|Kattowitz", "Gliwice|Gleiwitz", "Brno|Brünn", "Pilsen|Plzeň", "Olomouc|Olmütz",
    "Ostrava|Ostrau", "Karlovy Vary|Karlsbad", "Pécs|Fünfkirchen", "Cluj|Klausenburg|Cluj-Napoca",
    "Sibiu|Hermannstadt", "Timisoara|Temeswar|Timișoara", "Thessaloniki|Saloniki|Salonica",
    "Piraeus|Piräus", "Corinth|Korinth|Korinthe", "Kharkiv|Charkiw|Charkiv|Charkow|Kharkov|Charkov",
    "Odesa|Odessa", "Chernobyl|Tschernobyl|Tsjernobyl|Chornobyl", "Chernivtsi|Czernowitz|Tscherniwzi",
    "Mykolaiv|Mykolajiw|Mykolajiv|Nikolajew", "Dnipro|Dnjepropetrowsk",
    "Saint Petersburg|St. Petersburg|St Petersburg|Sankt Petersburg|Sint-Petersburg|Leningrad",
    "Yekaterinburg|Jekaterinburg", "Nizhny Novgorod|Nischni Nowgorod|Nizjni Novgorod",
    "Königsberg|Koningsbergen", "Gothenburg|Göteborg|Gotenburg", "Aarhus|Århus", "Tartu|Dorpat",
    "Klaipeda|Klaipėda|Memel", "Daugavpils|Dünaburg", "Izmir|Smyrna|İzmir",
    "Constantinople|Konstantinopel|Constantinopel", "Mecca|Mekka", "Aleppo|Haleb",
    "Gaza City|Gaza-Stadt|Gaza-stad", "Alexandria|Alexandrië", "Marrakesh|Marrakesch|Marrakech",
    "Tangier|Tanger", "Cape Town|Kapstadt|Kaapstad", "Mumbai|Bombay", "Chennai|Madras",
    "New Delhi|Neu-Delhi", "Nanjing|Nanking", "Chongqing|Tschungking", "Hiroshima|Hiroschima",
    "Fukushima|Fukuschima", "Havana|Havanna", "Mexico City|Mexiko-Stadt|Mexico-Stad",
)  # fmt: skip

_REGIONS = (
    "Bavaria|Bayern|Beieren", "Saxony|Sachsen|Saksen", "Lower Saxony|Niedersachsen|Nedersaksen",
    "Saxony-Anhalt|Sachsen-Anhalt|Saksen-Anhalt", "Thuringia|Thüringen", "Hesse|Hessen",
    "North Rhine-Westphalia|Nordrhein-Westfalen|Noordrijn-Westfalen|NRW", "Westphalia|Westfalen",
    "Rhineland-Palatinate|Rheinland-Pfalz|Rijnland-Palts", "Rhineland|Rheinland|Rijnland",
    "Mecklenburg-Vorpommern|Mecklenburg-Western Pomerania|Mecklenburg-Voor-Pommeren",
    "Pomerania|Pommern|Pommeren", "Silesia|Schlesien|Silezië", "Prussia|Preußen|Pruisen",
    "East Prussia|Ostpreußen|Oost-Pruisen", "Swabia|Schwaben|Zwaben", "Frisia|Friesland",
    "East Frisia|Ostfriesland|Oost-Friesland", "Black Forest|Schwarzwald|Zwarte Woud",
    "Ruhr|Ruhrgebiet|Ruhrgebied", "Carinthia|Kärnten|Karinthië", "Styria|Steiermark|Stiermarken",
    "Tyrol|Tirol", "South Tyrol|Südtirol|Zuid-Tirol", "Lower Austria|Niederösterreich|Neder-Oostenrijk",
    "Upper Austria|Oberösterreich|Opper-Oostenrijk", "Tuscany|Toskana|Toscane|Toscana",
    "Lombardy|Lombardei|Lombardije", "Sicily|Sizilien|Sicilië", "Sardinia|Sardinien|Sardinië",
    "Piedmont|Piemont|Piëmont|Piemonte", "Apulia|Apulien|Puglia", "Flanders|Flandern|Vlaanderen",
    "Wallonia|Wallonien|Wallonië", "Brittany|Bretagne", "Normandy|Normandie",
    "Burgundy|Burgund|Bourgondië|Bourgogne", "Alsace|Elsass|Elzas", "Lorraine|Lothringen|Lotharingen",
    "Corsica|Korsika|Corse", "Savoy|Savoyen|Savoye", "Catalonia|Katalonien|Catalonië",
    "Andalusia|Andalusien|Andalusië", "Galicia|Galicien|Galicië", "Basque Country|Baskenland",
    "Castile|Kastilien|Castilië", "Majorca|Mallorca", "Balearic Islands|Balearen",
    "Scotland|Schottland|Schotland", "Northern Ireland|Nordirland|Noord-Ierland", "Crimea|Krim",
    "Donbas|Donbass", "Siberia|Sibirien|Siberië", "Chechnya|Tschetschenien|Tsjetsjenië",
    "Caucasus|Kaukasus", "Transnistria|Transnistrien|Transnistrië",
    "Transylvania|Siebenbürgen|Transsylvanië", "Balkans|Balkan", "Bohemia|Böhmen|Bohemen",
    "Moravia|Mähren|Moravië", "Crete|Kreta", "Lapland|Lappland", "Scandinavia|Skandinavien|Scandinavië",
    "Middle East|Nahost|Naher Osten|Nahen Osten|Midden-Oosten", "Gaza Strip|Gazastreifen|Gazastrook",
    "West Bank|Westjordanland|Westelijke Jordaanoever", "Kashmir|Kaschmir|Kasjmir", "Bengal|Bengalen",
    "California|Kalifornien|Californië", "Alps|Alpen", "Pyrenees|Pyrenäen|Pyreneeën",
    "Carpathians|Karpaten", "Ardennes|Ardennen", "Danube|Donau", "Rhine|Rhein|Rijn", "Meuse|Maas",
    "Moselle|Mosel|Moezel", "Scheldt|Schelde", "Vistula|Weichsel|Wisla", "Thames|Themse|Theems",
    "Rhône|Rhone", "Tiber|Tevere", "Dnieper|Dnepr|Dnjepr", "Volga|Wolga", "Nile|Nil|Nijl",
    "Euphrates|Euphrat|Eufraat", "Yangtze|Jangtse|Yangtse", "Lake Constance|Bodensee|Bodenmeer",
    "Lake Geneva|Genfer See|Genfersee|Meer van Genève", "North Sea|Nordsee|Noordzee",
    "Baltic Sea|Ostsee|Oostzee", "Mediterranean|Mediterranean Sea|Mittelmeer|Middellandse Zee",
    "Black Sea|Schwarzes Meer|Zwarte Zee", "Red Sea|Rotes Meer|Rode Zee", "Dead Sea|Totes Meer|Dode Zee",
    "Caspian Sea|Kaspisches Meer|Kaspische Zee", "Wadden Sea|Wattenmeer|Waddenzee",
    "English Channel|Ärmelkanal|Het Kanaal", "Aegean|Aegean Sea|Ägäis|Egeïsche Zee",
    "Adriatic|Adriatic Sea|Adria|Adriatische Zee", "South China Sea|Südchinesisches Meer|Zuid-Chinese Zee",
    "Persian Gulf|Persischer Golf|Perzische Golf",
    "Atlantic|Atlantic Ocean|Atlantik|Atlantischer Ozean|Atlantische Oceaan",
    "Pacific|Pacific Ocean|Pazifik|Pazifischer Ozean|Stille Oceaan",
    "Indian Ocean|Indischer Ozean|Indische Oceaan", "Arctic|Arktis|Noordpoolgebied",
    "Suez Canal|Suezkanal|Suezkanaal", "Panama Canal|Panamakanal|Panamakanaal",
    "Strait of Hormuz|Straße von Hormus|Straat van Hormuz",
)  # fmt: skip

NAMES = {
    name: f"{kind}:{names.partition('|')[0]}"
    for kind, rows in (("city", _CITIES), ("region", _REGIONS))
    for names in rows
    for name in names.split("|")
}
"""Each name of these and the place as a concept: its kind and English name."""

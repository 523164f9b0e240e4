"""Names, places and beats of the demo's invented press. Nobody here exists; addresses end in reserved example domains."""

# ruff: noqa: E501  (prose, one paragraph a line)

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """Where invented journalists live, and what they are called."""

    code: str
    language: str
    cities: tuple[tuple[str, str], ...]  # (city, time zone)
    given: tuple[str, ...]
    family: tuple[str, ...]
    weight: int


COUNTRIES = (
    Country(
        "DE", "de",
        (("Berlin", "Europe/Berlin"), ("Hamburg", "Europe/Berlin"), ("Potsdam", "Europe/Berlin"), ("Leipzig", "Europe/Berlin"), ("München", "Europe/Berlin")),
        ("Ines", "Ruth", "Jonas", "Katrin", "Friederike", "Matthias", "Jürgen", "Svenja", "Ole", "Anneliese", "Tilman", "Britta", "Konrad", "Wiebke"),
        ("Albrecht", "Feldmann", "Reuter", "Sommerfeld", "Kastner", "Brüggemann", "Löwe", "Straßner", "Hollmann", "Petersen", "Vogt", "Ziegler", "Marquardt"),
        9,
    ),
    Country(
        "GB", "en",
        (("London", "Europe/London"), ("Manchester", "Europe/London"), ("Edinburgh", "Europe/London"), ("Cardiff", "Europe/London")),
        ("Aoife", "Grace", "Samuel", "Tamsin", "Callum", "Priyanka", "Owen", "Harriet", "Idris", "Bethan", "Rory", "Leila"),
        ("Brannigan", "Adeyemi-Holt", "Okonjo", "North", "Penhaligon", "Whitlock", "Mackintosh", "Sethi", "Pryce", "O’Farrell", "Ashworth", "Ruiz-Dunne"),
        8,
    ),
    Country(
        "NL", "nl",
        (("Amsterdam", "Europe/Amsterdam"), ("Rotterdam", "Europe/Amsterdam"), ("Groningen", "Europe/Amsterdam")),
        ("Pieter", "Hendrik", "Willem", "Femke", "Sanne", "Joris", "Marijke", "Thijs"),
        ("van Dalen", "Bosman", "Verhoeven", "de Wit", "Kuipers", "van der Laan", "Hofstra", "Postma"),
        4,
    ),
    Country(
        "FR", "fr",
        (("Paris", "Europe/Paris"), ("Lyon", "Europe/Paris"), ("Nantes", "Europe/Paris")),
        ("Camille", "Élodie", "Benoît", "Solène", "Aurélien", "Inès", "Gaël", "Mathilde"),
        ("Roussel-Haddad", "Lefèvre", "Garnier", "Béranger", "Thévenot", "Mercadier", "Joubert", "Le Goff"),
        4,
    ),
    Country(
        "FI", "fi",
        (("Helsinki", "Europe/Helsinki"), ("Turku", "Europe/Helsinki")),
        ("Hanna", "Eero", "Aino", "Jukka", "Päivi"),
        ("Lehtisalo", "Mäkelä", "Rautio", "Kähkönen", "Virtasalo"),
        2,
    ),
    Country(
        "PL", "pl",
        (("Warszawa", "Europe/Warsaw"), ("Gdańsk", "Europe/Warsaw")),
        ("Zofia", "Łukasz", "Agnieszka", "Wojciech", "Małgorzata"),
        ("Wiśniak", "Kowalczewski", "Dąbrowa", "Żurawska", "Nowicki-Lis"),
        2,
    ),
    Country(
        "ES", "es",
        (("Madrid", "Europe/Madrid"), ("Barcelona", "Europe/Madrid")),
        ("Marisol", "Íñigo", "Begoña", "Joaquín", "Núria"),
        ("Quintero", "Echeverría", "Salvatierra", "Puigdellívol", "Ibáñez"),
        3,
    ),
    Country(
        "US", "en",
        (("New York", "America/New_York"), ("Chicago", "America/Chicago"), ("San Francisco", "America/Los_Angeles"), ("Boston", "America/New_York")),
        ("Dana", "Marcus", "Elise", "Theo", "Keisha", "Brandon", "Lucía", "Wyatt"),
        ("Holloway", "Castellano", "Weatherby", "Nakagawa", "Freeman-Lee", "Ostrander", "Velasquez", "Thibodeaux"),
        4,
    ),
    Country(
        "JP", "ja",
        (("東京", "Asia/Tokyo"),),
        ("美咲", "健太", "陽子"),
        ("高橋田", "森川", "藤原野"),
        1,
    ),
    Country(
        "GR", "el",
        (("Αθήνα", "Europe/Athens"),),
        ("Ελένη", "Νίκος", "Μαρία"),
        ("Καλογεράκη", "Βασιλειάδης", "Παπαμιχαήλ"),
        1,
    ),
)  # fmt: skip

ROMAN = {
    "美咲": "misaki", "健太": "kenta", "陽子": "yoko", "高橋田": "takahashida", "森川": "morikawa", "藤原野": "fujiwarano",
    "Ελένη": "eleni", "Νίκος": "nikos", "Μαρία": "maria",
    "Καλογεράκη": "kalogeraki", "Βασιλειάδης": "vasileiadis", "Παπαμιχαήλ": "papamichail",
}  # fmt: skip

BEATS = {
    "energy": ("Energy storage", "Grid", "Electricity markets", "Climate", "Energy policy", "Heat"),
    "travel": ("Ferries", "Public transport", "Tourism", "Ports", "Islands"),
    "food": ("Food safety", "Agriculture", "Consumer affairs", "School meals", "Retail"),
    "general": ("Regional economy", "Courts", "Markets", "Jobs", "Data journalism", "Science"),
}

OUTLETS = {
    "energy": (
        ("Grid & Current", "GB", "trade"), ("Stromblatt", "DE", "trade"), ("Transition Brief", "GB", "newsletter"),
        ("Kilowatt Weekly", "GB", "newsletter"), ("Capacity Notes", "GB", "newsletter"), ("Overvolt", "US", "podcast"),
        ("Nordisk Kraft", "DE", "trade"), ("Le Réseau", "FR", "magazine"), ("Netzwende", "DE", "online"),
        ("Polderstroom", "NL", "online"), ("The Load Curve", "GB", "trade"), ("Energía Lenta", "ES", "online"),
        ("Battery Ledger", "US", "trade"), ("Voltage Today", "US", "online"), ("Watt & Weg", "DE", "magazine"),
        ("Redispatch", "DE", "podcast"), ("Prąd Dzisiaj", "PL", "online"), ("The Heat Page", "GB", "magazine"),
        ("Long Duration", "US", "podcast"), ("Offgrid Monthly", "GB", "magazine"),
    ),
    "travel": (
        ("Crossings", "GB", "magazine"), ("Ferry & Quay", "GB", "trade"), ("Fährblatt", "DE", "trade"),
        ("The Timetable", "GB", "online"), ("Havenkrant", "NL", "online"), ("Îles et Rivages", "FR", "magazine"),
        ("Slow Miles", "GB", "blog"), ("Island Courier", "GB", "online"), ("Kajkanten", "DE", "blog"),
        ("Weekend Harbour", "NL", "blog"), ("Saaristo", "FI", "online"), ("Coastal Reader", "GB", "magazine"),
        ("The Night Boat", "GB", "blog"), ("Puerto Diario", "ES", "online"), ("Rail & Sea", "GB", "trade"),
    ),
    "food": (
        ("The Pantry", "GB", "trade"), ("Hafer & Korn", "DE", "online"), ("Table Matters", "GB", "newsletter"),
        ("Voorraad", "NL", "magazine"), ("Le Marché Quotidien", "FR", "newsletter"), ("Grocer’s Ledger", "GB", "trade"),
        ("Kantine", "DE", "trade"), ("Clean Label", "US", "online"), ("The Oat Letter", "US", "newsletter"),
        ("Mesa Común", "ES", "newsletter"), ("Shelf Life", "GB", "newsletter"), ("Küchenrevier", "DE", "online"),
        ("Farm Gate", "GB", "magazine"), ("Smak i Stół", "PL", "magazine"), ("Lunch Hour", "GB", "online"),
    ),
    "general": (
        ("The Meridian Courier", "GB", "newspaper"), ("Polderpost", "NL", "newspaper"), ("Radio Havel", "DE", "radio"),
        ("Havelland Anzeiger", "DE", "newspaper"), ("Le Courant", "FR", "newspaper"), ("The Ashdown Times", "GB", "newspaper"),
        ("Morgenkurier", "DE", "newspaper"), ("Elbe Abendblatt", "DE", "newspaper"), ("The Severn Echo", "GB", "newspaper"),
        ("Rotterdams Nieuws", "NL", "newspaper"), ("Nantes Matin", "FR", "newspaper"), ("Helsingin Aamu", "FI", "newspaper"),
        ("Gdańsk Dziennik", "PL", "newspaper"), ("Diario del Ebro", "ES", "newspaper"), ("Boston Harbor Gazette", "US", "newspaper"),
        ("Lake Street Journal", "US", "newspaper"), ("Bay Wire", "US", "agency"), ("西海新報", "JP", "newspaper"),
        ("Αιγαίο Σήμερα", "GR", "newspaper"), ("Nordlys Radio", "DE", "radio"), ("Studio Spree", "DE", "radio"),
        ("The Borders Mail", "GB", "newspaper"), ("Potsdam Morgen", "DE", "newspaper"), ("Leipziger Ringblatt", "DE", "newspaper"),
        ("Isar Kurier", "DE", "newspaper"), ("Manchester Wharf", "GB", "online"), ("Canal Twelve", "US", "television"),
        ("Radio Nordwind", "DE", "radio"), ("Channel Eleven News", "US", "television"), ("The Clydesider", "GB", "newspaper"),
        ("Amstel Vandaag", "NL", "online"), ("Lyon Presqu’île", "FR", "online"), ("Turun Tuuli", "FI", "newspaper"),
        ("Castilla Noticias", "ES", "newspaper"), ("Hudson Evening", "US", "newspaper"), ("The Continental", "GB", "newspaper"),
        ("Agence Boréale", "FR", "agency"), ("Pressedienst Nord", "DE", "agency"), ("Wire Seven", "GB", "agency"),
        ("Data Desk", "GB", "online"), ("Sunday Ledger", "GB", "newspaper"), ("The Long View", "US", "podcast"),
        ("Frühausgabe", "DE", "newspaper"), ("Weststadt Radio", "DE", "radio"), ("Signal Podcast", "GB", "podcast"),
        ("Hinter der Zahl", "DE", "podcast"), ("The Morning Memo", "US", "newsletter"), ("Mittagsbrief", "DE", "newsletter"),
        ("Kwartier", "NL", "online"), ("Rue Neuve", "FR", "online"), ("Plaza Mayor", "ES", "online"), ("Kotimaa Nyt", "FI", "online"),
        ("Two Rivers Radio", "GB", "radio"), ("Elbmarsch TV", "DE", "television"), ("Tyne Television", "GB", "television"),
        ("The Fens Post", "GB", "newspaper"), ("Borderland", "PL", "online"), ("Küstenfunk", "DE", "radio"),
        ("Quay Street", "GB", "online"), ("Uferpost", "DE", "newspaper"), ("Northern Line", "GB", "online"),
        ("Market Row", "GB", "online"), ("The Docklands Reader", "GB", "online"), ("Saar Blick", "DE", "newspaper"),
        ("Harz Echo", "DE", "newspaper"), ("Weser Woche", "DE", "newspaper"), ("Ems Tageblatt", "DE", "newspaper"),
        ("Oder Nachrichten", "DE", "newspaper"), ("Ruhr Report", "DE", "online"), ("Main Post Süd", "DE", "newspaper"),
    ),
}  # fmt: skip
"""By subject: name, country, kind."""

ROLES = (
    "Senior reporter", "Correspondent", "Editor", "Deputy editor", "Reporter", "Freelance", "Producer", "Data editor", "Columnist", "Desk editor",
)  # fmt: skip
PREFERENCES = (
    "Data before quotes, and the method.",
    "E-mail before ten. Never on deadline day, which is Thursday.",
    "Short. If it needs an attachment, it is not for me.",
    "A person to talk to, with a direct line.",
    "Pictures first; I look after the weekend pages.",
    "Nothing under embargo without asking me first.",
)

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

OUTLET_NAMES = {
    "energy": (
        "Grid & Current", "Stromblatt", "Transition Brief", "Kilowatt Weekly", "Capacity Notes", "Overvolt", "Nordisk Kraft", "Le Réseau",
        "Netzwende", "Polderstroom", "The Load Curve", "Energía Lenta", "Battery Ledger", "Voltage Today", "Watt & Weg", "Redispatch",
        "Prąd Dzisiaj", "The Heat Page", "Long Duration", "Offgrid Monthly",
    ),
    "travel": (
        "Crossings", "Ferry & Quay", "Fährblatt", "The Timetable", "Havenkrant", "Îles et Rivages", "Slow Miles", "Island Courier",
        "Kajkanten", "Weekend Harbour", "Saaristo", "Coastal Reader", "The Night Boat", "Puerto Diario", "Rail & Sea",
    ),
    "food": (
        "The Pantry", "Hafer & Korn", "Table Matters", "Voorraad", "Le Marché Quotidien", "Grocer’s Ledger", "Kantine", "Clean Label",
        "The Oat Letter", "Mesa Común", "Shelf Life", "Küchenrevier", "Farm Gate", "Smak i Stół", "Lunch Hour",
    ),
    "general": (
        "The Meridian Courier", "Polderpost", "Radio Havel", "Havelland Anzeiger", "Le Courant", "The Ashdown Times", "Morgenkurier",
        "Elbe Abendblatt", "The Severn Echo", "Rotterdams Nieuws", "Nantes Matin", "Helsingin Aamu", "Gdańsk Dziennik", "Diario del Ebro",
        "Boston Harbor Gazette", "Lake Street Journal", "Bay Wire", "西海新報", "Αιγαίο Σήμερα", "Nordlys Radio", "Studio Spree", "The Borders Mail",
        "Potsdam Morgen", "Leipziger Ringblatt", "Isar Kurier", "Manchester Wharf", "Canal Twelve", "Radio Nordwind", "Channel Eleven News",
        "The Clydesider", "Amstel Vandaag", "Lyon Presqu’île", "Turun Tuuli", "Castilla Noticias", "Hudson Evening", "The Continental",
        "Agence Boréale", "Pressedienst Nord", "Wire Seven", "Data Desk", "Sunday Ledger", "The Long View", "Frühausgabe", "Weststadt Radio",
        "Signal Podcast", "Hinter der Zahl", "The Morning Memo", "Mittagsbrief", "Kwartier", "Rue Neuve", "Plaza Mayor", "Kotimaa Nyt",
        "Two Rivers Radio", "Elbmarsch TV", "Tyne Television", "The Fens Post", "Borderland", "Küstenfunk", "Quay Street", "Uferpost",
        "Northern Line", "Market Row", "The Docklands Reader", "Saar Blick", "Harz Echo", "Weser Woche", "Ems Tageblatt", "Oder Nachrichten",
        "Ruhr Report", "Main Post Süd",
    ),
}  # fmt: skip

KINDS = {
    "energy": ("trade", "newsletter", "online", "podcast", "magazine"),
    "travel": ("magazine", "online", "trade", "blog"),
    "food": ("trade", "magazine", "newsletter", "online"),
    "general": ("newspaper", "radio", "newspaper", "television", "online", "agency", "podcast"),
}
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

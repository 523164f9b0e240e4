"""Which papers print on ordinary days too, who writes for them, and the form of their feeds."""

# ruff: noqa: E501  (lists of names)

from typing import Final

LONGEST_AGO: Final = 58.0
REGULAR: Final = {
    "energy": ("Grid & Current", "Stromblatt", "Transition Brief", "Kilowatt Weekly", "Capacity Notes", "Nordisk Kraft", "Le Réseau", "Netzwende", "Polderstroom", "The Load Curve", "Energía Lenta", "Battery Ledger", "The Heat Page"),
    "travel": ("Crossings", "Ferry & Quay", "Fährblatt", "Havenkrant", "Îles et Rivages", "Island Courier", "Puerto Diario", "Rail & Sea"),
    "food": ("The Pantry", "Hafer & Korn", "Grocer’s Ledger", "Kantine", "Clean Label", "Farm Gate"),
    "general": ("The Meridian Courier", "Havelland Anzeiger", "The Ashdown Times", "The Severn Echo", "Potsdam Morgen", "Elbe Abendblatt", "Morgenkurier", "The Fens Post"),
}  # fmt: skip
"""The papers that print background articles, too, so many each."""
EACH: Final = 7
FREELANCE: Final = {
    ("energy", "en"): ("Oriel Tamworth", "Desmond Achterberg"), ("energy", "de"): ("Henrike Dahms",), ("energy", "fr"): ("Clémence Aubertin",),
    ("energy", "nl"): ("Jelle Wiersma",), ("energy", "es"): ("Maite Olabarri",), ("travel", "en"): ("Philippa Dunmore", "Kwame Ansah-Reid"),
    ("travel", "nl"): ("Lotte Hoekstra",), ("travel", "fr"): ("Erwan Kerleau",), ("food", "en"): ("Bea Ollerton",), ("food", "de"): ("Sönke Arp",),
    ("general", "en"): ("Nell Hargreave", "Harald Quist"), ("general", "de"): ("Mechthild Rother",),
}  # fmt: skip
"""Names that the team does not know yet, by subject and language; each writes for several papers."""
FEEDS: Final = {"Stromblatt": "atom", "Data Desk": "json", "Potsdam Morgen": "sitemap", "Netzwende": "atom", "Wire Seven": "json"}  # fmt: skip

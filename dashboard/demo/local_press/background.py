"""What the papers print on all the other days: put together from sentences, so that no two articles are alike."""

# ruff: noqa: E501  (prose, one paragraph a line)

import random
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.demo.local_press.pieces import Piece

SHARE = 0.4
"""How many of a topic's sentences stand in one article: few enough that no two are taken for copies."""


@dataclass(frozen=True)
class Topic:
    """Headlines and sentences on one subject. Braces are filled from `WORDS`; a headline comes up once."""

    language: str
    headlines: tuple[str, ...]
    sentences: tuple[str, ...]


WORDS = {
    "place": ("Arlem", "Bruneck", "Castleford", "Dornbirk", "Elmsworth", "Fauvel", "Grimsund", "Hollen", "Ivry", "Karlsrode", "Lannoy", "Merwede", "Norholt", "Ostrava Mill", "Penrose", "Quimby", "Rødvig", "Sankt Veit", "Tilbrook", "Umeby", "Vlissen", "Wexcombe"),
    "firm": ("Saltline", "Sandhaus", "Voltara", "Helgrid", "Nordwerk", "Ampere & Sons", "Tidewell", "Greenspan Power", "Kessel Energie", "Lumo"),
    "shop": ("Brightwell", "Koopmans", "Feldhof", "Marché Vert", "Oakley’s", "Van Doorn", "La Huerta", "Petit Grain"),
    "line": ("North Sound Lines", "Havnefart", "Bluewater", "Rederij Doevan", "Armorik", "Skagen Line", "Baltic Post Boats"),
    "expert": ("Professor Lene Marstrand", "Dr Yusuf Akande", "Petra Holub of the city institute", "Tom Hessing, an analyst", "Dr Irene Castell", "Professor Bo Thorsen", "Mireille Dufour of the regulator", "Ansel Reed, who wrote the study"),
    "n": tuple(str(number) for number in (11, 14, 17, 23, 26, 31, 38, 44, 52, 67, 73, 86, 94, 120, 145, 180, 210, 260)),
    "percent": tuple(f"{number} percent" for number in (3, 4, 6, 7, 9, 12, 15, 18, 22, 27, 34, 41, 58, 63)),
    "prozent": tuple(f"{number} Prozent" for number in (3, 4, 6, 7, 9, 12, 15, 18, 22, 27, 34, 41, 58, 63)),
    "month": ("January", "February", "March", "April", "May", "June", "September", "October"),
    "monat": ("Januar", "Februar", "März", "April", "Mai", "Juni", "September", "Oktober"),
    "sum": ("€1.4 million", "€2.7 million", "€6 million", "€11 million", "€18.5 million", "€24 million", "€40 million", "€95 million"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
}  # fmt: skip

GRID = Topic("en", (
    "{place} waits for its grid connection", "{firm} breaks ground on a battery in {place}", "Redispatch costs fall by {percent}", "{firm} and the town of {place} settle over noise",
    "A substation for {place}, at last", "Heat from the data centre warms {place}", "{firm} promises storage for eight hours", "Wind stood still for {n} hours, and the lights stayed on",
    "What the new capacity auction pays", "{firm} raises {sum} for sodium cells", "Why {place} keeps its old power line", "{place} votes on solar fields", "{firm} recalls home batteries", "Heat pumps outsell boilers in {place}",
), (
    "The grid operator expects the line to {place} to be ready in {month}, {n} weeks later than planned.",
    "{firm} has spent {sum} on the site so far and says that it will spend as much again.",
    "“Nobody builds storage for the average day,” says {expert}.",
    "Across the region {n} projects are waiting for a connection, more than ever before.",
    "Prices on the spot market fell below zero in {n} hours of the month, {percent} more than a year earlier.",
    "Neighbours in {place} had complained about the hum of the fans, which was measured at {n} decibels.",
    "The regulator will decide in {month} whether the costs may be passed on.",
    "According to {expert}, the figures leave out what happens after {n} cycles.",
    "In {place} the council gave its consent by {n} votes to {n}.",
    "{firm} employs {n} people at the plant, about half of whom trained as electricians.",
    "The bill for keeping the network stable came to {sum} in the quarter.",
    "A fire in {place} last {month} has made insurers careful; premiums rose by {percent}.",
    "{expert} points to the experience of {place}, where demand fell by {percent} in a single winter.",
    "Half of the transformers in stock are older than the people who look after them.",
    "A second phase is planned for {month}, if the bank agrees.",
    "The cable was laid across {n} fields, and every farmer has a view of it.",
))  # fmt: skip
SEA = Topic("en", (
    "{line} drops its night boat to {place}", "A new pier for {place}", "{line} orders two hybrid ships", "Bicycles on board: how {n} lines compare", "Storm keeps {place} cut off for two days", "The last purser of {place}",
    "{line} moves its winter timetable forward", "Port fees rise by {percent}", "How {place} lives without cars", "A train to the boat, after {n} years", "Fares: who pays what between {place} and {place}", "Seals delay the dredger at {place}",
), (
    "{line} carried {n} thousand passengers to {place} last year, {percent} more than before.",
    "The pier at {place} dates from the year of the great storm and has been mended {n} times.",
    "“An island without a boat is a rock,” says the harbour master of {place}.",
    "Return tickets cost {percent} more from {month}, except for islanders.",
    "{line} has ordered ships for {sum}, to be delivered in {month} of the year after next.",
    "The crossing takes {n} minutes if the tide is kind.",
    "{expert} warns that the subsidy ends in {month}.",
    "Of {n} sailings that were cancelled, most fell in a single week of {month}.",
    "The café on board will serve soup again, which regulars had asked for in {n} letters.",
    "Trucks wait at {place} for {n} minutes on average, lorry drivers say for longer.",
    "A petition for an earlier boat has been signed by {n} commuters from {place}.",
    "The council of {place} put aside {sum} for a breakwater.",
    "Pilots meet the tanker off {place} on {day}, when the wind drops.",
    "From the upper deck one can see as far as {place} on a clear day.",
))  # fmt: skip
FOOD = Topic("en", (
    "{shop} shrinks the loaf and keeps the price", "School kitchens in {place} cook fresh again", "Recall of frozen spinach widens", "{shop} opens its warehouse to inspectors", "Why oats are dear this year", "A canteen without a menu",
    "Rye returns to {place}", "{shop} drops best-before dates on salt", "What {n} labels do not say", "Milk prices fall by {percent}", "Bakers of {place} buy a mill together", "Inspectors found fault with {n} kitchens",
), (
    "{shop} says that the recipe has not been touched in {n} years.",
    "Inspectors visited {n} kitchens in {place} and found fault with {n} of them.",
    "A portion costs {percent} more than in {month}, half of it for energy.",
    "“Children eat what they have cooked,” says the head of the school in {place}.",
    "The laboratory in {place} has been given {sum} for a second machine.",
    "{expert} would like the law to ask for the month of harvest on every packet.",
    "Of {n} samples, {n} held less than the label claims.",
    "Growers around {place} lost {percent} of the crop to hail.",
    "{shop} will take the product off the shelf in {month} and try again in spring.",
    "The association of millers counts {n} members, down from twice as many a generation ago.",
    "Deliveries from {place} arrive on {day} and are gone by noon.",
    "Consumers pay {sum} a year for water that was added, {expert} has worked out.",
    "A pilot in {place} threw away {percent} less after the trays were taken out.",
    "The ministry has promised an answer by {month}.",
))  # fmt: skip
TOWN = Topic("en", (
    "{place} counts its trees", "Library of {place} stays open on Sundays", "{place} sells its town hall", "A tram for {place}, in {n} years", "Court stops building site in {place}", "Jobs: {place} looks for {n} bus drivers", "Budget of {place} passes by one vote",
    "The bells of {place} ring again", "{place} bans leaf blowers", "Rents rise by {percent} in {place}", "Data error cost {place} {sum}", "Swimming pool of {place} reopens in {month}",
), (
    "The council of {place} met until midnight and voted at a quarter past.",
    "{n} residents had asked for the floor, and {n} of them got it.",
    "The work costs {sum}, of which the state pays {percent}.",
    "“We have been promised this since I was at school,” said one resident.",
    "An appeal is possible until the end of {month}.",
    "{expert} found that the count was off by {percent}.",
    "In {place}, which is of the same size, the matter took {n} years.",
    "The mayor will answer questions on {day} in the sports hall.",
    "Employers in {place} offer {n} places for apprentices and have filled about half.",
    "A firm from {place} won the tender against {n} others.",
    "Traffic is led round by way of {place} until {month}.",
    "The judge wants to see the {n} pages of the survey first.",
    "Of the old roof, {percent} can be saved.",
    "Nobody was hurt, and the cat was found on {day}.",
))  # fmt: skip
NETZ = Topic("de", (
    "{place} wartet auf den Netzanschluss", "{firm} baut Speicher in {place}", "Fernwärme wird um {prozent} teurer", "Windräder standen {n} Stunden still", "{firm} stellt in {place} ein", "Was die Kapazitätsauktion bringt", "Stromtrasse: {place} klagt nicht mehr",
    "Rechenzentrum heizt {place}", "{firm} verschiebt zweiten Bauabschnitt", "Solarpark bei {place} genehmigt",
), (
    "Der Netzbetreiber rechnet mit dem Anschluss von {place} im {monat}, {n} Wochen später als geplant.",
    "{firm} beschäftigt am Standort {n} Menschen, die Hälfte davon gelernte Elektriker.",
    "„Für den Durchschnittstag baut niemand einen Speicher“, sagt eine Sprecherin.",
    "In der Region warten {n} Vorhaben auf eine Zusage.",
    "Der Strompreis lag im {monat} in {n} Stunden unter null.",
    "Anwohner aus {place} hatten sich über das Brummen der Lüfter beschwert.",
    "Die Kosten stiegen gegenüber dem Vorjahr um {prozent}.",
    "Der Gemeinderat von {place} stimmte mit {n} zu {n} Stimmen zu.",
    "Ein zweiter Abschnitt ist für {monat} vorgesehen, wenn die Bank mitmacht.",
    "Ein Gutachten kommt auf {n} Dezibel am Zaun.",
    "Die Leitung führt über {n} Felder, und jeder Bauer hat dazu eine Meinung.",
    "Im vergangenen Winter sank der Verbrauch in {place} um {prozent}.",
    "Das Ministerium will bis {monat} entscheiden.",
    "Nach {n} Ladezyklen soll eine unabhängige Stelle messen.",
))  # fmt: skip
ORT = Topic("de", (
    "Brücke in {place} bleibt gesperrt", "{place} sucht {n} Erzieherinnen", "Bücherei öffnet am Sonntag", "Haushalt von {place} verabschiedet", "Mieten steigen um {prozent}", "Schwimmbad öffnet im {monat}", "{place} zählt seine Bäume", "Gericht stoppt Baustelle in {place}",
), (
    "Der Stadtrat von {place} tagte bis kurz vor Mitternacht.",
    "{n} Bürger hatten sich zu Wort gemeldet.",
    "Von den Kosten trägt das Land {prozent}.",
    "„Das hat man uns schon versprochen, als ich zur Schule ging“, sagte ein Anwohner.",
    "Widerspruch ist bis Ende {monat} möglich.",
    "In {place} dauerte dasselbe {n} Jahre.",
    "Der Verkehr wird bis {monat} über {place} geleitet.",
    "Eine Firma aus {place} setzte sich gegen {n} Mitbewerber durch.",
    "Vom alten Dach lassen sich {prozent} retten.",
    "Verletzt wurde niemand, die Katze fand sich am Abend.",
    "Die Verwaltung will im {monat} wieder berichten.",
    "Die Stelle ist seit {n} Wochen ausgeschrieben.",
))  # fmt: skip
STROOM = Topic("nl", (
    "{place} wacht op een aansluiting", "{firm} bouwt batterij bij {place}", "Veer naar {place} vaart vroeger", "Haven van {place} groeit", "{n} scholen koken zelf", "Nachttrein naar de boot", "Warmte voor {place}",
), (
    "De netbeheerder verwacht de aansluiting van {place} {n} weken later dan gepland.",
    "{firm} heeft er {n} mensen in dienst.",
    "“Niemand bouwt opslag voor een gemiddelde dag”, zegt een woordvoerder.",
    "In de regio wachten {n} projecten op een besluit.",
    "Bewoners van {place} klaagden over het gezoem.",
    "De overtocht duurt {n} minuten als het tij meewerkt.",
    "De gemeente legt {sum} opzij.",
    "De raad van {place} stemde met {n} tegen {n} voor.",
    "Op zondag vaart de boot voortaan twee keer.",
    "Een kaartje wordt {n} cent duurder.",
    "De bakker van {place} gaat weer open.",
))  # fmt: skip
RESEAU = Topic("fr", (
    "{place} attend son raccordement", "{firm} investit à {place}", "Le bac de {place} reprend du service", "La cantine de {place} passe au local", "Chaleur fatale : {place} se chauffe autrement", "Un quai neuf pour {place}",
), (
    "Le gestionnaire du réseau prévoit le raccordement de {place} avec {n} semaines de retard.",
    "{firm} emploie {n} personnes sur le site.",
    "« Personne ne stocke pour un jour moyen », résume une ingénieure.",
    "Dans la région, {n} projets attendent une décision.",
    "Les riverains de {place} s'étaient plaints du bruit.",
    "Le conseil municipal a voté par {n} voix contre {n}.",
    "Les travaux coûteront {sum}.",
    "La traversée dure {n} minutes quand la marée s'y prête.",
    "Un second chantier doit suivre si la banque le permet.",
    "La fréquentation a augmenté de {n} passagers par jour.",
    "Le marché de {place} se tient désormais sur le port.",
))  # fmt: skip
RED = Topic("es", (
    "{place} espera su conexión a la red", "{firm} construye una batería en {place}", "El barco a {place} sale más temprano", "Los comedores de {place} vuelven a cocinar", "Un muelle nuevo para {place}",
), (
    "El gestor de la red prevé la conexión de {place} con {n} semanas de retraso.",
    "{firm} da trabajo a {n} personas en la planta.",
    "«Nadie almacena para un día cualquiera», dice una portavoz.",
    "En la comarca hay {n} proyectos a la espera.",
    "Los vecinos de {place} se habían quejado del ruido.",
    "El pleno votó a favor por {n} votos contra {n}.",
    "La obra costará {sum}.",
    "La travesía dura {n} minutos con buena marea.",
    "La segunda fase llegará si el banco quiere.",
    "El billete sube {n} céntimos.",
    "La panadería de {place} abre también en enero.",
))  # fmt: skip

BEATS = {"energy": (GRID, NETZ, STROOM, RESEAU, RED), "travel": (SEA, STROOM, RESEAU, RED, ORT), "food": (FOOD, ORT, STROOM, RESEAU, RED), "general": (TOWN, ORT, STROOM, RESEAU, RED)}  # fmt: skip
"""By the subject of the outlet; the first topic in the outlet's language is its own."""


class Pen:
    """Writes background articles for one outlet after the other; the same dice give the same articles."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.used: set[str] = set()

    def write(self, *, subject: str, outlet: str, language: str, count: int, days: float) -> Iterator[Piece]:
        """Up to `count` articles, spread over the last so many days; none in a language that no topic speaks."""
        topic = next((each for each in BEATS[subject] if each.language == language), None)
        if topic is None:
            return
        for number in range(count):
            at = days * (number + self.dice.random()) / count + 0.1
            title = self._headline(topic)
            if title:
                yield Piece(
                    slug=f"{topic.language}-{len(self.used)}", title=title, text=self._text(topic), days=at,
                    outlet=outlet, language=language,
                )  # fmt: skip

    def _headline(self, topic: Topic) -> str:
        """One that has not been used; "" after some tries."""
        for _ in range(12):
            title = self._filled(self.dice.choice(topic.headlines))
            if title not in self.used:
                self.used.add(title)
                return title
        return ""

    def _text(self, topic: Topic) -> str:
        chosen = self.dice.sample(topic.sentences, round(SHARE * len(topic.sentences)))
        sentences = [self._filled(sentence) for sentence in chosen]
        return "\n\n".join(" ".join(sentences[start : start + 2]) for start in range(0, len(sentences), 2))

    def _filled(self, template: str) -> str:
        parts = template.split("{")
        filled = [parts[0]]
        for part in parts[1:]:
            name, _, rest = part.partition("}")
            filled.append(self.dice.choice(WORDS[name]) + rest)
        return "".join(filled)

"""Which words of a text say something, and when two of them are forms of the same one.

No dictionary: a word that every text has is left out by a short list for each language; two words are held to be one
when they begin alike for most of their length ("battery", "batteries"). That is right often enough for a suggestion, in
any language that puts its endings at the end.
"""

from collections.abc import Iterable
from functools import cache

from coverage.monitors.words import folded_words

SHORTEST = 3
ALIKE = 0.6
LEAST_ALIKE = 4

_COMMON = {
    "en": """a about after again all also an and any are as at be because been before being but by can could did do
        does down each even every for from get had has have he her here him his how if in into is it its just like
        made make many may me more most much must my new no not now of off on one only or other our out over own per
        she should so some still such than that the their them then there these they this those three through to too
        two under until up us very was way we well were what when where which while who whom why will with would
        year years yet you your says said say""",
    "de": """aber alle allem allen aller als also am an auch auf aus bei beim bin bis bist da dabei damit dann das
        dass dem den denn der des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein
        eine einem einen einer eines er es etwa euch fur gegen hat hatte hatten hier ich ihm ihn ihr ihre ihren im
        in ins ist ja jede jeder jetzt kann kein keine konnen mehr mein mit nach neue neuen nicht noch nun nur ob
        oder ohne schon sehr sei sein seine seit sich sie sind so soll sowie uber um und uns unter viel vom von vor
        war waren was weil wenn wer werden wie wieder will wir wird wo wurde wurden zu zum zur zwei zwischen sagte
        sagt""",
    "fr": """alors apres au aussi autre aux avait avec avoir bien car ce ceci cela celle ces cet cette ceux chez
        comme dans de depuis des deux dont du elle elles en encore entre est et etait etre eu fait faire il ils je
        jusqu la le les leur leurs lui ma mais meme mes moins mon ne nos notre nous on ont ou par pas peu plus pour
        puis qu quand que quel qui quoi sa sans se selon ses si son sont sous sur ta tes toi ton tous tout toute
        toutes tres tu un une vers vos votre vous""",
    "nl": """aan al alle als altijd bij daar dan dat de deze die dit door dus een en er geen haar had hebben heeft
        hem het hier hij hoe hun ik in is ja jaar je kan kon maar meer met mijn moet naar niet nog nu of om omdat
        ons ook op over te tegen toch toen tot tussen uit van veel voor waar was wat we wel werd wie wij wil worden
        zal ze zich zij zijn zo zonder zou zegt zei""",
    "es": """al algo ante antes asi aun aunque cada como con contra cual cuando de del desde donde dos el ella ellos
        en entre era es esa ese eso esta estan este esto ha hace han hasta hay la las le les lo los mas me mi
        mientras muy nada ni no nos nuestra nuestro o otra otro para pero poco por porque pues que quien se segun
        ser si sido sin sobre son su sus tal tambien tan tanto tiene toda todo todos tras tu un una uno unos y ya""",
    "it": """agli ai al alla alle allo anche ancora aveva che chi ci come con contro cosa cosi cui da dal dalla
        dalle degli dei del della delle dello di dopo dove due e ed era fra fino gia gli ha hanno il in io la le lei
        li lo loro lui ma me mentre mi nei nel nella nelle nello noi non nostro o ogni ora per perche pero piu poi
        prima quale quando quello questa questo qui se sei senza si sia sono sopra sotto su sua sue sugli sul sulla
        suo suoi tra tutti tutto un una uno""",
    "sv": """alla allt att av blev bli blir da de dem den denna deras dess dessa det detta dig din dock dom du efter
        eller en er ett fran far fick for ha hade han har hon honom hur i icke ingen inte ja jag kan kom man med
        mellan men mer mig min mot mycket ni nu nar och om oss pa sade sedan sig sin ska skulle som till under upp
        ut utan vad var vara vi vid vill ar over""",
    "no": """alle at av ble bli da de deg den denne der deres det dette din disse du eller en enn er et etter for
        fra fikk ha hadde han hans har hun hva hvis hvor i ikke ingen inn ja jeg kan man med meg mellom men mer min
        mot mye na nar noe noen og om opp oss over pa sa seg sin skal skulle som til ut var vare ved vi vil ville a""",
}
_COMMON["nb"] = _COMMON["nn"] = _COMMON["da"] = _COMMON["no"]


@cache
def common(language: str) -> frozenset[str]:
    """The words that say nothing in a language (ISO 639, with or without a region); English ones always."""
    own = _COMMON.get(language.lower()[:2], "")
    return frozenset((_COMMON["en"] + " " + own).split())


def content_words(text: str, language: str = "") -> list[str]:
    """The folded words of a text that say something, in order; numbers are among them."""
    left_out = common(language)
    return [word for word in folded_words(text) if word not in left_out and (len(word) >= SHORTEST or word.isdecimal())]


def alike(one: str, other: str) -> bool:
    """Whether two folded words are probably forms of the same one."""
    if one == other:
        return True
    if one.isdecimal() or other.isdecimal():
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(LEAST_ALIKE, ALIKE * max(len(one), len(other)))


class Vocabulary:
    """A few words to be looked for in many texts."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._by_beginning: dict[str, list[str]] = {}
        for word in self.words:
            self._by_beginning.setdefault(word[:LEAST_ALIKE], []).append(word)

    def among(self, words: Iterable[str]) -> set[str]:
        """Which of the words stand in a text, in this form or another."""
        found: set[str] = set()
        for word in words:
            found.update(own for own in self._by_beginning.get(word[:LEAST_ALIKE], ()) if alike(own, word))
        return found

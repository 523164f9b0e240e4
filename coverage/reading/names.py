"""From what stands in a byline to names: "By JANE ROE and John Doe, Staff Writers" holds two of them."""

import re
import unicodedata
from collections.abc import Iterable

from coverage.reading.linked_data import plain
from coverage.reading.name_words import AGENCIES, LEADS, NEVER, NOBODY, ORGANISATIONS, PARTICLES, ROLES, WEAK_LEADS

LONGEST = 70
MOST = 12
_MAIL_THEN_NAME = re.compile(r"\S+@\S+\.\w+\s*\(([^()@]+)\)")  # as RSS has it
_ALL_IN_BRACKETS = re.compile(r"[(（【]([^()（）【】]+)[)）】]")
_MAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w.-]+\.\w{2,}")
_WEB = re.compile(r"https?://\S+|www\.\S+|(?<!\w)\S+\.(?:com|org|html?)/\S*")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_BRACKETS = re.compile(r"\s*[(\[{（【][^)\]}）】]*[)\]}）】]?")
_LEAD = re.compile(
    r"^\W*(?:"
    + "|".join(re.escape(lead) for lead in sorted(LEADS, key=len, reverse=True))
    + r")(?:\s*[:：/|]\s*|\s+|$)",
    re.I,
)
_GLUED_LEAD = re.compile(
    r"^(?:文|记者|記者|作者|撰文|取材・文|執筆)\s*[:：/／=＝]?\s*|\s*(?:기자|記者|记者|特派員|특파원)$"
)
# What does something else than write: names after it belong to a picture, or to who read the text before it appeared.
_OTHER_WORK = re.compile(
    r"(?:(?:additional |with )?(?:photo(?:s|graph(?:s|y))?|pictures|images|video|illustrations?|graphics?) by"
    r"|(?:medically |clinically |legally )?(?:reviewed|fact[- ]?checked) by"
    r"|(?:fotos?|bilder|illustration(?:en)?|video|grafik) (?:von|de|di|par|por))\s",
    re.I,
)
_FROM_A_PLACE = re.compile(r"(?:報導|報道|报道|電|电|讯)$")  # "台北報導": where it was reported from
_DESK_SLASH = re.compile(r"(.+?)/(\w[\w-]*)")  # "Jane Roe/dpa", "dpa/abc"
_MODIFIERS = {"contributing", "special", "guest", "freelance"}
# What ends the part of a byline that has the names.
_END = re.compile(
    r"\s*[|•·●■►»‒–—]\s+|\s+[-–—/]\s+|\s*[\n\r\t]|\s*(?:\d{1,2}[.:h]\d{2}|\d{1,2}\.\s?\d{1,2}\.|\b(?:19|20)\d{2}\b|\d{1,2}\.?\s+\w+\s+20\d\d)"
    r"|,?\s+(?:am|on|le|el|em|il|den|om|veröffentlicht|published|updated|aktualisiert|posted|publié|publicado|stand)\s+(?=\W|\d|\w+day|"
    r"[A-Z][a-z]+\s\d|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi)"
    r"|\s+(?:vor|il y a|hace|há)?\s*\d+\s*(?:hours?|min\w*|days?|hrs?|stunden?|tagen?|heures?|horas?)\b"
    r"|\s+(?:for|für)\s+(?=the\b|[A-Z])|\s+(?:in|aus|à|em|en)\s+(?=[A-Z])|\s+(?:is|ist|es|est|covers|writes|schreibt|works|arbeitet)\s+"
    r"|\s+(?:illustration(?:en|s)?|fotos?|photos?|photograph\w*|bilder|grafik|symbolbild)\b(?:\s+\S+)?"
    r"|\s+(?:special\s+(?:to|for)|as\s+told\s+to|with\s+contributions?\s+from)\s+"
    r"|\s+(?:updated|published|aktualisiert|veröffentlicht)\b.*$",
    re.I,
)
_CASED_END = re.compile(
    r"\s+(?:of|for|from|at|with)\s+the\s+|\s+(?:in|aus|à|em|en|at|from|bei|of|via)\s+(?=[A-ZÄÖÜ])(?![A-Z]\.)"
)
_JOINTS = re.compile(
    r"\s*[;、，,／&+|]\s*(?:(?i:and|und|et|y|e|og|och|en)\s+(?=[^\W\d_a-z]))?|\s+/\s+|(?<=[a-zß])/(?=[A-Z])|\s+(?:(?i:and|und|et|with|mit|avec|sowie)|y|e|i|a|och|og|ja|en|con|"
    r"és|și|и|та|і|και|ve|dan|và|Y|E(?=\s\w{2,}\s\w{2,})|OG|OCH)\s+(?=\S)"
)
_BEFORE_LEAD = re.compile(
    r"^(?:.{0,40}\d.{0,30}?|.*\b(?:posted|published|written|veröffentlicht|publiziert|erstellt|geschrieben|publié|publicado|pubblicato|"
    r"geplaatst|scritto|escrito)\b.{0,60}?)[\s|,·•–-]+(?:by|von|par|por|door|di|av|af|autor:?|author:?)\s+(?=\S)",
    re.I,
)
_ELIDED = re.compile(r"^[dlDL]['’](?=\w)")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|md|mba|ma|m\.a|esq|cfa|rn|lcsw|dds|j\.?d|cpa)\.?$", re.I)
_ROLE_ENDING = re.compile(
    r"\w(?:leiter|redakteur|redaktor|reporter|korrespondent|sprecher|chef|berater|referent|forscher|mitarbeiter|volontär|journalist|"
    r"professor|expert|wissenschaftler|präsident|direktor|entwickler|manager|anwalt|anwält)(?:in|e|en|innen)?$"
)
_EDGES = " \t\u00a0,;:.|/-–—•·*\"'“”„«»<>~_=#‚’‘"


def names_in(text: str) -> list[str]:
    """The names in what stands where an author is expected, in order, each once; none where nobody is named."""
    text = plain(text)
    if not text or len(text) > 400 or text.lower() in NOBODY:
        return []
    if match := _MAIL_THEN_NAME.fullmatch(text) or _ALL_IN_BRACKETS.fullmatch(text):
        text = match[1]
    text = _HANDLE.sub(" ", _WEB.sub(" ", _MAIL.sub(" ", text)))
    text = _BRACKETS.sub("", text)
    text = _without_lead(_BEFORE_LEAD.sub("", " ".join(text.split())))
    names: list[str] = []
    parts = [part for part in _JOINTS.split(text) if part and part.strip(_EDGES)]
    for number, part in enumerate(_flipped(_with_suffixes(parts), text)):
        for name in _cleaned(part, is_first=number == 0):
            if name.casefold() not in {known.casefold() for known in names}:
                names.append(name)
    if any(map(looks_personal, names)):
        names = [name for name in names if looks_personal(name) or is_agency(name)]
    return names[:MOST]


def is_agency(name: str) -> bool:
    low = name.casefold().strip(_EDGES)
    return low in AGENCIES or all(part in AGENCIES for part in re.split(r"\s*/\s*", low))


def is_organisation(name: str) -> bool:
    """Whether a name is an agency's, a desk's or a company's rather than a person's, as far as words can tell."""
    low = name.casefold().strip(_EDGES)
    if is_agency(name):
        return True
    words = [word.strip(_EDGES) for word in re.split(r"[\s\-.]+", low)]
    return words[0] == "the" or any(
        word in ORGANISATIONS or word.endswith(("redaktion", "redaktionen", "stiftung", "zeitung")) for word in words
    )


def looks_personal(name: str) -> bool:
    """Two to five words with a capital, and particles: the form of most names of persons; East Asian ones by script."""
    if is_organisation(name):
        return False
    if _is_east_asian(name):
        return 2 <= len(name.replace(" ", "").replace("・", "")) <= 12
    if any(letter.isdigit() or letter in "@#=/_" for letter in name) or any(
        word.strip(_EDGES) in NEVER for word in name.casefold().split()
    ):
        return False
    words = [_ELIDED.sub("", word) for word in name.split()]
    capital = [word for word in words if word[:1].isupper() or not word[:1].isalpha()]
    return 2 <= len(capital) <= 5 and len(words) <= 7 and all(word in capital or word in PARTICLES for word in words)


def tidied(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, the fuller form where one is a part of another ("Roe" and "Jane Roe")."""
    kept: list[str] = []
    for name in names:
        key = folded(name)
        if key and not any(key == folded(known) for known in kept):
            kept.append(name)
    whole = [n for n in kept if not any(n is not m and f" {folded(n)} " in f" {folded(m)} " for m in kept)]
    return tuple(whole[:MOST])


def folded(name: str) -> str:
    """Without case, accents and punctuation."""
    name = name.casefold()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", name))


def begins_with_lead(text: str) -> bool:
    """Whether a text begins as bylines do, be it with a word that begins much else."""
    return bool(_LEAD.match(text))


def has_lead(text: str) -> str:
    """What follows a strong lead ("By", "Von", "Propos recueillis par") at the beginning of a text; else nothing."""
    match = _LEAD.match(text)
    if not match or (match[0].strip(" :：/|\t").casefold() in WEAK_LEADS and ":" not in match[0]):
        return ""
    return text[match.end() :].strip()


def _without_lead(text: str) -> str:
    text = text.strip().strip("•·|–—-: ")
    for _ in range(3):
        match = _LEAD.match(text)
        if not match:
            break
        rest = text[match.end() :].strip()
        if not rest:
            return "" if " " in match[0].strip() else text
        lead = match[0].strip(" :：/|").casefold()
        if lead in PARTICLES and ":" not in match[0] and _is_name_with_particle(match[0].strip(), rest):
            break
        is_weak = lead in WEAK_LEADS - PARTICLES and not match[0].rstrip().endswith((":", "：", "/", "／"))
        first = _JOINTS.split(rest, maxsplit=1)[0]
        if is_weak and not looks_personal(first) and not is_organisation(first):
            break  # "Oleh Roe", while "Author Jane Roe" and "Author Redaktion" go on
        text = rest
    return _GLUED_LEAD.sub("", text)


def _is_name_with_particle(lead: str, rest: str) -> bool:
    """Whether it is all one name, as "De Jong" and "De la Cruz" are; "Von Max Muster" and "di Anna Rossi" hold one."""
    words = rest.split()
    if len(words) == 1:
        return lead[:1].isupper() and not lead.isupper() and lead != "Von" and not is_organisation(rest)
    return words[0].casefold() in PARTICLES - {"al", "ben", "san"} and not words[0].isupper()


def _with_suffixes(parts: list[str]) -> list[str]:
    """ "John Smith, Jr." was split where it should not be."""
    whole: list[str] = []
    for part in parts:
        if whole and _SUFFIX.match(part.strip()):
            if part.strip(" .").lower() in {"jr", "sr"}:
                whole[-1] += f" {part.strip()}"
        else:
            whole.append(part)
    return whole


def _flipped(parts: list[str], text: str) -> list[str]:
    """ "Roe, Jane" is one name, family name first."""
    if (
        len(parts) == 2
        and re.fullmatch(r"[^\W\d_][\w'’-]+, [^\W\d_][\w'’.-]+( [^\W\d_][\w'’.-]*)?", text)
        and text.count(",") == 1
    ):
        family, given = (part.strip() for part in parts)
        words = {family.casefold(), *given.casefold().split()}
        if not words & (ROLES | AGENCIES | ORGANISATIONS | NOBODY) and family[0].isupper() and given[0].isupper():
            return [f"{given} {family}"]
    return parts


def _cleaned(part: str, *, is_first: bool) -> list[str]:
    """One name, freed from what surrounds it; none where nothing of a name is left."""
    if _OTHER_WORK.match(part.strip(_EDGES)) and not (is_first and part.casefold().startswith("photo")):
        return []
    part = _without_lead(part.strip(_EDGES + "+"))
    pieces = [piece for piece in _END.split(part) if piece and piece.strip(_EDGES)] or [""]
    if is_first:  # "The Daily - Jane Roe"
        pieces.sort(key=lambda piece: not looks_personal(piece.strip(_EDGES)))
    part = pieces[0]
    head = _CASED_END.split(part, maxsplit=1)[0]
    part = head if looks_personal(head.strip(_EDGES)) else part
    dots = part.strip()[-2:-1].isupper() and part.strip().endswith(".")
    part = part.strip(_EDGES) + ("." if dots else "")
    part = _without_role(re.sub(r"\s+\d+$|^\d+\s+", "", part).strip())
    if (slash := _DESK_SLASH.fullmatch(part)) and not is_agency(part):
        return _around_slash(slash[1].strip(), slash[2])
    low = part.casefold().strip(_EDGES)
    if not part or low in NOBODY or len(part) > LONGEST or not any(c.isalpha() for c in part) or ":" in part:
        return []
    if "admin" in low and len(low) < 25 and " " not in low:
        return []
    if _FROM_A_PLACE.search(part) and _is_east_asian(part):
        return []
    words = low.replace("-", " ").split()
    if len(words) > 7 or (len(words) == 1 and low in ROLES) or _is_role(words):
        return []
    return [_cased(part)]


def _around_slash(head: str, tail: str) -> list[str]:
    """A person and an agency are two; of an agency and the initials of who took it over, the agency counts."""
    if is_agency(tail) and looks_personal(head):
        return [head, tail]
    if is_agency(head) and re.fullmatch(r"[a-z]{2,4}", tail):
        return [head]
    return [f"{head}/{tail}"]


def _without_role(part: str) -> str:
    """ "Jane Roe Contributing Writer" is Jane Roe."""
    words = part.split()
    if len(words) < 3 or words[-1].casefold() not in ROLES:
        return part
    while len(words) > 2 and words[-1].casefold() in ROLES | _MODIFIERS:
        words.pop()
    whole = " ".join(words)
    return whole if looks_personal(whole) else part


def _is_role(words: list[str]) -> bool:
    """ "Senior Editor", "freier Journalist": a role, and no name beside it."""
    roles = [word.strip(".,:") in ROLES or bool(_ROLE_ENDING.search(word)) for word in words]
    return any(roles) and (sum(roles) * 2 >= len(words) or roles[0])


def _cased(name: str) -> str:
    """JANE ROE is Jane Roe; what has small letters, or is short enough for an abbreviation, stays."""
    letters = [c for c in name if c.isalpha()]
    words = name.split()
    if len(words) < 2 or not all(c.isupper() for c in letters) or name.casefold() in AGENCIES or is_organisation(name):
        return name
    if all(len(word.strip(".")) <= 2 for word in words):
        return name
    return " ".join(word if re.fullmatch(r"(?:\w\.)+", word) else _titled(word) for word in words)


def _titled(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0][:1] + m[0][1:].lower(), word)


def _is_east_asian(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return (
        bool(letters)
        and sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in letters) > len(letters) / 2
    )

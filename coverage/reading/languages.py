"""In which language a text is written: what the page says, unless the words say otherwise."""

import re
from collections import Counter

# The words that every text in a language is full of, and few others are.
_FREQUENT = {
    "en": (
        "the and of to that is was for with are this have from which not been their will would has were they you but"
    ),
    "de": (
        "der die und das den von mit ist des auf für nicht ein eine dem sich auch als werden wird sind einer "
        "wurde oder aber"
    ),
    "fr": (
        "les des est une dans qui que pour pas sur avec sont plus par cette ont mais aux nous été ses leur ces comme du"
    ),
    "es": (
        "los las del que una por con para como pero más este sus fue han está sobre también entre desde hasta muy "
        "ser el"
    ),
    "pt": (
        "não uma dos das com para mais como foi são pelo pela também mas seu sua tem já muito nos quando até ser os ao"
    ),
    "it": (
        "che della per una non con sono del nel alla anche più dei gli delle come questo dal nella ha stato è ma "
        "essere il"
    ),
    "nl": (
        "het een van niet zijn dat met voor ook maar aan wordt door naar bij uit nog worden deze heeft werd om "
        "als dan er"
    ),
    "sv": "och att det som för är inte med har till den ett av på om kan ska från också men när var efter vi jag",
    "da": "og det at er ikke til med har der som den et af på for kan skal fra også men når efter vi blev være hvor",
    "no": "og det er ikke til med har som den et av på for kan skal fra også men når etter vi ble være hvor",
    "fi": "ja on ei että se oli myös ovat joka hän mutta kun niin kuin tai sen jos mukaan vain olla nyt sekä",
    "pl": "nie się jest że na do jak oraz od po przez dla ale tym jego które był są może czy już tylko także",
    "cs": "se je na že to jsem ale jako jsou byl pro by když které jeho tak být nebo také až po jen ještě při",
    "sk": "sa je na že to ale ako sú bol pre by keď ktoré jeho tak byť alebo aj až po len ešte pri čo",
    "hu": "hogy nem egy és az is meg ez volt csak már mint még vagy ki de majd kell azt lehet szerint",
    "ro": "și în de la nu care este cu pe din că mai un sunt pentru fost a sau dar acest după această fi",
    "hr": "je se na da su što koji za od kako nije bi te ili ali samo iz sve kao više biti prema bilo",
    "tr": "ve bir bu için ile olarak da de çok daha olan gibi kadar sonra en ise ancak var olduğu göre",
    "ca": "els les que amb per una del dels més però aquest són també ha als ens seva com fins aquesta ser",
    "id": "yang dan di dengan untuk dari ini pada tidak adalah dalam itu akan juga oleh sebagai ada mereka karena",
    "vi": "của và là các trong có được cho không với một người những này đã để khi từ về như",
    "et": "ja on ei et see oli ka mis kui ta aga nii oma või tema siis välja kes veel pole",
    "lv": "un ir par ar no kas lai ka arī bet nav kā tas tika pēc gan vai tiek savu",
    "lt": "ir yra kad tai su iš bet kaip apie buvo nuo jau taip pat dar tik dėl prie",
    "ru": "и в не на что с по как это из но от за его для мы она они был так же уже все только",
    "uk": "і в не на що з до як це та від за його для ми вона вони був так вже які про або щоб є",
    "bg": "и на да се за от че не са по със като това ще но има до бе при или като си",
    "sr": "је и у на да се за од су са није као који али што или би после",
}
_SETS = {code: frozenset(words.split()) for code, words in _FREQUENT.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
)
_BEYOND_LATIN = re.compile(r"[\u0370-\u1fff\u3040-\ud7af]{2}")
# Written alike: the text cannot tell one from another, the page can.
_KIN = (
    {"ar", "fa", "ur", "ps"},
    {"hi", "mr", "ne"},
    {"hr", "sr", "bs", "sl", "sh"},
    {"no", "da"},
    {"id", "ms"},
    {"ru", "uk", "be", "bg", "mk", "sr", "kk"},
    {"es", "gl", "ca", "eu", "ast"},
    {"de", "lb", "gsw", "nds"},
    {"cs", "sk"},
    {"nl", "fy", "af"},
)
_SAME = {
    **{"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi"},  # other codes of the standard
    **{"cn": "zh", "jp": "ja", "kr": "ko", "ua": "uk", "cz": "cs", "dk": "da", "se": "sv"},  # countries, by mistake
}
_SAMPLE = 3000
_ENOUGH = 8


def language_of(text: str, declared: list[str]) -> tuple[str, str]:
    """The ISO 639 code and where it was read. `declared` is what the page says, the most trusted first.

    Templates are left in English where nobody minds, so the words of the text decide where they are clear enough.
    """
    said = [code for code in map(_code, declared) if code]
    written = _written_in(text)
    if written and (not said or (written != said[0] and not any({written, said[0]} <= kin for kin in _KIN))):
        return written, "text"
    return (said[0], "page") if said else ("", "")


def _code(declared: str) -> str:
    match = re.match(r"\s*([a-zA-Z]{2,3})(?![a-zA-Z])", declared)
    code = match[1].lower() if match else ""
    return _SAME.get(code, code)


def _written_in(text: str) -> str:
    """The language of a text by its letters and frequent words; empty where they leave it open."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < 40:
        return ""
    for code, script in _SCRIPTS if _BEYOND_LATIN.search(sample) else ():
        if len(script.findall(sample)) > letters * (0.08 if code == "ja" else 0.4):
            return code
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = sorted(((sum(words[word] for word in known), code) for code, known in _SETS.items()), reverse=True)
    (best, code), (second, _) = scores[0], scores[1]
    return code if best >= _ENOUGH and best > second * 1.25 else ""

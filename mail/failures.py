"""What a mail server means when it refuses: is the address dead for good, or is it this message, or this moment?

Only a dead address (nobody there, no such domain, moved away, a mailbox closed) is permanent. A full mailbox, one
suspended for a while, a spam filter, a policy, a size limit, a server out of reach say nothing about the address;
servers give them 5xx codes all the same, which is why the words are read before the codes. Codes are those of RFC 3463
and RFC 5321.
"""

import re
from enum import Enum


class Failure(Enum):
    """Why a message did not arrive. The value is a plain phrase for people."""

    NONE = "delivered"
    NO_SUCH_ADDRESS = "the address does not exist"
    NO_SUCH_DOMAIN = "the domain does not exist or takes no mail"
    MOVED = "the person has moved to another address"
    CLOSED = "the mailbox was closed"
    SUSPENDED = "the mailbox is suspended for now"
    FULL = "the mailbox is full"
    BLOCKED = "a spam or policy filter refused the message"
    TOO_LARGE = "the message was too large"
    CONTENT = "the server refused the content"
    RELAYING = "the server does not take mail for this domain from us"
    NOT_LOCAL = "the server does not know the domain as its own"
    UNREACHABLE = "the message found no way to the server"
    SERVER = "the server has a fault or was out of reach"
    DELAYED = "the server is still trying"
    UNKNOWN = "the server did not say why"

    @property
    def is_permanent(self) -> bool:
        return self in {Failure.NO_SUCH_ADDRESS, Failure.NO_SUCH_DOMAIN, Failure.MOVED, Failure.CLOSED}

    @property
    def is_passing(self) -> bool:
        return self in {Failure.FULL, Failure.DELAYED, Failure.SERVER, Failure.UNREACHABLE}


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


OF_US = _any(  # what is said of the sender, whatever code stands beside it
    r"in reply to (mail from|helo|ehlo)|sender( e-?mail)?( address)?( domain)?( is| was)?[: ]+"
    r"(rejected|denied|invalid|unknown|not|verif|does not|couldn.t)|unresolvable sender|sender verify|"
    r"(client host|helo command|ehlo) rejected|cannot find your|from address.{0,30}(reject|valid)|"
    r"(envelope )?sender('s)? (e-?mail |mail )?(address|domain) .{0,60}(does not exist|must exist|rejected|"
    r"not found|invalid)|domain of (the )?sender|invalid sender|"
    r"sender (policy framework|rejected|address rejected|denied)|envelope sender domain|"
    r"verification failed for|they may be blacklisted|unrout(e)?able sender|from: ?domain|backscatter|\bbatv\b|"
    r"too many (invalid|unknown|bad|non-?existent) (recipient|address|user)|at a rate that|rate[ -]?limit|"
    r"\b[45]\.1\.[78]\b.{0,30}sender|"
    r"your (ip|host|server|domain|reverse|sending).{0,40}(reject|block|list|denied|not allowed|dns|resolve)",
)
# In the order in which they are tried: the plainest words first.
WORDS: list[tuple[Failure, re.Pattern[str]]] = [
    (Failure.BLOCKED, OF_US),
    (
        Failure.RELAYING,  # before the words about domains and users, which it resembles
        _any(
            r"relay(ing)? (is |access )?(denied|not permitted|prohibited)|rcpthosts?\b|unable to relay|"
            r"not configured to relay|relaying (is )?(denied|not allowed)"
        ),
    ),
    (
        Failure.UNREACHABLE,  # a name server that could not say is no answer about the domain
        _any(
            r"(malformed|unexpected) (or unexpected )?name ?server reply|host not found, try again|"
            r"name service error.{0,80}(try again|malformed|timed out|server failure)|(aliasing|"
            r"forwarding).{0,20}loop|"
            r"too many hops|hop count exceeded|mail loop|loops back to myself|message expired|retry timeout exceeded"
        ),
    ),
    (
        Failure.FULL,
        _any(
            r"(mail ?box|inbox|account|user|recipient|quota|mail ?folder|storage|disk|maildir)\W(is |was |has |are |"
            r"size |space |usage |storage )*"
            r"(currently )?(full|over ?quota|exceed|over (its |the |their )?(quota|limit|disk)|out of|limit)",
            r"(over|exceed\w*|out of|insufficient|exceeding|beyond|above|past|reached) (the |its |his |their |your |"
            r"system |user |maximum |max |"
            r"allotted |allowed |account |mailbox |mail |e-?mail |storage |disk |message )*(quota|storage|disk space|"
            r"space|mailbox size)",
            r"quota (exceeded|has been|is full|violation)|not enough (storage|space|disk|quota)|no space left",
            r"(mailbox|inbox|account|storage).{0,40}(is |are )?(too (full|large)|over ?quota|overflow)|overquota|"
            r"mailfull|mbox full|full mailbox",
            r"not able to receive.{0,30}quota|postfach.{0,30}(voll|überschritten)|boîte.{0,40}(pleine|quota)|"
            r"casella.{0,30}piena|"
            r"buzón.{0,30}(lleno|excedid)|postbus.{0,20}vol\b|boite.{0,30}pleine|"
            r"zu ?viele (e-?)?mails auf dem server|too many messages on|caixa.{0,30}cheia|"
            r"skrzynk.{0,40}(pe[lł]n|limit)|"
            r"brevlåda.{0,20}full|postkasse.{0,20}(er )?(fuld|full)|ящик.{0,40}(переполнен|заполнен)|"
            r"邮箱.{0,6}(已满|满)|容量.{0,6}(超過|不足)|(does not have|insufficient|out of).{0,20}(storage )?"
            r"space|over the (storage )?limit|"
            r"mailbox.{0,60}over limit",
        ),
    ),
    (
        Failure.SUSPENDED,
        _any(
            r"temporar\w{0,4}[ -]?(\w+ ){0,2}(disabled|suspended|inactive|locked|blocked|unavailable|closed)|"
            r"(disabled|suspended|inactive|locked|blocked|unavailable|closed) temporar|"
            r"(account|mail ?box|user|recipient|address).{0,60}(is |was |has been |been |currently )+(currently |"
            r"administratively )?(suspended|locked|frozen|blocked|on hold|restricted)|"
            r"(suspended|locked|frozen)( \w+){0,2} (account|mail ?box|user|recipient|address)|account over\b|"
            r"\[?suspend(ed)?\]",
        ),
    ),
    (
        Failure.CLOSED,
        _any(
            r"(account|mail ?box|user|recipient|address|e-?mail|alias)\b.{0,60}?\b(is |was |has been |been "
            r")(now |currently "
            r"|permanently |already |an? )*(disabled|discontinued|inactive|de-?activated|expired|closed|cancell?ed|"
            r"terminated|not active|retired|decommissioned)",
            r"\b(disabled|inactive|de-?activated|expired|dormant|discontinued|closed|terminated)( \w+){0,2} (account|"
            r"mail ?box|user|recipient|address)",
            r"(account|mail ?box|user|recipient|address)[- ](disabled|inactive|de-?activated|closed|expired)\b|"
            r"disabled or discontinued|not active (anymore|any more|mailbox)|"
            r"no longer (active\b|accept(s|ing)? (e-?)?mail)|(user|account|mail ?box|recipient) not active|"
            r"not an active (user|account|mail ?box|address)|"
            r"archived recipient|destinataire archiv|"
            r"(konto|postfach|adresse).{0,40}(gesperrt|deaktiviert|geschlossen|gelöscht|nicht mehr aktiv)|"
            r"compte.{0,40}(désactivé|desactive|clôturé|cloture|fermé|supprimé|expiré)|"
            r"(cuenta|casilla|buz[oó]n).{0,40}(desactivad|cancelad|inactiv|expirad|caducad|vencid|dad[ao] de baja)|"
            r"(casella|account).{0,40}(disattivat|disabilitat|scadut)|conta.{0,40}(desativada|inativa|expirad)|"
            r"(konto|postfach|adresse).{0,40}abgelaufen|"
            r"konto.{0,30}(nieaktywne|zablokowane|usuni)|account .{0,20}(opgeheven|gedeactiveerd)",
        ),
    ),
    (
        Failure.MOVED,
        _any(
            r"(user|recipient|mail ?box|address|person|he|she) (has|have) (moved|changed)|has moved to|"
            r"new (e-?mail )?address is|"
            r"address (has been )?changed|forwarding.{0,20}expired|please (use|try).{0,20}new (e-?mail )?address",
        ),
    ),
    (
        Failure.NO_SUCH_ADDRESS,
        _any(
            r"5\.4\.1.{0,60}recipient address rejected: access denied",
            r"(user|recipient|mail ?box|account|address|alias|addressee|person|mailaddress|name|customer|login|"
            r"subscriber|member|destinataire)s?"
            r"[\"'<>\w.@+ ()=-]{0,80}?\W?(is |was |are )?(unknown|(does ?n[o']t|do not|did not|doesn.t|not) (exist|"
            r"found|a valid|valid|known|listed|defined|recogni[sz]ed|"
            r"registered|match|here)|not exists|non.?existent|nonexistent|invalid)",
            r"(unknown|no such|invalid|unrecogni[sz]ed|non.?existent|bad|undefined|incorrect|"
            r"nonexisting) (local[- ]?part|user|recipient|mail ?box|"
            r"account|address|alias|virtual user|addressee|person|e-?mail|rcpt|destination address|final delivery|"
            r"username|name|local user)",
            r"no (valid |such )?(mail ?box|user|account|recipient|person|address|one)s? (here|by that|with that|"
            r"found|of that|named|called|exists?|at this|in )",
            r"(does not|doesn.t|do not|don.t) have an? [\w. -]{0,40}(account|mailbox)|isn.t (a|in) |"
            r"(is )?not a (valid|known|local|registered|current) "
            r"(user|mail ?box|recipient|address|account|customer)|not a user|not our customer|"
            r"(user|recipient|address|mail ?box|account)( [^ ]{1,80})? (is )?not a member of|"
            r"[\w.+-]@[\w.-]{3,80}[>)]?:? (is |was )?(not found|does ?n[o']t exist)|"
            r"in name directory|badr(ecipient|cpt)to|(user|address|mail ?box|recipient) (is )?not present|"
            r"missing home directory|"
            r"unrout(e)?able (mail )?(address|domain)?|"
            r"undeliverable address|recipnotfound|recipient ?not ?found|adr(resse)? (unbekannt|inconnue)|"
            r"resolver\.adr\.(recip|ex)",
            r"(could ?n[o']t|cannot|can.t|couldn.t|unable to) (be found|find|locate|look ?up|resolve|"
            r"verify).{0,40}(recipient|user|mail ?box|account|"
            r"address|name|entry|directory)|(recipient|user|e-?mail address|address).{0,60}(wasn.t|was not|not|"
            r"couldn.t be|could not be|cannot be) found",
            r"user[ -]?unknown|unknown[ -]user|550[ -]5\.1\.1|\b5\.1\.1\b(?!\d)|said: 550 unknown|mailbox not (found|"
            r"available at)|"
            r"no longer (employed|works|with|at|a valid|valid|exists|in use|available)|has left|left the (company|"
            r"organi)|not listed in|"
            r"name (is )?not (found|recogni[sz]ed)|destin(ation|ataire) inconnu|utilisateur inconnu|"
            r"empfänger.{0,20}unbekannt|benutzer.{0,20}unbekannt|nessun (utente|destinatario)|"
            # "Address not found", as Gmail says it above its reports
            r"adresse.{0,20}nicht gefunden|adresse introuvable|adresse.{0,20}introuvable|direcci[oó]n no encontrada|"
            r"no se (ha encontrado|encontró) la dirección|indirizzo.{0,20}non trovato|adres niet gevonden|"
            r"endereço não encontrado|nie znaleziono adresu|adressen (hittades inte|blev ikke fundet|ble ikke funnet)|"
            r"osoitetta ei löyt|adresa nebyla nalezena|adresa nu a fost găsită|a cím nem található|"
            r"η διεύθυνση δεν βρέθηκε|адресу не знайдено|"
            r"existiert nicht|n'existe pas|no existe|non esiste|bestaat niet|não existe|inexistente|ei ole olemassa|"
            r"(usuario|usuário|utilizador|utente|utilisateur|compte|cuenta|conta|casella|adresse?|destinatario|"
            r"destinatário|destinataire|direcci[oó]n|indirizzo|endereço|gebruiker|odbiorca|u[zż]ytkownik|"
            r"adresat|mottagare|"
            r"mottaker|modtager|bruger|bruker|uživatel|příjemce|vastaanottaja|käyttäjä|címzett|empf(ä|"
            r"ae)nger|teilnehmer|"
            r"empf(ä|ae)ngeradresse|kullanıcı|utilizator)[ <>\w.@-]{0,60}?\W?\b(desconocid|desconhecid|"
            r"sconosciut|inconnu|"
            r"inexist|invalid|invalide|onbekend|niet bekend|nieznan|nie istnieje|okänd|ukendt|ukjent|neexistuje|"
            r"neznám|tuntematon|ismeretlen|unbekannt|existiert nicht|nicht vorhanden|n.existe|non esiste|"
            r"no existe|não existe|bestaat niet|finns inte|findes ikke|finnes ikke|bulunam|necunoscut)",
            r"(nieznany|okänd|ukendt|ukjent|neznám[ýy]|unbekannte[rn]?|onbekende|tuntematon|desconocido|"
            r"sconosciuto|nieprawid[lł]owy)"
            r" (adres\w*|u[zż]ytkownik|odbiorca|användare|mottagare|bruger|modtager|bruker|mottaker|"
            r"uživatel|benutzer|"
            r"empfänger|gebruiker|ontvanger|vastaanottaja|destinatario)",
            r"(нет такого|неизвестный|несуществующий) (пользовател|адресат|получател|ящик)|(пользователь|адрес|ящик|"
            r"получатель|адресат).{0,40}(не (найден|существует|зарегистрирован)|неизвестен|отсутствует)|"
            r"用户不存在|收件人不存在|邮箱不存在|信箱不存在|地址不存在|存在しません|見つかりません|존재하지 않는",
            r"mailbox unavailable or access denied|(recipient|user|mail ?box)[ _-]?(unknown|invalid|not[ "
            r"_-]?found)|(bad|invalid|unknown)[ _-](recipient|"
            r"mail ?box|rcpt|user)|no mail ?box available|(recipient|address|user|rcpt)( address)?( "
            r"[\w.@<>-]+)? (was )?"
            r"not recogni[sz]ed|(is |was )?not (a )?known (user|recipient|address)|no longer on (this |the )?server|"
            r"no matches to nameserver|did not (exactly )?match|validrcptto|badrcptto|does not exist here|"
            r"(user|mail ?box|account|recipient|address)( \[[^\]]{1,80}\])? does ?n[o']t exist",
            r"mailbox (name )?(not allowed|is not allowed)|no mailbox|(user|account) (was )?(deleted|removed|"
            r"terminated|closed)|account.{0,20}(deleted|closed)",
        ),
    ),
    (
        Failure.NO_SUCH_DOMAIN,
        _any(
            r"(domain|host|system|server)( name| or domain)?[\w .<>@\"'-]{0,60}(not found|does ?n[o']t exist|"
            r"doesn.t exist|unknown|non-?existent|is not valid|"
            r"invalid|not valid|unrouteable|not registered)(?!.{0,40}(try again|temporar))",
            r"(unknown|no such|invalid|bad|illegal) (destination |recipient |target |remote |mail )?(host|domain|"
            r"system)|no (mx|mail exchanger?|a) (records?|or a)|"
            r"name (or|service).{0,10}not known|nxdomain|null ?mx|nullmx|does not accept (any )?(e-?)?mail(?! from)|"
            r"non-existent hosts|domain.{0,30}takes no mail|"
            r"non-?existent domain|domain.{0,60}(could not|cannot|can.t) be found|"
            r"no route to domain|5\.1\.2\b|5\.1\.10\b|5\.4\.310|dns domain .{0,60} does not exist|domain has no",
        ),
    ),
    (
        Failure.TOO_LARGE,
        _any(
            r"(message|mail|attachment|e-?mail|body|content)( header)?s?( size| length)?.{0,30}(too (large|big|long)|"
            r"exceed|larger than|over)"
            r".{0,60}(size|limit|maximum|large|big|long|bytes|max)?|size limit|max(imum)? (message|mail) size|"
            r"message size|5\.2\.3|5\.3\.4|zu groß",
        ),
    ),
    (
        Failure.BLOCKED,
        _any(
            r"spam|spf\b|dkim|dmarc|\bpolicy|policies|black ?-?list|blocklist|block ?list|blocked|\brbl\b|dnsbl|"
            r"spamhaus|barracuda|sorbs|uribl|surbl|"
            r"reputation|unsolicited|bulk|junk|phish|prohibited|content (filter|reject|scan|analysis)|banned|"
            r"suspicious|access (denied|not allowed)|"
            r"not (authori[sz]ed|permitted|allowed)|unauthori[sz]ed|administrative|greylist|graylist|grey-?list|"
            r"rate.?limit|too many|throttl|"
            r"sender (is |address |domain )?(denied|rejected|blocked|refused|verify|not|invalid|unknown)|"
            r"rejected for|poor|blacklisted|"
            r"(client|ip|host|your) .{0,40}(denied|refused|listed|rejected)|reverse dns|\bptr\b|helo|ehlo|refused by|"
            r"message (was )?(rejected|refused)|"
            r"delivery not authori|restricted|permission|moderat|whitelist|white ?list|challenge|confirm|unusual|"
            r"5\.7\.\d|complain",
        ),
    ),
    (
        Failure.NOT_LOCAL,
        _any(r"relay(ing)?|not (a )?gateway|rcpthosts|(domain|host).{0,30}not (in|local|handled|allowed)"),
    ),
    (
        Failure.CONTENT,
        _any(r"virus|malware|attachment|mime|8-?bit|header|line (is )?too long|encoding|encrypt|format|content|"
        r"bare (lf|cr)|syntax"),
    ),
    (
        Failure.NO_SUCH_ADDRESS,  # what RFC 5321 says of code 550, which many servers repeat
        _any(r"(?<!\d)55[013]\b.{0,80}mailbox (is )?unav\w{3,5}ble|mailbox (is )?unavailable.{0,60}\b55[013]\b"),
    ),
    (
        Failure.SERVER,
        _any(
            r"time[d]?[ -]?out|connection (refused|reset|lost|dropped|closed|failed|timed)|not reachable|unreachable|"
            r"out of reach|no route|"
            r"loop|too many hops|hop count|try (again|later)|temporar|deferred|retry|undeliverable for|"
            r"could not connect|couldn.t connect|"
            r"not responding|no answer|out of memory|resources|i/o error|write error|local error|config|system error|"
            r"lookup (failure|error)|"
            r"name server|dns|expired|gave up|giving up|unavailable|service|mailer|program|command|tls|starttls|"
            r"certificate|lost",
        ),
    ),
]  # fmt: skip

STILL_TRYING = _any(
    r"(will|going to|continue(s)? to|still) (be )?(retri|try|trying|keep trying|attempt)|no action is required|"
    r"not (yet )?been delivered yet|"
    r"has not yet been|warning message only|this is (only )?a warning|do not need to resend|not need to resend|"
    r"delivery (is |was |has been )?(temporarily )?delayed|"
    r"delayed mail|delivery[ -]?delay|(deliver(y|ing)|message|mail) (is |has been )?delayed|still being retried|"
    r"will be retried|noch nicht zugestellt|"
    r"verzögert|retard dans la remise|temporarily undeliver|transient non-fatal",
)
UNDELIVERED = _any(
    r"(could|can)( ?not|n.t) be delivered|(was|were) (not|un)\W?(able|delivered)|undeliver|unable to deliver|"
    r"delivery.{0,30}(fail|problem|error)|"
    r"failed to deliver|permanent(ly)? (fatal )?(error|fail)|fatal error|could not deliver|not delivered|"
    r"did not reach|didn.t reach|"
    r"returned (to you|mail|message)|the following (address|recipient|user)|no such|unknown user|user unknown|"
    r"rejected|giving up|"
    r"nicht zugestellt|n'a pas pu|no se (ha )?pud|non è stato possibile",
)
CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
REPLY_CODE = re.compile(r"(?<![\d.#])([45]\d\d)(?=[ -])")
SPAM = _any(
    r"spam|black ?list|block ?list|reputation|policy|dmarc|dkim|spf\b|in reply to (mail from|helo|ehlo)|"
    r"sender|at a rate"
)
SAYS_FOR_GOOD = re.compile(r"\s*5\d\d[ -]")  # the reply's code is what a server acts on, the enhanced one a note
LONGEST_REPLY, LONGEST_WORDS = 4_000, 20_000  # characters
VAGUE = {None, Failure.SERVER, Failure.CONTENT, Failure.NOT_LOCAL}
CODED = re.compile(r"(?<!\d)[45]\d\d[ -]|(?<![\d.])[45]\.\d\.\d")
TELLING = re.compile(
    r"(?<!\d)[45]\d\d[ -]|(?<!\d)[45]\.\d\.\d|said:|error|unknown|reject|denied|fail|quota|full|no such", re.IGNORECASE
)


def judge(*, diagnostic: str, words: str, status: str) -> Failure:
    """What a refusal means, from the server's reply, the report's words for people, and the status code."""
    diagnostic, words = diagnostic[:LONGEST_REPLY], words[:LONGEST_WORDS]
    found, code, read = _by_words(diagnostic), _joint_code(diagnostic, status), diagnostic
    if found is None and (code is None or _by_code(code) is Failure.UNKNOWN):
        read = telling = _telling_lines(words)
        found = _by_words(telling) or _by_words(words)
        code = code or _code(telling) or _code(words)
    by_code = _by_code(code) if code else Failure.UNKNOWN
    if code and code[0] == 4 and (found is None or (found.is_permanent and not SAYS_FOR_GOOD.match(diagnostic))):
        return by_code  # "for now", whatever the words
    of_us = OF_US.search(_on_one_line(read)) or SPAM.search(read)
    if by_code.is_permanent and (found in VAGUE or (found is Failure.BLOCKED and not of_us)):
        return by_code  # 5.1.x is about the address, and outweighs words that fit anything
    return found or by_code


def says_still_trying(text: str) -> bool:
    return bool(STILL_TRYING.search(text))


def says_undelivered(text: str) -> bool:
    return bool(UNDELIVERED.search(text))


def telling_line(words: str) -> str:
    """The one line of a report that says most, for people to read."""
    lines = [line.strip(" >\t*") for line in words.splitlines() if line.strip()]
    for says_it in (CODED.search, _is_plain, TELLING.search):
        found = next((line for line in lines if says_it(line)), "")
        if found:
            return found
    return ""


def _is_plain(line: str) -> bool:
    return _by_words(line) not in {*VAGUE, Failure.BLOCKED}


def _telling_lines(words: str) -> str:
    return "\n".join(line for line in words.splitlines() if TELLING.search(line))


def _by_words(text: str) -> Failure | None:
    text = _on_one_line(text)
    return next((failure for failure, pattern in WORDS if pattern.search(text)), None) if text else None


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _joint_code(diagnostic: str, status: str) -> tuple[int, int, int] | None:
    """The reply's own code; the report's status adds detail where both agree on "for now" or "for good"."""
    said, noted = _code(diagnostic), _code(status)
    if said and noted and said[0] == noted[0] and said[1:] == (0, 0):
        return noted
    return said or noted


def _code(text: str) -> tuple[int, int, int] | None:
    """The enhanced status code in a text; a bare reply code counts as x.0.0."""
    found = CODE.search(text)
    if found:
        klass, subject, detail = (int(part) for part in found.groups())
        return klass, subject, detail
    plain = REPLY_CODE.search(f"{text} ")
    return (int(plain.group(1)[0]), 0, 0) if plain else None


def _by_code(code: tuple[int, int, int]) -> Failure:
    klass, subject, detail = code
    if klass == 4:
        return Failure.FULL if (subject, detail) == (2, 2) else Failure.SERVER
    match subject, detail:
        case (1, 2) | (1, 10) | (4, 4):
            return Failure.NO_SUCH_DOMAIN
        case (1, 6):
            return Failure.MOVED
        case (1, 7) | (1, 8):
            return Failure.BLOCKED  # about the sender
        case (1, 0) | (1, 1) | (1, 3) | (1, 4):
            return Failure.NO_SUCH_ADDRESS
        case (2, 1):
            return Failure.CLOSED
        case (2, 2):
            return Failure.FULL
        case (2, 3) | (3, 4):
            return Failure.TOO_LARGE
        case (4 | 3, _):
            return Failure.SERVER
        case (6, _):
            return Failure.CONTENT
        case (7, _):
            return Failure.BLOCKED
    return Failure.UNKNOWN

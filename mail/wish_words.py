"""The words in which people ask not to be written to, or say that they have left, in the languages they write in."""

import re


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


STOP = _any(
    # English
    r"\b(unsubscribe|opt(ing)? (me )?out)\b",
    r"\b(remove|delete|take|strike|drop) (me|us|my (name|address|e-?mail)\b).{0,30}\b(from|off|out "
    r"of)\b.{0,40}\b(list|database|distribution|mailing|mailings|e-?mails?|records|contacts)",
    r"\b(remove|take) me( off| from (this|your|the))?,? please\b",
    r"\bplease (remove|delete|unsubscribe) (me|my (address|details|data|e-?mail))", r"\btake me off\b",
    r"\b(stop|cease|quit) (e-?mailing|writing|sending|contacting|pitching|messaging|spamming)( to)?\b",
    r"\b(do not|don['’]?t|never|not to) (ever )?(e-?mail|contact|write|pitch|message|send)( to)? (me|us)\b",
    r"\bno more (e-?mails|pitches|messages|press releases|follow-?ups)\b",
    r"\b(no longer|not) (want|wish|like|interested in) (to )?(be contacted|receiv\w+|get(ting)?|"
    r"hear(ing)?)\b",
    r"\bleave me alone\b", r"\boff (of )?your (mailing |press |e-?mail )?list\b",
    r"\b(prefer|ask|like) (you )?not to be (contacted|e-?mailed|written to)\b",
    r"\bplease (do not|don['’]?t) (contact|e-?mail|write|follow up)\b",
    # German
    r"aus (dem|ihrem|eurem|deinem|der|ihrer|eurer|deiner) (presse|e-?mail-?|mail-?)?(verteiler|liste|"
    r"adressliste|mailingliste|datenbank)\b.{0,60}(nehmen|streichen|löschen|entfernen|austragen)|(nehmen|"
    r"streichen|löschen|entfernen|tragen|nimm|streich|lösch|entfern)\w* (sie |ihr )?(mich|uns|meine "
    r"(e-?mail-?)?(adresse|daten)).{0,50}(verteiler|liste|datenbank|löschen|aus)\b",
    r"(nicht|nie) (mehr|wieder|weiter|länger) (an(zu)?schreiben|kontaktier\w+|angeschrieben|behellig\w+|"
    r"e-?mails|schicken|senden|zu kontaktieren|belästig\w+)",
    r"keine (weiteren |werbe-?)?(e-?mails?|mails|zusendungen|anfragen|pressemitteilungen|nachrichten) (mehr|"
    r"zu|erhalten|bekommen|von ihnen)",
    r"bitte keine (weiteren )?(e-?mails?|mails|nachrichten|zusendungen|pressemitteilungen)",
    r"(schreiben|kontaktieren|mailen) sie mi(ch|r) (bitte )?(nicht|nie) (mehr|wieder)",
    r"\b(abmelden|austragen|abbestellen)\b", r"lass(en sie)? mich (bitte )?in ruhe",
    r"(möchte|will|wünsche) (ich )?.{0,30}(keine|nicht mehr).{0,40}(e-?mails?|mails|post|nachrichten|"
    r"kontaktiert|angeschrieben)",
    # French
    r"(retir|enlev|supprim|ray)\w*[ -](moi|mon adresse|mes (données|coordonnées)|nous).{0,50}|(désinscri|"
    r"désabonn)\w*", r"\b(me|nous) (retirer|enlever|supprimer|rayer|radier|effacer) (de|des)\b",
    r"ne (plus|pas) (m['’]|me |nous )?(envoy|écri|contact|recev|sollicit)\w*",
    r"ne (m['’]|me )(envoyez|écrivez|contactez|sollicitez) plus",
    r"ne (souhaite|veux|désire) plus (recevoir|être)",
    r"plus (aucun|de) (e-?mails?|mails?|courriels?|messages?)", r"laissez[- ]moi tranquille",
    # Spanish
    r"(darme|dame|deme|denme|dar) de baja",
    r"(elim[ií]n|qu[ií]t|b[oó]rr|ret[ií]r|s[aá]qu?)\w*(me|nme| mi (correo|dirección|e-?mail)).{0,40}(lista|"
    r"base|correo|envío)?", r"no (me )?(vuelva|vuelvan|vuelvas) a (escrib|contact|envi)\w*",
    r"no me (escrib|envíe|envíes|envien|envíen|mand|contact)\w*", r"no (quiero|deseo) (recibir|que me)",
    r"deje[n]? de (escrib|envi|contact|mand)\w*", r"no más (correos|mensajes|e-?mails)",
    # Italian
    r"(cancell|rimuov|toglie|elimin|tolg)\w*(mi|temi|temi|rmi|termi| il mio (indirizzo|nome|"
    r"contatto)).{0,50}", r"non (desidero|voglio|vorrei) (più )?(ricevere|essere contattat)",
    r"non (mi )?(scriv|contatt|invi|mand)\w* più",
    r"(smett|smetta|smettete|la smetta)\w* di (scriver|inviar|contattar|mandar)\w*", r"disiscriv\w+",
    r"basta (e-?mail|mail|messaggi)",
    # Portuguese
    r"(remov|retir|exclu|apag|tir)\w*[- ]?(me|o meu (nome|endereço|e-?mail|contacto)|meu (nome|endereço|"
    r"e-?mail|contato)).{0,50}\b(lista|base|mailing|contactos|contatos)",
    r"não (quero|desejo|pretendo) (mais )?(receber|ser contactad|ser contatad)",
    r"não (me )?(volte|voltem) a (escrever|contact|enviar)",
    r"(deixe|deixem|pare|parem) de (me )?(escrever|enviar|contact|contat|mandar)",
    r"não me (escrev|envie|enviem|contact|contat|mand)\w*",
    r"cancelar (a )?(minha )?(inscrição|subscrição|assinatura)",
    # Dutch
    r"\b(uitschrijven|afmelden)\b",
    r"(haal|verwijder|schrap|schrijf|gooi)\w* (mij|me|ons|mijn (adres|e-?mailadres|gegevens)).{0,50}(lijst|"
    r"bestand|mailing|uit|database)",
    r"(geen|niet) (e-?mails?|mails?|berichten|persberichten)? ?(meer|langer) (te )?(ontvang|stur|mail|krijg|"
    r"benader|schrijv)\w*", r"geen (e-?mails?|mails?|berichten|persberichten) meer",
    r"(stop|hou op) met (mailen|schrijven|sturen)",
    # Swedish, Danish, Norwegian
    r"(ta|tag|stryk|radera|avregistrera|fjern|slet|slett|meld|afmeld) (bort )?(mig|meg|oss|min (adress|"
    r"adresse|e-?post(adress|adresse)?|mail)).{0,50}(lista|listan|listen|register|utskick|liste|utsend\w+|"
    r"af|av|fra|från|databas\w*)",
    r"(vill|ønsker|önskar|vil) (inte|ikke|ej) (längre|lenger|længere|ha fler|ha flere|have flere|motta|"
    r"modtage|få)\w*",
    r"(skriv|kontakta|kontakt|send|skicka|mejla) (inte|ikke) (mer|mere|flere|fler|till mig|til mig|til meg|"
    r"mig|meg)",
    r"(inga|ingen|ikke) (fler|flere|mer|mere) (mejl|mail|e-?post|mails|pressmeddelanden|henvendelser)",
    r"sluta (skicka|mejla|skriva)|slutt å (sende|skrive)|stop med at (sende|skrive)",
    # Finnish
    r"poista(kaa)? (minut|osoitteeni|sähköpostiosoitteeni).{0,40}",
    r"(älkää|älä) (enää )?(lähet|ota|ottako|kirjoit)\w*",
    r"en (enää )?halua (enää )?(vastaanottaa|saada|viestej)", r"ei enää (viestejä|sähköpost)",
    # Polish, Czech, Slovak
    r"(proszę|prosze) (o )?(usun|wypis|wykreśl|wykresl|skreśl)\w*.{0,60}",
    r"(usuń|wypisz|usuńcie|wypiszcie)\w* (mnie|mój|moj).{0,40}",
    r"(nie|więcej nie) (chcę|życzę sobie|chce) (więcej |już |dłużej )?(otrzymyw|dostaw|wiadomo)\w*",
    r"proszę (więcej |już )?nie (pisać|wysyłać|kontaktować)",
    r"(vyřaďte|odstraňte|vymažte|odhlaste|vyradte|odstráňte) (mě|mne|ma|mou|moji|moju).{0,40}",
    r"(už )?mi (už |prosím ){0,2}(nepište|neposílejte|neposielajte|nevolejte)",
    r"(nepřeji|nechci|neprajem) si? ?(už |dále )?(dostávat|být|dostávať)\w*", r"odhlásit( se)?\b",
    # Hungarian, Romanian, Turkish
    r"(töröl|távolít|vegyen|vegyék)\w*( le| ki| el)?.{0,30}(list|címem|címlist|adatbázis)\w*",
    r"(ne|többé ne|többet ne) (írj|küld|keress|zaklass)\w*",
    r"nem (kérek|kívánok|szeretnék) (több|további|tovább)", r"leiratkoz\w*",
    r"(ștergeți|eliminați|scoateți|stergeti|scoateti)(-mă|-ma| adresa).{0,40}",
    r"nu (mai )?(doresc|vreau) (să )?(mai )?(primesc|fiu contactat)",
    r"nu-mi mai (scrieți|trimiteți)|nu îmi mai (scrieți|trimiteți)|nu mă mai contactați", r"dezabon\w*",
    r"(listenizden|listeden|listenden) (beni )?(çıkar|sil)\w*", r"beni (listenizden|listeden).{0,20}",
    r"(bir daha|artık) (bana )?(yazma|e-?posta gönderme|mail atma|ulaşma)\w*",
    r"(mail|e-?posta|mesaj) (almak|gönderilmesini) istemiyorum",
    # Greek, Russian, Ukrainian
    r"(διαγράψτε|αφαιρέστε|βγάλτε) με.{0,40}",
    r"μη(ν)? (μου )?(ξανα)?(στέλνετε|στείλετε|γράφετε|γράψετε|επικοινων)\w*",
    r"δεν (θέλω|επιθυμώ) (πλέον |άλλο |πια )?να (λαμβάνω|παίρνω)",
    r"(удалите|исключите|уберите|отпишите|вычеркните) (меня|мой|мою).{0,40}",
    r"(больше )?не (пишите|присылайте|шлите|отправляйте|беспокойте)( мне| меня)?",
    r"не (хочу|желаю) (больше )?(получать|чтобы)", r"отписать(ся)?\b",
    r"(видаліть|вилучіть|виключіть|відпишіть|приберіть) (мене|мою|мій).{0,40}",
    r"(більше )?не (пишіть|надсилайте|турбуйте)( мені| мене)?", r"не (хочу|бажаю) (більше )?(отримувати)",
    r"відписати(ся)?\b",
    # Japanese, Chinese, Korean
    r"配信(を)?(停止|解除)|(今後|もう).{0,20}(連絡|メール|送信).{0,12}(不要|控え|しないで|おやめ|ご遠慮)|(リスト|名簿)から(削除|外し)",
    r"(不要|别|別|请勿|請勿|停止).{0,6}(再)?(给我|給我|向我)?(发|發|寄|联系|聯繫|聯絡)(邮件|郵件|信|我|件)?|退订|取消訂閱|(从|從).{0,8}(名单|名單|"
    r"列表).{0,6}(删除|移除|刪除)",
    r"(더 ?이상|앞으로).{0,20}(보내지|연락하지|메일).{0,10}(마|말|않)|"
    r"수신 ?거부|(명단|목록|리스트)에서 ?(삭제|제외|빼)",
)  # fmt: skip
# Words that turn such a sentence round: "I would not ask you to stop writing", "please keep me on your list".
NOT_STOP = _any(
    r"\b(don['’]?t|do not|never|wouldn['’]?t|would not|won['’]?t|will not|not|no need to|needn['’]?t|please "
    r"don['’]?t|['’]d not|didn['’]?t)( \w+){0,4} (unsubscribe|remove (me|us)|(take|strike|drop) (me|us|you|"
    r"him|her|them)|stop (e-?mailing|writing|sending|contacting|pitching)|opt)\b",
    r"\bkeep (me|us) (on|in)\b", r"\bkeep (sending|writing|them coming)\b",
    r"\b(glad|happy|good|thanks) (that )?(you )?(did not|didn['’]?t|never) (remove|take|stop)",
    r"\b(i|we) (did|have|had|['’]ve|['’]ll|will|would|['’]d|can|could|should)( \w+){0,2} (unsubscribe|"
    r"remove|take|delete|stop) (you|him|her|them)\b",
    r"\b(told|asked|ordered|urged|orders?|wants?|forced|telling|asking) (\w+ ){1,4}to (stop|cease|quit)\b",
    r"\b(take|remove|strike) (me|us) off (the|your) (fence|guard|hold)\b", r"\btake me off guard\b",
    r"\b(unsubscribe|opt[- ]out) (link|rate|rates|button|page|wave|law|rule|rules|scheme|figures)\b",
    r"\bunsubscribed? (from|users|customers|readers)\b.{0,40}\b(netflix|spotify|service|services|newsletter "
    r"of)\b",
    r"\bstop sending (them |it |these |this )?(to )?(my|the) (old|other|wrong|private) (address|e-?mail|"
    r"inbox)",
    r"\b(hackers?|companies|they|people|users|who) (should |must |to )?(stop|never|don['’]?t) (e-?mail|send|"
    r"writ|contact)\w*",
    r"\bdon['’]?t (e-?mail|send|write|contact) me (before|until|on|at|the photos?|files?|attachments?|pdfs?|"
    r"big|large|via|by|in)\b",
    r"\bdo not (e-?mail|send|write|contact) me (before|until|on|at|the photos?|files?|attachments?|pdfs?|"
    r"big|large|via|by|in)\b",
    r"(nicht|nie|keinesfalls|nicht etwa)\b.{0,25}\b(aus (dem|ihrem|eurem) verteiler|abmelden|streichen|"
    r"löschen|austragen)\b", r"\b(mich|uns) (nicht|auf keinen fall) (aus|abmelden|löschen)",
    r"(im|auf dem) verteiler (lassen|behalten|bleiben)",
    r"(ne|n['’])\s?\w{0,12} (désinscri|désabonn|retire|supprime)\w* (surtout )?pas|surtout pas",
    r"no (me )?(quiero|quisiera) (darme|que me den) de baja|no me (dé|den|quite|quiten|elimine|eliminen)",
    r"non (mi )?(cancell|rimuov|toglie)\w*|non vorrei (essere )?(cancellat|disiscri)",
    r"não (me )?(remov|retir|exclu|tir)\w*", r"(niet|nooit) (uitschrijven|afmelden|verwijderen)",
    r"(inte|ikke) (ta bort|stryk|fjerne|slette|avregistrera)\w*", r"nie (usuwa|wypisu)\w*",
    r"не (удаляйте|исключайте|отписывайте|видаляйте|виключайте)",
)  # fmt: skip
ASKS = _any(
    r"\b(please|kindly|can you|could you|would you|will you|may i|might you)\b|\b(bitte|können sie|könnten "
    r"sie|kannst du|könntest du)\b|\b(merci de|pourriez|pouvez|svp|s'il vous)|\b(por favor|puede|podría|"
    r"podrían|pueden)|\b(per favore|potete|potrebbe|può|puoi)|\b(graag|kunt u|kan je|kunnen jullie)|\b(kan "
    r"ni|kan du|kan i|kan dere|vänligen|venligst|vennligst)|prosz|prosí|можете|пожалуйста|будь ласка|可以|能否|"
    r"请|請|いただけ|주시"
)  # fmt: skip

LEFT = _any(
    r"\b(i|we|she|he|they|who|that) ?(['’]ve|have|has|had)? ?(now |since |recently |just )?left (the "
    r")?(?:\w+ ){0,3}(company|paper|newspaper|magazine|team|organi[sz]ation|newsroom|station|publication|"
    r"outlet|firm|title|agency)\b(?! (out|off|open|aside|behind))",
    r"(\b(i|we|she|he) ?|(?-i:\b[A-Z][\w'’-]+ [A-Z][\w'’-]+) )(['’]ve|have|has) (now |since |recently |just "
    r")?left (the )?(?-i:[A-Z])\w+\b(?! (a|the|some)\b)",
    r"\bno longer (work|working|employed|with|at|part of|a member|on staff|in this (role|position)|the "
    r"(editor|reporter|right person)|cover)\w*",
    r"\b(don['’]?t|do not|doesn['’]?t|does not) work (here|at|for) .{0,40}(any ?more|any longer)",
    r"\b(moved|moving) on (from|to)\b", r"\bmy last (day|working day) (at|with|was|is)\b",
    r"\b(has|have|i['’]ve) (retired|moved on|changed jobs)\b",
    r"\b(i|she|he) am? ?(is )?retired\b|\bi['’]m retired\b",
    r"nicht mehr (bei|für|in|im|am|an|teil|tätig|da\b|zuständig|beschäftigt|angestellt|mitarbeiter|Mitglied)",
    r"(habe|hat) (\w+ ){0,4}(verlassen)\b", r"(ausgeschieden|im ruhestand|in rente|in pension)",
    r"arbeite[t]? (seit .{0,25})?nicht mehr",
    r"ne (travaille|fais|fait|suis|est) plus (partie|chez|pour|à|au|en poste|dans|salarié|collaborat)?",
    r"(ai|a) quitté (\w+ ){0,3}", r"(parti|partie) à la retraite|en retraite|à la retraite",
    r"ya no (trabaj|form|estoy|está|pertene|soy|es)\w*", r"(he|ha) dejado (de trabajar|la|el|mi)",
    r"me he jubilado|se ha jubilado|(estoy|está) jubilad[oa]",
    r"non (lavor|fac|è|sono|fa)\w* più", r"(ho|ha) lasciato (la|il|l['’])", r"in pensione",
    r"(já )?não (trabalh|faço|faz|estou|está|integro)\w* mais|já não (trabalh|faço|faz|estou|está)\w*",
    r"(deixei|deixou) (de trabalhar|a|o) ", r"(reformei-me|aposentei|aposentad[oa]|reformad[oa])",
    r"(niet meer|niet langer) (werkzaam|in dienst|bij|voor|werk\w*|actief)",
    r"werk(t)? (hier |daar )?(niet meer|niet langer)", r"(heb|heeft) .{0,40}verlaten|met pensioen",
    r"(arbetar|jobbar|är) inte längre|har slutat|gått i pension|har lämnat",
    r"(arbejder|er) ikke (længere|mere)|er fratrådt|gået på pension|har forladt",
    r"(jobber|arbeider|er) ikke lenger|har sluttet|gått av med pensjon|har forlatt",
    r"(en|ei) (ole |työskentele )?enää|olen jättänyt|eläkkeel",
    r"(nie pracuj|nie jestem|nie jest)\w* już|już nie (pracuj|jestem|jest)\w*|(odszedł|odeszła|odszedłem|"
    r"odeszłam) z|na emerytur",
    r"(již|už) (ne|v \w+ ne)(pracuj|jsem|působ|som)\w*|(odešel|odešla) z|v důchodu|odišiel|odišla z",
    r"(már nem|többé nem) (dolgoz|itt|a)\w*|nyugdíj",
    r"nu mai (lucrez|lucrează|sunt|fac|este)\w*|am (părăsit|plecat)|m-am pensionat",
    r"artık .{0,40}(çalışmıyor|çalışmamakta|değil)\w*|ayrıldı|ayrıldım|emekli",
    r"больше не (работа|явля)\w*|уже не работа\w*|уволил(ся|ась)|на пенсии|(покинул|покинула) ",
    r"(більше|вже) не (працю|є)\w*|звільни(вся|лася)|на пенсії",
    r"δεν (εργάζομαι|εργάζεται|είμαι|δουλεύω) (πλέον|πια)|(αποχώρησα|αποχώρησε)|συνταξιοδοτ",
    r"退職(いた|し)|異動(いた|し|となり)|退社",
    r"(已|已经|已經)(离职|離職|不在|离开|離開|退休)", r"퇴사|퇴직|더 ?이상 .{0,20}근무하지",
)  # fmt: skip
# Whom to write to instead, or where the writer is to be found now.
INSTEAD = _any(
    r"contact|write|reach|e-?mail|get in touch|direct|successor|replaced|taken over|takes over|colleague|"
    r"instead|from now|now (at|on)|forward",
    r"wenden|kontaktieren|schreiben|erreichen|ansprech|nachfolg|zuständig|kolleg|übernommen|übernimmt|"
    r"erreichbar|künftig|ab sofort",
    r"contact|écri|adress|joindre|successeur|remplac|collègue|désormais|dorénavant",
    r"contact|escrib|dirij|dirig|suces|sustit|compañer|ahora|localiz",
    r"contatt|scriv|rivolg|success|sostitu|collega|d['’]ora|nuov",
    r"contact|contat|escrev|substitu|sucess|colega|dirij|agora|nov[oa]",
    r"contact|bereik|mail|opvolg|collega|vervang|voortaan|wend",
    r"kontakt|nå|efterträd|etterfølg|efterfølg|kolleg|skriv|hör|vänd|henvend",
    r"yhtey|ota|seuraaja|kolleg|tavoit",
    r"kontakt|pisać|następ|zastąp|koleg|adres|obrac|nástup|nahrad|obra[cť]", r"keres|utód|kolléga|elérhet|ír",
    r"contact|scri|coleg|înlocui|succes", r"iletişim|yaz|ulaş|yerine|meslektaş",
    r"обращ|писать|пишите|связ|коллег|преемник|замен|зверта|писати|пишіть|колег|наступник",
    r"επικοινων|γράψ|συνάδελφ|αντικατ|απευθυν", r"後任|連絡|联系|聯繫|接替|연락|후임",
)  # fmt: skip
OWN = _any(
    r"\b(reach|contact|find|e-?mail|write to) me\b|\bmy (new|private|personal) |\bi (can be|am) (now "
    r")?(reach|at|found)",
    r"\b(erreichen|finden) sie mich|\bmich (erreich|finden)|bin (ich )?(künftig |jetzt |ab sofort |nun |"
    r"weiterhin )?(unter|erreichbar|zu erreichen)|meine neue|meine private",
    r"me (joindre|contacter|écrire)|ma nouvelle|mon nouvel", r"(contactarme|escribirme|localizarme)|mi nuev",
    r"(contattarmi|scrivermi|raggiungermi)|mi[oa] nuov",
    r"(contactar-me|escrever-me|contatar-me|me contatar)|meu novo|minha nova",
    r"(mij|me) (bereiken|mailen|vind)|mijn nieuwe", r"(nå|nås|kontakta|når|kontakte) (mig|meg)|min (nya|nye)",
    r"tavoittaa minut|uusi sähköpost", r"(mój|moj) nowy|ze mną|můj nový|mně", r"új címem|elérhető vagyok",
    r"mă puteți|noua mea", r"bana |yeni adresim", r"(мой|моя) нов|со мной|(мій|моя) нов|зі мною",
    r"νέα μου|μαζί μου",
)  # fmt: skip

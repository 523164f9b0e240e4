"""The words by which mail programs and people mark quotes and signatures, in the languages of Europe and beyond."""

import re


def _any(*alternatives: str) -> str:
    return "|".join(alternatives)


_DAY = (
    r"(mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|lunes|martes|miércoles|jueves|"
    r"viernes|sábado|domingo|"
    r"ma|wo|vr|za|zo|gio|sab|dom|mån|tis|ons|tors?|fre|lör|sön|man|tir|lør|søn|pn|pon|wt|śr|czw|pt|pią|nie|ti|ke|to|"
    r"pe|la|su|po|út|st|čt|pá|"
    r"пн|вт|ср|чт|пт|сб|вс|пон|втор|сред|четв|пятн|субб|воск|seg|ter|qua|qui|sex|sáb|pzt|sal|çar|per|cum|cmt|paz)\w{0,8}\.?,?"
)
_WROTE = _any(
    r"wrote", r"writes", r"schrieb(en)?", r"geschrieben( hat)?", r"a écrit", r"écrit", r"écrivait", r"escribió",
    r"escribe", r"ha scritto", r"scrive",
    r"schreef( het volgende)?", r"heeft geschreven", r"het volgende geschreven", r"skrev( følgende)?", r"följande "
    r"skrevs", r"skrifaði", r"escreveu", r"escreve",
    r"kirjoitti", r"napisał(a|\(a\)|/a)?", r"nadesłał", r"pisze", r"napsal(a|\(a\)|/a)?", r"napísal(a|\(a\))?",
    r"написа[лв](а|\(а\)|/а)?", r"пишет", r"пише",
    r"yazdı", r"şunu yazdı", r"írta( a következőt)?", r"ezt írta", r"a scris", r"έγραψε", r"je napisa(o|la|o/la)",
    r"je "
    r"pisal(a)?", r"rašė", r"rakstīja",
    r"kirjutas", r"va escriure", r"ha escrit", r"menulis", r"đã viết",
    r"szerint", r"ezt írta", r"şunları yazdı", r"scrisese", r"пиш[еу]", r"напис[ав]\w{0,3}", r"schrieb folgendes",
    r"folgendes geschrieben", r"hat .{0,60}geschrieben", r"a exprimé", r"comunicó", r"heeft .{0,60}geschreven",
    r"写道", r"寫道", r"さんは書きました", r"님이 작성", r"작성",
    r"כתב(ה)?", r"كتب",
)  # fmt: skip
ATTRIBUTION = re.compile(
    rf"^(?=.{{6,400}}$)(\W{{0,3}}.{{0,380}}?\b({_WROTE})\b.{{0,160}}|.*(写道|寫道|書きました|작성).{{0,20}}|"
    rf"(quoting|zitat von|zitiere|citant|en citant|citando( a)?|cytat(uję)?|citat( från| fra)?|citerar|цитирую) "
    rf".{{3,120}})[:：]?\W{{0,6}}$",
    re.IGNORECASE,
)
WROTE_AT_END = re.compile(rf"\b({_WROTE})\s*[-—]{{2,}}$", re.IGNORECASE)
WROTE_BARE = re.compile(rf"\b({_WROTE})$", re.IGNORECASE)
ADDRESS_AT_END = re.compile(r"<[^<>@\s]{1,64}@[^<>@\s]{1,190}>\W{0,3}[:：]$")
STARTS_LIKE_DATE = re.compile(
    rf"^\W{{0,6}}(\d|{_DAY}\s|(on|am|le|el|il|op|den|em|dnia|dne|dňa|w dniu|в|а|tarihinde|στις|pe|la data|at|from|"
    rf"von|de|da|van)\s|.{{0,60}}<)",
    re.IGNORECASE,
)

_ORIGINAL = _any(
    r"original (message|email|mail|appointment)", r"original email", r"original mail",
    r"ursprüngliche (nachricht|mail|e-mail)",
    r"original-?nachricht", r"originalnachricht",
    r"(message|mail|courriel) d['’]origine", r"(mail|courriel) (original|initial)", r"message d['’]origine",
    r"message original", r"message initial", r"mensaje original", r"messaggio originale",
    r"oorspronkelijk bericht",
    r"origineel bericht", r"mensagem original", r"oprindelig (meddelelse|besked)", r"original besked",
    r"eredeti levél", r"původní e-?mail", r"originalbeskjed", r"оригінальне повідомлення",
    r"вихідне повідомлення", r"orijinal (mesaj|ileti)", r"원본 이메일", r"original-?nachricht(en)?",
    r"opprinnelig melding", r"ursprungligt meddelande",
    r"originalmeddelande", r"alkuperäinen viesti", r"wiadomość oryginalna", r"oryginalna wiadomość",
    r"původní (zpráva|e-mail)", r"pôvodná správa",
    r"eredeti üzenet", r"mesaj original", r"mesajul original", r"исходное сообщение", r"оригинальное сообщение",
    r"пересылаемое сообщение", r"orijinal mesaj", r"özgün ileti",
    r"αρχικό μήνυμα", r"originalna poruka", r"izvirno sporočilo", r"原始邮件",
    r"原始郵件", r"邮件原件", r"元のメッセージ", r"原文", r"원본 "
    r"메시지",
    r"reply message", r"reply to message", r"quoted text", r"forwarded message", r"weitergeleitete nachricht",
    r"message "
    r"transféré", r"mensaje reenviado",
    r"messaggio inoltrato", r"doorgestuurd bericht", r"mensagem encaminhada", r"videresendt (meddelelse|melding)",
    r"vidarebefordrat meddelande",
    r"begin forwarded message", r"anfang der weitergeleiteten nachricht", r"début du message (réexpédié|transféré)",
    r"inizio "
    r"messaggio inoltrato",
    r"forwarded by .{1,60}", r"przekazana wiadomość", r"välitetty viesti",
)  # fmt: skip
SEPARATOR = re.compile(
    rf"^\s*(\W{{2,40}}\s*({_ORIGINAL})\s*:?\W{{2,40}}|(begin forwarded message|anfang der weitergeleiteten nachricht|"
    rf"début du message (réexpédié|transféré)|inizio messaggio inoltrato)\s?:?|"
    rf"\[?original message processed by david.{{0,60}}|"
    rf"\W{{3,20}} .{{3,200}}\b({_WROTE})\s*\W{{3,20}})\s*$",
    re.IGNORECASE,
)
_LABEL = _any(
    r"from", r"sent", r"to", r"subject", r"date", r"cc", r"bcc", r"reply-to", r"importance", r"attachments?",
    r"organization", r"when",
    r"von", r"gesendet", r"an", r"betreff", r"datum", r"kopie", r"wichtigkeit", r"antwort an", r"gesendet am",
    r"organisation",
    r"de", r"envoyé( le| par)?", r"à", r"a", r"objet", r"expéditeur", r"destinataire", r"pour", r"date d['’]envoi",
    r"enviado( el| em)?", r"para", r"asunto", r"fecha", r"responder a", r"assunto", r"data", r"enviada( em)?",
    r"da", r"inviato( il)?", r"oggetto", r"per", r"per conoscenza", r"mittente",
    r"van", r"verzonden", r"aan", r"onderwerp", r"verstuurd", r"verzonden op",
    r"från", r"skickat", r"till", r"ämne", r"kopia", r"skickad", r"fra", r"sendt", r"til", r"emne", r"dato", r"kopi",
    r"vedhæftet",
    r"lähettäjä", r"lähetetty", r"vastaanottaja", r"aihe", r"päivämäärä", r"päiväys", r"kopio",
    r"od", r"wysłano", r"wysłane", r"do", r"temat", r"dw", r"data wysłania", r"odesláno", r"komu", r"předmět",
    r"kopie", r"predmet", r"odoslané", r"dátum",
    r"от(?: кого)?", r"отправлено", r"кому", r"тема", r"дата", r"копия", r"від", r"надіслано",
    r"kimden", r"gönderilme( tarihi)?", r"gönderildi", r"kime", r"konu", r"tarih", r"feladó", r"elküldve", r"címzett",
    r"tárgy", r"dátum",
    r"de la", r"trimis", r"către", r"subiect", r"από", r"στάλθηκε", r"προς", r"θέμα", r"ημερομηνία",
    r"发件人", r"寄件者", r"发送时间", r"发送日期", r"收件人", r"收件者", r"主题",
    r"主旨", r"抄送", r"日期", r"差出人", r"送信日時", r"送信者", r"宛先",
    r"件名", r"日時",
    r"寄件日期", r"發送日期", r"寄件人", r"收件时间", r"saaja", r"alıcı", r"gönderen", r"발신", r"날짜", r"받는 사람",
    r"발신인", r"수신", r"보낸\s?시간", r"送信元", r"受信者", r"дата отправки",
    r"кого", r"відправник", r"одержувач", r"elküldés",
    r"odesílatel", r"odosielateľ", r"příjemce", r"nadawca", r"adresat", r"avsändare", r"mottagare", r"afsender",
    r"modtager",
    r"avsender", r"mottaker", r"αποστολέας", r"παραλήπτης", r"ημ/νία", r"copia", r"cópia", r"copie( à)?", r"oggetto",
    r"보낸\s?사람", r"보낸\s?날짜", r"받는\s?사람", r"제목", r"참조", r"מאת",
    r"נשלח", r"אל", r"נושא", r"من", r"إلى", r"الموضوع",
)  # fmt: skip
HEADER_LINE = re.compile(
    rf"^\s{{0,4}}[*_ ]{{0,3}}(?P<label>{_LABEL})[*_]{{0,2}}\s?[:：][*_]{{0,2}}(\s|$|\S)", re.IGNORECASE
)

# A program's own line in any language: a device or program, and a word for "sent" somewhere beside it.
SENT_BY_APP = re.compile(
    r"^(?=.{4,90}$)(?!(?:\S+\s+){9}\S)\W{0,3}(?=.*\b(iphone|ipad|ipod|galaxy|samsung|huawei|xiaomi|oneplus|blackberry|"
    r"nokia|android|(ios|pixel|tuta|spark|canary|aol|handy)(?![a-z])|"
    r"windows|outlook|hotmail|gmail|yahoo|proton ?mail|tutanota|airmail|thunderbird|"
    r"gmx|web\.de|mail\.ru|"
    r"yandex|smartphone|tablet|telefon\w*|mobil\w*|téléphone|móvil|telefono|telemóvel|mobiel|"
    r"мобильн\w*|почт\w*|"
    r"携帯|手机|手機|휴대|[\u30a0-\u30ff]+|华为|小米))"
    r"(?=.*(\bsent\b|gesendet|verschickt|envoy|enviad|inviat|verzonden|verstuurd|skicka|sendt|lähetett|"
    r"wys[lł]an|odesl|"
    r"odosl|отправлен|надіслан|gönder|küld|trimis|στάλθηκε|изпратен|poslano|poslané|送信|发自|發自|发送|傳送|寄出|보냄|발송|"
    r"provenance|\bget\b|download|obt[eé]n|obtenir|obter|télécharg|descarg|scarica|baixa|ottieni|holen sie|"
    r"hämta|hent|skaff|"
    r"hanki|pobierz|získat|stáhn|beszerzés|descărca|obțineți|edinin|indirin|αποκτήστε|отримати|получить|"
    r"скачать|入手|获取|取得|"
    r"다운로드))[^.?]{0,80}?[\w.<>:/'’ \u3000-\u9fff\uac00-\ud7af-]*[.。!]?\W{0,3}$",
    re.IGNORECASE,
)
_DEVICE = r"[\w'’®™&+.<>:/(),-]+( [\w'’®™&+.<>:/()-]+){0,7}"
SENT_FROM = re.compile(
    r"^\W{0,3}("
    r"sent (from|via|using|with) (my |the |mail for |outlook for )?(?!(here|there|our|a|"
    r"this)\b)[\w'’®™.<>:/()-]+( [\w'’®™.<>:/()-]+){0,7}|"
    r"(?-i:Sent) from an? [\w'’ -]{3,40}|"
    r"sent from (my |a )[^,.;]{2,30}[,.;] ?(so )?(please )?(excuse|forgive|pardon) .{1,60}|"
    r"sent by (outlook|mail|my)\b.{0,60}|"
    r"(get|download) (outlook|bluemail|mymail|aquamail|the .{1,30} app)\b.{0,80}|(holen sie sich )?outlook (für|"
    r"for) (ios|android)\b.{0,80}|"
    r"(télécharge[rz]|obtenir|obtenez|obtener|obtén|descarga(r)?|scarica|ottieni|baixar|obter|download|hämta|hent|"
    r"pobierz|hanki|skaffa|få) outlook\b.{0,80}|"
    r"outlook (for|pour|para|per|voor|til|för) (ios|android).{0,80}|"
    r"(von meinem|von unterwegs|von mobile|vom) .{0,40}(gesendet|gesandt|verschickt)|(gesendet|verschickt|"
    r"gesandt) (von|mit|über|aus|via) .{1,60}|"
    r"diese (nachricht|e-mail|mail) wurde (von|mit) .{1,60}gesendet|(envoyé|envoyée) (de|depuis|à partir de|avec|via|"
    r"par) .{1,60}|"
    r"(enviado|enviada) (desde|do|de|pelo|pela|a partir|via|com|con) .{1,60}|inviato (da|dal|con|tramite) .{1,60}|"
    r"(verzonden|verstuurd|gestuurd) (vanaf|van|vanuit|met|via) .{1,60}|(skickat|skickades|skickad) (från|med|"
    r"via) .{1,60}|"
    r"(sendt|sent) (fra|via|med|frå) .{1,60}|lähetetty .{1,60}|(wysłan[eoay]|wysłano) (z|ze|przy|za) .{1,60}|"
    r"odesláno (z|ze|pomocí) .{1,60}|odoslané z .{1,60}|"
    r"отправлено (с|из|от) .{1,60}|надіслано з .{1,60}|.{1,40}(dan|den|tan|ten|'?umdan|'?imden) gönderildi|"
    r"elküldve .{1,60}|trimis de pe .{1,60}|"
    r"στάλθηκε από .{1,60}|.{1,30}から送信|发自我的.{1,30}|從我的.{1,30}傳送|"
    r"从我的.{1,30}发送|.{0,20}에서 보냄|나의 .{1,30}에서 보냄"
    r")[.!]?\W{0,3}$",
    re.IGNORECASE,
)

_CLOSINGS = _any(
    r"(with |my )?(best|kind|kindest|warm|warmest|many|sincere|cordial|friendly)( and (best|kind|warm|"
    r"warmest))? (regards|wishes|greetings)( from [\w ,]{2,30})?",
    r"regards", r"best", r"all (the|my) (very )?best", r"all best", r"very best", r"cheers", r"sincerely( yours)?",
    r"yours( (truly|sincerely|faithfully|ever))?", r"many thanks( and|,) .{0,25}(regards|wishes)",
    r"warmly", r"kindly", r"br", r"rgds", r"brgds", r"kr", r"respectfully( yours)?", r"take care", r"talk soon",
    r"speak "
    r"soon", r"cordially",
    r"thanks (and|&) (best |kind )?regards", r"thank you and (best |kind )?regards", r"with (best|kind) regards",
    r"xx?x?", r"love",
    r"(mit|ganz|mit den) .{0,30}gr(ü|ue)(ß|ss)(e|en)?( .{1,30})?", r"((viele|"
    r"liebe|beste|herzliche|schöne|freundliche|sonnige|kollegiale|besten|herzlichen|lieben|schönen|freundlichen)"
    r"( und (liebe|beste|herzliche))?) ?gr(ü|ue)(ß|ss)(e|en)?( .{1,30})?", r"(bester?|"
    r"lieber|herzlicher|schöner|freundlicher)? ?gru(ß|ss)( .{1,30})?", r"gr(ü|ue)(ß|ss)(e|li)", r"lg", r"vg", r"mfg",
    r"bg", r"hg", r"hochachtungsvoll",
    r"herzlich(st)?", r"beste gr(ü|ue)(ß|ss)e.{0,30}", r"danke und .{0,20}gr(ü|ue)(ß|ss)e?", r"(schönen|"
    r"vielen) dank und .{0,25}gr(ü|ue)(ß|ss)e?n?",
    r"(très |bien )?cordialement( .{1,20})?", r"bien à (vous|toi)",
    r"(meilleures|sincères|cordiales|respectueuses) salutations", r"salutations( (distinguées|cordiales))?",
    r"amicalement", r"amitiés", r"bien amicalement",
    r"bonne (journée|soirée|réception|fin de journée)( à (vous|toi))?", r"belle journée( à (vous|toi))?",
    r"(je vous prie|veuillez).{0,90}(salutations|sentiments).{0,40}", r"à bientôt", r"bises", r"cdlt", r"avec mes "
    r".{0,40}salutations", r"respectueusement",
    r"(un |con un |muchos |atentos |cordiales |reciba un )?(cordial |afectuoso )?(saludos?|abrazo)( cordial(es)?|"
    r" afectuos[oa]s?)?( desde .{1,20})?", r"(muy )?atentamente", r"cordialmente", r"(un )?saludo cordial",
    r"(cordiali|distinti|migliori|cari|tanti|un caro|cordiale) salut[oi]", r"salut[oi]", r"(un )?cordiale saluto",
    r"buona (giornata|serata)", r"a presto", r"con i migliori saluti",
    r"(met )?(vriendelijke|hartelijke|beste|warme|de hartelijke|zonnige) (groet|groeten)( uit .{1,20})?",
    r"(hartelijke )?(groet|groeten|groetjes)", r"met (de )?(vriendelijke|beste|hartelijke) .{0,20}groet(en)?", r"mvg",
    r"hoogachtend",
    r"(com os )?(melhores|atenciosos|cordiais|os melhores) cumprimentos", r"atenciosamente", r"att",
    r"(um )?abraços?",
    r"cumprimentos", r"com os melhores cumprimentos",
    r"(med )?(vänliga?|vänlig|bästa|varma|hjärtliga|goda) (hälsningar?|hälsning)", r"hälsningar", r"mvh",
    r"(med )?(venlig|venlige|de bedste|bedste|kærlig|mange|god|beste|vennlig|varm) (hilsen|hilsner|hilsener)",
    r"hilsen", r"vh", r"dbh", r"kh", r"knus", r"beste hilsner",
    r"(ystävällisin |parhain |lämpimin )?terveisin", r"yst(ävällisin)? terv\.?", r"t\.",
    r"(z |łączę )?(poważaniem|wyrazami szacunku|wyrazy szacunku|pozdrowieniami|pozdrowienia)", r"z powazaniem",
    r"(serdecznie )?pozdrawiam( serdecznie)?", r"(serdeczne )?pozdrowienia",
    r"s (pozdravem|úctou|přátelským pozdravem|pozdravom|přáním .{1,40})", r"(hezký|pěkný) den",
    r"(с )?(уважением|наилучшими пожеланиями|приветом)", r"всего доброго", r"з повагою",
    r"(üdvözlettel|tisztelettel|üdv)", r"(saygılarımla|iyi çalışmalar|selamlar|sevgiler)",
    r"(cu )?(stimă|respect|drag)", r"με εκτίμηση", r"φιλικά",
    r"(s )?(poštovanjem|lijep pozdrav|lep pozdrav|pozdrav|srdačan pozdrav)",
    r"(此致|敬礼|祝好|谢谢|順頌商祺)[，,]?", r"(よろしくお願い(いた|致)します|宜しくお願い(いた|致)します|敬具)[。]?",
    r"감사합니다[.,]?", r"드림", r"건승을 기원합니다[.,]?", r"올림",
    r"祝(您|你)?.{0,6}(愉快|顺利|安好|好)[！!。]?", r"顺祝商祺", r"敬上",
    r"(noch )?(einen )?schöne[ns]? (tag|abend|wochenende|woche|feierabend)( noch)?",
    r"(mit |ganz |recht |viele |freundliche |beste )?(lieben?|besten?|freundlichen?|herzlichen?|"
    r"kollegialen?) gr(ü|ue)(ß|ss)en?",
    r"(bien |très )?cordialement( vôtre)?", r"sincèrement( vôtre)?",
    r"bon(ne)? (fin de )?(week-?end|semaine|après-midi)",
    r"(un |mi )?saludo( grande| afectuoso)?", r"saludos( y gracias)?", r"abrazos?", r"besos?",
    r"feliz (día|fin de semana)",
    r"(un |tanti |cari )?salut[oi]( cordiali)?", r"un abbraccio",
    r"buon (lavoro|weekend|fine settimana|pomeriggio)", r"cordialità",
    r"abs", r"att\.?te", r"(um |grande )?abraço", r"com (estima|os meus cumprimentos)",
    r"bom (dia|fim de semana|trabalho)", r"bjs?",
    r"(fijne|prettige) (dag|avond|week|weekend)( (verder|nog))?", r"gr\.?", r"met groet", r"hartelijks", r"liefs",
    r"pozdr\.?", r"(z )?(serdecznymi )?pozdrowieniami",
    r"(miłego|dobrego|udanego) (dnia|weekendu|wieczoru|tygodnia)", r"z wyrazami .{1,20}",
    r"allt gott", r"vänligen", r"(trevlig|fin|bra|ha en (trevlig|fin|bra)) (dag|kväll|helg|vecka)", r"vh", r"kram",
    r"alt godt", r"ha (en|ei) (fin|god|strålende) (dag|helg|kveld|uke)",
    r"(hav|ha) en (god|dejlig|fortsat god) (dag|weekend|aften)", r"god (dag|helg|weekend)",
    r"terv\.?", r"(parhain|kunnioittavasti|hyvin) ?(terveisin|toivoen)?",
    r"hyvää (päivän|viikon|illan)?\w{0,12}", r"mukavaa \w{3,20}", r"kunnioittavasti",
    r"(přeji |mějte se |hezký |krásný |pěkný )+(den|víkend|večer|hezky|týden)?", r"zdrav(í|ím|íme)",
    r"s (úctou|pozdravy|přáním pěkného dne)", r"(pekný|príjemný) (deň|víkend)", r"s pozdravom",
    r"(szép|kellemes|jó) (napot|hétvégét|estét|hetet|munkát)( kívánok)?", r"(szívélyes |baráti )?üdvözlettel",
    r"köszönettel", r"tisztelettel", r"minden jót",
    r"(o )?zi (bună|frumoasă|excelentă)",
    r"(toate cele bune|numai bine|cu (bine|prietenie|deosebită stimă|considerație))",
    r"o (zi|după-amiază|seară|săptămână) (bună|frumoasă|plăcută)", r"weekend (plăcut|frumos)",
    r"(iyi|güzel|mutlu) (günler|çalışmalar|haftalar|akşamlar|hafta sonları)( dilerim)?",
    r"(en içten |içten |derin )?(saygılar(ımla|ımızla)?|selamlar(ımla)?|sevgiler(imle)?)", r"kolay gelsin",
    r"(με )?(φιλικούς |θερμούς |εγκάρδιους )?χαιρετισμούς", r"καλή (συνέχεια|ημέρα|μέρα|εβδομάδα)",
    r"καλό (σαββατοκύριακο|απόγευμα|βράδυ)", r"με (σεβασμό|φιλικούς χαιρετισμούς|τιμή|αγάπη)", r"τα λέμε",
    r"(гарного|чудового|хорошого) (дня|вечора|вікенду|тижня)",
    r"(хорошего|приятного|доброго|отличного) (дня|вечера|вам дня|выходных)",
    r"(з|із) (найкращими побажаннями|пошаною|вдячністю)", r"(всього|усього) (доброго|найкращого)",
    r"с (уважением|наилучшими пожеланиями|приветом|теплом|благодарностью)(,? ваш\w{0,2})?", r"всех благ",
    r"до связи", r"(најљепши |srdačan |lijep |lep )?pozdrav",
)  # fmt: skip
_THANKS = _any(
    r"(many |kind |warm )?thanks( a lot| so much| again| very much| in advance| for your (help|time))?",
    r"thank you( so much| very much| in advance| again)?", r"thx", r"tia", r"(vielen |"
    r"besten |herzlichen |schönen |lieben )?dank( im voraus| vorab)?",
    r"danke( (schön|sehr|dir|ihnen|im voraus|vorab))?", r"merci( (beaucoup|bien|d'avance|par avance))?", r"(muchas |"
    r"mil )?gracias( de antemano)?", r"grazie( (mille|in anticipo))?", r"(alvast )?bedankt( alvast)?", r"dank (je|"
    r"u)( wel)?",
    r"(muito )?obrigad[oa]", r"(på forhånd )?tak( på forhånd)?", r"tack( på förhand)?", r"takk( på forhånd)?",
    r"kiitos( "
    r"etukäteen)?", r"dzi[eę]kuj[eę]( z góry)?", r"děkuj(i|eme)( předem)?", r"ďakujem", r"спасибо", r"teşekkürler",
    r"köszönöm( (szépen|előre is))?", r"(vă )?mulțumesc( (frumos|anticipat|mult))?",
    r"hvala( (lijepa|vnaprej))?", r"díky( moc| předem)?", r"vďaka",
    r"дякую( (наперед|заздалегідь|дуже))?", r"(большое |заранее )?(спасибо|благодарю)( (большое|заранее))?",
    r"(çok )?teşekkür(ler)?( ederi[mz])?", r"(σας )?ευχαριστώ( (πολύ|εκ των προτέρων))?",
    r"tusen takk", r"(mange|mange tak|tusind) tak", r"(stort |tusen )?tack( så mycket)?",
    r"kiitos( (paljon|jo etukäteen))?", r"谢谢[！!。]?", r"ありがとうございます[。]?",
    r"have a (nice|good|great|lovely) (day|weekend|week|evening|one)", r"enjoy (the|your) (day|weekend)",
    r"hope (this|that) helps",
)  # fmt: skip
_END = r"[^\w?？]{0,6}"  # a comma, a dash, a smiling face; a question is no farewell
_AND = r"(\s?[,;.!–-]?\s?(and|und|et|y|e|en|i|a|og|och|&|és|ve|ja|și|та|и|και)\s|\s?[,;.!]\s?)"
CLOSING = re.compile(
    rf"^\W{{0,2}}(({_THANKS}){_AND})?({_CLOSINGS})({_AND}({_CLOSINGS}|{_THANKS}))?{_END}$", re.IGNORECASE
)
THANKS = re.compile(rf"^\W{{0,2}}({_THANKS})({_AND}({_THANKS}))?{_END}$", re.IGNORECASE)
_NAME = r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЄІЇҐ][\w'’.-]*( [A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЄІЇҐ][\w'’.-]*){0,2}"
# "VG Ines", "Hilsen Ines": without a comma only where the closing cannot begin a sentence.
_SHORT = (
    r"vg|lg|mfg|bg|hg|vlg|mvh|vh|kh|dbh|hilsen|gruß|gruss|grüße|viele grüße|liebe grüße|groet|groetjes|mvg|t\.|"
    r"terv\.?|terveisin|pozdrawiam|pozdr\.?|s pozdravem|üdv|üdvözlettel|saludos|saluti|cdlt|cordialement|"
    r"hälsningar|abs|cheers|rgds|br"
)
CLOSING_WITH_NAME = re.compile(rf"^\W{{0,2}}((?i:{_CLOSINGS}|{_THANKS})\s?[,!–—-]\s*|(?i:{_SHORT})\s){_NAME}\W{{0,2}}$")
POSTSCRIPT = re.compile(r"^\s*p\.?\s?s\.?\b", re.IGNORECASE)

SMALL_PRINT = re.compile(
    r"^\W{0,4}(this (e-?mail|message|communication)( message)?.{0,60}(confidential|intended|privileged|contain|"
    r"may be|is sent|and any|together)|the information (contained )?in this (e-?mail|message)|"
    r"confidential(ity)?( notice)?\s?[:.-]|(legal )?disclaimer|privileged (and|/) confidential|"
    r"please consider the environment|think before you print|"
    r"(wichtiger )?hinweis:|diese (e-?mail|nachricht|mail).{0,60}(vertraulich|enthält|kann|ist)|"
    r"der inhalt dieser e-?mail|"
    r"ce (message|courriel|mail).{0,60}(confidentiel|destin)|este (mensaje|correo|e-mail).{0,80}(confidencial|destin|"
    r"dirig)|(aviso|advertencia) legal|"
    r"(questo|il presente) (messaggio|e-mail).{0,60}(riservat|confidenzial|destinat)|dit (bericht|"
    r"e-mailbericht).{0,60}(vertrouwelijk|bestemd)|"
    r"(virus[- ]?free|virenfrei|garanti sans virus|virusvrij|libre de virus|privo di virus).{0,60}|"
    r"(diese e-mail wurde|this email has been) .{0,40}(virus|avast|avg)|think green|registered (in|office)\b|"
    r"a company registered|"
    r"(sitz der gesellschaft|amtsgericht|geschäftsführer|handelsregister|hrb)\b)",
    re.IGNORECASE,
)
BANNER = re.compile(
    r"^\W{0,4}(caution|warning|external|achtung|attention|externe e-?mail|extern|\[external\]|let op|advertencia|"
    r"atenci[oó]n|attenzione|"
    r"you don['’]t often get e-?mail from|sie erhalten nicht häufig e-?mails? von|ce(t)? (message|e-?mail) (provient|"
    r"externe)|this (e-?mail|message) (originated|came|was sent) (from|by).{0,20}(outside|external)).{0,20}"
    r"(:|e-?mail|mail|sender|originat|outside|extern|\]|!|learn why|nachricht|absender|courriel|correo|messaggio|"
    r"bericht)",
    re.IGNORECASE,
)

"""The words around names: what leads up to one, what is a role and what an organisation.

All in small letters; languages from Europe, the Americas and East Asia, as far as bylines there are known to us.
"""


def _listed(text: str) -> frozenset[str]:
    return frozenset(" ".join(part.split()) for part in text.split(",") if part.strip())


# "By Jane Roe", "Von Max Muster", "Texto: Ana Gil": what leads up to a name.
LEADS = _listed("""
    alles von, alle beiträge von, alle artikel von, zeige alle beiträge von, beiträge von, mehr von,
    weitere artikel von, view all posts by, all posts by, posts by, articles by, more by, more from,
    view all articles by, voir tous les articles de, tous les articles de, ver todas las entradas de,
    ver todos os posts de, tutti gli articoli di, alle berichten van, written by, posted by, published by,
    reported by, story by, article by, words by, text by, edited by, photos by, review by, analysis by, opinion by,
    submitted by, guest post by, contributed by, author by, created by, added by, compiled by, reporting by,
    interview by, as told to, uploaded by, by, author, authors, writer, reporter, byline, posted on by,
    ein gastbeitrag von, gastbeitrag von, ein kommentar von, kommentar von, eine analyse von, analyse von,
    ein beitrag von, beitrag von, ein artikel von, artikel von, eine kolumne von, eine rezension von, rezension von,
    ein interview von, interview von, das interview führte, das interview führten, interview geführt von,
    die fragen stellte, ein essay von, essay von, eine reportage von, reportage von, text von, geschrieben von,
    verfasst von, veröffentlicht von, erstellt von, gepostet von, eingestellt von, autor, autorin, autoren,
    autor:in, autor/in, autor*in, autorinnen, verfasser, text, texte, redaktion, von, vom, aus der feder von,
    écrit par, publié par, rédigé par, posté par, propos recueillis par, recueilli par, article de,
    une chronique de, par, auteur, auteurs, autrice, mis en ligne par, proposé par, escrito por, publicado por,
    texto de, texto, una entrevista de, redactado por, por, autora, autores, autoras, redacción, redaccion,
    entrevista de, reportagem de, reportagem, colunista, scritto da, pubblicato da, a cura di, articolo di,
    testo di, di, da, autore, autori, geschreven door, geplaatst door, tekst, door, redactie, skrevet av,
    skrevet af, skriven av, av, af, journalist, kirjoittaja, teksti, foto og tekst, napisał, napisała, autor tekstu,
    opracował, opracowanie, opr., oprac., przez, autorzy, dodał, napsal, napsala, autoři, zdroj, szerző, írta,
    scris de, publicat de, de, autorul, yazan, yazar, haber, muhabir, автор, автори, авторы, текст, от, кто, тексты,
    записала, записал, συντάκτης, συντακτης, γράφει ο, γράφει η, του, της, κείμενο, bởi, tác giả, oleh, penulis, 文,
    作者, 记者, 記者, 文/, 撰文, 编辑, 責任編輯, 责任编辑, 執筆, 執筆者, 著者, 筆者, 取材・文, 文・, 글, 기자, بقلم,
    كتب, كتبت, الكاتب, نویسنده, מאת, लेखक, द्वारा, interview, bericht, kommentar, analyse, essay, reportage,
    protokoll, recherche, kolumne, opinion, analysis, review, report, porträt, entrevista, intervista, entretien,
    reportaje, von unserem korrespondenten, von unserer korrespondentin, von unserem redakteur,
    von unserer redakteurin, von unserem mitarbeiter, von unserer mitarbeiterin,
    aktualisiert von, bearbeitet von, updated by, από τον, από την, του/της
""")

# Too common to begin a byline anywhere but where one is expected; a colon makes them strong.
WEAK_LEADS = _listed("""
    af, author, av, da, de, di, haber, journalist, journaliste, kirjoittaja, redaccion, redacción, redactie,
    redaktion, reporter, tekst, teksti, testo, text, texte, texto, vom, writer, zdroj, της, του, кто, от, 文, 글,
    oleh, yazan, interview, bericht, kommentar, analyse, essay, reportage, protokoll, recherche, kolumne, opinion,
    analysis, review, report, porträt, entrevista, intervista, entretien, reportaje, reportagem
""")

# What somebody is, beside or instead of a name.
ROLES = _listed("""
    abteilung, analyst, assistant, associate, autorin, bilder, blogger, business, caporedattore, ceo, chef, chefin,
    chefredakteur, chefredakteurin, chefredaktor, chief, chroniqueur, chroniqueuse, co-founder, colaborador,
    colaboradora, columnist, columnista, columniste, colunista, commentator, contributor, contributors,
    correspondant, correspondante, correspondent, correspondente, corresponsal, corrispondente, deputy, directeur,
    director, directora, directrice, direttore, dziennikarka, dziennikarz, economics, economieredacteur, editor,
    editora, editorial, editors, editörü, enviada, enviado, envoyé, envoyée, estagiária, estagiário, executive,
    fotograf, fotografin, fotos, fotógrafo, founder, freelance, freelancer, freie, freier, gastautor, gastautorin,
    geschäftsführer, geschäftsführerin, giornalista, herausgeber, herausgeberin, hoofdredacteur, illustration,
    inviata, inviato, jefa, jefe, jornalista, journalist, journaliste, journalisten, journalistin, kolumnist,
    kolumnistin, komentátor, kommentator, korespondent, korrespondent, korrespondentin, krönikör, lecturer, leiter,
    leiterin, manager, managing, mitarbeiter, mitarbeiterin, moderator, moderatorin, muhabiri, novinář, novinářka,
    periodista, photo, photographe, photographer, photography, photos, political, praktikant, praktikantin,
    president, pressesprecher, pressesprecherin, pressestelle, producer, professor, publisher, rechtsanwalt,
    rechtsanwältin, redacteur, redactor, redactora, redakteur, redakteure, redakteurin, redaktor, redaktorin,
    redaktorka, redaktör, redaktør, redator, redatora, redattore, redattrice, reporter, reporterin, reporters,
    repórter, researcher, ressortleiter, ressortleiterin, rédacteur, rédactrice, senior, staff, stellvertretende,
    stellvertretender, toimittaja, verslaggever, volontariat, volontär, volontärin, wirtschaftsredaktion, writer,
    éditorialiste, öffentlichkeitsarbeit, журналист, журналістка, корреспондент, обозреватель, редактор, 编辑, 記者,
    기자
""")

# News agencies and wires, as they sign.
AGENCIES = _listed("""
    aa, aap, adnkronos, afp, afp news, agence, agence france-presse, agencia brasil, agencias, agencies, agenturen,
    agenzia, agerpres, agência brasil, agência estado, ani, anp, ansa, ansalatina, antara, ap, ap news, apa,
    askanews, associated press, belga, bernama, bloomberg, bta, business wire, cna, cp, ctk, dapd, ddp, deutsche
    presse-agentur, dha, dpa, dpa-afx, dpa/lno, dts, efe, epd, estadão conteúdo, europa press, folhapress, globe
    newswire, globenewswire, hina, ians, iha, interfax, jiji, jiji press, keystone-sda, kna, kyodo, lneu, lusa, mti,
    news aktuell, ntb, onet, ots, pa, pa media, pap, pr newswire, press association, presseportal, prnewswire, pti,
    reuters, ria, ritzau, sda, sid, stt, stta, swissinfo, tanjug, tasr, tass, telam, the associated press, the
    canadian press, time.mk, tt, télam, unian, upi, wire, wires, xinhua, yonhap, čtk
""")

# A name with one of these in it is an organisation's, or a desk's.
ORGANISATIONS = _listed("""
    actu, actualités, ag, agence, agencia, agencies, agency, agentur, agenzia, association, autoren, blog, board,
    center, centre, club, community, company, content, contributors, correspondents, daily, department, desk,
    digital, e.v., editorial, editors, fernsehen, foundation, gazette, gmbh, group, guest, herald, inc, inc.,
    institut, institute, journal, llc, ltd, magazin, magazine, media, ministerium, ministry, nachrichten, network,
    news, newsdesk, newsroom, noticias, notícias, observer, office, online, partei, partner, politik, post, press,
    presse, pressestelle, radio, redacao, redaccion, redacción, redactie, redacția, redakce, redakcia, redakcja,
    redaksi, redaksjonen, redaktion, redaktionen, redaktionsteam, redazione, redação, report, reporters, reports,
    rédaction, service, services, society, sponsored, sport, staff, stiftung, studio, studios, szerkesztőség, team,
    times, toimitus, tribune, tv, university, universität, verband, verein, verlag, web, weekly, wire, wirtschaft,
    writers, zeitung, zentrum, редакция, редакція, 編輯部, 編集部, 编辑部, 편집부
""")

# What a content system puts where nobody is named, and what stands beside names as a link.
NOBODY = _listed("""
    -, 0, [object object], about, about the author, admin, administrator, adminuser, all articles, all posts, alle
    artikel, alle beiträge, anonym, anonymous, array, author, author name, authors, autor, autor unbekannt,
    autor:in, autoren, autorenprofil, bildquelle, bio, by, comments, contact, contributor, default, e-mail, editor,
    email, facebook, false, firstname lastname, follow, follow us, gastautor, gastbeitrag, guest, guest author,
    guest contributor, guest post, home, instagram, kommentare, linkedin, live, log in, mehr, mehr anzeigen, more,
    n/a, na, name, nan, newsletter, no author, none, null, object, par, por, posted, print, profil, profile,
    published, quelle, read more, redakteur, root, see all posts, sem autor, share, sin autor, site admin,
    siteadmin, source, staff, staff reporter, staff writer, subscribe, superuser, test, the author, true, twitter,
    undefined, unknown, user, view all posts, von, webmaster, webredaktion admin, website, whatsapp, wordpress,
    wpadmin, xing, zum profil, über den autor
""")

# Words that no name has: they show that a text is something else.
NEVER = _listed("""
    abo, abonnieren, about, advertisement, aktualisiert, and, anzeige, article, articles, artikel, aus, beitrag,
    beiträge, category, click, comment, comments, contact, cookies, culture, datenschutz, datum, december,
    deutschland, dezember, dienstag, dimanche, donnerstag, drucken, e-mail, email, februar, february, folgen,
    follow, for, foto, freitag, friday, from, für, getty, here, hier, hinzufügen, how, ihre, illustration, image,
    januar, january, jeudi, july, kategorie, kategorien, kommentar, kommentare, kontakt, kultur, leer, leggi, lesen,
    lesezeit, lire, login, lundi, lunes, mardi, martes, meinung, mercredi, merken, minuten, minutes, mit, mittwoch,
    monday, montag, märz, nachricht, newsletter, november, october, oder, oktober, opinion, photo, politics, posts,
    premium, privacy, published, quelle, samedi, samstag, saturday, seite, september, shutterstock, sign, sonntag,
    source, startseite, subscribe, sunday, tags, teilen, thursday, tuesday, uhr, und, updated, vendredi,
    veröffentlicht, video, videos, view, warum, wednesday, weitere, welt, werbung, what, why, wie, with, world,
    your, über
""")

# Small words within names.
PARTICLES = _listed("""
    't, abu, af, al, am, ap, av, ben, bin, bint, d', da, dal, dalla, das, de, degli, del, della, den, der, di, do,
    dos, du, e, el, ibn, im, la, las, le, les, lo, los, mac, o', san, st, st., te, ten, ter, und, van, van't, vom,
    von, y, zu, zur
""")

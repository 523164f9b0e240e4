"""How mail programs and people put quotes, signatures and small print around what they write, language by language.

Everybody in it is invented. `language: (answer, [introductions], [blocks of headers], [signatures])`. Measured as a set
in test_incoming_replies_in_languages.py: every answer with every introduction, block and signature of its language.
"""

FORMS: dict[str, tuple[str, list[str], list[str], list[str]]] = {
    "en": (
        "Hi Maya,\n\nthanks for this. We would need the figures by Tuesday, and I'd like to talk to Dr. Brandt.\n\nIs 3pm possible?",
        [
            "On Fri, 20 Nov 2026 at 09:12, Maya Lindqvist <maya@harbourlane.example.com> wrote:",
            "On Fri, Nov 20, 2026 at 9:12 AM Maya Lindqvist <maya@harbourlane.example.com>\nwrote:",
            "On 11/20/2026 9:12 AM, Maya Lindqvist wrote:",
            "On Friday, November 20th, 2026 at 9:12 AM, Maya Lindqvist <maya@harbourlane.example.com> wrote:",
            "On Friday, November 20, 2026 at 09:12:00 AM GMT+1, Maya Lindqvist <maya@harbourlane.example.com> wrote:",
            "Maya Lindqvist <maya@harbourlane.example.com> wrote on 20/11/2026 09:12:",
            "Quoting Maya Lindqvist <maya@harbourlane.example.com>:",
            "On Nov 20, 2026, 9:12 AM +0100, Maya Lindqvist <maya@harbourlane.example.com>, wrote:",
            "> On 20 Nov 2026, at 09:12, Maya Lindqvist <maya@harbourlane.example.com> wrote:",
            "Maya Lindqvist writes:\n",
            "From Maya Lindqvist on 20 November 2026 09:12 wrote:",
            "At 09:12 20/11/2026, you wrote:",
            "-------- Original message --------\nFrom: Maya Lindqvist <maya@harbourlane.example.com>\nDate: 20/11/2026 09:12 (GMT+01:00)\nTo: Ines Albrecht <ines@example.org>\nSubject: Battery",
        ],
        [
            "________________________________\nFrom: Maya Lindqvist <maya@harbourlane.example.com>\nSent: Friday, November 20, 2026 9:12 AM\nTo: Ines Albrecht <ines@example.org>\nSubject: A battery",
            "From: Maya Lindqvist <maya@harbourlane.example.com>\nSent: 20 November 2026 09:12\nTo: Ines Albrecht\nCc: Noor Haddad\nSubject: A battery\nImportance: High",
            "From: Maya Lindqvist <maya@harbourlane.example.com>\nReply-To: Maya <maya@harbourlane.example.com>\nDate: Friday, 20 November 2026 at 09:12\nTo: Ines <ines@example.org>\nSubject: A battery",
            "-----Original Message-----\nFrom: Maya Lindqvist [mailto:maya@harbourlane.example.com]\nSent: Friday, November 20, 2026 9:12 AM\nTo: Ines\nSubject: A battery",
            "-----Original Appointment-----\nFrom: Maya Lindqvist\nSent: Friday, November 20, 2026 9:12 AM\nTo: Ines\nSubject: A battery",
        ],
        [
            "Best,\nInes", "Best wishes\nInes Albrecht", "Kind regards,\n\nInes Albrecht\nEnergy reporter | Stromblatt\nT +49 30 555 0101",
            "Thanks!\nInes", "Many thanks,\n\nInes", "Cheers,\nInes", "All the best,\nInes", "Warm regards,\nInes", "Yours sincerely,\nInes Albrecht",
            "Sent from my iPhone", "Sent from Yahoo Mail for iPhone", "Sent from my Galaxy", "Sent from Proton Mail Android", "Sent with Proton Mail secure email.",
            "Sent from Outlook for iOS<https://aka.ms/o0ukef>", "Sent from Mail for Windows", "Sent via BlackBerry from T-Mobile", "Sent from Spark", "Sent from my Samsung Galaxy smartphone.",
            "Get Outlook for Android<https://aka.ms/AAb9ysg>", "--\nInes Albrecht\nStromblatt", "-- \nInes", "---\nInes Albrecht\nStromblatt\n+49 30 555 0101",
            "Ines Albrecht\nEnergy reporter, Stromblatt\n+49 30 555 0101\nines@example.org",
            "Best,\nInes\n\nThis email and any files transmitted with it are confidential and intended solely for the use of the individual to whom they are addressed.",
            "Regards\n\nInes Albrecht\n\nCONFIDENTIALITY NOTICE: The contents of this email message are intended solely for the addressee.",
            "Sent from my iPad\nPlease excuse typos", "Sent from my phone, please excuse brevity.", "Sent from a mobile device",
        ],
    ),
    "de": (
        "Liebe Maya,\n\nvielen Dank, das passt gut. Am Dienstag bin ich ab 9 Uhr im Haus.\n\nKönnten Sie mir die Zahlen vorab schicken?",
        [
            "Am Fr., 20. Nov. 2026 um 09:12 Uhr schrieb Maya Lindqvist <\nmaya@harbourlane.example.com>:",
            "Am 20.11.2026 um 09:12 schrieb Maya Lindqvist <maya@harbourlane.example.com>:",
            "Am Freitag, 20. November 2026, 09:12:00 MEZ hat Maya Lindqvist <maya@harbourlane.example.com> Folgendes geschrieben:",
            "Am 20. November 2026 09:12:00 MEZ schrieb Maya Lindqvist <maya@harbourlane.example.com>:",
            "> Am 20.11.2026 um 09:12 schrieb Maya Lindqvist <maya@harbourlane.example.com>:",
            "Maya Lindqvist <maya@harbourlane.example.com> hat am 20.11.2026 09:12 CET geschrieben:",
            "Zitat von Maya Lindqvist <maya@harbourlane.example.com>:",
            "Maya Lindqvist schrieb am 20.11.2026 um 09:12:",
            "Gesendet: Freitag, 20. November 2026 um 09:12 Uhr\nVon: \"Maya Lindqvist\" <maya@harbourlane.example.com>\nAn: \"Ines Albrecht\" <ines@example.org>\nBetreff: Batterie",
            "-------- Ursprüngliche Nachricht --------\nVon: Maya Lindqvist <maya@harbourlane.example.com>\nDatum: 20.11.26 09:12 (GMT+01:00)\nAn: Ines\nBetreff: Batterie",
            "-----Original-Nachricht-----\nBetreff: Batterie\nDatum: 2026-11-20T09:12:00+0100\nVon: \"Maya\" <maya@harbourlane.example.com>\nAn: \"Ines\" <ines@example.org>",
        ],
        [
            "Von: Maya Lindqvist <maya@harbourlane.example.com>\nGesendet: Freitag, 20. November 2026 09:12\nAn: Ines Albrecht <ines@example.org>\nBetreff: Batterie",
            "________________________________\nVon: Maya Lindqvist\nGesendet: Freitag, 20. November 2026 09:12:00\nAn: Ines Albrecht\nCc: Noor Haddad\nBetreff: Batterie",
            "Von: Maya Lindqvist <maya@harbourlane.example.com>\nDatum: Freitag, 20. November 2026 um 09:12\nAn: Ines\nBetreff: Batterie",
        ],
        [
            "Viele Grüße\nInes", "Herzliche Grüße\nInes Albrecht", "Beste Grüße aus Berlin\nInes Albrecht", "Mit besten Grüßen\nInes Albrecht",
            "Mit freundlichen Grüßen\n\ni. A. Ines Albrecht\nRedaktion Energie\nStromblatt Verlag GmbH\nHafenstraße 1\n10115 Berlin\nTel. +49 30 555 0101",
            "LG\nInes", "Liebe Grüße, Ines", "VG Ines", "MfG\nInes Albrecht", "Schöne Grüße\nInes", "Danke und Gruß\nInes", "Gruß\nInes", "Mit kollegialen Grüßen\nInes Albrecht",
            "Von meinem iPhone gesendet", "Von meinem/meiner Galaxy gesendet", "Gesendet von Outlook für Android", "Gesendet von Mail für Windows",
            "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.", "Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.",
            "Gesendet mit der Telekom Mail App", "Gesendet mit Proton Mail für iOS.", "Von Samsung-Tablet gesendet", "Holen Sie sich Outlook für iOS<https://aka.ms/o0ukef>",
            "Viele Grüße\nInes Albrecht\n\nDiese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.",
            "-- \nInes Albrecht", "Ines Albrecht\nRedakteurin\nStromblatt\nTel.: 030 555 0101",
        ],
    ),
    "fr": (
        "Bonjour Maya,\n\nmerci beaucoup pour ces informations. Nous pourrions en parler mardi à 10 h ?\n\nJ'aurais besoin des chiffres avant.",
        [
            "Le ven. 20 nov. 2026 à 09:12, Maya Lindqvist <maya@harbourlane.example.com> a\nécrit :",
            "Le 20 nov. 2026 à 09:12, Maya Lindqvist <maya@harbourlane.example.com> a écrit :",
            "Le vendredi 20 novembre 2026 à 09:12:00 UTC+1, Maya Lindqvist <maya@harbourlane.example.com> a écrit :",
            "> Le 20 nov. 2026 à 09:12, Maya Lindqvist <maya@harbourlane.example.com> a écrit :",
            "Le 20/11/2026 à 09:12, Maya Lindqvist a écrit :",
            "> Message du 20/11/26 09:12\n> De : \"Maya Lindqvist\"\n> A : \"Ines\"\n> Copie à :\n> Objet : Batterie",
            "----- Mail original -----\nDe: \"Maya Lindqvist\" <maya@harbourlane.example.com>\nÀ: \"Ines\" <ines@example.org>\nEnvoyé: Vendredi 20 Novembre 2026 09:12:00\nObjet: Batterie",
            "-------- Message d'origine --------\nDe : Maya Lindqvist <maya@harbourlane.example.com>\nDate : 20/11/2026 09:12 (GMT+01:00)\nÀ : Ines\nObjet : Batterie",
            "Envoyé: vendredi 20 novembre 2026 à 09:12\nDe: \"Maya\" <maya@harbourlane.example.com>\nÀ: \"Ines\" <ines@example.org>\nObjet: Batterie",
        ],
        [
            "De : Maya Lindqvist <maya@harbourlane.example.com>\nEnvoyé : vendredi 20 novembre 2026 09:12\nÀ : Ines Albrecht\nCc : Noor\nObjet : Batterie",
            "________________________________\nDe : Maya Lindqvist\nEnvoyé : vendredi 20 novembre 2026 09:12:00\nÀ : Ines\nObjet : Batterie",
            "De : Maya Lindqvist <maya@harbourlane.example.com>\nDate : vendredi 20 novembre 2026 à 09:12\nÀ : Ines\nObjet : Batterie",
        ],
        [
            "Cordialement,\n\nInès Albrecht\nJournaliste\n06 55 50 10 10", "Bien cordialement,\nInès", "Bien à vous,\nInès Albrecht", "Belle journée,\nInès", "Bonne journée\nInès",
            "Merci d'avance,\nInès", "Bien à toi,\nInès", "À bientôt,\nInès", "Amicalement,\nInès", "Très cordialement\nInès Albrecht", "Sincères salutations\nInès",
            "Envoyé de mon iPhone", "Envoyé depuis mon téléphone Orange", "Envoyé depuis mon smartphone Samsung Galaxy.", "Envoyé à partir d'Outlook pour Android", "Télécharger Outlook pour iOS<https://aka.ms/o0ukef>",
            "Obtenir Outlook pour iOS<https://aka.ms/o0ukef>", "Envoyé avec la messagerie sécurisée Proton Mail.", "Provenance : Courrier pour Windows",
            "Cordialement,\nInès\n\nCe message et toutes les pièces jointes sont confidentiels et établis à l'intention exclusive de ses destinataires.",
        ],
    ),
    "es": (
        "Hola Maya:\n\nmuchas gracias por la información. ¿Podríamos hablar el martes a las 10?\n\nNecesitaría los datos antes.",
        [
            "El vie, 20 nov 2026 a las 9:12, Maya Lindqvist (<maya@harbourlane.example.com>)\nescribió:",
            "El 20 nov 2026, a las 9:12, Maya Lindqvist <maya@harbourlane.example.com> escribió:",
            "El viernes, 20 de noviembre de 2026, 09:12:00 CET, Maya Lindqvist <maya@harbourlane.example.com> escribió:",
            "El 20/11/2026 a las 9:12, Maya Lindqvist escribió:",
            "-------- Mensaje original --------\nDe: Maya Lindqvist <maya@harbourlane.example.com>\nFecha: 20/11/26 9:12 (GMT+01:00)\nA: Ines\nAsunto: Batería",
        ],
        [
            "De: Maya Lindqvist <maya@harbourlane.example.com>\nEnviado el: viernes, 20 de noviembre de 2026 9:12\nPara: Ines Albrecht\nAsunto: Batería",
            "________________________________\nDe: Maya Lindqvist\nEnviado: viernes, 20 de noviembre de 2026 9:12\nPara: Ines\nAsunto: Batería",
            "De: Maya Lindqvist <maya@harbourlane.example.com>\nFecha: viernes, 20 de noviembre de 2026, 9:12\nPara: Ines\nAsunto: Batería",
        ],
        [
            "Un saludo,\nInés", "Saludos,\nInés Albrecht", "Muchas gracias y un saludo,\nInés", "Saludos cordiales,\nInés\nRedactora", "Un abrazo,\nInés", "Atentamente,\nInés Albrecht", "Un cordial saludo\nInés",
            "Gracias,\nInés", "Enviado desde mi iPhone", "Enviado desde mi Samsung Galaxy", "Enviado desde Outlook para Android", "Obtener Outlook para iOS<https://aka.ms/o0ukef>", "Enviado desde Correo para Windows", "Enviado con el correo seguro de Proton Mail.",
            "Un saludo,\nInés\n\nEste mensaje y sus archivos adjuntos son confidenciales y van dirigidos exclusivamente a su destinatario.",
        ],
    ),
    "it": (
        "Ciao Maya,\n\ngrazie mille per le informazioni. Possiamo sentirci martedì alle 10?\n\nAvrei bisogno dei dati prima.",
        [
            "Il giorno ven 20 nov 2026 alle ore 09:12 Maya Lindqvist <\nmaya@harbourlane.example.com> ha scritto:",
            "Il giorno 20 nov 2026, alle ore 09:12, Maya Lindqvist <maya@harbourlane.example.com> ha scritto:",
            "Il venerdì 20 novembre 2026 alle ore 09:12:00 CET, Maya Lindqvist <maya@harbourlane.example.com> ha scritto:",
            "Il ven 20 nov 2026, 09:12 Maya Lindqvist <maya@harbourlane.example.com> ha scritto:",
            "Il 20/11/2026 09:12, Maya Lindqvist ha scritto:",
            "-------- Messaggio originale --------\nDa: Maya Lindqvist <maya@harbourlane.example.com>\nData: 20/11/26 09:12 (GMT+01:00)\nA: Ines\nOggetto: Batteria",
        ],
        [
            "Da: Maya Lindqvist <maya@harbourlane.example.com>\nInviato: venerdì 20 novembre 2026 09:12\nA: Ines Albrecht\nOggetto: Batteria",
            "________________________________\nDa: Maya Lindqvist\nInviato: venerdì 20 novembre 2026 09:12\nA: Ines\nCc: Noor\nOggetto: Batteria",
        ],
        [
            "Cordiali saluti,\nInes Albrecht", "Un caro saluto\nInes", "Grazie e a presto,\nInes", "Buona giornata,\nInes", "A presto,\nInes", "Un saluto,\nInes", "Distinti saluti\nInes Albrecht", "Saluti\nInes", "Grazie,\nInes",
            "Inviato da iPhone", "Inviato dal mio iPhone", "Inviato da Outlook per Android", "Scarica Outlook per iOS<https://aka.ms/o0ukef>", "Inviato da Posta per Windows", "Inviato dal mio dispositivo Samsung", "Inviato con l'email sicura Proton Mail.",
            "Saluti\nInes\n\nQuesto messaggio e i suoi allegati sono riservati e destinati esclusivamente al destinatario.",
        ],
    ),
    "pt": (
        "Olá Maya,\n\nmuito obrigada pela informação. Podemos falar na terça às 10h?\n\nPrecisava dos dados antes.",
        [
            "Em sex., 20 de nov. de 2026 às 09:12, Maya Lindqvist <\nmaya@harbourlane.example.com> escreveu:",
            "Maya Lindqvist <maya@harbourlane.example.com> escreveu (sexta, 20/11/2026 à(s) 09:12):",
            "Em sexta-feira, 20 de novembro de 2026 às 09:12:00 WET, Maya Lindqvist <maya@harbourlane.example.com> escreveu:",
            "No dia 20 de nov. de 2026, às 09:12, Maya Lindqvist <maya@harbourlane.example.com> escreveu:",
            "Em 20/11/2026 09:12, Maya Lindqvist escreveu:",
            "-------- Mensagem original --------\nDe: Maya Lindqvist <maya@harbourlane.example.com>\nData: 20/11/26 09:12 (GMT+00:00)\nPara: Ines\nAssunto: Bateria",
        ],
        [
            "De: Maya Lindqvist <maya@harbourlane.example.com>\nEnviada em: sexta-feira, 20 de novembro de 2026 09:12\nPara: Ines\nAssunto: Bateria",
            "________________________________\nDe: Maya Lindqvist\nEnviado: 20 de novembro de 2026 09:12\nPara: Ines\nAssunto: Bateria",
        ],
        [
            "Cumprimentos,\nInês", "Atenciosamente,\nInês Albrecht", "Abraço,\nInês", "Melhores cumprimentos,\nInês\nJornalista", "Obrigada,\nInês", "Com os melhores cumprimentos,\nInês", "Abs,\nInês", "Um abraço\nInês",
            "Enviado do meu iPhone", "Enviado a partir do meu smartphone Samsung Galaxy.", "Obter o Outlook para iOS<https://aka.ms/o0ukef>", "Enviado do Email para Windows", "Enviado com o email seguro da Proton Mail.",
        ],
    ),
    "nl": (
        "Hoi Maya,\n\nbedankt voor de informatie. Kunnen we dinsdag om 10 uur bellen?\n\nDan heb ik graag vooraf de cijfers.",
        [
            "Op vr 20 nov 2026 om 09:12 schreef Maya Lindqvist <\nmaya@harbourlane.example.com>:",
            "Op 20 nov 2026 om 09:12 heeft Maya Lindqvist <maya@harbourlane.example.com> het volgende geschreven:",
            "Op vrijdag 20 november 2026 om 09:12:00 CET schreef Maya Lindqvist <maya@harbourlane.example.com>:",
            "Op 20-11-2026 om 09:12 schreef Maya Lindqvist:",
            "-------- Oorspronkelijk bericht --------\nVan: Maya Lindqvist <maya@harbourlane.example.com>\nDatum: 20-11-2026 09:12 (GMT+01:00)\nAan: Ines\nOnderwerp: Batterij",
        ],
        [
            "Van: Maya Lindqvist <maya@harbourlane.example.com>\nVerzonden: vrijdag 20 november 2026 09:12\nAan: Ines\nOnderwerp: Batterij",
            "________________________________\nVan: Maya Lindqvist\nVerzonden: vrijdag 20 november 2026 09:12\nAan: Ines\nCC: Noor\nOnderwerp: Batterij",
        ],
        [
            "Groet,\nInes", "Met vriendelijke groet,\n\nInes Albrecht\nVerslaggever", "Hartelijke groet,\nInes", "Groetjes,\nInes", "Vriendelijke groeten,\nInes", "Mvg,\nInes", "Alvast bedankt!\nInes", "Bedankt en groet,\nInes", "Met hartelijke groet,\nInes",
            "Verstuurd vanaf mijn iPhone", "Verzonden vanaf mijn Galaxy", "Outlook voor Android downloaden<https://aka.ms/AAb9ysg>", "Verzonden vanuit Mail voor Windows", "Verstuurd met Proton Mail beveiligde e-mail.", "Download Outlook voor iOS<https://aka.ms/o0ukef>",
            "Groet,\nInes\n\nDit bericht kan informatie bevatten die niet voor u is bestemd.",
        ],
    ),
    "pl": (
        "Cześć Maya,\n\ndziękuję za informację. Czy możemy porozmawiać we wtorek o 10?\n\nPotrzebuję wcześniej danych.",
        [
            "pt., 20 lis 2026 o 09:12 Maya Lindqvist <maya@harbourlane.example.com>\nnapisał(a):",
            "W dniu 20.11.2026 o 09:12, Maya Lindqvist pisze:",
            "Wiadomość napisana przez Maya Lindqvist <maya@harbourlane.example.com> w dniu 20 lis 2026, o godz. 09:12:",
            "W dniu pt., 20.11.2026 o 09:12 Maya Lindqvist <maya@harbourlane.example.com> napisał(a):",
            "Dnia 20 listopada 2026 09:12 Maya Lindqvist <maya@harbourlane.example.com> napisał(a):",
            "W dniu piątek, 20 listopada 2026 09:12:00 CET użytkownik Maya Lindqvist <maya@harbourlane.example.com> napisał:",
            "-------- Oryginalna wiadomość --------\nOd: Maya Lindqvist <maya@harbourlane.example.com>\nData: 20.11.2026 09:12 (GMT+01:00)\nDo: Ines\nTemat: Bateria",
        ],
        [
            "Od: Maya Lindqvist <maya@harbourlane.example.com>\nWysłano: piątek, 20 listopada 2026 09:12\nDo: Ines\nTemat: Bateria",
            "From: Maya Lindqvist\nSent: Friday, November 20, 2026 9:12 AM\nTo: Ines\nSubject: Bateria",
        ],
        [
            "Pozdrawiam,\nInes", "Z poważaniem,\nInes Albrecht", "Pozdrawiam serdecznie\nInes", "Serdecznie pozdrawiam,\nInes Albrecht\nredaktor", "Z wyrazami szacunku\nInes", "Dziękuję i pozdrawiam\nInes", "Dziękuję,\nInes", "Pozdr.\nInes",
            "Wysłane z iPhone'a", "Wysłane z iPhone’a", "Wysłano z mojego urządzenia Galaxy", "Pobierz aplikację Outlook dla systemu iOS<https://aka.ms/o0ukef>", "Wysłane z aplikacji Poczta dla systemu Windows", "Wysłane za pomocą bezpiecznej poczty Proton Mail.",
        ],
    ),
    "sv": (
        "Hej Maya,\n\ntack för informationen. Kan vi höras på tisdag klockan 10?\n\nJag behöver siffrorna innan.",
        [
            "Den fre 20 nov. 2026 kl 09:12 skrev Maya Lindqvist <\nmaya@harbourlane.example.com>:",
            "20 nov. 2026 kl. 09:12 skrev Maya Lindqvist <maya@harbourlane.example.com>:",
            "Den fredag 20 november 2026 09:12:00 CET skrev Maya Lindqvist <maya@harbourlane.example.com>:",
            "Den 2026-11-20 kl. 09:12, skrev Maya Lindqvist:",
            "-------- Originalmeddelande --------\nFrån: Maya Lindqvist <maya@harbourlane.example.com>\nDatum: 2026-11-20 09:12 (GMT+01:00)\nTill: Ines\nÄmne: Batteri",
        ],
        [
            "Från: Maya Lindqvist <maya@harbourlane.example.com>\nSkickat: den 20 november 2026 09:12\nTill: Ines\nÄmne: Batteri",
            "________________________________\nFrån: Maya Lindqvist\nSkickat: fredag 20 november 2026 09:12\nTill: Ines\nKopia: Noor\nÄmne: Batteri",
        ],
        [
            "Hälsningar\nInes", "Med vänlig hälsning,\nInes Albrecht\nReporter", "Vänliga hälsningar\nInes", "Mvh\nInes", "Bästa hälsningar,\nInes", "Tack på förhand,\nInes", "/Ines", "// Ines", "Allt gott,\nInes", "Varma hälsningar\nInes", "Vänligen\nInes",
            "Skickat från min iPhone", "Skickat från min Galaxy", "Skickat från Outlook för Android", "Hämta Outlook för iOS<https://aka.ms/o0ukef>", "Skickades från E-post för Windows",
        ],
    ),
    "da": (
        "Hej Maya,\n\ntak for informationen. Kan vi tales ved tirsdag kl. 10?\n\nJeg vil gerne have tallene først.",
        [
            "Den fre. 20. nov. 2026 kl. 09.12 skrev Maya Lindqvist <\nmaya@harbourlane.example.com>:",
            "Den 20. nov. 2026 kl. 09.12 skrev Maya Lindqvist <maya@harbourlane.example.com>:",
            "Den fredag den 20. november 2026 09.12.00 CET skrev Maya Lindqvist <maya@harbourlane.example.com>:",
            "Den 20-11-2026 kl. 09:12 skrev Maya Lindqvist:",
            "-------- Oprindelig besked --------\nFra: Maya Lindqvist <maya@harbourlane.example.com>\nDato: 20.11.2026 09.12 (GMT+01:00)\nTil: Ines\nEmne: Batteri",
        ],
        [
            "Fra: Maya Lindqvist <maya@harbourlane.example.com>\nSendt: 20. november 2026 09:12\nTil: Ines\nEmne: Batteri",
            "________________________________\nFra: Maya Lindqvist\nSendt: fredag den 20. november 2026 09:12\nTil: Ines\nCc: Noor\nEmne: Batteri",
        ],
        [
            "Venlig hilsen\nInes Albrecht", "Mvh\nInes", "De bedste hilsner\nInes", "Med venlig hilsen\n\nInes Albrecht\nJournalist", "Kh\nInes", "Bedste hilsner\nInes", "Hilsen Ines", "På forhånd tak\nInes", "Dbh\nInes",
            "Sendt fra min iPhone", "Sendt fra min Galaxy", "Sendt fra Outlook til Android", "Hent Outlook til iOS<https://aka.ms/o0ukef>", "Sendt fra Mail til Windows",
        ],
    ),
    "no": (
        "Hei Maya,\n\ntakk for informasjonen. Kan vi snakkes tirsdag kl. 10?\n\nJeg trenger tallene først.",
        [
            "fre. 20. nov. 2026 kl. 09:12 skrev Maya Lindqvist <\nmaya@harbourlane.example.com>:",
            "20. nov. 2026 kl. 09:12 skrev Maya Lindqvist <maya@harbourlane.example.com>:",
            "Den 20.11.2026 09:12, skrev Maya Lindqvist:",
            "-------- Opprinnelig melding --------\nFra: Maya Lindqvist <maya@harbourlane.example.com>\nDato: 20.11.2026 09:12 (GMT+01:00)\nTil: Ines\nEmne: Batteri",
        ],
        ["Fra: Maya Lindqvist <maya@harbourlane.example.com>\nSendt: fredag 20. november 2026 09:12\nTil: Ines\nEmne: Batteri"],
        [
            "Vennlig hilsen\nInes Albrecht", "Med vennlig hilsen,\nInes", "Mvh\nInes", "Beste hilsen\nInes", "Hilsen\nInes", "Takk på forhånd,\nInes", "Ha en fin dag!\nInes",
            "Sendt fra min iPhone", "Sendt fra min Galaxy", "Skaff deg Outlook for iOS<https://aka.ms/o0ukef>", "Sendt fra E-post for Windows", "Hent Outlook for Android<https://aka.ms/AAb9ysg>",
        ],
    ),
    "fi": (
        "Hei Maya,\n\nkiitos tiedoista. Voisimmeko puhua tiistaina kello 10?\n\nTarvitsisin luvut etukäteen.",
        [
            "pe 20. marrask. 2026 klo 9.12 Maya Lindqvist (maya@harbourlane.example.com)\nkirjoitti:",
            "Maya Lindqvist <maya@harbourlane.example.com> kirjoitti 20.11.2026 kello 9.12:",
            "perjantai 20. marraskuuta 2026 klo 09.12.00 UTC+2 Maya Lindqvist <maya@harbourlane.example.com> kirjoitti:",
            "-------- Alkuperäinen viesti --------\nLähettäjä: Maya Lindqvist <maya@harbourlane.example.com>\nPäivämäärä: 20.11.2026 9.12 (GMT+02:00)\nSaaja: Ines\nAihe: Akku",
        ],
        ["Lähettäjä: Maya Lindqvist <maya@harbourlane.example.com>\nLähetetty: perjantai 20. marraskuuta 2026 9.12\nVastaanottaja: Ines\nAihe: Akku"],
        [
            "Terveisin\nInes", "Ystävällisin terveisin\nInes Albrecht\ntoimittaja", "Parhain terveisin,\nInes", "T. Ines", "Terv. Ines", "Kiitos!\nInes", "Hyvää päivänjatkoa,\nInes",
            "Lähetetty iPhonesta", "Lähetetty Galaxy-laitteestani", "Hanki Outlook for iOS<https://aka.ms/o0ukef>", "Lähetetty Windowsin Sähköpostista",
        ],
    ),
    "cs": (
        "Dobrý den, Mayo,\n\nděkuji za informace. Můžeme si v úterý v 10 zavolat?\n\nPotřebovala bych předem čísla.",
        [
            "pá 20. 11. 2026 v 9:12 odesílatel Maya Lindqvist <maya@harbourlane.example.com>\nnapsal:",
            "20. 11. 2026 v 9:12, Maya Lindqvist <maya@harbourlane.example.com>:",
            "Dne 20. 11. 2026 v 9:12 Maya Lindqvist napsal(a):",
            "Dne pá 20. 11. 2026 9:12 uživatel Maya Lindqvist <maya@harbourlane.example.com> napsal:",
            "---------- Původní e-mail ----------\nOd: Maya Lindqvist <maya@harbourlane.example.com>\nKomu: Ines\nDatum: 20. 11. 2026 9:12:00\nPředmět: Baterie",
            "______________________________________________________________\n> Od: Maya <maya@harbourlane.example.com>\n> Komu: Ines\n> Datum: 20.11.2026 09:12\n> Předmět: Baterie",
        ],
        ["Od: Maya Lindqvist <maya@harbourlane.example.com>\nOdesláno: pátek 20. listopadu 2026 9:12\nKomu: Ines\nPředmět: Baterie"],
        [
            "S pozdravem\nInes Albrecht", "Hezký den\nInes", "S přátelským pozdravem,\nInes", "Děkuji\nInes", "S úctou\nInes", "Zdravím\nInes", "Přeji hezký den\nInes", "Díky,\nInes",
            "Odesláno z iPhonu", "Odesláno z mého zařízení Galaxy", "Získat Outlook pro iOS<https://aka.ms/o0ukef>", "Odesláno z Pošty pro Windows", "Odesláno z mobilního telefonu",
        ],
    ),
    "hu": (
        "Kedves Maya!\n\nKöszönöm a tájékoztatást. Tudnánk kedden 10-kor beszélni?\n\nElőtte jól jönnének a számok.",
        [
            "Maya Lindqvist <maya@harbourlane.example.com> ezt írta (időpont: 2026. nov. 20.,\nP, 9:12):",
            "2026. nov. 20. dátummal, 9:12 időpontban Maya Lindqvist <maya@harbourlane.example.com> írta:",
            "2026. 11. 20. 9:12 keltezéssel, Maya Lindqvist írta:",
            "-------- Eredeti üzenet --------\nFeladó: Maya Lindqvist <maya@harbourlane.example.com>\nDátum: 2026. 11. 20. 9:12 (GMT+01:00)\nCímzett: Ines\nTárgy: Akku",
        ],
        ["Feladó: Maya Lindqvist <maya@harbourlane.example.com>\nElküldve: 2026. november 20., péntek 9:12\nCímzett: Ines\nTárgy: Akku"],
        [
            "Üdvözlettel,\nAlbrecht Ines", "Üdv,\nInes", "Köszönettel,\nInes", "Tisztelettel:\nAlbrecht Ines", "Szép napot!\nInes", "Köszönöm,\nInes", "Üdvözlettel:\nInes",
            "Az iPhone-omról küldve", "Elküldve a Galaxy készülékemről", "Az Outlook beszerzése iOS-re<https://aka.ms/o0ukef>", "Küldve a Windows Posta alkalmazásából",
        ],
    ),
    "ro": (
        "Bună Maya,\n\nmulțumesc pentru informații. Putem vorbi marți la ora 10?\n\nAș avea nevoie de cifre înainte.",
        [
            "vin., 20 nov. 2026 la 09:12, Maya Lindqvist <maya@harbourlane.example.com> a\nscris:",
            "Pe vin., 20 nov. 2026 la 09:12, Maya Lindqvist <maya@harbourlane.example.com> a scris:",
            "La 20.11.2026 09:12, Maya Lindqvist a scris:",
            "Pe 20 nov. 2026, la 09:12, Maya Lindqvist <maya@harbourlane.example.com> a scris:",
        ],
        ["De la: Maya Lindqvist <maya@harbourlane.example.com>\nTrimis: vineri, 20 noiembrie 2026 09:12\nCătre: Ines\nSubiect: Baterie"],
        [
            "Cu stimă,\nInes Albrecht", "Cu respect,\nInes", "O zi bună,\nInes", "Mulțumesc,\nInes", "Cu drag,\nInes", "Numai bine,\nInes", "Toate cele bune,\nInes",
            "Trimis de pe iPhone-ul meu", "Trimis de pe Galaxy", "Descărcați Outlook pentru iOS<https://aka.ms/o0ukef>",
        ],
    ),
    "tr": (
        "Merhaba Maya,\n\nbilgi için teşekkür ederim. Salı günü saat 10'da konuşabilir miyiz?\n\nRakamlara önceden ihtiyacım olacak.",
        [
            "Maya Lindqvist <maya@harbourlane.example.com>, 20 Kas 2026 Cum, 09:12 tarihinde\nşunu yazdı:",
            "20 Kas 2026 09:12 tarihinde Maya Lindqvist <maya@harbourlane.example.com> yazdı:",
            "20 Kasım 2026 Cuma 09:12:00 GMT+3 tarihinde Maya Lindqvist <maya@harbourlane.example.com> şunu yazdı:",
            "Maya Lindqvist <maya@harbourlane.example.com> şunları yazdı (20 Kas 2026 09:12):",
            "-------- Orijinal mesaj --------\nKimden: Maya Lindqvist <maya@harbourlane.example.com>\nTarih: 20.11.2026 09:12 (GMT+03:00)\nAlıcı: Ines\nKonu: Pil",
        ],
        ["Kimden: Maya Lindqvist <maya@harbourlane.example.com>\nGönderildi: 20 Kasım 2026 Cuma 09:12\nKime: Ines\nKonu: Pil"],
        [
            "Saygılarımla,\nInes Albrecht", "İyi çalışmalar,\nInes", "Sevgiler,\nInes", "Teşekkürler,\nInes", "İyi günler\nInes", "Selamlar\nInes",
            "iPhone'umdan gönderildi", "iPhone’umdan gönderildi", "Galaxy cihazımdan gönderildi", "iOS için Outlook'u edinin<https://aka.ms/o0ukef>",
        ],
    ),
    "el": (
        "Γεια σου Maya,\n\nευχαριστώ για τις πληροφορίες. Μπορούμε να μιλήσουμε την Τρίτη στις 10;\n\nΘα χρειαζόμουν τα στοιχεία πριν.",
        [
            "Στις Παρ 20 Νοε 2026 στις 9:12 π.μ., ο/η Maya Lindqvist <\nmaya@harbourlane.example.com> έγραψε:",
            "Στις 20 Νοε 2026, 9:12 π.μ., ο χρήστης Maya Lindqvist <maya@harbourlane.example.com> έγραψε:",
            "Στις 20/11/2026 09:12, ο/η Maya Lindqvist έγραψε:",
        ],
        ["Από: Maya Lindqvist <maya@harbourlane.example.com>\nΣτάλθηκε: Παρασκευή, 20 Νοεμβρίου 2026 9:12 πμ\nΠρος: Ines\nΘέμα: Μπαταρία"],
        ["Με εκτίμηση,\nInes Albrecht", "Φιλικά,\nInes", "Ευχαριστώ,\nInes", "Χαιρετισμούς\nInes", "Καλή συνέχεια,\nInes", "Με φιλικούς χαιρετισμούς\nInes", "Στάλθηκε από το iPhone μου", "Αποκτήστε το Outlook για iOS<https://aka.ms/o0ukef>"],
    ),
    "uk": (
        "Доброго дня, Майє!\n\nДякую за інформацію. Чи можемо поговорити у вівторок о 10?\n\nМені потрібні цифри заздалегідь.",
        [
            "пт, 20 лист. 2026 р. о 09:12 Maya Lindqvist <maya@harbourlane.example.com> пише:",
            "20 лист. 2026 р. о 09:12 Maya Lindqvist <maya@harbourlane.example.com> пише:",
            "20 листопада 2026, 09:12:00, від \"Maya Lindqvist\" <maya@harbourlane.example.com>:",
            "20.11.2026 09:12, Maya Lindqvist пише:",
        ],
        ["Від: Maya Lindqvist <maya@harbourlane.example.com>\nНадіслано: п'ятниця, 20 листопада 2026 р. 09:12\nКому: Ines\nТема: Батарея"],
        ["З повагою,\nІнес", "З найкращими побажаннями\nІнес", "Дякую,\nІнес", "Гарного дня!\nІнес", "Надіслано з iPhone", "Надіслано з мого iPhone", "Отримати Outlook для iOS<https://aka.ms/o0ukef>"],
    ),
    "ru": (
        "Здравствуйте, Майя!\n\nСпасибо за информацию. Можем поговорить во вторник в 10?\n\nМне нужны цифры заранее.",
        [
            "пт, 20 нояб. 2026 г. в 09:12, Maya Lindqvist <maya@harbourlane.example.com>:",
            "20 нояб. 2026 г., в 09:12, Maya Lindqvist <maya@harbourlane.example.com> написал(а):",
            "Пятница, 20 ноября 2026, 9:12 +03:00 от Maya Lindqvist <maya@harbourlane.example.com>:",
            "20.11.2026, 09:12, \"Maya Lindqvist\" <maya@harbourlane.example.com>:",
            "20.11.2026 09:12, Maya Lindqvist пишет:",
        ],
        ["От: Maya Lindqvist <maya@harbourlane.example.com>\nОтправлено: 20 ноября 2026 г. 9:12\nКому: Ines\nТема: Батарея"],
        ["С уважением,\nИнес Альбрехт", "С наилучшими пожеланиями\nИнес", "Всего доброго,\nИнес", "Спасибо,\nИнес", "Хорошего дня!\nИнес", "Отправлено с iPhone", "Отправлено с моего iPhone", "Отправлено из мобильной Почты", "Отправлено из Mail.ru для Android"],
    ),
    "ja": (
        "リンドクヴィスト様\n\nお世話になっております。ご連絡ありがとうございます。火曜日の10時にお話しできますでしょうか。\n\n事前に数値をいただけますと幸いです。",
        [
            "2026年11月20日(金) 9:12 Maya Lindqvist <maya@harbourlane.example.com>:",
            "2026/11/20 9:12、Maya Lindqvist <maya@harbourlane.example.com>のメール:",
            "2026年11月20日 09:12、Maya Lindqvist <maya@harbourlane.example.com>のメール:",
            "On 2026/11/20 9:12, Maya Lindqvist wrote:",
            "-----元のメッセージ-----\n差出人: Maya Lindqvist\n送信日時: 2026年11月20日 9:12\n宛先: Ines\n件名: 電池",
        ],
        ["差出人: Maya Lindqvist <maya@harbourlane.example.com>\n送信日時: 2026年11月20日 9:12\n宛先: Ines\n件名: 電池"],
        ["iPhoneから送信", "Outlook for iOS を入手<https://aka.ms/o0ukef>", "-- \nイネス", "--\nアルブレヒト イネス\n日刊電気新聞\n03-5550-0101", "Yahoo!メール for iPhoneから送信", "Galaxyから送信"],
    ),
    "zh": (
        "Maya，你好！\n\n谢谢你的消息。我们可以周二10点通话吗？\n\n我需要事先拿到数据。",
        [
            "Maya Lindqvist <maya@harbourlane.example.com> 于2026年11月20日周五 09:12写道：",
            "在 2026年11月20日，09:12，Maya Lindqvist <maya@harbourlane.example.com> 写道：",
            "在 2026-11-20 09:12:00，\"Maya Lindqvist\" <maya@harbourlane.example.com> 写道：",
            "Maya Lindqvist <maya@harbourlane.example.com> 於 2026年11月20日 週五 上午9:12寫道：",
            "------------------ 原始邮件 ------------------\n发件人: \"Maya\" <maya@harbourlane.example.com>;\n发送时间: 2026年11月20日(星期五) 上午9:12\n收件人: \"Ines\"<ines@example.org>;\n主题: 电池",
        ],
        ["发件人: Maya Lindqvist <maya@harbourlane.example.com>\n发送时间: 2026年11月20日 9:12\n收件人: Ines\n主题: 电池", "寄件者: Maya Lindqvist\n寄件日期: 2026年11月20日 上午 09:12\n收件者: Ines\n主旨: 電池"],
        ["发自我的iPhone", "从我的 iPhone 发送", "發自我的 iPhone", "获取 Outlook for iOS<https://aka.ms/o0ukef>", "祝好，\nInes", "此致\n敬礼\nInes", "谢谢！\nInes", "发自我的华为手机"],
    ),
    "ko": (
        "마야님, 안녕하세요.\n\n정보 감사합니다. 화요일 10시에 통화할 수 있을까요?\n\n미리 수치를 받고 싶습니다.",
        [
            "2026년 11월 20일 (금) 오전 9:12, Maya Lindqvist <maya@harbourlane.example.com>님이 작성:",
            "2026. 11. 20. 오전 9:12, Maya Lindqvist <maya@harbourlane.example.com> 작성:",
            "-----Original Message-----\nFrom: \"Maya\" <maya@harbourlane.example.com>\nTo: \"Ines\" <ines@example.org>\nSent: 2026-11-20 (금) 09:12:00\nSubject: 배터리",
            "-------- 원본 이메일 --------\n발신: Maya Lindqvist <maya@harbourlane.example.com>\n날짜: 26/11/20 오전 9:12 (GMT+09:00)\n받은 사람: Ines\n제목: 배터리",
        ],
        ["보낸 사람: Maya Lindqvist <maya@harbourlane.example.com>\n보낸 날짜: 2026년 11월 20일 금요일 오전 9:12\n받는 사람: Ines\n제목: 배터리"],
        ["나의 iPhone에서 보냄", "내 iPhone에서 보냄", "감사합니다.\nInes 드림", "Android용 Outlook 다운로드<https://aka.ms/AAb9ysg>", "내 Galaxy에서 보냄"],
    ),
}  # fmt: skip

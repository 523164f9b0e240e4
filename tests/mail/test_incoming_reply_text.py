"""What is left of an answer when quotes and signature are gone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.html_text import text_of_html
from mail.reply_text import visible_text

NEAR = [folder / "shared" / "data" / "replies" for folder in Path(__file__).resolve().parents]
REPLIES = next((folder for folder in NEAR if folder.is_dir()), NEAR[0])
BODY = "Danke, das passt gut.\n\nKönnen wir am Dienstag sprechen?"

INTRODUCTIONS = [
    "On Fri, Nov 20, 2026 at 9:12 AM Maya Lindqvist <maya@harbourlane.example.com> wrote:",
    "On Fri, Nov 20, 2026 at 9:12 AM Maya Lindqvist <\nmaya@harbourlane.example.com> wrote:",
    "On 20 Nov 2026, at 09:12, Maya Lindqvist <maya@harbourlane.example.com> wrote:",
    "Am Fr., 20. Nov. 2026 um 09:12 Uhr schrieb Maya Lindqvist <maya@harbourlane.example.com>:",
    "Am 20.11.26 um 09:12 schrieb Maya Lindqvist:",
    "Maya Lindqvist <maya@harbourlane.example.com> schrieb am Fr., 20. Nov. 2026, 09:12:",
    "Le ven. 20 nov. 2026 à 09:12, Maya Lindqvist <maya@harbourlane.example.com> a écrit :",
    "Le 20/11/2026 à 09:12, Maya Lindqvist a écrit :",
    "El vie, 20 nov 2026 a las 9:12, Maya Lindqvist (<maya@harbourlane.example.com>) escribió:",
    "Il giorno ven 20 nov 2026 alle ore 09:12 Maya Lindqvist <maya@harbourlane.example.com> ha scritto:",
    "Op vr 20 nov 2026 om 09:12 schreef Maya Lindqvist <maya@harbourlane.example.com>:",
    "Em sex., 20 de nov. de 2026 às 09:12, Maya Lindqvist <maya@harbourlane.example.com> escreveu:",
    "Den fre 20 nov. 2026 kl 09:12 skrev Maya Lindqvist <maya@harbourlane.example.com>:",
    "fre. 20. nov. 2026 kl. 09.12 skrev Maya Lindqvist <maya@harbourlane.example.com>:",
    "pe 20. marrask. 2026 klo 9.12 Maya Lindqvist (maya@harbourlane.example.com) kirjoitti:",
    "pt., 20 lis 2026 o 09:12 Maya Lindqvist <maya@harbourlane.example.com> napisał(a):",
    "pá 20. 11. 2026 v 9:12 odesílatel Maya Lindqvist <maya@harbourlane.example.com> napsal:",
    "пт, 20 нояб. 2026 г. в 09:12, Maya Lindqvist <maya@harbourlane.example.com>:",
    "20 Kas 2026 Cum, saat 09:12 tarihinde Maya Lindqvist <maya@harbourlane.example.com> şunu yazdı:",
    "Maya Lindqvist <maya@harbourlane.example.com> ezt írta (időpont: 2026. nov. 20., P, 9:12):",
    "2026年11月20日(金) 9:12 Maya Lindqvist <maya@harbourlane.example.com>:",
    "Maya Lindqvist <maya@harbourlane.example.com> 于2026年11月20日周五 09:12写道：",
    "On Fri, Nov 20, 2026 at 9:12 AM, Maya Lindqvist <maya@harbourlane.example.com> wrote",
    "20 November 2026, 09:12, Maya Lindqvist\n<maya@harbourlane.example.com>:",
    "пятница, 20 ноября 2026 г., 09:12 +03:00 от Maya Lindqvist <maya@harbourlane.example.com>:",
    "\u202bבתאריך יום ו׳, 20 בנוב׳ 2026 ב-9:12 מאת \u202aMaya Lindqvist\u202c\u200f "
    "<\u202amaya@harbourlane.example.com\u202c\u200f>:\u202c",
    "في الجمعة، 20 نوفمبر 2026 في 9:12 ص تمت كتابة ما يلي بواسطة \u202aMaya Lindqvist\u202c\u200f "
    "<\u202amaya@harbourlane.example.com\u202c\u200f>:\u202c",
    "\u202bבתאריך יום ו׳, 20 בנוב׳ 2026 ב-9:12 מאת \u202aMaya Lindqvist\u202c\u200f\n"
    "<\u202amaya@harbourlane.example.com\u202c\u200f>:\u202c",
    "---- On Fri, 20 Nov 2026 09:12:00 +0100 Maya Lindqvist <maya@harbourlane.example.com> wrote ----",
]
BLOCKS = [
    "________________________________\nFrom: Maya\nSent: Friday, 20 November 2026 09:12\nTo: Ines\nSubject: Battery",
    "From: Maya <maya@harbourlane.example.com>\nDate: Friday, 20 November 2026\nTo: Ines\nSubject: Battery",
    "*From:* Maya <maya@harbourlane.example.com>\n*Sent:* Friday\n*To:* Ines\n*Subject:* Battery",
    "Von: Maya Lindqvist\nGesendet: Freitag, 20. November 2026 09:12\nAn: Ines\nBetreff: Batterie",
    "De : Maya Lindqvist\nEnvoyé : vendredi 20 novembre 2026 09:12\nÀ : Ines\nObjet : Batterie",
    "De: Maya Lindqvist\nEnviado: viernes, 20 de noviembre de 2026\nPara: Ines\nAsunto: Batería",
    "Da: Maya Lindqvist\nInviato: venerdì 20 novembre 2026\nA: Ines\nOggetto: Batteria",
    "Van: Maya Lindqvist\nVerzonden: vrijdag 20 november 2026\nAan: Ines\nOnderwerp: Batterij",
    "Från: Maya Lindqvist\nSkickat: den 20 november 2026\nTill: Ines\nÄmne: Batteri",
    "Fra: Maya Lindqvist\nSendt: 20. november 2026\nTil: Ines\nEmne: Batteri",
    "Od: Maya Lindqvist\nWysłano: piątek, 20 listopada 2026\nDo: Ines\nTemat: Bateria",
    "От: Maya Lindqvist\nОтправлено: 20 ноября 2026\nКому: Ines\nТема: Батарея",
    "发件人: Maya\n发送时间: 2026年11月20日\n收件人: Ines\n主题: Battery",
    "-----Original Message-----\nFrom: Maya\nSubject: Battery",
    "-----Ursprüngliche Nachricht-----\nVon: Maya\nBetreff: Batterie",
    "-------- Message d'origine --------\nDe : Maya",
    "---------- Forwarded message ---------\nFrom: Maya",
    ">>> Maya Lindqvist <maya@harbourlane.example.com> 20.11.26 9:12 >>>",
]
SIGNATURES = [
    "-- \nInes Albrecht\nStromblatt",
    "--\nInes",
    "---\nInes Albrecht\nStromblatt",
    "———————————\nInes Albrecht, Stromblatt\n+49 30 555 0101",
    "_______________\nInes Albrecht",
    "Sent from my iPhone",
    "Sent from a telephone with tiny keys",
    "Von meinem iPhone gesendet",
    "Gesendet mit der GMX Mail App",
    "Envoyé de mon iPhone",
    "Enviado desde mi iPhone",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Skickat från min iPhone",
    "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Holen Sie sich Outlook für Android<https://aka.ms/AAb9ysg>",
    "Best regards,\nInes",
    "Kind regards\n\nInes Albrecht\nReporter, Stromblatt\n+49 30 555 0101",
    "Best, Ines",
    "Thanks,\nInes",
    "Thanks! 😀\nInes",
    "Happy printing,",
    "Viele Grüße\nInes Albrecht",
    "Mit freundlichen Grüßen\n\nInes Albrecht\nRedaktion Energie",
    "LG Ines".replace(" ", "\n"),
    "Cordialement,\nInès",
    "Bien à vous,\nInès",
    "Un saludo,\nInés",
    "Cordiali saluti\nInes",
    "Met vriendelijke groet,\nInes",
    "Med vänliga hälsningar\nInes",
    "Med venlig hilsen\nInes",
    "Z poważaniem\nInes",
    "This e-mail is confidential and intended for its addressee alone.",
]


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
@pytest.mark.parametrize("mark", ["> ", ""], ids=["marked", "unmarked"])
def test_quote_goes_with_the_line_that_introduces_it(introduction, mark):
    quoted = "\n".join(f"{mark}{line}".rstrip() for line in ["Hi Ines,", "", "would the test data help?"])
    assert visible_text(f"{BODY}\n\n{introduction}\n\n{quoted}\n") == BODY


@pytest.mark.parametrize("block", BLOCKS)
def test_quote_under_a_block_of_headers_goes(block):
    assert visible_text(f"{BODY}\n\n{block}\n\nHi Ines,\n\nwould the test data help?\n") == BODY


@pytest.mark.parametrize("signature", SIGNATURES)
def test_signature_goes(signature):
    assert visible_text(f"{BODY}\n\n{signature}\n") == BODY
    quote = "On 20 Nov 2026, at 09:12, Maya wrote:\n\n> Hi Ines\n"
    assert visible_text(f"{BODY}\n\n{signature}\n\n{quote}") == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, that works for me.",
        "Sent from my desk, which is easier than from the train.",
        "Sent a picture of a thousand pixels.\nI hope you like it.",
        "They were\nsent from a warehouse in Altfelde\nand came on Tuesday.",
        "Price\n----\nTwo million.\n\nDate\n----\nIn May.",
        "The first of them:\n\n---\n\nIt is longer, has more detail and answers what our readers ask about it.",
        "I can do 20.11.2026, 10:00.\nPlease tell our editor <lena@example.org>:\nshe has the key.",
        "I have three, namely\nred, green and blue,\nand the third is the best,",
        "Best to call me on Tuesday.\nI am in from nine.",
        "As the minister wrote:\n\nWe will build ten of them.\n\nIs that true?",
        "One thing - and it matters - is the price.",
        "To: be decided.\n\nLet us talk.",
        "Here is my list:\n- price\n- date\n- place",
        "Am Dienstag passt es mir gut.\nAm Mittwoch schrieb ich dir schon, dass ich weg bin.",
        "Best,\nI would take the second one. It is longer, has more detail and answers what our readers ask about it.",
    ],
)
def test_ordinary_sentences_stay(text):
    assert visible_text(text) == text


def test_answers_between_and_below_quotes_stay():
    text = "On 20 Nov 2026, Maya wrote:\n> Price?\n\nTwo million.\n\n> Date?\n\nIn May.\n\n-- \nInes"
    assert visible_text(text) == "Two million.\n\nIn May."


def test_answer_that_is_only_a_closing_is_shown():
    assert visible_text("Thanks,\nInes\n") == "Thanks,\nInes"
    assert visible_text("Thanks for your help!\n\nBest regards\nInes\n") == "Thanks for your help!"


def test_banner_above_goes():
    banner = "CAUTION: This email originated from outside the organisation. Do not click links."
    assert visible_text(f"{banner}\n\n{BODY}\n") == BODY


def test_postscript_stays():
    text = f"{BODY}\n\nBest,\nInes\n\nP.S. The photo is lovely."
    assert visible_text(text) == text


def test_html_quotes_are_marked_and_lines_kept():
    html = "<p>One<br>two</p><ul><li>three</li></ul><blockquote>old</blockquote><script>x</script>"
    assert text_of_html(html) == "One\ntwo\n\n- three\n> old"


@pytest.mark.skipif(not REPLIES.is_dir(), reason="The sample replies are not on this machine (see its README)")
@pytest.mark.parametrize(
    ("name", "begins", "ends"),
    [
        ("email_1_1", "Hi folks", "using the Java HTTP API."),
        ("email_1_3", "Oh thanks.", "would be great."),
        ("email_1_4", "Awesome!", "another problem with it."),
        ("email_1_8", "I will reply under this one", "and under this."),
        ("email_2_1", "Outlook with a reply", "Outlook with a reply"),
        ("email_2_2", "Outlook with a reply", "directly above line"),
        ("email_3_1", "First reply.", "too hard here!"),
        ("email_danish_1", "Hej Peter,", "Det lyder godt."),
        ("email_gmail", "This is a test", "github message."),
        ("email_headers_no_delimiter", "And another reply!", "And another reply!"),
        ("email_nl_1_1", "Hallo allemaal,", "de Java HTTP API."),
        ("email_partial_quote_header", "On your remote host", "tunnel is not working."),
        ("email_pl_1_1", "Czesc Anno,", "Jak się masz?"),
        ("email_sent_from_iPhone", "Here is another email", "Here is another email"),
        ("email_sent_from_not_signature", "Here is another email", "my mobile phone."),
        ("email_sv_anon_1", "Hej", "kl 15 idag."),
        ("email_swedish_1", "Hej Person A,", "vilket företag det gäller?"),
        ("multi_header", "No problem.", "start a new order."),
        ("pathological", "I think you're onto something.", "get back to a computer."),
        ("caution", "Hi lads's Team,", "job at our end."),
    ],
)
def test_sample_replies_begin_and_end_where_they_should(name, begins, ends):
    shown = visible_text((REPLIES / f"{name}.txt").read_text(encoding="utf-8"))
    assert shown.startswith(begins)
    assert shown.endswith(ends)


@settings(max_examples=200, deadline=2000)
@given(st.lists(st.sampled_from([*INTRODUCTIONS, *SIGNATURES, "> x", "", "a" * 500, "From: x", "____" * 20, "wrote:"])))
def test_visible_text_ends_in_time_and_invents_nothing(lines):
    text = "\n".join(lines)
    shown = visible_text(text)
    assert set(shown.split()) <= set(text.split())

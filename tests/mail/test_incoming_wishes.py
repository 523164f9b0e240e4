"""Wishes in plain words and departures, in many languages: found, and not found where they only sound so."""

from datetime import date

import pytest

from mail.classification import classify
from mail.parsing import parse_mail
from mail.wishes import Departure, asks_to_stop, departure

WISHES = [
    "Please take me off your list.",
    "Hi Maya, thanks, but this is nothing for us. Could you remove me from your mailing list? Best",
    "Stop emailing me, please.",
    "I no longer wish to receive these emails.",
    "Please don't contact me again about batteries or anything else.",
    "Bitte nehmen Sie mich aus Ihrem Verteiler. Ich schreibe nicht mehr über Energie.",
    "Bitte streichen Sie mich aus dem Verteiler.",
    "Ich möchte keine weiteren Mails von Ihnen bekommen.",
    "Schreiben Sie mir bitte nicht mehr.",
    "Merci de me retirer de votre liste de diffusion.",
    "Merci de ne plus m'envoyer de communiqués.",
    "Je ne souhaite plus recevoir vos messages.",
    "Por favor, elimínenme de su lista.",
    "Quiero darme de baja.",
    "No me escriba más, por favor.",
    "Vi prego di cancellarmi dalla vostra lista.",
    "Non desidero più ricevere le vostre mail.",
    "Por favor, remova-me da sua lista.",
    "Não quero receber mais e-mails.",
    "Graag uitschrijven.",
    "Wilt u mij van de lijst halen? Ik wil geen mails meer ontvangen.",
    "Ta bort mig från listan, tack.",
    "Jag vill inte längre få utskick.",
    "Fjern mig venligst fra listen.",
    "Vennligst ikke kontakt meg mer. Ta meg av listen.",
    "Olkaa hyvä ja poistakaa minut listalta.",
    "Proszę o usunięcie mnie z listy.",
    "Nie chcę więcej otrzymywać takich wiadomości.",
    "Vyřaďte mě prosím ze seznamu.",
    "Už mi prosím nepište.",
    "Kérem, töröljenek a listáról.",
    "Nu mai doresc să primesc mesaje.",
    "Lütfen beni listenizden çıkarın.",
    "Παρακαλώ διαγράψτε με από τη λίστα.",
    "Пожалуйста, удалите меня из рассылки.",
    "Більше не пишіть мені, будь ласка.",
    "今後のメール配信を停止してください。",
    "请不要再给我发邮件。",
    "더 이상 메일을 보내지 마세요.",
]
NO_WISHES = [
    "I'd not take you off my list, don't worry.",
    "Please don't unsubscribe me, I enjoy these.",
    "Keep me on your list, please.",
    "Yes, please send the test data.",
    "Did you stop sending the weekly figures?",
    "Please don't send me attachments, a link is fine.",
    "Don't email me before Tuesday, I'm travelling.",
    "The unsubscribe link in your footer does not work.",
    "I would never ask you to stop writing.",
    "Readers want companies to stop sending spam; can you comment?",
    "The regulator told providers to stop contacting customers by phone. Any comment?",
    "Danke, gern. Bitte lassen Sie mich im Verteiler.",
    "Bitte nehmen Sie mich nicht aus dem Verteiler.",
    "Ne me retirez surtout pas de la liste.",
    "No me den de baja, por favor.",
    "Non cancellatemi dalla lista, per favore.",
    "Can you write to me on Monday?",
    "Wir brauchen keine weiteren Zahlen.",
    "I was not able to open the list.",
    "Nein danke, diesmal nicht.",
    "Non ho ricevuto il comunicato, puoi inviarlo?",
    "No puedo abrir el archivo, ¿me lo envía otra vez?",
    "Jeg vil ikke skrive om det nu.",
    "Ik kan dinsdag niet.",
    "Nie mam teraz czasu, proszę zadzwonić.",
    "Не могу открыть файл.",
    "Jag vill inte ha bilden, bara texten.",
    "Es ist nicht mehr lange bis Weihnachten.",
]
DEPARTURES = [
    (
        "I have left the Courier. Please contact my successor Anna Berg (anna.berg@courier.example) from now on.",
        ("anna.berg@courier.example", "Anna Berg"),
    ),
    (
        "Ich bin nicht mehr bei der Post. Bitte wenden Sie sich an Jonas Keller, jonas.keller@morgenpost.example.",
        ("jonas.keller@morgenpost.example", "Jonas Keller"),
    ),
    ("I no longer work at the Courier. You can reach me at ines@freelance.example.", ("ines@freelance.example", "")),
    (
        "Je ne travaille plus au Courrier. Merci d'écrire à Luc Martin : l.martin@courrier.example",
        ("l.martin@courrier.example", "Luc Martin"),
    ),
    ("Ya no trabajo en El Correo. Puede escribir a redaccion@correo.example", ("redaccion@correo.example", "")),
    (
        "Non lavoro più al Corriere. Potete contattare Marta Neri marta.neri@corriere.example",
        ("marta.neri@corriere.example", "Marta Neri"),
    ),
    (
        "Ik werk niet meer bij De Krant. Neem contact op met Jan de Vries (jan@krant.example).",
        ("jan@krant.example", "Jan de Vries"),
    ),
    (
        "Jag arbetar inte längre på tidningen. Kontakta eva.lund@tidning.example",
        ("eva.lund@tidning.example", "Eva Lund"),
    ),
    (
        "Nie pracuję już w redakcji. Proszę o kontakt: Anna Nowak <anna.nowak@gazeta.example>",
        ("anna.nowak@gazeta.example", "Anna Nowak"),
    ),
    (
        "Я больше не работаю в газете. Пишите Ивану Петрову: petrov@gazeta.example",
        ("petrov@gazeta.example", "Ивану Петрову"),
    ),
    (
        "Ines Albrecht has left Stromblatt. For energy stories write to Noor Haddad at noor@stromblatt.example",
        ("noor@stromblatt.example", "Noor Haddad"),
    ),
    ("Ines Albrecht hat den Verlag verlassen.", ("", "")),
]
NO_DEPARTURES = [
    "The minister has left Berlin. Please contact me at ines@example.org.",
    "I am no longer interested in this story.",
    "I have left my phone at home, please email me on ines@example.net",
    "Thanks, I left you a message.",
    "We left the company out of the list.",
]


@pytest.mark.parametrize("text", WISHES)
def test_wish_is_found(text):
    assert asks_to_stop(text)


@pytest.mark.parametrize("text", NO_WISHES)
def test_what_only_sounds_like_a_wish_is_none(text):
    assert not asks_to_stop(text)


@pytest.mark.parametrize(("text", "expected"), DEPARTURES)
def test_departure_is_found_with_whom_to_write_to(text, expected):
    assert departure(text, known={"ines@stromblatt.example"}) == Departure(*expected)


@pytest.mark.parametrize("text", NO_DEPARTURES)
def test_other_leaving_is_no_departure(text):
    assert departure(text, known=set()) is None


def test_address_that_is_no_news_is_not_given():
    text = "I have left the paper. You can reach me at ines@example.org."
    assert departure(text, known={"ines@example.org"}) == Departure()


@pytest.mark.parametrize(
    "word",
    ["Unsubscribe", "unsubscribe me please", "Bitte abmelden", "Désabonnement", "Por favor, darme de baja",
     "Afmeld mig", "Odhlásit se", "Отписаться", "退订", "配信停止", "수신거부", "Leiratkozás"],
)  # fmt: skip
def test_bare_word_is_a_wish_in_many_languages(word):
    raw = f"From: a@example.org\nIn-Reply-To: <a@b>\nContent-Type: text/plain; charset=utf-8\n\n{word}\n"
    assert classify(parse_mail(raw.encode()), received_on=date(2026, 11, 20)).kind == "unsubscribe"


@pytest.mark.parametrize("text", ["How many of them unsubscribe?", "Abmelden werde ich mich nicht.", "Baja California"])
def test_sentence_with_the_word_is_no_bare_wish(text):
    raw = f"From: a@example.org\nIn-Reply-To: <a@b>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    assert classify(parse_mail(raw.encode()), received_on=date(2026, 11, 20)).kind == "reply"


def test_newsletter_asks_for_nothing():
    raw = b"From: a@example.org\nList-Unsubscribe: <mailto:u@example.org>\n\nTo unsubscribe, click here.\n"
    found = classify(parse_mail(raw), received_on=date(2026, 11, 20))
    assert (found.asks_to_stop, found.left) == (False, None)

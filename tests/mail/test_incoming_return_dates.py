"""The day of return in out-of-office messages, in the languages they are written in. They came on 20 November 2026."""

from datetime import date

import pytest

from mail.autoreplies import return_date

BACK = [
    ("I am out of the office until 30 November 2026 with no access to email.", "2026-11-30"),
    ("I'll be back on Monday, December 7th.", "2026-12-07"),
    ("I am on annual leave from 16 November to 27 November inclusive.", "2026-11-27"),
    ("Ich bin bis einschließlich 29.11.2026 nicht im Büro.", "2026-11-29"),
    ("Vielen Dank für Ihre Nachricht. Ich bin ab dem 1. Dezember wieder erreichbar.", "2026-12-01"),
    ("Ich bin vom 16. bis 27.11. im Urlaub.", "2026-11-27"),
    ("Je suis absente jusqu'au 30 novembre inclus.", "2026-11-30"),
    ("Je serai de retour le mardi 1er décembre.", "2026-12-01"),
    ("Actuellement en congés, je reviendrai le 7 décembre 2026", "2026-12-07"),
    ("Estaré fuera de la oficina hasta el 30 de noviembre.", "2026-11-30"),
    ("Me reincorporo el 1 de diciembre de 2026.", "2026-12-01"),
    ("Sono assente fino al 30 novembre.", "2026-11-30"),
    ("Rientro in ufficio il 1° dicembre 2026.", "2026-12-01"),
    ("Estou ausente até 30 de novembro de 2026.", "2026-11-30"),
    ("Ik ben afwezig tot en met 29 november.", "2026-11-29"),
    ("Ik ben op maandag 30 november weer aanwezig.", "2026-11-30"),
    ("Jag är på semester till och med den 29 november.", "2026-11-29"),
    ("Jag är tillbaka den 30 november.", "2026-11-30"),
    ("Jeg er på ferie og er tilbage den 30. november.", "2026-11-30"),
    ("Jeg er tilbake 30. november 2026.", "2026-11-30"),
    ("Olen lomalla ja palaan töihin 30.11.2026.", "2026-11-30"),
    ("Olen poissa 29.11.2026 asti.", "2026-11-29"),
    ("Jestem nieobecna do 30 listopada 2026 r.", "2026-11-30"),
    ("Wracam do pracy 1 grudnia.", "2026-12-01"),
    ("Jsem mimo kancelář do 30. listopadu 2026.", "2026-11-30"),
    ("Vrátím se 1. prosince.", "2026-12-01"),
    ("Szabadságon vagyok 2026. november 30-ig.", "2026-11-30"),
    ("Nu sunt la birou până pe 30 noiembrie 2026.", "2026-11-30"),
    ("Mă întorc pe 1 decembrie.", "2026-12-01"),
    ("30 Kasım 2026 tarihine kadar izindeyim.", "2026-11-30"),
    ("Λείπω από το γραφείο έως τις 30 Νοεμβρίου 2026.", "2026-11-30"),
    ("Я в отпуске до 30 ноября 2026 г.", "2026-11-30"),
    ("Вернусь 1 декабря.", "2026-12-01"),
    ("Я у відпустці до 30 листопада 2026 року.", "2026-11-30"),
    ("11月30日まで休暇をいただいております。", "2026-11-30"),
    ("我将于2026年11月30日回到办公室。", "2026-11-30"),
    ("11월 30일까지 휴가입니다.", "2026-11-30"),
    ("I am away until Monday.", "2026-11-23"),
    ("Ich bin am Montag wieder da.", "2026-11-23"),
    ("Vrátím se v pondělí.", "2026-11-23"),
    ("Wracam w poniedziałek.", "2026-11-23"),
    ("I am travelling and slow to answer.", None),
    ("Our office opened on 1 December 1998. We are away.", None),
    ("For the event on 3 December contact Anna. I am away.", None),
]


@pytest.mark.parametrize(("text", "day"), BACK)
def test_day_of_return_is_read(text, day):
    assert return_date(text, received_on=date(2026, 11, 20)) == (date.fromisoformat(day) if day else None)

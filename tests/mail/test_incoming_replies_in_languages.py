"""Answers in twenty-one languages, with what mail programs and people put around them: exactly the answer is left.

`reply_forms.json` holds, by language, an answer and the introductions, blocks of headers and signatures around it.
"""

import json
from pathlib import Path

import pytest

from mail.reply_text import visible_text

FORMS = json.loads((Path(__file__).parent / "reply_forms.json").read_text(encoding="utf-8"))
QUOTE = "Hi Ines,\n\nwould the test data help? We can send them today.\n\nBest,\nMaya"
MARKED = "\n".join(f"> {line}".rstrip() for line in QUOTE.splitlines())


def wrong(language, texts):
    answer = FORMS[language]["answer"]
    return [around for around, text in texts if visible_text(text) != answer]


@pytest.mark.parametrize("language", FORMS)
def test_quote_goes_with_its_introduction(language):
    form, texts = FORMS[language], []
    for each in form["introductions"]:
        marked_only = each.startswith(">") or each.splitlines()[-1].startswith(">")
        quotes = [MARKED] if marked_only else [MARKED, QUOTE]
        texts += [(each, f"{form['answer']}\n\n{each}\n\n{quote}\n") for quote in quotes]
    texts += [(each, f"{form['answer']}\n\n{each}\n\n{QUOTE}\n") for each in form["blocks"]]
    left = wrong(language, texts)
    assert len(left) <= 0.05 * len(texts), left


@pytest.mark.parametrize("language", FORMS)
def test_signature_goes_whatever_stands_below(language):
    form, texts = FORMS[language], []
    below = ["", f"\n{form['introductions'][0]}\n\n{MARKED}\n", f"\n{form['blocks'][0]}\n\n{QUOTE}\n"]
    for each in form["signatures"]:
        texts += [(each, f"{form['answer']}\n\n{each}\n{rest}") for rest in below]
    left = wrong(language, texts)
    assert len(left) <= 0.1 * len(texts), left


def test_sender_who_signs_in_words_of_no_list_is_known_by_name():
    text = "Sí, el martes.\n\nSiempre vuestra,\nInes\nStromblatt"
    assert visible_text(text, sender="Ines Albrecht") == "Sí, el martes."
    assert visible_text("Ines should call me.\n\nTuesday works.", sender="Ines Albrecht") == (
        "Ines should call me.\n\nTuesday works."
    )


def test_blank_lines_stay_as_typed_but_for_those_around_a_quote():
    assert visible_text("One\n\n\nTwo\n") == "One\n\n\nTwo"
    assert visible_text("> Price?\n\n\nTwo million.\n\n> Date?\n\n\nIn May.\n") == "Two million.\n\nIn May."


def test_list_of_particulars_is_no_block_of_headers():
    text = "Here are mine:\n\nName: Ines Albrecht\nE-mail: ines@example.org\nDay: 20.11.2026, 10:00\nRoom: 4"
    assert visible_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Hei Maya,\nHyvää huomenta\n\nTiistai käy minulle oikein hyvin, kiitos.",
        "Bom dia,\n\nterça-feira está bem para mim, obrigada.",
        "İyi günler,\n\nSalı günü saat 10 benim için çok uygun.",
        "Merci,\nje prends le deuxième, il est plus long et plus clair.",
        "Ja, gern.\n\nDie Zahlen brauche ich bis Dienstag.",
        "Price: 2 million\nDate: May 2027\nPlace: Altfelde",
    ],
)
def test_greetings_and_sentences_stay(text):
    assert visible_text(text, sender="Ines Albrecht") == text


def test_sentence_about_where_it_was_sent_from_stays():
    text = "Here is another one.\n\nSent from my desk, is much easier than my mobile phone."
    assert visible_text(text) == text

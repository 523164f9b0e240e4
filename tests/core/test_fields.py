import pytest
from django.db import connection

from core.fields import UnreadableSecret
from mail.models import Mailbox
from tests.factories.mail import MailboxFactory


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT imap_password FROM mail_mailbox")
        return cursor.fetchone()[0]


def test_secret_is_encrypted_at_rest_and_read_in_the_clear(db):
    MailboxFactory(imap_password="hush")
    assert "hush" not in stored()
    assert Mailbox.objects.get().imap_password == "hush"
    assert Mailbox.objects.defer("imap_password").get().imap_password == "hush"
    assert Mailbox.objects.values_list("imap_username", flat=True).get() == ""


def test_secret_is_read_under_an_older_key(db, settings):
    MailboxFactory(imap_password="hush")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of at least thirty-two characters"
    assert Mailbox.objects.get().imap_password == "hush"


def test_secret_under_a_lost_key_leaves_its_row_usable(db, settings):
    MailboxFactory(imap_password="hush")
    sealed = stored()
    settings.SECRET_KEY = "another key of at least thirty-two characters"
    mailbox = Mailbox.objects.get()
    mailbox.name = "Press office"
    mailbox.save()
    assert stored() == sealed
    with pytest.raises(UnreadableSecret, match="SECRET_KEY has changed"):
        _ = mailbox.imap_password
    mailbox.imap_password = "new"
    mailbox.save()
    assert Mailbox.objects.get().imap_password == "new"

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.tokens


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="outgoingmessage",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="outgoingmessage",
            name="in_reply_to",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="later",
                to="mail.outgoingmessage",
            ),
        ),
        migrations.AlterField(
            model_name="outgoingmessage",
            name="mailbox",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="outgoing", to="mail.mailbox"
            ),
        ),
        migrations.AlterField(
            model_name="outgoingmessage",
            name="message_id",
            field=models.CharField(max_length=255),
        ),
        migrations.AlterField(
            model_name="outgoingmessage",
            name="reply_token",
            field=models.CharField(default=core.tokens.new_token, editable=False, max_length=32),
        ),
        migrations.AddIndex(
            model_name="outgoingmessage",
            index=models.Index(
                condition=models.Q(("in_reply_to__isnull", False)), fields=["in_reply_to"], name="mail_outgoing_thread"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmessage",
            index=models.Index(
                condition=models.Q(("confirmed_by__isnull", False)),
                fields=["confirmed_by"],
                name="mail_outgoing_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.UniqueConstraint(fields=("message_id",), name="mail_outgoing_message_id"),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.UniqueConstraint(fields=("reply_token",), name="mail_outgoing_reply_token"),
        ),
    ]

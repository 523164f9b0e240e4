import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.folding


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_search"),
        ("mail", "0007_sending_domains"),
        ("team", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("address", models.CharField(blank=True, max_length=254)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("state", models.CharField(choices=[("open", "Open"), ("done", "Done")], default="open", max_length=4)),
                ("snoozed_until", models.DateTimeField(blank=True, null=True)),
                ("waiting_since", models.DateTimeField(blank=True, null=True)),
                ("last_message_at", models.DateTimeField()),
                ("last_incoming_at", models.DateTimeField(blank=True, null=True)),
                (
                    "is_ours",
                    models.BooleanField(
                        default=False,
                        help_text="Holds something we sent or an answer to it, so that managers may see it.",
                    ),
                ),
                ("has_files", models.BooleanField(default=False)),
                (
                    "search_text",
                    models.TextField(blank=True, editable=False, help_text="Subject and correspondent, folded."),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="threads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mailbox",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="threads",
                        to="mail.mailbox",
                    ),
                ),
            ],
            options={
                "ordering": ["-last_message_at", "-pk"],
                "indexes": [
                    models.Index(fields=["-last_message_at", "-id"], name="mail_thread_newest"),
                    models.Index(fields=["address"], name="mail_thread_address"),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["assignee", "-last_message_at"],
                        name="mail_thread_open",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                        name="mail_thread_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done"])), name="mail_thread_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("snoozed_until", None), ("waiting_since", None)),
                            _connector="OR",
                        ),
                        name="mail_thread_done_rests",
                        violation_error_message="What is done neither waits nor is put off.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("waiting_since", None), ("last_incoming_at__isnull", False), _connector="OR"
                        ),
                        name="mail_thread_waits_for_a_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_incoming_at", None),
                            ("last_message_at__gte", models.F("last_incoming_at")),
                            _connector="OR",
                        ),
                        name="mail_thread_last_message",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("kind", models.CharField(choices=[("note", "Note"), ("step", "Step")], default="note", max_length=4)),
                ("text", models.TextField(max_length=4000)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="mail.thread"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["note", "step"])), name="mail_threadnote_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="mail_threadnote_says_something",
                        violation_error_message="A note says something.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="incomingmessage",
            name="contents",
            field=models.JSONField(
                blank=True, editable=False, help_text="See `mail.attachments.contents_of`.", null=True
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="answer_to",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="answered_by",
                to="mail.incomingmessage",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="once",
            field=models.UUIDField(
                blank=True, help_text="The form it came from; sent twice, it counts once.", null=True
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="written",
            field=models.TextField(
                blank=True,
                help_text="HTML: what a person typed, without signature and quote. Empty unless it is an answer.",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="incomingmessage",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="incoming",
                to="mail.thread",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="outgoing",
                to="mail.thread",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingmessage",
            index=models.Index(
                condition=models.Q(("thread__isnull", False)),
                fields=["thread", "-received_at"],
                name="mail_incoming_thread",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingmessage",
            index=models.Index(
                condition=models.Q(
                    ("copy_of", None),
                    ("kind__in", ["reply", "inquiry", "other", "unsubscribe"]),
                    ("processed_at__isnull", False),
                    ("thread", None),
                ),
                fields=["received_at"],
                name="mail_incoming_unthreaded",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingmessage",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(core.folding.Fold("full_text"), name="gin_trgm_ops"),
                name="mail_incoming_search",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmessage",
            index=models.Index(
                condition=models.Q(("thread__isnull", False)), fields=["thread"], name="mail_outgoing_conversation"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmessage",
            index=models.Index(
                condition=models.Q(("answer_to__isnull", False)), fields=["answer_to"], name="mail_outgoing_answer"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmessage",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(core.folding.Fold("written"), name="gin_trgm_ops"),
                condition=models.Q(("purpose", "answer")),
                name="mail_outgoing_search",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once__isnull", False)), fields=("once",), name="mail_outgoing_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer_to", None), ("purpose", "answer"), _connector="OR"),
                name="mail_outgoing_answer_purpose",
            ),
        ),
    ]

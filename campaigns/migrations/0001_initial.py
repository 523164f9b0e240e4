import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.folding
import core.migrating
import core.pictures


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("campaigns", "0002_spokespeople"),
        ("campaigns", "0003_statements"),
        ("campaigns", "0004_search"),
        ("campaigns", "0005_words"),
        ("campaigns", "0006_what_waits"),
        ("campaigns", "0007_audit_trail"),
    ]

    dependencies = [
        ("core", "0002_jobs_and_words"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "Planned"), ("running", "Running"), ("closed", "Closed")],
                                default="planned",
                                max_length=8,
                            ),
                        ),
                        ("objective", models.TextField(blank=True)),
                        ("audience", models.TextField(blank=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="campaigns",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="campaigns",
                                to="campaigns.client",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-created_at", "-id"], name="campaigns_campaign_newest"),
                            models.Index(
                                condition=models.Q(("state", "closed"), _negated=True),
                                fields=["-updated_at"],
                                name="campaigns_campaign_running",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(core.folding.Fold("name"), name="gin_trgm_ops"),
                                name="campaigns_campaign_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("client"),
                                django.db.models.functions.text.Lower("name"),
                                name="campaigns_campaign_name",
                                violation_error_message="This client has a campaign of this name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["planned", "running", "closed"])),
                                name="campaigns_campaign_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("starts_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="campaigns_campaign_dates",
                                violation_error_message="A campaign cannot end before it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Client",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=120)),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("about", models.TextField(blank=True, verbose_name="in one paragraph")),
                        ("website", models.URLField(blank=True)),
                        ("logo", models.ImageField(blank=True, upload_to=core.pictures.PicturePath("clients"))),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "observers",
                            models.ManyToManyField(
                                blank=True, related_name="observed_clients", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "indexes": [
                            models.Index(fields=["name", "id"], name="campaigns_client_by_name"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(core.folding.Fold("name"), name="gin_trgm_ops"),
                                name="campaigns_client_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="campaigns_client_name",
                                violation_error_message="There is a client of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "Planned"), ("running", "Running"), ("closed", "Closed")],
                                default="planned",
                                max_length=8,
                            ),
                        ),
                        ("objective", models.TextField(blank=True)),
                        ("audience", models.TextField(blank=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("embargo_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.client",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClientEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=120)),
                        ("slug", models.SlugField(db_index=False, max_length=60)),
                        ("about", models.TextField(blank=True, verbose_name="in one paragraph")),
                        ("website", models.URLField(blank=True)),
                        ("logo", models.ImageField(blank=True, upload_to=core.pictures.PicturePath("clients"))),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="campaigns.client",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KeyMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="key_messages",
                                to="campaigns.campaign",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="campaigns_key_message_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeyMessageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("text", models.CharField(max_length=300)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="campaigns.keymessage",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Spokesperson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "role",
                            models.CharField(blank=True, help_text="For example: Chief executive.", max_length=120),
                        ),
                        ("about", models.TextField(blank=True, max_length=400, verbose_name="in two sentences")),
                        (
                            "languages",
                            models.CharField(
                                blank=True, help_text="For example: Norwegian, English, German.", max_length=120
                            ),
                        ),
                        ("portrait", models.ImageField(blank=True, upload_to=core.pictures.PicturePath("people"))),
                        (
                            "reached",
                            models.CharField(
                                blank=True,
                                help_text="For the team; journalists do not see it.",
                                max_length=200,
                                verbose_name="how to reach them",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spokespeople",
                                to="campaigns.client",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "spokespeople",
                        "ordering": ["position", "name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("client"),
                                django.db.models.functions.text.Lower("name"),
                                name="campaigns_spokesperson_name",
                                violation_error_message="This client has a spokesperson of this name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="campaigns_spokesperson_named",
                                violation_error_message="Give the name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpokespersonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "role",
                            models.CharField(blank=True, help_text="For example: Chief executive.", max_length=120),
                        ),
                        ("about", models.TextField(blank=True, max_length=400, verbose_name="in two sentences")),
                        (
                            "languages",
                            models.CharField(
                                blank=True, help_text="For example: Norwegian, English, German.", max_length=120
                            ),
                        ),
                        ("portrait", models.ImageField(blank=True, upload_to=core.pictures.PicturePath("people"))),
                        (
                            "reached",
                            models.CharField(
                                blank=True,
                                help_text="For the team; journalists do not see it.",
                                max_length=200,
                                verbose_name="how to reach them",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="campaigns.spokesperson",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("title", models.CharField(max_length=160)),
                        ("text", models.TextField(max_length=4000)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("expires_on", models.DateField(blank=True, null=True)),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="statements",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose words they are, if somebody is quoted.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="statements",
                                to="campaigns.spokesperson",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title", "pk"],
                        "indexes": [
                            models.Index(fields=["client", "title"], name="campaigns_statement_client"),
                            models.Index(
                                condition=models.Q(("approved_at", None), ("archived_at", None)),
                                fields=["updated_at"],
                                name="campaigns_statement_waiting",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="campaigns_statement_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("client"),
                                django.db.models.functions.text.Lower("title"),
                                condition=models.Q(("archived_at", None)),
                                name="campaigns_statement_title",
                                violation_error_message="This client has a statement of this title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)
                                ),
                                name="campaigns_statement_says",
                                violation_error_message="A statement has a title and says something.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at", None), ("approved_by", None)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="campaigns_statement_approved",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("title", models.CharField(max_length=160)),
                        ("text", models.TextField(max_length=4000)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("expires_on", models.DateField(blank=True, null=True)),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="campaigns.statement",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Whose words they are, if somebody is quoted.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="campaigns.spokesperson",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="client",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(mr_fold(NEW.name)); ELSIF NEW.name IS DISTINCT FROM OLD.name THEN PERFORM mr_learn(mr_fold(NEW.name)); END IF; RETURN NULL;",
                            hash="fe3091d59dbd0e6a9a9fc06c1548778a3faa3932",
                            operation='INSERT OR UPDATE OF "name"',
                            pgid="pgtrigger_learn_words_0be7c",
                            table="campaigns_client",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="client",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_clientevent" ("about", "archived_at", "created_at", "id", "logo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") VALUES (NEW."about", NEW."archived_at", NEW."created_at", NEW."id", NEW."logo", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."website"); RETURN NULL;',
                            hash="d2b332fd23e8d86d25e882e13aa7c9517963ce15",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c2d17",
                            table="campaigns_client",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="client",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."logo" IS DISTINCT FROM (NEW."logo") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "campaigns_clientevent" ("about", "archived_at", "created_at", "id", "logo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") VALUES (NEW."about", NEW."archived_at", NEW."created_at", NEW."id", NEW."logo", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."website"); RETURN NULL;',
                            hash="3f557674b9b647691523aee3de70e281e2e54091",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bb517",
                            table="campaigns_client",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="client",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_clientevent" ("about", "archived_at", "created_at", "id", "logo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") VALUES (OLD."about", OLD."archived_at", OLD."created_at", OLD."id", OLD."logo", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."website"); RETURN NULL;',
                            hash="fc92a0296760b3b0364bdf068891391a298560ea",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a25f7",
                            table="campaigns_client",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="campaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(mr_fold(NEW.name)); ELSIF NEW.name IS DISTINCT FROM OLD.name THEN PERFORM mr_learn(mr_fold(NEW.name)); END IF; RETURN NULL;",
                            hash="debcb07a05020db0e9474fde32e0d237773275de",
                            operation='INSERT OR UPDATE OF "name"',
                            pgid="pgtrigger_learn_words_e5260",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="campaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_campaignevent" ("audience", "client_id", "created_at", "embargo_until", "ends_on", "id", "name", "objective", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state") VALUES (NEW."audience", NEW."client_id", NEW."created_at", NEW."embargo_until", NEW."ends_on", NEW."id", NEW."name", NEW."objective", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."state"); RETURN NULL;',
                            hash="813a657e895a5bcd06a5007b780e6594ded0aa89",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5522d",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="campaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."embargo_until" IS DISTINCT FROM (NEW."embargo_until") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."objective" IS DISTINCT FROM (NEW."objective") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "campaigns_campaignevent" ("audience", "client_id", "created_at", "embargo_until", "ends_on", "id", "name", "objective", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state") VALUES (NEW."audience", NEW."client_id", NEW."created_at", NEW."embargo_until", NEW."ends_on", NEW."id", NEW."name", NEW."objective", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."state"); RETURN NULL;',
                            hash="8b526da35ba47beaad88347f4ec977f275a6cb38",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f2afa",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="campaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_campaignevent" ("audience", "client_id", "created_at", "embargo_until", "ends_on", "id", "name", "objective", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state") VALUES (OLD."audience", OLD."client_id", OLD."created_at", OLD."embargo_until", OLD."ends_on", OLD."id", OLD."name", OLD."objective", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."state"); RETURN NULL;',
                            hash="e27163fd49d7381eaaad42bfe0b06829125b1df0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4123f",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keymessage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_keymessageevent" ("campaign_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."campaign_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                            hash="a11f2491ab5768e20dc05c807012d6b346a4b87f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4a111",
                            table="campaigns_keymessage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keymessage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "campaigns_keymessageevent" ("campaign_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."campaign_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                            hash="24e0cf65289aed7a34511e39213cd78ed69e8cb1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_85566",
                            table="campaigns_keymessage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="keymessage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_keymessageevent" ("campaign_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (OLD."campaign_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text"); RETURN NULL;',
                            hash="16de4be504455664edaf8bc47c399d104864f245",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_30733",
                            table="campaigns_keymessage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="spokesperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_spokespersonevent" ("about", "archived_at", "client_id", "created_at", "id", "languages", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portrait", "position", "reached", "role") VALUES (NEW."about", NEW."archived_at", NEW."client_id", NEW."created_at", NEW."id", NEW."languages", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."portrait", NEW."position", NEW."reached", NEW."role"); RETURN NULL;',
                            hash="9229d7b46066fac5bc9a4f0aeb73d8683c123754",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67a63",
                            table="campaigns_spokesperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="spokesperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."portrait" IS DISTINCT FROM (NEW."portrait") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reached" IS DISTINCT FROM (NEW."reached") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                            func='INSERT INTO "campaigns_spokespersonevent" ("about", "archived_at", "client_id", "created_at", "id", "languages", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portrait", "position", "reached", "role") VALUES (NEW."about", NEW."archived_at", NEW."client_id", NEW."created_at", NEW."id", NEW."languages", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."portrait", NEW."position", NEW."reached", NEW."role"); RETURN NULL;',
                            hash="3eac74cbe2c7c131bb2141f528fb195126069ddb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57777",
                            table="campaigns_spokesperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="spokesperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_spokespersonevent" ("about", "archived_at", "client_id", "created_at", "id", "languages", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portrait", "position", "reached", "role") VALUES (OLD."about", OLD."archived_at", OLD."client_id", OLD."created_at", OLD."id", OLD."languages", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."portrait", OLD."position", OLD."reached", OLD."role"); RETURN NULL;',
                            hash="e414eee1d2adcc62b0c0a82ddcaa7b7c62fb0983",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3dba6",
                            table="campaigns_spokesperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_statementevent" ("approved_at", "approved_by_id", "archived_at", "campaign_id", "client_id", "created_at", "expires_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "text", "title") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."archived_at", NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."expires_on", NEW."id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."speaker_id", NEW."text", NEW."title"); RETURN NULL;',
                            hash="1774e1c7e79b4e17d124f5cd833c1fe64bed04da",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8656c",
                            table="campaigns_statement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."speaker_id" IS DISTINCT FROM (NEW."speaker_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func='INSERT INTO "campaigns_statementevent" ("approved_at", "approved_by_id", "archived_at", "campaign_id", "client_id", "created_at", "expires_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "text", "title") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."archived_at", NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."expires_on", NEW."id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."speaker_id", NEW."text", NEW."title"); RETURN NULL;',
                            hash="daa519d735c1328fffcc142231145e6bf1735391",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a9f82",
                            table="campaigns_statement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "campaigns_statementevent" ("approved_at", "approved_by_id", "archived_at", "campaign_id", "client_id", "created_at", "expires_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "text", "title") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."archived_at", OLD."campaign_id", OLD."client_id", OLD."created_at", OLD."expires_on", OLD."id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."speaker_id", OLD."text", OLD."title"); RETURN NULL;',
                            hash="93af3ee83d8e94030b167e2bc31016901227405b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c5fe2",
                            table="campaigns_statement",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]

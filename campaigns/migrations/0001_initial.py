import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.pictures


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    models.ManyToManyField(blank=True, related_name="observed_clients", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "indexes": [models.Index(fields=["name", "id"], name="campaigns_client_by_name")],
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
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="campaigns", to="campaigns.client"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["-created_at", "-id"], name="campaigns_campaign_newest")],
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        condition=models.Q(("text", ""), _negated=True), name="campaigns_key_message_says_something"
                    )
                ],
            },
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
    ]

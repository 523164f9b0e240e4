import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.folding
import core.migrating
import coverage.models.monitor


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("coverage", "0002_articles_left"),
        ("coverage", "0003_pages_wanted"),
        ("coverage", "0004_changed_last"),
        ("coverage", "0005_title_search"),
        ("coverage", "0006_words"),
        ("coverage", "0007_what_waits"),
        ("coverage", "0008_audit_trail"),
    ]

    dependencies = [
        ("campaigns", "0001_initial"),
        ("contacts", "0001_initial"),
        ("core", "0002_jobs_and_words"),
        ("mail", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="AlertHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("quiet_from", models.TimeField(default=datetime.time(20, 0), verbose_name="quiet from")),
                        ("quiet_until", models.TimeField(default=datetime.time(7, 0), verbose_name="quiet until")),
                        ("digest_at", models.TimeField(default=datetime.time(8, 0), verbose_name="daily digest at")),
                        ("quiet_weekends", models.BooleanField(default=True, verbose_name="quiet at weekends")),
                        ("by_mail", models.BooleanField(default=True, verbose_name="by e-mail too")),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alert_hours",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "alert hours",
                    },
                ),
                migrations.CreateModel(
                    name="Article",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "medium",
                            models.CharField(
                                choices=[
                                    ("online", "Online"),
                                    ("newsletter", "Newsletter"),
                                    ("print", "Print"),
                                    ("radio", "Radio"),
                                    ("television", "Television"),
                                    ("podcast", "Podcast"),
                                ],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                        ("url_key", models.CharField(blank=True, editable=False, max_length=64)),
                        ("domain", models.CharField(blank=True, editable=False, max_length=255)),
                        ("outlet_name", models.CharField(blank=True, max_length=200, verbose_name="outlet as named")),
                        ("title", models.CharField(max_length=500)),
                        ("excerpt", models.TextField(blank=True)),
                        ("text", models.TextField(blank=True)),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("image_url", models.URLField(blank=True, max_length=2000)),
                        ("word_count", models.PositiveIntegerField(default=0)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("published_offset", models.SmallIntegerField(blank=True, null=True)),
                        ("published_day_only", models.BooleanField(default=False)),
                        ("found_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "section",
                            models.CharField(
                                blank=True,
                                help_text="For print and broadcast.",
                                max_length=120,
                                verbose_name="page or programme",
                            ),
                        ),
                        (
                            "moment",
                            models.DurationField(
                                blank=True,
                                help_text="Where in the broadcast, as 00:12:30.",
                                null=True,
                                verbose_name="at",
                            ),
                        ),
                        (
                            "links",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=255),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("how", models.JSONField(blank=True, default=dict, editable=False)),
                        (
                            "is_original_by_hand",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="original decided by a person"
                            ),
                        ),
                        (
                            "shingles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None
                            ),
                        ),
                        ("search", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                        (
                            "original",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="copies",
                                to="coverage.article",
                            ),
                        ),
                        (
                            "outlet",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="articles",
                                to="contacts.outlet",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [models.OrderBy(models.F("published_at"), descending=True, nulls_last=True), "-pk"],
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("published_at"), descending=True, nulls_last=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="coverage_article_newest",
                            ),
                            models.Index(fields=["-found_at", "-id"], name="coverage_article_found"),
                            models.Index(fields=["updated_at", "id"], name="coverage_article_changed"),
                            models.Index(fields=["outlet", "-published_at"], name="coverage_article_outlet"),
                            models.Index(fields=["domain"], name="coverage_article_domain"),
                            models.Index(
                                condition=models.Q(("search", None)), fields=["id"], name="coverage_article_left"
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="coverage_article_search"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    core.folding.Fold("title"), name="gin_trgm_ops"
                                ),
                                name="coverage_article_title",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["shingles"], name="coverage_article_shingles"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("medium__in", ["online", "newsletter", "print", "radio", "television", "podcast"])
                                ),
                                name="coverage_article_medium",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="coverage_article_titled",
                                violation_error_message="Give the headline.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("url", ""), ("url_key", "")),
                                    models.Q(
                                        models.Q(("url", ""), _negated=True), models.Q(("url_key", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="coverage_article_url_has_key",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("url_key", ""), _negated=True),
                                fields=("url_key",),
                                name="coverage_article_once",
                                violation_error_message="This article is stored already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("original", models.F("id")), _negated=True),
                                name="coverage_article_not_its_own_original",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("url", models.TextField()),
                        ("url_key", models.CharField(max_length=64, unique=True)),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addresses",
                                to="coverage.article",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "article addresses",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleTitleOutletOutletNamePublishedAtOriginalIsOriginalByHandEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("title", models.CharField(max_length=500)),
                        ("outlet_name", models.CharField(blank=True, max_length=200, verbose_name="outlet as named")),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "is_original_by_hand",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="original decided by a person"
                            ),
                        ),
                        (
                            "original",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.article",
                            ),
                        ),
                        (
                            "outlet",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contacts.outlet",
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
                                to="coverage.article",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Byline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("name", models.CharField(max_length=200)),
                        ("name_key", models.CharField(help_text="Folded, to be found by.", max_length=200)),
                        ("domain", models.CharField(blank=True, max_length=255)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("is_by_hand", models.BooleanField(default=False, verbose_name="decided by a person")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bylines",
                                to="coverage.article",
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="bylines",
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "indexes": [
                            models.Index(fields=["journalist", "-published_at"], name="coverage_byline_journalist"),
                            models.Index(fields=["name_key", "domain"], name="coverage_byline_name"),
                            models.Index(
                                models.OrderBy(models.F("published_at"), descending=True, nulls_last=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("journalist", None)),
                                name="coverage_byline_unknown",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="coverage_byline_named"
                            ),
                            models.UniqueConstraint(fields=("article", "name_key"), name="coverage_byline_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Clip",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "To confirm"), ("ours", "Ours"), ("not_ours", "Not ours")],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("monitor", "Found by a monitor"),
                                    ("address", "Added from its address"),
                                    ("mail", "Forwarded by mail"),
                                    ("by_hand", "Entered by hand"),
                                ],
                                default="monitor",
                                max_length=8,
                            ),
                        ),
                        (
                            "tone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("positive", "Positive"),
                                    ("neutral", "Neutral"),
                                    ("mixed", "Mixed"),
                                    ("negative", "Negative"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "prominence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("headline", "Headline"),
                                    ("lead", "Lead"),
                                    ("body", "Body"),
                                    ("passing", "Passing mention"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "depth",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mention", "Mention"),
                                    ("quote", "Quote"),
                                    ("feature", "Feature"),
                                    ("dedicated", "Dedicated"),
                                    ("cover", "Cover"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "value",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(0, "None"), (1, "Some"), (2, "Strong")],
                                null=True,
                                verbose_name="value to the objective",
                            ),
                        ),
                        ("links_to_us", models.BooleanField(default=False, verbose_name="links to us")),
                        ("reach", models.PositiveIntegerField(blank=True, null=True)),
                        ("reach_source", models.CharField(blank=True, max_length=120)),
                        ("reach_on", models.DateField(blank=True, null=True, verbose_name="reach as of")),
                        ("notes", models.TextField(blank=True)),
                        ("suggested", models.JSONField(blank=True, default=dict, editable=False)),
                        ("score", models.FloatField(blank=True, editable=False, null=True)),
                        ("evidence_wanted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("evidence_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("evidence_problem", models.CharField(blank=True, editable=False, max_length=200)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="clips", to="coverage.article"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="clips",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="clips", to="campaigns.client"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="clips",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "quoted",
                            models.ManyToManyField(
                                blank=True,
                                related_name="clips",
                                to="campaigns.spokesperson",
                                verbose_name="spokespeople quoted",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["created_at", "id"],
                                name="coverage_clip_waiting",
                            ),
                            models.Index(fields=["client", "state", "-id"], name="coverage_clip_client"),
                            models.Index(fields=["campaign", "state"], name="coverage_clip_campaign"),
                            models.Index(fields=["journalist", "-id"], name="coverage_clip_journalist"),
                            models.Index(fields=["updated_at", "id"], name="coverage_clip_changed"),
                            models.Index(fields=["decided_by", "decided_at"], name="coverage_clip_decided"),
                            models.Index(
                                condition=models.Q(("evidence_wanted_at__isnull", False)),
                                fields=["evidence_wanted_at"],
                                name="coverage_clip_wanted",
                            ),
                            models.Index(
                                condition=models.Q(("evidence_at", None), ("state", "ours")),
                                fields=["decided_at"],
                                name="coverage_clip_to_keep",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("article", "client"),
                                name="coverage_clip_once",
                                violation_error_message="This article is a clip of this client already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "ours", "not_ours"])),
                                name="coverage_clip_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("origin__in", ["monitor", "address", "mail", "by_hand"])),
                                name="coverage_clip_origin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tone__in", ["", "positive", "neutral", "mixed", "negative"])),
                                name="coverage_clip_tone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("prominence__in", ["", "headline", "lead", "body", "passing"])),
                                name="coverage_clip_prominence",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("depth__in", ["", "mention", "quote", "feature", "dedicated", "cover"])
                                ),
                                name="coverage_clip_depth",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value", None), ("value__lte", 2), _connector="OR"),
                                name="coverage_clip_value",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="coverage_clip_decided_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "To confirm"), ("ours", "Ours"), ("not_ours", "Not ours")],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("monitor", "Found by a monitor"),
                                    ("address", "Added from its address"),
                                    ("mail", "Forwarded by mail"),
                                    ("by_hand", "Entered by hand"),
                                ],
                                default="monitor",
                                max_length=8,
                            ),
                        ),
                        (
                            "tone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("positive", "Positive"),
                                    ("neutral", "Neutral"),
                                    ("mixed", "Mixed"),
                                    ("negative", "Negative"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "prominence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("headline", "Headline"),
                                    ("lead", "Lead"),
                                    ("body", "Body"),
                                    ("passing", "Passing mention"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "depth",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mention", "Mention"),
                                    ("quote", "Quote"),
                                    ("feature", "Feature"),
                                    ("dedicated", "Dedicated"),
                                    ("cover", "Cover"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "value",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(0, "None"), (1, "Some"), (2, "Strong")],
                                null=True,
                                verbose_name="value to the objective",
                            ),
                        ),
                        ("links_to_us", models.BooleanField(default=False, verbose_name="links to us")),
                        ("reach", models.PositiveIntegerField(blank=True, null=True)),
                        ("reach_source", models.CharField(blank=True, max_length=120)),
                        ("reach_on", models.DateField(blank=True, null=True, verbose_name="reach as of")),
                        ("notes", models.TextField(blank=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
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
                            "article",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.article",
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
                            "decided_by",
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
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contacts.journalist",
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
                                to="coverage.clip",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClipMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField(default=0)),
                        ("sentence", models.TextField(blank=True)),
                        (
                            "clip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="coverage.clip"
                            ),
                        ),
                        (
                            "key_message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.keymessage"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["key_message__position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("clip", "key_message"), name="coverage_clip_message_once"),
                            models.CheckConstraint(
                                condition=models.Q(("score__lte", 2)), name="coverage_clip_message_score"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Crisis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("started_at", models.DateTimeField()),
                        ("found", models.PositiveIntegerField(help_text="Within 24 hours, at the most so far.")),
                        ("usual", models.FloatField(help_text="A day, before.")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "monitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="crises",
                                to="coverage.monitor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "crises",
                        "ordering": ["-started_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("monitor",),
                                name="coverage_crisis_one_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AlertLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("is_digest", models.BooleanField(default=False)),
                        ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("handed_off_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("given_up_at", models.DateTimeField(blank=True, null=True)),
                        ("problem", models.CharField(blank=True, max_length=200)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "crisis",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="coverage.crisis",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("given_up_at", None), ("handed_off_at", None)),
                                fields=["due_at"],
                                name="coverage_letter_due",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None), ("handed_off_at__isnull", False), _connector="OR"
                                ),
                                name="coverage_letter_sent_was_handed_off",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("crisis__isnull", False)),
                                fields=("user", "crisis"),
                                name="coverage_letter_crisis_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("screenshot", "Screenshot"),
                                    ("pdf", "PDF of the page"),
                                    ("file", "File"),
                                    ("picture", "Picture"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("file", models.FileField(max_length=300, upload_to="evidence/%Y/%m")),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("content_type", models.CharField(blank=True, max_length=100)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("taken_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "clip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="coverage.clip"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "evidence",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["screenshot", "pdf", "file", "picture"])),
                                name="coverage_evidence_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Monitor",
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
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("us", "Us"),
                                    ("campaign", "A campaign"),
                                    ("competitor", "A competitor"),
                                    ("issue", "An issue"),
                                ],
                                default="us",
                                max_length=10,
                            ),
                        ),
                        ("competitor", models.CharField(blank=True, max_length=120, verbose_name="competitor's name")),
                        ("query", models.TextField(max_length=8000)),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "crisis_factor",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Times the usual number in a day at which the manager is told; 0: never.",
                                verbose_name="crisis switch",
                            ),
                        ),
                        ("compiled", coverage.models.monitor.TsQueryField(editable=False)),
                        (
                            "anchors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=200),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        ("learned", models.JSONField(blank=True, default=dict, editable=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="monitors",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="monitors",
                                to="campaigns.client",
                            ),
                        ),
                        (
                            "look_back",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="core.job",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="monitors",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("is_active", True)),
                                fields=["anchors"],
                                name="coverage_monitor_anchors",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("purpose__in", ["us", "campaign", "competitor", "issue"])),
                                name="coverage_monitor_purpose",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("purpose", "campaign"), _negated=True),
                                    ("campaign__isnull", False),
                                    _connector="OR",
                                ),
                                name="coverage_monitor_campaign",
                                violation_error_message="Say which campaign it is for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("purpose", "competitor"), _negated=True),
                                    models.Q(("competitor", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="coverage_monitor_competitor",
                                violation_error_message="Say which competitor it is for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("anchors", []), _negated=True), name="coverage_monitor_has_anchors"
                            ),
                            models.UniqueConstraint(
                                models.F("client"),
                                django.db.models.functions.text.Lower("name"),
                                name="coverage_monitor_name",
                                violation_error_message="This client has a monitor of this name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[("at_once", "At once"), ("daily", "Once a day"), ("never", "Not at all")],
                                default="daily",
                                max_length=8,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alerts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "monitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alerts",
                                to="coverage.monitor",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rhythm__in", ["at_once", "daily", "never"])),
                                name="coverage_alert_rhythm",
                            ),
                            models.UniqueConstraint(fields=("user", "monitor"), name="coverage_alert_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonitorMatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("matched_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="matches",
                                to="coverage.article",
                            ),
                        ),
                        (
                            "monitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="matches",
                                to="coverage.monitor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "monitor matches",
                        "ordering": ["-pk"],
                        "indexes": [models.Index(fields=["monitor", "-matched_at"], name="coverage_match_newest")],
                        "constraints": [
                            models.UniqueConstraint(fields=("article", "monitor"), name="coverage_match_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AlertDue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[("at_once", "At once"), ("daily", "Once a day"), ("never", "Not at all")],
                                max_length=8,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="found",
                                to="coverage.alertletter",
                            ),
                        ),
                        (
                            "match",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="coverage.monitormatch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "alerts due",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("told_at", None)),
                                fields=["due_at", "user"],
                                name="coverage_alert_due",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rhythm__in", ["at_once", "daily"])),
                                name="coverage_alert_due_rhythm",
                            ),
                            models.UniqueConstraint(fields=("user", "match"), name="coverage_alert_due_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonitorNamePurposeClientCampaignCompetitorQueryIsActiveOwnerCrisisFactorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("name", models.CharField(max_length=120)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("us", "Us"),
                                    ("campaign", "A campaign"),
                                    ("competitor", "A competitor"),
                                    ("issue", "An issue"),
                                ],
                                default="us",
                                max_length=10,
                            ),
                        ),
                        ("competitor", models.CharField(blank=True, max_length=120, verbose_name="competitor's name")),
                        ("query", models.TextField(max_length=8000)),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "crisis_factor",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Times the usual number in a day at which the manager is told; 0: never.",
                                verbose_name="crisis switch",
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
                                to="coverage.monitor",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NotAPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=200)),
                        ("name_key", models.CharField(max_length=200, unique=True)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "name of no person",
                        "verbose_name_plural": "names of no person",
                        "ordering": ["name_key"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_key", ""), _negated=True), name="coverage_not_a_person_named"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("feed", "Feed"),
                                    ("sitemap", "News sitemap"),
                                    ("alert", "Alerts"),
                                    ("newsletter", "Newsletter"),
                                ],
                                default="feed",
                                max_length=10,
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                        ("host", models.CharField(blank=True, db_index=True, editable=False, max_length=255)),
                        ("site_url", models.URLField(blank=True, max_length=2000, verbose_name="website")),
                        (
                            "sender",
                            models.EmailField(
                                blank=True,
                                help_text="Letters of this sender are read.",
                                max_length=254,
                                verbose_name="sent from",
                            ),
                        ),
                        ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                        ("etag", models.CharField(blank=True, editable=False, max_length=500)),
                        ("last_modified", models.CharField(blank=True, editable=False, max_length=100)),
                        ("content_hash", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "interval",
                            models.PositiveIntegerField(
                                default=30, editable=False, help_text="Minutes between two polls."
                            ),
                        ),
                        ("next_poll_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("claimed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("last_polled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "last_read_at",
                            models.DateTimeField(
                                blank=True, editable=False, help_text="Last poll that went well.", null=True
                            ),
                        ),
                        ("last_new_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("last_status", models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                        ("last_error", models.CharField(blank=True, editable=False, max_length=300)),
                        ("failing_since", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("trouble", models.FloatField(default=0, editable=False)),
                        ("per_day", models.FloatField(default=0, editable=False, verbose_name="new a day")),
                        (
                            "gone_at",
                            models.DateTimeField(
                                blank=True, editable=False, help_text="It answered 410: asked monthly.", null=True
                            ),
                        ),
                        ("moved_from", models.URLField(blank=True, editable=False, max_length=2000)),
                        ("moved_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "outlet",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="sources",
                                to="contacts.outlet",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "indexes": [
                            models.Index(fields=["name", "id"], name="coverage_source_by_name"),
                            models.Index(
                                condition=models.Q(
                                    ("is_paused", False), models.Q(("kind", "newsletter"), _negated=True)
                                ),
                                fields=["next_poll_at"],
                                name="coverage_source_due",
                            ),
                            models.Index(
                                condition=models.Q(("failing_since__isnull", False), ("is_paused", False)),
                                fields=["failing_since"],
                                name="coverage_source_failing",
                            ),
                            models.Index(
                                condition=models.Q(("gone_at__isnull", False), ("is_paused", False)),
                                fields=["gone_at"],
                                name="coverage_source_gone",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["feed", "sitemap", "alert", "newsletter"])),
                                name="coverage_source_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "newsletter"), ("url", ""), models.Q(("sender", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("kind", "newsletter"), _negated=True),
                                        models.Q(("url", ""), _negated=True),
                                        models.Q(("host", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="coverage_source_reached",
                                violation_error_message="A newsletter needs a sender, every other source an address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="coverage_source_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("interval__gte", 1), ("interval__lte", 43200)),
                                name="coverage_source_interval",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("url", ""), _negated=True),
                                fields=("url",),
                                name="coverage_source_url",
                                violation_error_message="There is a source with this address.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "newsletter")),
                                fields=("sender", "mailbox"),
                                name="coverage_source_sender",
                                nulls_distinct=False,
                                violation_error_message="There is a source for this sender.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sighting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("url", models.TextField()),
                        ("url_key", models.CharField(max_length=64)),
                        ("host", models.CharField(max_length=255)),
                        ("told", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("read", "Read"),
                                    ("failed", "Failed"),
                                    ("passed", "Passed over"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("claimed_until", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.CharField(blank=True, max_length=300)),
                        (
                            "article",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sightings",
                                to="coverage.article",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sightings",
                                to="coverage.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["due_at"],
                                name="coverage_sighting_due",
                            ),
                            models.Index(fields=["source", "-id"], name="coverage_sighting_newest"),
                            models.Index(fields=["url_key"], name="coverage_sighting_url"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "read", "failed", "passed"])),
                                name="coverage_sighting_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "read"), _negated=True),
                                    ("article__isnull", False),
                                    _connector="OR",
                                ),
                                name="coverage_sighting_read_has_article",
                            ),
                            models.UniqueConstraint(
                                fields=("source", "url_key"), name="coverage_sighting_once", nulls_distinct=False
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceNameKindUrlSiteUrlOutletMailboxSenderIsPausedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("name", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("feed", "Feed"),
                                    ("sitemap", "News sitemap"),
                                    ("alert", "Alerts"),
                                    ("newsletter", "Newsletter"),
                                ],
                                default="feed",
                                max_length=10,
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                        ("site_url", models.URLField(blank=True, max_length=2000, verbose_name="website")),
                        (
                            "sender",
                            models.EmailField(
                                blank=True,
                                help_text="Letters of this sender are read.",
                                max_length=254,
                                verbose_name="sent from",
                            ),
                        ),
                        ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                        (
                            "mailbox",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="mail.mailbox",
                            ),
                        ),
                        (
                            "outlet",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contacts.outlet",
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
                                to="coverage.source",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="article",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(mr_fold(NEW.title)); ELSIF NEW.title IS DISTINCT FROM OLD.title THEN PERFORM mr_learn(mr_fold(NEW.title)); END IF; RETURN NULL;",
                            hash="d25e2fc3765c299cec4d4dc5243237ac434195a9",
                            operation='INSERT OR UPDATE OF "title"',
                            pgid="pgtrigger_learn_words_25c21",
                            table="coverage_article",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="article",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_articletitleoutletoutletnamepublishedatoriginaliso299a" ("is_original_by_hand", "original_id", "outlet_id", "outlet_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "title") VALUES (NEW."is_original_by_hand", NEW."original_id", NEW."outlet_id", NEW."outlet_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."title"); RETURN NULL;',
                            hash="6acea88d537806cbb5f17a6bd8d3d3090efe88a9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7ae43",
                            table="coverage_article",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="article",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."is_original_by_hand" IS DISTINCT FROM (NEW."is_original_by_hand") OR OLD."original_id" IS DISTINCT FROM (NEW."original_id") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."outlet_name" IS DISTINCT FROM (NEW."outlet_name") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func='INSERT INTO "coverage_articletitleoutletoutletnamepublishedatoriginaliso299a" ("is_original_by_hand", "original_id", "outlet_id", "outlet_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "title") VALUES (NEW."is_original_by_hand", NEW."original_id", NEW."outlet_id", NEW."outlet_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."title"); RETURN NULL;',
                            hash="e594e4fd453796f0c26884ba73b8bac4ab3f445c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7d947",
                            table="coverage_article",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="article",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_articletitleoutletoutletnamepublishedatoriginaliso299a" ("is_original_by_hand", "original_id", "outlet_id", "outlet_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "title") VALUES (OLD."is_original_by_hand", OLD."original_id", OLD."outlet_id", OLD."outlet_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."title"); RETURN NULL;',
                            hash="68ff911e21834eac1e51e6d45ec104e2eb8d91db",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a733f",
                            table="coverage_article",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clip",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_clipevent" ("added_by_id", "article_id", "campaign_id", "client_id", "created_at", "decided_at", "decided_by_id", "depth", "id", "journalist_id", "links_to_us", "notes", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prominence", "reach", "reach_on", "reach_source", "state", "tone", "value") VALUES (NEW."added_by_id", NEW."article_id", NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."depth", NEW."id", NEW."journalist_id", NEW."links_to_us", NEW."notes", NEW."origin", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prominence", NEW."reach", NEW."reach_on", NEW."reach_source", NEW."state", NEW."tone", NEW."value"); RETURN NULL;',
                            hash="8822f3622d30d9292bc29b18cc9a21bc757f285c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_251f8",
                            table="coverage_clip",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clip",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."depth" IS DISTINCT FROM (NEW."depth") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."journalist_id" IS DISTINCT FROM (NEW."journalist_id") OR OLD."links_to_us" IS DISTINCT FROM (NEW."links_to_us") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."prominence" IS DISTINCT FROM (NEW."prominence") OR OLD."reach" IS DISTINCT FROM (NEW."reach") OR OLD."reach_on" IS DISTINCT FROM (NEW."reach_on") OR OLD."reach_source" IS DISTINCT FROM (NEW."reach_source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."tone" IS DISTINCT FROM (NEW."tone") OR OLD."value" IS DISTINCT FROM (NEW."value"))',
                            func='INSERT INTO "coverage_clipevent" ("added_by_id", "article_id", "campaign_id", "client_id", "created_at", "decided_at", "decided_by_id", "depth", "id", "journalist_id", "links_to_us", "notes", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prominence", "reach", "reach_on", "reach_source", "state", "tone", "value") VALUES (NEW."added_by_id", NEW."article_id", NEW."campaign_id", NEW."client_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."depth", NEW."id", NEW."journalist_id", NEW."links_to_us", NEW."notes", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prominence", NEW."reach", NEW."reach_on", NEW."reach_source", NEW."state", NEW."tone", NEW."value"); RETURN NULL;',
                            hash="90ad086f5d4eb758728f1363a9d16ab9a6f1168b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0cb0c",
                            table="coverage_clip",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clip",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_clipevent" ("added_by_id", "article_id", "campaign_id", "client_id", "created_at", "decided_at", "decided_by_id", "depth", "id", "journalist_id", "links_to_us", "notes", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prominence", "reach", "reach_on", "reach_source", "state", "tone", "value") VALUES (OLD."added_by_id", OLD."article_id", OLD."campaign_id", OLD."client_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."depth", OLD."id", OLD."journalist_id", OLD."links_to_us", OLD."notes", OLD."origin", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prominence", OLD."reach", OLD."reach_on", OLD."reach_source", OLD."state", OLD."tone", OLD."value"); RETURN NULL;',
                            hash="c947df46095d1d1e854226d6723fc845de3aed56",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a59fd",
                            table="coverage_clip",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="monitor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_monitornamepurposeclientcampaigncompetitorqueryisae78f" ("campaign_id", "client_id", "competitor", "crisis_factor", "is_active", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "query") VALUES (NEW."campaign_id", NEW."client_id", NEW."competitor", NEW."crisis_factor", NEW."is_active", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."query"); RETURN NULL;',
                            hash="4376babf35feefd5eae1ee7e0cacaa1dcecc3cfe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dbf3a",
                            table="coverage_monitor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="monitor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."competitor" IS DISTINCT FROM (NEW."competitor") OR OLD."crisis_factor" IS DISTINCT FROM (NEW."crisis_factor") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."query" IS DISTINCT FROM (NEW."query"))',
                            func='INSERT INTO "coverage_monitornamepurposeclientcampaigncompetitorqueryisae78f" ("campaign_id", "client_id", "competitor", "crisis_factor", "is_active", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "query") VALUES (NEW."campaign_id", NEW."client_id", NEW."competitor", NEW."crisis_factor", NEW."is_active", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."query"); RETURN NULL;',
                            hash="a6ecbdf2f84127e06f31ff32448d9caaec20e972",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_52db8",
                            table="coverage_monitor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="monitor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_monitornamepurposeclientcampaigncompetitorqueryisae78f" ("campaign_id", "client_id", "competitor", "crisis_factor", "is_active", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "query") VALUES (OLD."campaign_id", OLD."client_id", OLD."competitor", OLD."crisis_factor", OLD."is_active", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."query"); RETURN NULL;',
                            hash="8b3ed0369d3ae4a93b05662e975af7668fce8557",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b27c6",
                            table="coverage_monitor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_sourcenamekindurlsiteurloutletmailboxsenderispause8cf6" ("is_paused", "kind", "mailbox_id", "name", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sender", "site_url", "url") VALUES (NEW."is_paused", NEW."kind", NEW."mailbox_id", NEW."name", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sender", NEW."site_url", NEW."url"); RETURN NULL;',
                            hash="d8f05c87b2895337abcd990228b3929991d2fe25",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_59f27",
                            table="coverage_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."is_paused" IS DISTINCT FROM (NEW."is_paused") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."mailbox_id" IS DISTINCT FROM (NEW."mailbox_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."sender" IS DISTINCT FROM (NEW."sender") OR OLD."site_url" IS DISTINCT FROM (NEW."site_url") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                            func='INSERT INTO "coverage_sourcenamekindurlsiteurloutletmailboxsenderispause8cf6" ("is_paused", "kind", "mailbox_id", "name", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sender", "site_url", "url") VALUES (NEW."is_paused", NEW."kind", NEW."mailbox_id", NEW."name", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sender", NEW."site_url", NEW."url"); RETURN NULL;',
                            hash="ae57357181a2581a6dc0bc1f5bb49db259dfdbdc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b4a15",
                            table="coverage_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_sourcenamekindurlsiteurloutletmailboxsenderispause8cf6" ("is_paused", "kind", "mailbox_id", "name", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sender", "site_url", "url") VALUES (OLD."is_paused", OLD."kind", OLD."mailbox_id", OLD."name", OLD."outlet_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sender", OLD."site_url", OLD."url"); RETURN NULL;',
                            hash="70aa3012ac9530af06e5ce1ea0547660a687f203",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b02e",
                            table="coverage_source",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]

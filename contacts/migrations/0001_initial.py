import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.folding
import core.migrating
import core.tokens


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("contacts", "0002_tracking_opt_out"),
        ("contacts", "0003_withdrawn_links"),
        ("contacts", "0004_wrote_back"),
        ("contacts", "0005_coverage_on_the_timeline"),
        ("contacts", "0006_inquiries_on_the_timeline"),
        ("contacts", "0007_folded_names"),
        ("contacts", "0008_changed_last"),
        ("contacts", "0009_words"),
        ("contacts", "0010_what_waits"),
        ("contacts", "0011_audit_trail"),
    ]

    dependencies = [
        ("campaigns", "0001_initial"),
        ("core", "0002_jobs_and_words"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.migrating.Together(
            operations=[
                migrations.CreateModel(
                    name="EmailAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("address", models.EmailField(max_length=254)),
                        ("is_primary", models.BooleanField(default=False)),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        ("bounced_at", models.DateTimeField(blank=True, null=True)),
                        ("bounce_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "journalist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="emails",
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "e-mail address",
                        "verbose_name_plural": "e-mail addresses",
                        "ordering": ["-is_primary", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("bounced_at__isnull", False)),
                                fields=["bounced_at"],
                                name="contacts_email_bounced",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("address"),
                                name="contacts_email_address",
                                violation_error_message="Another journalist has this e-mail address.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_primary", True)),
                                fields=("journalist",),
                                name="contacts_email_one_primary",
                                violation_error_message="A journalist has one main e-mail address.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outlet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("newspaper", "Newspaper"),
                                    ("magazine", "Magazine"),
                                    ("trade", "Trade press"),
                                    ("online", "Online"),
                                    ("agency", "News agency"),
                                    ("radio", "Radio"),
                                    ("television", "Television"),
                                    ("podcast", "Podcast"),
                                    ("newsletter", "Newsletter"),
                                    ("blog", "Blog"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("website", models.URLField(blank=True)),
                        (
                            "domain",
                            models.CharField(
                                blank=True,
                                help_text="For example example.org; articles and addresses are matched by it.",
                                max_length=255,
                            ),
                        ),
                        (
                            "country",
                            models.CharField(blank=True, help_text="ISO 3166 code, for example DE.", max_length=2),
                        ),
                        ("city", models.CharField(blank=True, max_length=120)),
                        (
                            "language",
                            models.CharField(blank=True, help_text="ISO 639 code, for example de.", max_length=8),
                        ),
                        ("time_zone", models.CharField(blank=True, max_length=60)),
                        (
                            "reach",
                            models.PositiveIntegerField(
                                blank=True, help_text="Readers, listeners or visitors a month.", null=True
                            ),
                        ),
                        ("reach_source", models.CharField(blank=True, max_length=120)),
                        ("reach_on", models.DateField(blank=True, null=True, verbose_name="reach as of")),
                        (
                            "pitch_cap",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Overrides the team's cap for this outlet.", null=True
                            ),
                        ),
                        ("notes", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="last verified")),
                        ("tags", models.ManyToManyField(blank=True, related_name="outlets", to="contacts.tag")),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("domain", ""), _negated=True),
                                fields=["domain"],
                                name="contacts_outlet_domain",
                            ),
                            models.Index(fields=["name", "id"], name="contacts_outlet_name"),
                            models.Index(fields=["updated_at", "id"], name="contacts_outlet_changed"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(core.folding.Fold("name"), name="gin_trgm_ops"),
                                name="contacts_outlet_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "",
                                            "newspaper",
                                            "magazine",
                                            "trade",
                                            "online",
                                            "agency",
                                            "radio",
                                            "television",
                                            "podcast",
                                            "newsletter",
                                            "blog",
                                        ],
                                    )
                                ),
                                name="contacts_outlet_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Beat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="contacts_beat_name",
                                violation_error_message="There is a beat of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("file", models.FileField(upload_to="imports/")),
                        ("file_name", models.CharField(max_length=255)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("mapping", "To be mapped"),
                                    ("planning", "Being planned"),
                                    ("planned", "Planned"),
                                    ("applying", "Being imported"),
                                    ("applied", "Imported"),
                                    ("undoing", "Being undone"),
                                    ("undone", "Undone"),
                                ],
                                default="mapping",
                                max_length=8,
                            ),
                        ),
                        (
                            "reading",
                            models.JSONField(
                                default=dict,
                                help_text="Kind, encoding, delimiter, sheet and heading line, as read or chosen.",
                            ),
                        ),
                        ("headings", models.JSONField(default=list)),
                        (
                            "signature",
                            models.CharField(
                                blank=True,
                                help_text="Of the headings: the next such file is mapped alike.",
                                max_length=64,
                            ),
                        ),
                        ("mapping", models.JSONField(default=dict, help_text="Field name → column headings.")),
                        ("counts", models.JSONField(default=dict)),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_imports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="core.job",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "indexes": [
                            models.Index(fields=["-created_at"], name="contacts_import_newest"),
                            models.Index(fields=["signature", "-created_at"], name="contacts_import_alike"),
                            models.Index(
                                condition=models.Q(
                                    ("state__in", ["mapping", "planning", "planned", "applying", "undoing"])
                                ),
                                fields=["-updated_at"],
                                name="contacts_import_unfinished",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["mapping", "planning", "planned", "applying", "applied", "undoing", "undone"],
                                    )
                                ),
                                name="contacts_import_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["applied", "undone"]), _negated=True),
                                    ("applied_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="contacts_import_applied",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Journalist",
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
                            "given_name",
                            models.CharField(
                                blank=True,
                                help_text="As you would greet them.",
                                max_length=120,
                                verbose_name="first name",
                            ),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=120, verbose_name="last name")),
                        ("sort_name", models.CharField(blank=True, editable=False, max_length=200)),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "country",
                            models.CharField(blank=True, help_text="ISO 3166 code, for example DE.", max_length=2),
                        ),
                        ("city", models.CharField(blank=True, max_length=120)),
                        (
                            "language",
                            models.CharField(blank=True, help_text="ISO 639 code, for example de.", max_length=8),
                        ),
                        ("time_zone", models.CharField(blank=True, help_text="Empty: their outlet's.", max_length=60)),
                        ("website", models.URLField(blank=True)),
                        ("notes", models.TextField(blank=True)),
                        (
                            "how_to_pitch",
                            models.TextField(
                                blank=True,
                                help_text="In a line or two, for example: data before quotes; not on Mondays.",
                            ),
                        ),
                        ("never_follow_up", models.BooleanField(default=False)),
                        (
                            "no_tracking",
                            models.BooleanField(
                                default=False,
                                help_text="Wins over the team's policy.",
                                verbose_name="never count clicks or opens",
                            ),
                        ),
                        ("do_not_contact", models.BooleanField(default=False)),
                        ("do_not_contact_reason", models.CharField(blank=True, max_length=300)),
                        ("paused_until", models.DateField(blank=True, null=True)),
                        (
                            "preferences_set_at",
                            models.DateTimeField(
                                blank=True, help_text="When they set preferences themselves.", null=True
                            ),
                        ),
                        (
                            "token",
                            models.CharField(default=core.tokens.new_token, editable=False, max_length=32, unique=True),
                        ),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="last verified")),
                        ("last_contact_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("last_contact", models.CharField(blank=True, editable=False, max_length=120)),
                        ("last_reply_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "relationship",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "New"), (1, "Known"), (2, "Responsive"), (3, "Warm"), (4, "Close")],
                                default=0,
                                editable=False,
                            ),
                        ),
                        ("beats", models.ManyToManyField(blank=True, related_name="journalists", to="contacts.beat")),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="journalists",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("tags", models.ManyToManyField(blank=True, related_name="journalists", to="contacts.tag")),
                    ],
                    options={
                        "ordering": ["sort_name", "pk"],
                        "indexes": [
                            models.Index(fields=["sort_name", "id"], name="contacts_journalist_sorted"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                                name="contacts_journalist_search",
                            ),
                            models.Index(core.folding.Fold("name"), models.F("id"), name="contacts_journalist_called"),
                            models.Index(
                                django.db.models.functions.comparison.Collate("sort_name", "C"),
                                models.F("id"),
                                name="contacts_journalist_begins",
                            ),
                            models.Index(
                                models.OrderBy(models.F("last_contact_at"), descending=True, nulls_last=True),
                                name="contacts_journalist_contact",
                            ),
                            models.Index(fields=["-relationship", "sort_name", "id"], name="contacts_journalist_rel"),
                            models.Index(fields=["country", "sort_name", "id"], name="contacts_journalist_country"),
                            models.Index(fields=["language", "sort_name", "id"], name="contacts_journalist_language"),
                            models.Index(fields=["owner", "sort_name", "id"], name="contacts_journalist_owner"),
                            models.Index(fields=["updated_at", "id"], name="contacts_journalist_changed"),
                            models.Index(
                                models.OrderBy(models.F("verified_at"), nulls_first=True),
                                name="contacts_journalist_verified",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("do_not_contact", True),
                                    ("never_follow_up", True),
                                    ("paused_until__isnull", False),
                                    _connector="OR",
                                ),
                                fields=["sort_name", "id"],
                                name="contacts_journalist_left",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="contacts_journalist_name",
                                violation_error_message="A journalist needs a name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("relationship__lte", 4)), name="contacts_journalist_relationship"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("line", models.PositiveIntegerField()),
                        ("values", models.JSONField(default=dict)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("changed", "Changed"),
                                    ("duplicate", "Duplicate"),
                                    ("invalid", "Invalid"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("problems", models.JSONField(default=list, help_text="[{field, reason, weight}]")),
                        (
                            "keys",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=500),
                                default=list,
                                help_text="What makes it the same as another row.",
                                size=None,
                            ),
                        ),
                        ("changes", models.JSONField(default=dict, help_text="{field: [before, after]}")),
                        ("done", models.JSONField(default=dict, help_text="What applying wrote, for undo.")),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kept_because",
                            models.CharField(blank=True, help_text="Why undoing left it as it is.", max_length=300),
                        ),
                        (
                            "contact_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="contacts.contactimport",
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="import_rows",
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["line"],
                        "indexes": [
                            models.Index(fields=["contact_import", "outcome", "line"], name="contacts_row_outcome"),
                            django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="contacts_row_keys"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("contact_import", "line"), name="contacts_row_line"),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["new", "changed", "duplicate", "invalid"])),
                                name="contacts_row_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("undone_at", None), ("applied_at__isnull", False), _connector="OR"),
                                name="contacts_row_undone_after_applied",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmailAddressEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("address", models.EmailField(max_length=254)),
                        ("is_primary", models.BooleanField(default=False)),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        ("bounced_at", models.DateTimeField(blank=True, null=True)),
                        ("bounce_reason", models.CharField(blank=True, max_length=300)),
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
                                to="contacts.emailaddress",
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="JournalistEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=200)),
                        (
                            "given_name",
                            models.CharField(
                                blank=True,
                                help_text="As you would greet them.",
                                max_length=120,
                                verbose_name="first name",
                            ),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=120, verbose_name="last name")),
                        (
                            "country",
                            models.CharField(blank=True, help_text="ISO 3166 code, for example DE.", max_length=2),
                        ),
                        ("city", models.CharField(blank=True, max_length=120)),
                        (
                            "language",
                            models.CharField(blank=True, help_text="ISO 639 code, for example de.", max_length=8),
                        ),
                        ("time_zone", models.CharField(blank=True, help_text="Empty: their outlet's.", max_length=60)),
                        ("website", models.URLField(blank=True)),
                        ("notes", models.TextField(blank=True)),
                        (
                            "how_to_pitch",
                            models.TextField(
                                blank=True,
                                help_text="In a line or two, for example: data before quotes; not on Mondays.",
                            ),
                        ),
                        ("never_follow_up", models.BooleanField(default=False)),
                        (
                            "no_tracking",
                            models.BooleanField(
                                default=False,
                                help_text="Wins over the team's policy.",
                                verbose_name="never count clicks or opens",
                            ),
                        ),
                        ("do_not_contact", models.BooleanField(default=False)),
                        ("do_not_contact_reason", models.CharField(blank=True, max_length=300)),
                        ("paused_until", models.DateField(blank=True, null=True)),
                        (
                            "preferences_set_at",
                            models.DateTimeField(
                                blank=True, help_text="When they set preferences themselves.", null=True
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="last verified")),
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
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MediaList",
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
                        ("description", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("static", "Picked"), ("live", "Live")], default="static", max_length=6
                            ),
                        ),
                        (
                            "filters",
                            models.CharField(
                                blank=True,
                                help_text="A live list's filters, as the list page's query string.",
                                max_length=2000,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="media_lists",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "journalists",
                            models.ManyToManyField(
                                related_name="media_lists", through="contacts.MediaListMember", to="contacts.journalist"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="contacts_list_name",
                                violation_error_message="There is a list of this name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["static", "live"])), name="contacts_list_kind"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MediaListEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=120)),
                        ("description", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("static", "Picked"), ("live", "Live")], default="static", max_length=6
                            ),
                        ),
                        (
                            "filters",
                            models.CharField(
                                blank=True,
                                help_text="A live list's filters, as the list page's query string.",
                                max_length=2000,
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
                                to="contacts.medialist",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MediaListMember",
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
                            "journalist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "media_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="contacts.medialist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("media_list", "journalist"), name="contacts_list_member_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutletEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("newspaper", "Newspaper"),
                                    ("magazine", "Magazine"),
                                    ("trade", "Trade press"),
                                    ("online", "Online"),
                                    ("agency", "News agency"),
                                    ("radio", "Radio"),
                                    ("television", "Television"),
                                    ("podcast", "Podcast"),
                                    ("newsletter", "Newsletter"),
                                    ("blog", "Blog"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("website", models.URLField(blank=True)),
                        (
                            "domain",
                            models.CharField(
                                blank=True,
                                help_text="For example example.org; articles and addresses are matched by it.",
                                max_length=255,
                            ),
                        ),
                        (
                            "country",
                            models.CharField(blank=True, help_text="ISO 3166 code, for example DE.", max_length=2),
                        ),
                        ("city", models.CharField(blank=True, max_length=120)),
                        (
                            "language",
                            models.CharField(blank=True, help_text="ISO 639 code, for example de.", max_length=8),
                        ),
                        ("time_zone", models.CharField(blank=True, max_length=60)),
                        (
                            "reach",
                            models.PositiveIntegerField(
                                blank=True, help_text="Readers, listeners or visitors a month.", null=True
                            ),
                        ),
                        ("reach_source", models.CharField(blank=True, max_length=120)),
                        ("reach_on", models.DateField(blank=True, null=True, verbose_name="reach as of")),
                        (
                            "pitch_cap",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Overrides the team's cap for this outlet.", null=True
                            ),
                        ),
                        ("notes", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="last verified")),
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
                                to="contacts.outlet",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PhoneNumber",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("number", models.CharField(max_length=40)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("mobile", "Mobile"), ("work", "Desk"), ("other", "Other")],
                                default="work",
                                max_length=6,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "journalist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="phones",
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phone number",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("journalist", "number"),
                                name="contacts_phone_number",
                                violation_error_message="This number is there already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["mobile", "work", "other"])),
                                name="contacts_phone_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhoneNumberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("number", models.CharField(max_length=40)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("mobile", "Mobile"), ("work", "Desk"), ("other", "Other")],
                                default="work",
                                max_length=6,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "journalist",
                            models.ForeignKey(
                                db_constraint=False,
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
                                to="contacts.phonenumber",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("role", models.CharField(blank=True, max_length=160)),
                        ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("is_primary", models.BooleanField(default=False)),
                        (
                            "journalist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="positions",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "outlet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="contacts.outlet",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [
                            "-is_primary",
                            models.OrderBy(models.F("until_on"), descending=True, nulls_first=True),
                            "pk",
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_primary", True)),
                                fields=("journalist",),
                                name="contacts_position_one_primary",
                                violation_error_message="A journalist has one primary position.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on", None),
                                    ("from_on", None),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="contacts_position_dates",
                                violation_error_message="A position cannot end before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_primary", False), ("until_on", None), _connector="OR"),
                                name="contacts_position_primary_is_current",
                                violation_error_message="A position that has ended cannot be the primary one.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PositionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("role", models.CharField(blank=True, max_length=160)),
                        ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("is_primary", models.BooleanField(default=False)),
                        (
                            "journalist",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contacts.journalist",
                            ),
                        ),
                        (
                            "outlet",
                            models.ForeignKey(
                                db_constraint=False,
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
                                to="contacts.position",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PrivacyRequest",
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
                                choices=[("correction", "Correction"), ("deletion", "Deletion")], max_length=10
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=4000)),
                        ("handled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "handled_by",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="privacy_requests",
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("handled_at", None)),
                                fields=["created_at"],
                                name="contacts_privacy_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["correction", "deletion"])),
                                name="contacts_privacy_kind",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("handled_at", None), ("kind", "deletion")),
                                fields=("journalist",),
                                name="contacts_privacy_one_open_deletion",
                                violation_error_message="They have asked for this already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="contacts_tag_name",
                                violation_error_message="There is a tag of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TimelineEntry",
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
                                    ("pitched", "Pitched"),
                                    ("followed_up", "Followed up"),
                                    ("replied", "Replied"),
                                    ("wrote", "Wrote back"),
                                    ("answered", "Answered"),
                                    ("auto_reply", "Automatic reply"),
                                    ("bounced", "Bounced"),
                                    ("call", "Call"),
                                    ("meeting", "Meeting"),
                                    ("note", "Note"),
                                    ("preferences", "Preferences"),
                                    ("imported", "Imported"),
                                    ("covered", "Coverage"),
                                    ("inquired", "Asked us"),
                                    ("interview", "Interview"),
                                    ("event", "Event"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("headline", models.CharField(max_length=300)),
                        ("body", models.TextField(blank=True)),
                        ("url", models.CharField(blank=True, max_length=300)),
                        ("key", models.CharField(blank=True, max_length=120, null=True, unique=True)),
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
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="timeline",
                                to="campaigns.campaign",
                            ),
                        ),
                        (
                            "journalist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="timeline",
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [models.Index(fields=["journalist", "-at", "-id"], name="contacts_timeline_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "pitched",
                                            "followed_up",
                                            "replied",
                                            "wrote",
                                            "answered",
                                            "auto_reply",
                                            "bounced",
                                            "call",
                                            "meeting",
                                            "note",
                                            "preferences",
                                            "imported",
                                            "covered",
                                            "inquired",
                                            "interview",
                                            "event",
                                        ],
                                    )
                                ),
                                name="contacts_timeline_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WithdrawnLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("token", models.CharField(max_length=32, unique=True)),
                        (
                            "journalist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="withdrawn_links",
                                to="contacts.journalist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="emailaddress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_emailaddressevent" ("address", "bounce_reason", "bounced_at", "created_at", "id", "is_primary", "journalist_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "verified_at") VALUES (NEW."address", NEW."bounce_reason", NEW."bounced_at", NEW."created_at", NEW."id", NEW."is_primary", NEW."journalist_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."verified_at"); RETURN NULL;',
                            hash="b163970f62ee23ca8892f99827bd9e3752b7ad76",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2a65b",
                            table="contacts_emailaddress",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="emailaddress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."bounce_reason" IS DISTINCT FROM (NEW."bounce_reason") OR OLD."bounced_at" IS DISTINCT FROM (NEW."bounced_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_primary" IS DISTINCT FROM (NEW."is_primary") OR OLD."journalist_id" IS DISTINCT FROM (NEW."journalist_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at"))',
                            func='INSERT INTO "contacts_emailaddressevent" ("address", "bounce_reason", "bounced_at", "created_at", "id", "is_primary", "journalist_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "verified_at") VALUES (NEW."address", NEW."bounce_reason", NEW."bounced_at", NEW."created_at", NEW."id", NEW."is_primary", NEW."journalist_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."verified_at"); RETURN NULL;',
                            hash="e1820b581ff0ae38cac0e428471eb045cc4c1a10",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5cfb2",
                            table="contacts_emailaddress",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="emailaddress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_emailaddressevent" ("address", "bounce_reason", "bounced_at", "created_at", "id", "is_primary", "journalist_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "verified_at") VALUES (OLD."address", OLD."bounce_reason", OLD."bounced_at", OLD."created_at", OLD."id", OLD."is_primary", OLD."journalist_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."verified_at"); RETURN NULL;',
                            hash="b73b2e991605ceeba2d9434240097719bbe65600",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2c57a",
                            table="contacts_emailaddress",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medialist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_medialistevent" ("created_at", "description", "filters", "id", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."description", NEW."filters", NEW."id", NEW."kind", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="aa1b963c16a862aff599b6599846c9f12702254f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e2d49",
                            table="contacts_medialist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medialist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."filters" IS DISTINCT FROM (NEW."filters") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id"))',
                            func='INSERT INTO "contacts_medialistevent" ("created_at", "description", "filters", "id", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."description", NEW."filters", NEW."id", NEW."kind", NEW."name", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="f393502fbe37ac0fcc3979ad99c45be89f4393fa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_25834",
                            table="contacts_medialist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medialist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_medialistevent" ("created_at", "description", "filters", "id", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."created_at", OLD."description", OLD."filters", OLD."id", OLD."kind", OLD."name", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="99fed201d7207f986513005af995cb056adf3212",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2871a",
                            table="contacts_medialist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phonenumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_phonenumberevent" ("created_at", "id", "journalist_id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "verified_at") VALUES (NEW."created_at", NEW."id", NEW."journalist_id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."verified_at"); RETURN NULL;',
                            hash="0a508b16b23253b32618a05e0d372eeba467cfbd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f4a23",
                            table="contacts_phonenumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phonenumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."journalist_id" IS DISTINCT FROM (NEW."journalist_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at"))',
                            func='INSERT INTO "contacts_phonenumberevent" ("created_at", "id", "journalist_id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "verified_at") VALUES (NEW."created_at", NEW."id", NEW."journalist_id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."verified_at"); RETURN NULL;',
                            hash="8c51999d358cd158dfc5531832f3359a5e95371c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e8f69",
                            table="contacts_phonenumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phonenumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_phonenumberevent" ("created_at", "id", "journalist_id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "verified_at") VALUES (OLD."created_at", OLD."id", OLD."journalist_id", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."verified_at"); RETURN NULL;',
                            hash="3c95b6a7dcc15ba665d4dd27423298d80efbd484",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9e642",
                            table="contacts_phonenumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="position",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_positionevent" ("created_at", "from_on", "id", "is_primary", "journalist_id", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "until_on") VALUES (NEW."created_at", NEW."from_on", NEW."id", NEW."is_primary", NEW."journalist_id", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."until_on"); RETURN NULL;',
                            hash="7eb57e864caf5160406824df966a1f8700f3eb06",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_51c5a",
                            table="contacts_position",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="position",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_primary" IS DISTINCT FROM (NEW."is_primary") OR OLD."journalist_id" IS DISTINCT FROM (NEW."journalist_id") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."until_on" IS DISTINCT FROM (NEW."until_on"))',
                            func='INSERT INTO "contacts_positionevent" ("created_at", "from_on", "id", "is_primary", "journalist_id", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "until_on") VALUES (NEW."created_at", NEW."from_on", NEW."id", NEW."is_primary", NEW."journalist_id", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."until_on"); RETURN NULL;',
                            hash="0f524ea64c3d151af41ad5230af6e49f27298244",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2096b",
                            table="contacts_position",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="position",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_positionevent" ("created_at", "from_on", "id", "is_primary", "journalist_id", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "until_on") VALUES (OLD."created_at", OLD."from_on", OLD."id", OLD."is_primary", OLD."journalist_id", OLD."outlet_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."until_on"); RETURN NULL;',
                            hash="6728182d45ea337e50d1bd215a4e7bd4a83c0187",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1b8de",
                            table="contacts_position",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outlet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(mr_fold(NEW.name)); ELSIF NEW.name IS DISTINCT FROM OLD.name THEN PERFORM mr_learn(mr_fold(NEW.name)); END IF; RETURN NULL;",
                            hash="e9ce23866be34c082ff9b967db8c9ce991d2e101",
                            operation='INSERT OR UPDATE OF "name"',
                            pgid="pgtrigger_learn_words_0c2c9",
                            table="contacts_outlet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outlet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_outletevent" ("city", "country", "created_at", "domain", "id", "kind", "language", "name", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_cap", "reach", "reach_on", "reach_source", "source", "time_zone", "verified_at", "website") VALUES (NEW."city", NEW."country", NEW."created_at", NEW."domain", NEW."id", NEW."kind", NEW."language", NEW."name", NEW."notes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_cap", NEW."reach", NEW."reach_on", NEW."reach_source", NEW."source", NEW."time_zone", NEW."verified_at", NEW."website"); RETURN NULL;',
                            hash="f1448c0fb7d1802c1b1d038f991f75ea894484e6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3bc18",
                            table="contacts_outlet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outlet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."city" IS DISTINCT FROM (NEW."city") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."domain" IS DISTINCT FROM (NEW."domain") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."pitch_cap" IS DISTINCT FROM (NEW."pitch_cap") OR OLD."reach" IS DISTINCT FROM (NEW."reach") OR OLD."reach_on" IS DISTINCT FROM (NEW."reach_on") OR OLD."reach_source" IS DISTINCT FROM (NEW."reach_source") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "contacts_outletevent" ("city", "country", "created_at", "domain", "id", "kind", "language", "name", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_cap", "reach", "reach_on", "reach_source", "source", "time_zone", "verified_at", "website") VALUES (NEW."city", NEW."country", NEW."created_at", NEW."domain", NEW."id", NEW."kind", NEW."language", NEW."name", NEW."notes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_cap", NEW."reach", NEW."reach_on", NEW."reach_source", NEW."source", NEW."time_zone", NEW."verified_at", NEW."website"); RETURN NULL;',
                            hash="5a75451c478d2c7754889c0697e439b83f1c583b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6fe3d",
                            table="contacts_outlet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outlet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_outletevent" ("city", "country", "created_at", "domain", "id", "kind", "language", "name", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_cap", "reach", "reach_on", "reach_source", "source", "time_zone", "verified_at", "website") VALUES (OLD."city", OLD."country", OLD."created_at", OLD."domain", OLD."id", OLD."kind", OLD."language", OLD."name", OLD."notes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pitch_cap", OLD."reach", OLD."reach_on", OLD."reach_source", OLD."source", OLD."time_zone", OLD."verified_at", OLD."website"); RETURN NULL;',
                            hash="d9ad7d227ee090ea6a8141effc405e26a8561792",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b2db1",
                            table="contacts_outlet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="journalist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="learn_words",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                            hash="9a4d2d29afb253d01cd70ae38e336a4ee59f95d5",
                            operation='INSERT OR UPDATE OF "search_text"',
                            pgid="pgtrigger_learn_words_27353",
                            table="contacts_journalist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="journalist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_journalistevent" ("city", "country", "created_at", "do_not_contact", "do_not_contact_reason", "family_name", "given_name", "how_to_pitch", "id", "language", "name", "never_follow_up", "no_tracking", "notes", "owner_id", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences_set_at", "source", "time_zone", "verified_at", "website") VALUES (NEW."city", NEW."country", NEW."created_at", NEW."do_not_contact", NEW."do_not_contact_reason", NEW."family_name", NEW."given_name", NEW."how_to_pitch", NEW."id", NEW."language", NEW."name", NEW."never_follow_up", NEW."no_tracking", NEW."notes", NEW."owner_id", NEW."paused_until", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."preferences_set_at", NEW."source", NEW."time_zone", NEW."verified_at", NEW."website"); RETURN NULL;',
                            hash="9c4b722ae9a8dbee2330a349ff59e2f977dc822d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1688a",
                            table="contacts_journalist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="journalist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."city" IS DISTINCT FROM (NEW."city") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."do_not_contact" IS DISTINCT FROM (NEW."do_not_contact") OR OLD."do_not_contact_reason" IS DISTINCT FROM (NEW."do_not_contact_reason") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."how_to_pitch" IS DISTINCT FROM (NEW."how_to_pitch") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."never_follow_up" IS DISTINCT FROM (NEW."never_follow_up") OR OLD."no_tracking" IS DISTINCT FROM (NEW."no_tracking") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."paused_until" IS DISTINCT FROM (NEW."paused_until") OR OLD."preferences_set_at" IS DISTINCT FROM (NEW."preferences_set_at") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "contacts_journalistevent" ("city", "country", "created_at", "do_not_contact", "do_not_contact_reason", "family_name", "given_name", "how_to_pitch", "id", "language", "name", "never_follow_up", "no_tracking", "notes", "owner_id", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences_set_at", "source", "time_zone", "verified_at", "website") VALUES (NEW."city", NEW."country", NEW."created_at", NEW."do_not_contact", NEW."do_not_contact_reason", NEW."family_name", NEW."given_name", NEW."how_to_pitch", NEW."id", NEW."language", NEW."name", NEW."never_follow_up", NEW."no_tracking", NEW."notes", NEW."owner_id", NEW."paused_until", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."preferences_set_at", NEW."source", NEW."time_zone", NEW."verified_at", NEW."website"); RETURN NULL;',
                            hash="3700b2b5441c0e3821698df64955494720f7a0c6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_30c6f",
                            table="contacts_journalist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="journalist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "contacts_journalistevent" ("city", "country", "created_at", "do_not_contact", "do_not_contact_reason", "family_name", "given_name", "how_to_pitch", "id", "language", "name", "never_follow_up", "no_tracking", "notes", "owner_id", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences_set_at", "source", "time_zone", "verified_at", "website") VALUES (OLD."city", OLD."country", OLD."created_at", OLD."do_not_contact", OLD."do_not_contact_reason", OLD."family_name", OLD."given_name", OLD."how_to_pitch", OLD."id", OLD."language", OLD."name", OLD."never_follow_up", OLD."no_tracking", OLD."notes", OLD."owner_id", OLD."paused_until", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."preferences_set_at", OLD."source", OLD."time_zone", OLD."verified_at", OLD."website"); RETURN NULL;',
                            hash="013d3d6fffd863fed37f9c8eea7cf75552264fd2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_355b0",
                            table="contacts_journalist",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]

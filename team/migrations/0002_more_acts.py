from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("team", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="trailline",
            name="team_trail_records_and_acts",
        ),
        migrations.RemoveIndex(
            model_name="trailline",
            name="team_trail_rare",
        ),
        migrations.AlterField(
            model_name="trailline",
            name="what",
            field=models.CharField(
                choices=[
                    ("insert", "Created"),
                    ("update", "Changed"),
                    ("delete", "Deleted"),
                    ("signed_in", "Signed in"),
                    ("refused", "Could not sign in"),
                    ("password", "Set a new password"),
                    ("exported", "Exported"),
                    ("demo", "Loaded the demo"),
                    ("demo_gone", "Removed the demo"),
                    ("secret", "Changed a password or key"),
                    ("listed", "Put on a media list"),
                    ("unlisted", "Taken off a media list"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="trailline",
            index=models.Index(
                condition=models.Q(
                    (
                        "what__in",
                        (
                            "delete",
                            "signed_in",
                            "refused",
                            "password",
                            "exported",
                            "demo",
                            "demo_gone",
                            "secret",
                            "listed",
                            "unlisted",
                        ),
                    )
                ),
                fields=["at", "id"],
                name="team_trail_rare",
            ),
        ),
        migrations.AddConstraint(
            model_name="trailline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("event__isnull", False),
                        ("record__isnull", False),
                        ("said", ""),
                        ("what__in", ("insert", "update", "delete")),
                        models.Q(("kind", ""), _negated=True),
                    ),
                    models.Q(
                        ("event", None),
                        (
                            "what__in",
                            (
                                "signed_in",
                                "refused",
                                "password",
                                "exported",
                                "demo",
                                "demo_gone",
                                "secret",
                                "listed",
                                "unlisted",
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="team_trail_records_and_acts",
            ),
        ),
    ]

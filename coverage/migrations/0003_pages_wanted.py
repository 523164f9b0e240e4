from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0002_articles_left")]

    operations = [
        migrations.AddField(
            model_name="clip",
            name="evidence_wanted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="clip",
            index=models.Index(
                condition=models.Q(("evidence_wanted_at__isnull", False)),
                fields=["evidence_wanted_at"],
                name="coverage_clip_wanted",
            ),
        ),
    ]

"""Words of what can be searched are learnt, for slips to be corrected by. See core/spelling.py."""

import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import core.folding


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_word"),
        ("campaigns", "0005_words"),
        ("coverage", "0006_words"),
        ("reports", "0001_reports"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(core.folding.Fold("title"), name="gin_trgm_ops"),
                name="reports_report_search",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(mr_fold(NEW.title)); ELSIF NEW.title IS DISTINCT FROM OLD.title THEN PERFORM mr_learn(mr_fold(NEW.title)); END IF; RETURN NULL;",
                    hash="9babc788698c1c81829a17474457ff1996cea20b",
                    operation='INSERT OR UPDATE OF "title"',
                    pgid="pgtrigger_learn_words_74c58",
                    table="reports_report",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL("SELECT mr_learn_column('reports_report', 'mr_fold(told.title)')", ""),
    ]

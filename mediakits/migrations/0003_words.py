"""Words of what can be searched are learnt, for slips to be corrected by. See core/spelling.py."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_word"),
        ("mediakits", "0002_past_coverage_from_clips"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                    hash="ca4c05d2c72f7c3af97abba01bd7b43620e93179",
                    operation='INSERT OR UPDATE OF "search_text"',
                    pgid="pgtrigger_learn_words_4c91f",
                    table="mediakits_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kit",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                    hash="7aa904e3381450d624e2b89bd1a5c64655f4af6b",
                    operation='INSERT OR UPDATE OF "search_text"',
                    pgid="pgtrigger_learn_words_1ab03",
                    table="mediakits_kit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL("SELECT mr_learn_column('mediakits_document', 'told.search_text')", ""),
        migrations.RunSQL("SELECT mr_learn_column('mediakits_kit', 'told.search_text')", ""),
    ]

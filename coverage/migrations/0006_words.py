"""Words of what can be searched are learnt, for slips to be corrected by. See core/spelling.py."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_word"),
        ("coverage", "0005_title_search"),
    ]

    operations = [
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
        migrations.RunSQL("SELECT mr_learn_column('coverage_article', 'mr_fold(told.title)')", ""),
    ]

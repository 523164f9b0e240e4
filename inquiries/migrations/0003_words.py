"""Words of what can be searched are learnt, for slips to be corrected by. See core/spelling.py."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_word"),
        ("inquiries", "0002_answered_by_time"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="inquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                    hash="906fa8b7bf4d6ddb166595be5e1f68cafbc8007b",
                    operation='INSERT OR UPDATE OF "search_text"',
                    pgid="pgtrigger_learn_words_b1b89",
                    table="inquiries_inquiry",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL("SELECT mr_learn_column('inquiries_inquiry', 'told.search_text')", ""),
    ]

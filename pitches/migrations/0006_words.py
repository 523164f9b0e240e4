"""Words of what can be searched are learnt, for slips to be corrected by. See core/spelling.py."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_word"),
        ("pitches", "0005_search"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="pitch",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                    hash="ae1c6dbd7e98d42ee8925eb801021e72d970a4c2",
                    operation='INSERT OR UPDATE OF "search_text"',
                    pgid="pgtrigger_learn_words_68a2d",
                    table="pitches_pitch",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL("SELECT mr_learn_column('pitches_pitch', 'told.search_text')", ""),
    ]

"""Words of what can be searched are learnt, for slips to be corrected by. See core/spelling.py."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_word"),
        ("events", "0003_calendar_answers"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="interview",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                    hash="8ab2c75a3933c98eab2aaca6504406b11c70a5a3",
                    operation='INSERT OR UPDATE OF "search_text"',
                    pgid="pgtrigger_learn_words_ad74a",
                    table="events_interview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mediaevent",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(NEW.search_text); ELSIF NEW.search_text IS DISTINCT FROM OLD.search_text THEN PERFORM mr_learn(NEW.search_text); END IF; RETURN NULL;",
                    hash="66742c436b44c3fef648bdb9851a189c0d80f114",
                    operation='INSERT OR UPDATE OF "search_text"',
                    pgid="pgtrigger_learn_words_984ac",
                    table="events_mediaevent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL("SELECT mr_learn_column('events_interview', 'told.search_text')", ""),
        migrations.RunSQL("SELECT mr_learn_column('events_mediaevent', 'told.search_text')", ""),
    ]

"""Words of what can be searched are learnt, for slips to be corrected by. See core/spelling.py."""

import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_word"),
        ("contacts", "0008_changed_last"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="journalist",
            index=models.Index(
                django.db.models.functions.comparison.Collate("sort_name", "C"),
                models.F("id"),
                name="contacts_journalist_begins",
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
        migrations.RunSQL("SELECT mr_learn_column('contacts_journalist', 'told.search_text')", ""),
        migrations.RunSQL("SELECT mr_learn_column('contacts_outlet', 'mr_fold(told.name)')", ""),
    ]

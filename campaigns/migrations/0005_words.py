"""Words of what can be searched are learnt, for slips to be corrected by. See core/spelling.py."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_word"),
        ("campaigns", "0004_search"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(mr_fold(NEW.name)); ELSIF NEW.name IS DISTINCT FROM OLD.name THEN PERFORM mr_learn(mr_fold(NEW.name)); END IF; RETURN NULL;",
                    hash="debcb07a05020db0e9474fde32e0d237773275de",
                    operation='INSERT OR UPDATE OF "name"',
                    pgid="pgtrigger_learn_words_e5260",
                    table="campaigns_campaign",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="client",
            trigger=pgtrigger.compiler.Trigger(
                name="learn_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF TG_OP = 'INSERT' THEN PERFORM mr_learn(mr_fold(NEW.name)); ELSIF NEW.name IS DISTINCT FROM OLD.name THEN PERFORM mr_learn(mr_fold(NEW.name)); END IF; RETURN NULL;",
                    hash="fe3091d59dbd0e6a9a9fc06c1548778a3faa3932",
                    operation='INSERT OR UPDATE OF "name"',
                    pgid="pgtrigger_learn_words_0be7c",
                    table="campaigns_client",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL("SELECT mr_learn_column('campaigns_campaign', 'mr_fold(told.name)')", ""),
        migrations.RunSQL("SELECT mr_learn_column('campaigns_client', 'mr_fold(told.name)')", ""),
    ]

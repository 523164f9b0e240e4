"""The lines of the audit trail."""

from django.db import migrations

# What the triggers call that `team.trail.wiring` puts on the tables of events.
MAKE_FUNCTION = """
CREATE OR REPLACE FUNCTION team_trail_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about jsonb;
BEGIN
    -- an import brings history and trail as they were (takeout.unpacking)
    IF coalesce(current_setting('pgtrigger.ignore', true), '') <> '' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        DELETE FROM team_trailline WHERE kind = TG_ARGV[0] AND event = OLD.pgh_id;
        RETURN NULL;
    END IF;
    IF NEW.pgh_label NOT IN ('insert', 'update', 'delete') THEN
        RETURN NULL;
    END IF;
    IF NEW.pgh_context_id IS NOT NULL THEN
        SELECT metadata INTO about FROM pghistory_context WHERE id = NEW.pgh_context_id;
    END IF;
    INSERT INTO team_trailline (at, what, kind, record, event, by_id, token_id, said) VALUES (
        NEW.pgh_created_at, NEW.pgh_label, TG_ARGV[0], NEW.pgh_obj_id, NEW.pgh_id,
        substring(about->>'user' FROM '^[0-9]{1,18}$')::bigint,
        substring(about->>'token' FROM '^[0-9]{1,18}$')::bigint, ''
    );
    RETURN NULL;
END;
$$;
"""


class Migration(migrations.Migration):
    replaces = [("team", "0010_audit_trail")]

    dependencies = [("team", "0001_initial")]

    operations = [
        migrations.RunSQL(MAKE_FUNCTION, "DROP FUNCTION team_trail_of_events() CASCADE"),
    ]

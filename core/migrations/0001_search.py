"""Search that ignores accents and case and forgives a slip of the finger (core/folding.py, core/spelling.py)."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# unaccent() is only STABLE, because its dictionary could be changed; an index needs IMMUTABLE. We never change it.
FOLD = """
CREATE OR REPLACE FUNCTION mr_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$
"""

# Signs are listed rather than letters: what a letter is differs with the locale of the database. A word with a sign
# within ("o'brien", "muller-schmidt") counts as a whole, and so does each of its parts.
WORDS = r"""
CREATE FUNCTION mr_words(folded text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10
AS $$
    SELECT DISTINCT part.word
      FROM regexp_split_to_table(folded, $signs$[]\[[:space:][:digit:]!"#$%&()*+,./:;<=>?@\\^_`{|}~„“”‚‘’«»‹›–—…·•°§]+$signs$) AS whole,
           LATERAL (SELECT btrim(whole, $signs$'-$signs$) UNION SELECT regexp_split_to_table(whole, $signs$['-]+$signs$)) AS part (word)
     WHERE length(part.word) BETWEEN 4 AND 30
$$
"""
LEARN = """
CREATE FUNCTION mr_learn(folded text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO core_word (word) SELECT found.word FROM mr_words(folded) AS found(word)
     WHERE NOT EXISTS (SELECT FROM core_word AS kept WHERE kept.word = found.word);
END
$$
"""
# For a migration that puts the trigger on a table which has rows already.
LEARN_COLUMN = """
CREATE FUNCTION mr_learn_column(told regclass, folded text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO core_word (word) SELECT DISTINCT found.word FROM %s AS told, mr_words(%s) AS found(word)'
        ' WHERE NOT EXISTS (SELECT FROM core_word AS kept WHERE kept.word = found.word)', told, folded);
END
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION mr_fold(text)"),
        migrations.RunSQL(WORDS, "DROP FUNCTION mr_words(text)"),
        migrations.RunSQL(LEARN, "DROP FUNCTION mr_learn(text)"),
        migrations.RunSQL(LEARN_COLUMN, "DROP FUNCTION mr_learn_column(regclass, text)"),
    ]

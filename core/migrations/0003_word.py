"""The words that occur in searched text. See core/spelling.py."""

import django.contrib.postgres.indexes
from django.db import migrations, models

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
# For the migrations that put the triggers on tables which have rows already.
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
    dependencies = [("core", "0002_job")]

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["word"], name="core_word_itself"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("word"), name="gin_trgm_ops"),
                        name="core_word_alike",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WORDS, "DROP FUNCTION mr_words(text)"),
        migrations.RunSQL(LEARN, "DROP FUNCTION mr_learn(text)"),
        migrations.RunSQL(LEARN_COLUMN, "DROP FUNCTION mr_learn_column(regclass, text)"),
    ]

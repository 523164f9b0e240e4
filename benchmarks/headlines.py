"""Articles with headlines, and clips of some of them, for benchmarks of search: written by PostgreSQL itself."""

from django.db import connection

WORDS = 160_000
"""How many made-up words there are beside those of the headlines that stand there already."""
CLIP_EVERY = 5

FILL = [
    "SET session_replication_role = replica",  # without triggers, which are not what is measured
    """
    CREATE TEMPORARY TABLE said AS SELECT row_number() OVER (ORDER BY title) - 1 AS n, title FROM coverage_article
     WHERE url NOT LIKE 'https://headlines.example.org/%%'
    """,
    """
    CREATE TEMPORARY TABLE made_up AS
    SELECT n, syl[1 + n %% 20] || syl[1 + n / 20 %% 20] || syl[1 + n / 400 %% 20] || syl[1 + n / 8000 %% 20] AS word
      FROM generate_series(0, %(words)s - 1) AS n,
           (SELECT ARRAY['ba','ler','mon','ti','gra','sund','vik','hol','ne','dor','pa','ri','stra','kel','fu','mar',
                         'ost','el','wen','ja'] AS syl) AS syllables
    """,
    "CREATE INDEX ON said (n)",
    "CREATE INDEX ON made_up (n)",
    """
    INSERT INTO coverage_article (medium, url, url_key, domain, outlet_id, outlet_name, title, excerpt, text, language,
        image_url, word_count, published_at, published_day_only, found_at, section, links, how, is_original_by_hand,
        shingles, created_at, updated_at)
    SELECT 'online', 'https://headlines.example.org/' || series.n, md5('headlines/' || series.n),
        'headlines.example.org',
        (SELECT min(id) FROM contacts_outlet) + series.n %% 100, '',
        said.title || ' ' || one.word || ' ' || two.word, '',
        'A sentence.', 'en', '', 600, now() - series.n * interval '5 minutes', false, now(), '', '{}', '{}', false,
        '{}', now(), now()
      FROM generate_series(1, %(articles)s) AS series(n)
      JOIN said ON said.n = series.n %% (SELECT count(*) FROM said)
      JOIN made_up AS one ON one.n = series.n %% %(words)s
      JOIN made_up AS two ON two.n = (series.n * 7919::bigint) %% %(words)s
    """,
    """
    INSERT INTO coverage_clip (client_id, article_id, state, origin, tone, prominence, depth, links_to_us,
        reach_source, notes, suggested, evidence_problem, decided_at, created_at, updated_at)
    SELECT (SELECT min(id) FROM campaigns_client), id, 'ours', 'monitor', '', '', '', false, '', '', '{}', '',
        now(), now(), now()
      FROM coverage_article WHERE url LIKE 'https://headlines.example.org/%%' AND id %% %(every)s = 0
    """,
    "SET session_replication_role = DEFAULT",
]


def add(articles: int) -> None:
    """This many articles more, each fifth a clip; the headlines of the demo with two made-up words behind each."""
    given = {"articles": articles, "words": WORDS, "every": CLIP_EVERY}
    with connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement, given)
        cursor.execute("VACUUM ANALYZE")

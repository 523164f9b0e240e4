"""A yearly report over 100,000 clips, as the job works it out: seconds and memory. `python -m benchmarks.yearly_report`

Memory is the growth of the process's peak over the report, once for 10,000 clips and once for all, each in a process of
its own: flat means that ten times as many clips take about as much. The baseline of the same run is one raw statement
that reads every clip of the year with its article.
"""

import resource
import subprocess
import sys
import time

from benchmarks.ground import NoGround, own_ground

CLIPS = 100_000
FEW = 10_000
TARGET_SECONDS = 10
TARGET_GROWTH_MB = 40


def main(arguments: list[str]) -> int:
    if arguments:  # the child that works one report out
        return _work_out(int(arguments[0]))
    try:
        with own_ground("yearly_report"):
            return _measure()
    except NoGround as reason:
        print(reason)
        return 2


def _measure() -> int:
    from django.db import connection  # Django is set up by the ground

    with connection.cursor() as cursor:  # without the triggers of history, which are not what is measured
        cursor.execute("SET session_replication_role = replica")
        reports = _fill()
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
        began = time.perf_counter()
        cursor.execute(RAW)
        cursor.fetchall()
        baseline = time.perf_counter() - began
    print(f"{CLIPS:,} clips of a year; one raw statement over them: {baseline:.2f} s")
    grown = {}
    for number, pk in reports.items():
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.yearly_report", str(pk)], capture_output=True, text=True, check=True
        )
        figures, workbook, grown[number] = map(float, done.stdout.split())
        print(
            f"{number:>7,} clips: figures {figures:5.1f} s, spreadsheet {workbook:5.1f} s, "
            f"together {(figures + workbook) / baseline:4.1f} times the statement, memory {grown[number]:+5.0f} MB"
        )
    more = grown[CLIPS] - grown[FEW]
    met = figures < TARGET_SECONDS and more < TARGET_GROWTH_MB
    print(
        f"target {TARGET_SECONDS} s for the figures and {TARGET_GROWTH_MB} MB more memory: {'met' if met else 'MISSED'}"
    )
    return 0 if met else 1


RAW = """
SELECT clip.*, article.title FROM coverage_clip AS clip JOIN coverage_article AS article ON article.id = article_id
"""


def _work_out(pk: int) -> int:
    import django

    django.setup()
    from reports import computing, workbook
    from reports.models import Report

    report = Report.objects.select_related("client", "campaign").get(pk=pk)
    before, began = _peak(), time.perf_counter()
    scope = computing.scope_of(report)
    figures = computing.figures_of(report, scope)
    clips = workbook.clips_in(scope)
    counted = time.perf_counter()
    with open("/dev/null", "w+b") as file:
        workbook.write(file, report=report, scope=scope, figures=figures, clips=clips)
    print(counted - began, time.perf_counter() - counted, _peak() - before)
    return 0


def _peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _fill() -> dict[int, int]:
    """Clips of a year for one client, a tenth of it for another; a third are copies. Gives the reports by number."""
    from datetime import date

    from django.db import connection

    from campaigns.models import Campaign, Client, KeyMessage
    from contacts.models import Outlet
    from reports.models import Report
    from reports.sections import Section
    from team.models import User

    owner = User.objects.create_user("maya@example.com", "a long password", name="Maya", role="specialist")
    made = {}
    Outlet.objects.bulk_create(Outlet(name=f"Paper {n}", domain=f"paper{n}.example.org") for n in range(500))
    with connection.cursor() as cursor:
        for number in (FEW, CLIPS):
            client = Client.objects.create(name=f"Client {number}", slug=f"client-{number}")
            campaign = Campaign.objects.create(client=client, name="All year", owner=owner)
            for n in range(4):
                KeyMessage.objects.create(campaign=campaign, text=f"Message {n}", position=n)
            given = {"number": number, "client": client.pk, "campaign": campaign.pk}
            for statement in FILL:
                cursor.execute(statement, given)
            report = Report.objects.create(
                client=client, title=f"2026, {number}", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
                sections=Section.values, owner=owner,
            )  # fmt: skip
            made[number] = report.pk
    return made


FILL = [
    """
    INSERT INTO coverage_article (medium, url, url_key, domain, outlet_id, outlet_name, title, excerpt, text, language,
        image_url, word_count, published_at, published_day_only, found_at, section, links, how, is_original_by_hand,
        shingles, created_at, updated_at)
    SELECT 'online', 'https://paper.example.org/%(client)s/' || n, md5('%(client)s/' || n), 'paper.example.org',
        (SELECT min(id) FROM contacts_outlet) + n %% 500, '', 'Headline ' || n, '', repeat('A sentence of it. ', 40),
        'en', '', 600, timestamptz '2026-01-01' + n * interval '1 year' / %(number)s, false, now(), '', '{}', '{}',
        false, '{}', now(), now()
      FROM generate_series(1, %(number)s) AS n
    """,
    """
    UPDATE coverage_article AS copy SET original_id = copy.id - 1
     WHERE copy.url LIKE 'https://paper.example.org/%(client)s/%%' AND copy.id %% 3 = 0
    """,
    """
    INSERT INTO coverage_clip (client_id, campaign_id, article_id, state, origin, tone, prominence, depth, links_to_us,
        reach, reach_source, notes, suggested, evidence_problem, decided_at, created_at, updated_at)
    SELECT %(client)s, %(campaign)s, id, 'ours', 'monitor',
        (ARRAY['positive', 'neutral', 'negative', ''])[1 + id %% 4],
        (ARRAY['headline', 'lead', 'body', 'passing'])[1 + id %% 4],
        (ARRAY['mention', 'quote', 'feature'])[1 + id %% 3],
        id %% 5 = 0, 1000 + id %% 900, 'Their media data', '', '{}', '', now(), now(), now()
      FROM coverage_article WHERE url LIKE 'https://paper.example.org/%(client)s/%%'
    """,
    """
    INSERT INTO coverage_clipmessage (clip_id, key_message_id, score, sentence)
    SELECT clip.id, message.id, (clip.id + message.id) %% 3, 'It runs for 100 hours.'
      FROM coverage_clip AS clip JOIN campaigns_keymessage AS message ON message.campaign_id = clip.campaign_id
     WHERE clip.client_id = %(client)s
    """,
]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

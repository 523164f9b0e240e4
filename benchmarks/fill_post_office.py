"""Fills the peer's queue: python -m benchmarks.fill_post_office COUNT."""

import os
import sys


def main(count: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.peer_settings"
    import django  # only now that the environment names the settings

    django.setup()
    from django.core.management import call_command  # as above
    from post_office.models import PRIORITY, STATUS, Email

    from benchmarks.delivery import _words

    call_command("migrate", "post_office", verbosity=0)
    Email.objects.all().delete()
    emails = []
    for n in range(count):
        words = _words(n)
        emails.append(
            Email(
                from_email="Elin Sørvaag <elin@harbourlane.example.com>", to=words["to_address"], status=STATUS.queued,
                priority=PRIORITY.medium, subject=words["subject"], message=words["text"], html_message=words["html"],
                headers={"List-Unsubscribe": f"<{words['unsubscribe_url']}>"},
            )
        )  # fmt: skip
    Email.objects.bulk_create(emails, batch_size=500)


if __name__ == "__main__":
    main(int(sys.argv[1]))

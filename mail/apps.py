from django.apps import AppConfig
from django.http import HttpRequest

from core.navigation import Entry, register


class MailConfig(AppConfig):
    name = "mail"

    def ready(self) -> None:
        from core import doctor  # the models are not there before the apps are
        from mail import suppression_files  # noqa: F401 (registers its job)
        from mail.doctor import mailboxes, spam_filter
        from mail.domain_doctor import domains

        doctor.register("mailboxes", mailboxes)
        doctor.register("domains", domains)
        doctor.register("spam filter", spam_filter)
        register(Entry("Mailboxes", icon="mail-cog", url="mail:mailbox-list", place="settings", order=30))
        register(
            Entry(
                "Sending domains",
                icon="world",
                url="mail:domain-list",
                place="settings",
                order=35,
                shown_to=lambda request: request.user.is_admin,
            )
        )
        register(
            Entry(
                "Suppression list",
                icon="mail-off",
                url="mail:suppression-list",
                place="settings",
                order=40,
                shown_to=lambda request: request.user.is_manager,
            )
        )
        register(
            Entry(
                "Incoming mail",
                icon="mail",
                url="mail:incoming-list",
                place="foot",
                order=20,
                key="g i",
                shown_to=lambda request: not request.user.is_observer,
            )
        )
        register(
            Entry(
                "Caught mail",
                icon="inbox",
                url="mail:caught-list",
                place="foot",
                order=80,
                shown_to=_may_read_caught_mail,
            )
        )


def _may_read_caught_mail(request: HttpRequest) -> bool:
    from mail import catcher  # as above

    return catcher.is_in_use() and request.user.is_authenticated and not request.user.is_observer

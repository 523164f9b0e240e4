from django.apps import AppConfig
from django.http import HttpRequest

from core.navigation import Count, Entry, register


class MailConfig(AppConfig):
    name = "mail"

    def ready(self) -> None:
        from core import doctor  # the models are not there before the apps are
        from mail import handlers, holdings, recorded, suppression_files, told_of  # noqa: F401 (one registers its job)
        from mail.answering import ANSWER, AnswerMessages
        from mail.doctor import mailboxes, spam_filter
        from mail.domain_doctor import domains
        from team import kinds, members

        kinds.register(*told_of.KINDS)
        recorded.register_all()
        doctor.register("mailboxes", mailboxes)
        doctor.register("domains", domains)
        doctor.register("spam filter", spam_filter)
        handlers.register(ANSWER, AnswerMessages())
        members.register_holdings(holdings.open_threads_of)
        members.register_holdings(holdings.snoozed_threads_of)
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
                "Inbox",
                icon="mail",
                url="mail:inbox",
                order=15,
                key="g i",
                count=_waiting,
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


def _waiting(request: HttpRequest) -> Count | None:
    from mail.inbox import MOST_COUNTED
    from mail.models import Thread  # as above

    waiting = Thread.objects.visible_to(request.user).waiting().filter(assignee=request.user)
    number = waiting.order_by()[: MOST_COUNTED + 1].count()
    more = number > MOST_COUNTED
    return Count(min(number, MOST_COUNTED), of="waiting for you", more=more) if number else None


def _may_read_caught_mail(request: HttpRequest) -> bool:
    from mail import catcher  # as above

    return catcher.is_in_use() and request.user.is_authenticated and not request.user.is_observer

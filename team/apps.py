from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.http import HttpRequest

from core.navigation import Count, Entry, register

MOST_COUNTED = 99


class TeamConfig(AppConfig):
    name = "team"

    def ready(self) -> None:
        from core import doctor  # the models are not there before the apps are
        from team import kinds, recorded, second_steps, told_of
        from team.doctor import notifications
        from team.trail.wiring import wire

        kinds.register(*told_of.KINDS)
        recorded.register_all()
        doctor.register("notifications", notifications)
        second_steps.listen()
        post_migrate.connect(wire, sender=self, dispatch_uid="team.trail.wiring")
        register(
            Entry(
                "Review queue",
                icon="writing-sign",
                url="team:review-queue",
                place="foot",
                order=10,
                key="g r",
                count=_reviews_waiting,
                shown_to=_works_here,
            )
        )
        register(
            Entry("Settings", icon="settings", url="team:member-list", place="foot", order=90, shown_to=_works_here)
        )
        register(Entry("Notifications", icon="bell", url="team:notification-list", place="bell", count=_unread))
        register(Entry("Members", icon="users", url="team:member-list", place="settings", order=10))
        register(Entry("Policy", icon="shield-check", url="team:policy", place="settings", order=20))
        register(
            Entry("Channels", icon="message-2", url="team:hook-list", place="settings", order=60, shown_to=_is_admin)
        )
        register(Entry("Audit trail", icon="list", url="team:trail", place="settings", order=95, shown_to=_is_manager))
        register(
            Entry("Webhooks", icon="send", url="team:webhook-list", place="settings", order=90, shown_to=_is_manager)
        )
        register(Entry("Your profile", icon="user", url="team:profile", place="account", order=10))
        register(
            Entry("How you are told", icon="bell", url="team:telling", place="account", order=15, shown_to=_works_here)
        )
        register(Entry("Password", icon="key", url="account_change_password", place="account", order=20))
        register(Entry("Two steps and passkeys", icon="lock", url="mfa_index", place="account", order=30))
        register(Entry("API tokens", icon="robot", url="team:api-token-list", place="account", order=40))


def _works_here(request: HttpRequest) -> bool:
    return not request.user.is_observer


def _is_manager(request: HttpRequest) -> bool:
    return request.user.is_manager


def _is_admin(request: HttpRequest) -> bool:
    return request.user.is_admin


def _reviews_waiting(request: HttpRequest) -> Count | None:
    from team import awaited  # models are not there yet while apps are loaded

    if not request.user.is_manager:
        return None
    number = awaited.number(request.user, most=MOST_COUNTED)
    return Count(min(number, MOST_COUNTED), of="waiting for a decision", more=number > MOST_COUNTED)


def _unread(request: HttpRequest) -> Count:
    from team.models import Notification  # as above

    return Count(Notification.objects.visible_to(request.user).unread().count(), of="new")

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "mail"

    def ready(self) -> None:
        from core import doctor  # the models are not there before the apps are
        from mail.doctor import mailboxes

        doctor.register("mailboxes", mailboxes)

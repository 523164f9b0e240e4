from django.apps import AppConfig


class PitchesConfig(AppConfig):
    name = "pitches"

    def ready(self) -> None:
        from mail.handlers import register
        from pitches.sending import FOLLOW_UP, PITCH, FollowUpMessages, PitchMessages

        register(PITCH, PitchMessages())
        register(FOLLOW_UP, FollowUpMessages())

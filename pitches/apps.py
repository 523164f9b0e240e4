from django.apps import AppConfig


class PitchesConfig(AppConfig):
    name = "pitches"

    def ready(self) -> None:
        # Here, because models may not be imported before all apps are loaded.
        from mail import companions
        from mail.handlers import register
        from pitches import recorded
        from pitches.checks import links  # noqa: F401  (its task must be known to the worker)
        from pitches.correspondence import PitchTalk
        from pitches.registration import register_all
        from pitches.sending import FOLLOW_UP, PITCH, FollowUpMessages, PitchMessages

        register(PITCH, PitchMessages())
        register(FOLLOW_UP, FollowUpMessages())
        register_all()
        recorded.register_all()
        companions.register(PitchTalk())

from team.models.api_token import ApiToken, KeptAnswer
from team.models.hook import HookDelivery, NotificationHook
from team.models.invitation import Invitation
from team.models.letter import NotificationLetter
from team.models.notification import Notification
from team.models.policy import TeamPolicy
from team.models.review import Review, ReviewComment
from team.models.telling import TellingChoice, TellingHours
from team.models.trail import TrailLine
from team.models.user import User
from team.models.webhook import WebhookDelivery, WebhookEndpoint
from team.models.welcome import Demo, FirstSteps

__all__ = [
    "ApiToken",
    "Demo",
    "FirstSteps",
    "HookDelivery",
    "Invitation",
    "KeptAnswer",
    "Notification",
    "NotificationHook",
    "NotificationLetter",
    "Review",
    "ReviewComment",
    "TeamPolicy",
    "TellingChoice",
    "TellingHours",
    "TrailLine",
    "User",
    "WebhookDelivery",
    "WebhookEndpoint",
]

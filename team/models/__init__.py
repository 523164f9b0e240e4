from team.models.hook import HookDelivery, NotificationHook
from team.models.invitation import Invitation
from team.models.letter import NotificationLetter
from team.models.notification import Notification
from team.models.policy import TeamPolicy
from team.models.review import Review, ReviewComment
from team.models.telling import TellingChoice, TellingHours
from team.models.user import User

__all__ = [
    "HookDelivery",
    "Invitation",
    "Notification",
    "NotificationHook",
    "NotificationLetter",
    "Review",
    "ReviewComment",
    "TeamPolicy",
    "TellingChoice",
    "TellingHours",
    "User",
]

from team.models.api_token import ApiToken, KeptAnswer
from team.models.invitation import Invitation
from team.models.notification import Notification
from team.models.policy import TeamPolicy
from team.models.review import Review, ReviewComment
from team.models.user import User
from team.models.webhook import WebhookDelivery, WebhookEndpoint

__all__ = [
    "ApiToken",
    "Invitation",
    "KeptAnswer",
    "Notification",
    "Review",
    "ReviewComment",
    "TeamPolicy",
    "User",
    "WebhookDelivery",
    "WebhookEndpoint",
]

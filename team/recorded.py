"""How what belongs to the team stands in the audit trail."""

from team.forms.policy import PolicyForm
from team.models import ApiToken, Invitation, NotificationHook, Review, TeamPolicy, User
from team.trail.kinds import Kind, PutBack, register
from team.trail.undoing import setting


def register_all() -> None:
    register(
        Kind(User, called="member", page="team:member-detail", page_for=lambda reader: reader.is_admin),
        Kind(Invitation, named=("email",), page="team:invitation-detail", private=True),
        Kind(ApiToken, private=True),
        Kind(NotificationHook, private=True),
        Kind(Review),
        Kind(
            TeamPolicy, named=(), page="team:policy", page_takes_key=False,
            put_back=PutBack(
                form=lambda policy, user, data: PolicyForm(data, instance=policy),
                save=setting(lambda policy, by: _saved(policy)),
                fields=frozenset(PolicyForm.base_fields) - {"escalation_webhook", "escalation_secret"},
                may=lambda user: user.is_manager,
            ),
        ),
    )  # fmt: skip


def _saved(policy: TeamPolicy) -> TeamPolicy:
    policy.save()
    return policy

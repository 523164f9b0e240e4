"""The first start without demo: somebody has to be the first admin."""

from django.db import transaction

from team.models import FirstSteps, TeamPolicy, User


class AlreadyFounded(Exception):
    """There is somebody on the team; whoever wants in needs an invitation."""


def is_founded() -> bool:
    """Whether there is anybody on the team."""
    return User.objects.exists()


@transaction.atomic
def found(*, organisation: str, postal_address: str, name: str, email: str, password: str, time_zone: str) -> User:
    """Make the first admin, who finds their first steps laid out, and name the organisation.

    Two people who try at once wait for each other on the policy's row; the second gets `AlreadyFounded`.
    """
    TeamPolicy.objects.get_or_create(pk=1)
    policy = TeamPolicy.objects.select_for_update().get(pk=1)
    if is_founded():
        raise AlreadyFounded("Somebody has set this up already. Sign in, or ask for an invitation.")
    policy.organisation, policy.postal_address = organisation, postal_address
    policy.save(update_fields=["organisation", "postal_address", "updated_at"])
    founder = User.objects.create_user(email, password, name=name, role=User.Role.ADMIN, time_zone=time_zone)
    FirstSteps.objects.create(user=founder)
    return founder

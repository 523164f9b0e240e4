from team.forms.door import FoundingForm, JoinForm
from team.forms.people import InvitationForm, MemberForm, ProfileForm
from team.forms.policy import PolicyForm
from team.forms.review import ChangesForm, CommentForm

__all__ = [
    "ChangesForm",
    "CommentForm",
    "FoundingForm",
    "InvitationForm",
    "JoinForm",
    "MemberForm",
    "PolicyForm",
    "ProfileForm",
]

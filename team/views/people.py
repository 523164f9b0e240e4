"""Members and invitations."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.generic import TemplateView

from core.htmx import then
from core.toasts import say
from team import invitations, members
from team.access import AdminRequired, TeamRequired
from team.forms import InvitationForm, MemberForm
from team.models import Invitation, User
from team.postman import link_of


class MemberListView(TeamRequired, TemplateView):
    """Everybody on the team, and who was invited."""

    template_name = "team/member_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            members=User.objects.order_by("-is_active", "name", "pk"), invitations=self._invitations(), **kwargs
        )

    def _invitations(self) -> QuerySet[Invitation]:
        if not self.request.user.is_admin:
            return Invitation.objects.none()
        return Invitation.objects.filter(accepted_at=None, revoked_at=None).select_related("invited_by")


class MemberDetailView(AdminRequired, View):
    """What an admin sees of one member and may change: the role, and whether the account is switched on."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        member = get_object_or_404(User, pk=pk)
        return show_member(request, member, MemberForm(initial={"role": member.role}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        member = get_object_or_404(User, pk=pk)
        form = MemberForm(request.POST)
        if not form.is_valid():
            return show_member(request, member, form, status=422)
        try:
            members.change_role(user=member, role=form.cleaned_data["role"])
        except members.MemberError as refused:
            form.add_error("role", str(refused))
            return show_member(request, member, form, status=409)
        say(request, f"{member.name} is now {User.Role(form.cleaned_data['role']).label.lower()}.")
        return redirect("team:member-list")


class DeactivationView(AdminRequired, View):
    """Switches an account off; asks again when the member still looks after something."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        member = get_object_or_404(User, pk=pk)
        try:
            members.deactivate(user=member, by=request.user, in_spite_of_holdings="anyway" in request.POST)
        except members.MemberError as refused:
            form = MemberForm(initial={"role": member.role})
            return show_member(request, member, form, refused=str(refused), status=409)
        say(request, f"{member.name} can no longer sign in.")
        return redirect("team:member-list")


class ActivationView(AdminRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        member = members.reactivate(user=get_object_or_404(User, pk=pk))
        say(request, f"{member.name} can sign in again.")
        return redirect("team:member-list")


def show_member(
    request: HttpRequest, member: User, form: MemberForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    context = {"member": member, "form": form, "holdings": members.holdings_of(member), "refused": refused}
    return render(request, "team/member_detail.html", context, status=status)


class InvitationCreateView(AdminRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "team/invitation_form.html", {"form": InvitationForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InvitationForm(request.POST)
        if form.is_valid():
            try:
                invitation = invitations.invite(by=request.user, **form.cleaned_data)
            except invitations.InvitationError as refused:
                form.add_error("email", str(refused))
            else:
                say(request, f"An invitation is on its way to {invitation.email}.")
                return then(request, "team:member-list")
        return render(request, "team/invitation_form.html", {"form": form}, status=422)


class InvitationDetailView(AdminRequired, View):
    """The link itself, for when e-mail does not arrive."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation.objects.select_related("invited_by", "accepted_by"), pk=pk)
        return render(request, "team/invitation_detail.html", {"invitation": invitation, "link": link_of(invitation)})


class InvitationSendingView(AdminRequired, View):
    """Sends an invitation once more."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation, pk=pk)
        try:
            invitations.send_again(invitation=invitation)
        except invitations.InvitationError as refused:
            say(request, str(refused), tone="bad")
        else:
            say(request, f"The invitation is on its way to {invitation.email} again.")
        return redirect("team:member-list")


class RevocationView(AdminRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation, pk=pk)
        try:
            invitations.revoke(invitation=invitation)
        except invitations.InvitationError as refused:
            say(request, str(refused), tone="bad")
        else:
            say(request, f"The invitation to {invitation.email} no longer works.")
        return redirect("team:member-list")

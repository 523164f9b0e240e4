"""Campaigns: the list, one campaign, its form, and how it ends."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.generic import ListView

from campaigns import running
from campaigns.forms import CampaignFilterForm, CampaignForm
from campaigns.models import Campaign, Client
from campaigns.panels import count_for, panels_for
from core.history import history_of
from core.htmx import wants_part
from core.toasts import say
from team.access import SignedIn, TeamRequired


class CampaignListView(SignedIn, ListView):
    """Every campaign the reader may see, newest first."""

    template_name = "campaigns/campaign_list.html"
    paginate_by = 50

    def get_template_names(self) -> list[str]:
        return [f"{self.template_name}#rows" if wants_part(self.request) else self.template_name]

    def get_queryset(self) -> QuerySet[Campaign]:
        self.filter = CampaignFilterForm(self.request.GET, user=self.request.user)
        visible = Campaign.objects.visible_to(self.request.user)
        return self.filter.apply(visible).select_related("client", "owner")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(filter=self.filter, **kwargs)
        context["labels"] = count_for(list(context["page_obj"].object_list), self.request.user)
        context["client"] = self.filter.cleaned_data.get("client")
        context["narrowed"] = bool(self.filter.cleaned_data.get("q") or context["client"])
        context["any"] = bool(context["object_list"]) or Campaign.objects.visible_to(self.request.user).exists()
        return context


class CampaignDetailView(SignedIn, View):
    """What a campaign is for, what belongs to it, and, for the team, what was changed."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Campaign.objects.visible_to(request.user).select_related("client", "owner")
        campaign = get_object_or_404(visible.prefetch_related("key_messages"), pk=pk)
        context = {
            "campaign": campaign,
            "panels": panels_for(campaign, request),
            "history": [] if request.user.is_observer else history_of(campaign, limit=20),
        }
        return render(request, "campaigns/campaign_detail.html", context)


class CampaignCreateView(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        client = Client.objects.visible_to(request.user).active()
        wanted = request.GET.get("client", "")
        chosen = client.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
        initial = {"owner": request.user, "client": chosen or (client.first() if client.count() == 1 else None)}
        return self._show(CampaignForm(user=request.user, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CampaignForm(request.POST, user=request.user)
        if not form.is_valid():
            return self._show(form, status=422)
        campaign = running.save_campaign(campaign=form.save(commit=False), messages=form.cleaned_data["messages"])
        say(request, f"“{campaign.name}” is ready.")
        return redirect(campaign)

    def _show(self, form: CampaignForm, status: int = 200) -> HttpResponse:
        return render(self.request, "campaigns/campaign_form.html", {"form": form}, status=status)


class CampaignUpdateView(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        campaign = find(request, pk)
        return self._show(campaign, CampaignForm(instance=campaign, user=request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        campaign = find(request, pk)
        form = CampaignForm(request.POST, instance=campaign, user=request.user)
        if not form.is_valid():
            return self._show(find(request, pk), form, status=422)
        running.save_campaign(campaign=form.save(commit=False), messages=form.cleaned_data["messages"])
        say(request, "The campaign is saved.")
        return redirect(campaign)

    def _show(self, campaign: Campaign, form: CampaignForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "campaign": campaign}
        return render(self.request, "campaigns/campaign_form.html", context, status=status)


class ClosureView(TeamRequired, View):
    """Closes a campaign; the toast offers to take it back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        campaign = running.close(campaign=find(request, pk))
        say(request, f"“{campaign.name}” is closed.", undo=f"{campaign.get_absolute_url()}reopening/")
        return redirect(campaign)


class ReopeningView(TeamRequired, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        campaign = running.reopen(campaign=find(request, pk))
        say(request, f"“{campaign.name}” is running again.")
        return redirect(campaign)


def find(request: HttpRequest, pk: int) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(request.user).select_related("client"), pk=pk)

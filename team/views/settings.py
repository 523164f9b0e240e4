"""The team's policy, and the reader's own profile."""

from django.contrib.messages.views import SuccessMessageMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views import View
from django.views.generic.edit import UpdateView

from core.htmx import then
from core.pictures import forget
from core.toasts import say
from team.access import SignedIn, TeamRequired
from team.forms import PolicyForm, ProfileForm
from team.models import TeamPolicy, User


class PolicyView(TeamRequired, View):
    """Everybody on the team reads the policy; managers change it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(PolicyForm(instance=TeamPolicy.current()))

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_manager:
            return self._show(PolicyForm(instance=TeamPolicy.current()), status=403)
        form = PolicyForm(request.POST, instance=TeamPolicy.current())
        if not form.is_valid():
            return self._show(form, status=422)
        form.save()
        say(request, "The policy is saved. It counts from now on.")
        return redirect("team:policy")

    def _show(self, form: PolicyForm, status: int = 200) -> HttpResponse:
        if not self.request.user.is_manager:
            for field in form.fields.values():
                field.disabled = True
        return render(self.request, "team/policy.html", {"form": form}, status=status)


class ProfileView(SignedIn, SuccessMessageMixin, UpdateView):
    """Each reader's own profile."""

    form_class = ProfileForm
    template_name = "team/profile.html"
    success_url = reverse_lazy("team:profile")
    success_message = "Your profile is saved."

    def get_object(self, queryset: QuerySet[User] | None = None) -> User:
        return User.objects.get(pk=self.request.user.pk)

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        before = User.objects.get(pk=self.request.user.pk).photo.name
        super().form_valid(form)
        forget(before, unless=form.instance.photo.name)
        return then(self.request, self.success_url)

    def form_invalid(self, form: ProfileForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

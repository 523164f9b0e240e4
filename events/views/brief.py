"""The brief of an interview: written, looked at, signed off, mailed, printed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from core.toasts import say
from core.typed import number_in
from events import brief_pdf, briefing
from events.errors import EventError
from events.models import Brief
from events.views.interviews import find
from team.access import TeamRequired
from team.models import Review
from team.reviews import ReviewError

HARD = 8


class BriefForm(forms.Form):
    """One line each of what to bring across, what they may ask and what is left out; hard questions with answers."""

    messages = forms.CharField(
        label="What to bring across", required=False, max_length=4000, help_text="One a line; three are enough.",
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    likely = forms.CharField(
        label="Likely questions", required=False, max_length=8000, help_text="One a line.",
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    decline = forms.CharField(
        label="What we do not talk about", required=False, max_length=4000, help_text="One a line.",
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, content: dict[str, Any], **kwargs: Any) -> None:
        initial = {name: "\n".join(content.get(name, [])) for name in briefing.NAMES}
        super().__init__(*args, initial=initial, **kwargs)
        hard = content.get("hard", [])
        for number in range(HARD):
            held = hard[number] if number < len(hard) else {}
            self.fields[f"question{number}"] = forms.CharField(
                label=f"Question {number + 1}", required=False, max_length=500, initial=held.get("question", "")
            )
            self.fields[f"answer{number}"] = forms.CharField(
                label="Answer", required=False, max_length=4000, initial=held.get("answer", ""),
                widget=forms.Textarea({"rows": 2}),
            )  # fmt: skip

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"question{number}"], self[f"answer{number}"]) for number in range(HARD)]

    def content(self) -> dict[str, Any]:
        """What `briefing.edit` keeps."""
        data = self.cleaned_data
        lines = {name: [line.strip() for line in data[name].splitlines() if line.strip()] for name in briefing.NAMES}
        hard = [
            {"question": data[f"question{number}"].strip(), "answer": data[f"answer{number}"].strip()}
            for number in range(HARD)
            if data[f"question{number}"].strip() or data[f"answer{number}"].strip()
        ]
        return {**lines, "hard": hard}


class OneBrief(TeamRequired, View):
    """A view of the brief of one interview. Whoever only looks at one that is not written yet keeps nothing."""

    def brief(self, pk: int) -> Brief:
        found = briefing.beginning_of if self.request.method in {"GET", "HEAD"} else briefing.brief_of
        return found(interview=find(self.request, pk), by=self.request.user)

    def show(
        self, brief: Brief, form: BriefForm, *, problem: Exception | None = None, status: int = 200
    ) -> HttpResponse:
        reviews = Review.objects.of(brief) if brief.pk else Review.objects.none()
        context = {
            "brief": brief, "interview": brief.interview, "form": form, "problem": problem,
            "sections": briefing.sections_of(brief, self.request.user), "missing": briefing.missing(brief),
            "may_go": briefing.may_go(brief, self.request.user), "review": reviews.first(),
        }  # fmt: skip
        return render(self.request, "events/brief.html", context, status=status)


class BriefPage(OneBrief):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        brief = self.brief(pk)
        return self.show(brief, BriefForm(content=brief.content))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        brief = self.brief(pk)
        form = BriefForm(request.POST, content=brief.content)
        if not form.is_valid():
            return self.show(brief, form, status=422)
        revision = number_in(request.POST, "revision", otherwise=-1)
        try:
            briefing.edit(brief=brief, content=form.content(), by=request.user, revision=revision)
        except EventError as problem:
            return self.show(brief, form, problem=problem, status=409)
        say(request, "Saved")
        return redirect("events:brief", pk=pk)


class BriefAction(OneBrief):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            self.act(self.brief(pk))
        except (EventError, ReviewError) as problem:
            say(request, str(problem), tone="bad")
        return redirect("events:brief", pk=pk)

    def act(self, brief: Brief) -> None:
        raise NotImplementedError


class BriefSubmit(BriefAction):
    def act(self, brief: Brief) -> None:
        briefing.submit(brief=brief, by=self.request.user)
        say(self.request, "Asked for sign-off")


class BriefWithdraw(BriefAction):
    def act(self, brief: Brief) -> None:
        briefing.withdraw(brief=brief, by=self.request.user)
        say(self.request, "Taken back from review")


class BriefMail(BriefAction):
    def act(self, brief: Brief) -> None:
        sent = briefing.mail(brief=brief, by=self.request.user)
        say(self.request, f"Mailed to {sent.mailed_to}")


class BriefPdf(OneBrief):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        brief = self.brief(pk)
        response = HttpResponse(brief_pdf.write(brief, request.user), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="brief-{pk}.pdf"'
        response["Cache-Control"] = "no-store"
        return response

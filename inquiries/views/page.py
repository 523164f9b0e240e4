"""The page of one inquiry, and what its buttons do."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from campaigns.models import Statement
from contacts.models import Journalist
from core.toasts import say
from core.typed import number_in, text_in
from inquiries import answering, outcomes, panels, states, steps
from inquiries.errors import InquiryError, Overtaken
from inquiries.models import Answer, Inquiry, Question
from inquiries.showing import acknowledge_clock, both_zones, deadline_clock
from team.access import TeamRequired
from team.models import User

MOST_NOTES = 100
MOST_STATEMENTS = 20
RELATED = ("client", "campaign", "journalist", "outlet", "owner", "acknowledged_by", "spokesperson", "topic", "thread")


class InquiryDetail(TeamRequired, View):
    """Everything of one inquiry: the clocks, the words, each question with its answer, who asks, what may be said."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show(request, find(request, pk))


class Action(TeamRequired, View):
    """What a button does; it leads back to the page, and says in a sentence why something could not be done."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        inquiry = find(request, pk)
        try:
            self.act(inquiry, **rest)
        except InquiryError as problem:
            say(request, str(problem), tone="bad")
        return redirect(inquiry)

    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        raise NotImplementedError


class Acknowledgement(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        states.acknowledge(inquiry=inquiry, by=self.request.user, how=text_in(self.request.POST, "how", most=120))
        say(self.request, "Acknowledged")


class Assignment(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        owner = User.objects.working().filter(pk=number_in(self.request.POST, "owner")).first()
        states.assign(inquiry=inquiry, owner=owner, by=self.request.user)
        say(self.request, f"{owner} is in charge" if owner else "Nobody is in charge now")


class Closing(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        states.close(inquiry=inquiry, by=self.request.user, why=text_in(self.request.POST, "why", most=300))
        say(self.request, "Closed", undo=reverse("inquiries:inquiry-reopen", args=[inquiry.pk]))


class Reopening(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        states.reopen(inquiry=inquiry, by=self.request.user)
        say(self.request, "Open again")


class NoteAdd(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        text = text_in(self.request.POST, "text", most=4000)
        if text.strip():
            steps.note(inquiry, text, by=self.request.user)
            say(self.request, "Noted")


class QuestionAdd(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        text = text_in(self.request.POST, "text", most=2000)
        answering.add_question(inquiry=inquiry, text=text, by=self.request.user)


class Given(Action):
    """The reporter was told by phone, or otherwise than through Mediarel."""

    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        given = self.request.POST
        how = text_in(given, "how", most=160).strip() or "by phone"
        answering.give(inquiry=inquiry, by=self.request.user, how=how, seen=given.get("seen", ""))
        say(self.request, "Answered, and kept word for word")


class AnswerSave(TeamRequired, View):
    """The answer to one question; what another one wrote meanwhile is shown beside what was typed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, question: int) -> HttpResponse:
        inquiry = find(request, pk)
        found = get_object_or_404(Question, pk=question, inquiry=inquiry)
        given = request.POST
        try:
            if "decline" in given or "open" in given:
                answering.leave_open(question=found, by=request.user, declined="decline" in given)
            else:
                self.keep(found, inquiry)
        except Overtaken as taken:
            typed = {"question": found.pk, "text": given.get("text", ""), "problem": taken}
            return show(request, inquiry, status=409, typed=typed)
        except InquiryError as problem:
            typed = {"question": found.pk, "text": given.get("text", ""), "problem": problem}
            return show(request, inquiry, status=422, typed=typed)
        return redirect(f"{inquiry.get_absolute_url()}#q{found.pk}")

    def keep(self, question: Question, inquiry: Inquiry) -> None:
        given, by = self.request.POST, self.request.user
        text = text_in(given, "text", most=10_000)
        statement = _statement(inquiry, "use" if given.get("use") else "statement", given)
        if given.get("use"):
            text = statement.text if statement else text
        answering.save_answer(
            question=question,
            text=text,
            by=by,
            revision=number_in(given, "revision", otherwise=-1),
            ready="ready" in given,
            statement=statement or question.statement,
        )
        if source := text_in(given, "source", most=300).strip():
            who = text_in(given, "confirmed_by", most=120)
            answering.add_fact(question=question, source=source, confirmed_by=who, by=by)


def find(request: HttpRequest, pk: int) -> Inquiry:
    return get_object_or_404(Inquiry.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


def show(
    request: HttpRequest, inquiry: Inquiry, *, status: int = 200, typed: dict[str, Any] | None = None
) -> HttpResponse:
    questions = list(inquiry.questions.select_related("answered_by", "statement").prefetch_related("facts"))
    who = None
    if inquiry.journalist_id:
        who = Journalist.objects.filter(pk=inquiry.journalist_id).with_primary().prefetch_related("phones").first()
    context = {
        "inquiry": inquiry,
        "questions": questions,
        "answered": sum(question.state != Question.State.OPEN for question in questions),
        "ready": sum(question.state == Question.State.READY for question in questions),
        "acknowledge": acknowledge_clock(inquiry),
        "deadline": deadline_clock(inquiry),
        "deadline_line": both_zones(inquiry.deadline, inquiry, request.user) if inquiry.deadline else "",
        "who": who,
        "statements": _statements(inquiry),
        "notes": inquiry.notes.select_related("author").order_by("-created_at", "-pk")[:MOST_NOTES],
        "people": User.objects.working(),
        "now": timezone.now(),
        "seen": answering.standing_of(inquiry),
        "typed": typed,
        "outcomes": Inquiry.Outcome.choices,
        "results": outcomes.results_of(inquiry),
        "leads": outcomes.leads_of(inquiry),
        "draft": inquiry.replies.filter(state__in=Answer.OPEN).first(),
        "was_told": not inquiry.is_open and inquiry.told.exists(),
        "cards": panels.cards_of(inquiry, by=request.user),
    }
    return render(request, "inquiries/inquiry_detail.html", context, status=status)


def _statements(inquiry: Inquiry) -> list[Statement]:
    """What may be said for this client today, what belongs to the campaign first."""
    usable = Statement.objects.usable().filter(client=inquiry.client_id).select_related("approved_by")
    found = list(usable.order_by("title")[:MOST_STATEMENTS])
    return sorted(found, key=lambda one: one.campaign_id != inquiry.campaign_id or inquiry.campaign_id is None)


def _statement(inquiry: Inquiry, name: str, given: QueryDict) -> Statement | None:
    return Statement.objects.usable().filter(client=inquiry.client_id, pk=number_in(given, name)).first()

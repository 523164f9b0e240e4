"""The review queue: what waits at the left, what would go out at the right."""

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, Min, Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View
from django.views.generic import ListView

from core.htmx import go_to
from team import awaited, reviews
from team.access import ManagerRequired, TeamRequired
from team.forms import ChangesForm, CommentForm
from team.models import Review, ReviewComment, TeamPolicy
from team.querysets import ReviewQuerySet
from team.reviewables import Pane, Reviewable, reviewable_for

SHOWN = 100
PANES: dict[Pane, str] = {"changes": "Changes", "outgoing": "As it goes out", "recipients": "Recipients"}


def waiting_for(request: HttpRequest) -> list[Review]:
    """What waits, soonest due first, each with `look` (its `Reviewable`), `due` (its line), how long it `waits`, and
    whether the reader `may` decide about it. The first SHOWN of them: what is decided makes room for the next."""
    waiting = (
        Review.objects.visible_to(request.user)
        .waiting()
        .defer("snapshot")
        .select_related("submitted_by", "content_type")
    )
    rows = list(waiting[:SHOWN])
    prefetch_related_objects([review for review in rows if review.author_id is None], "subject")
    own = [review for review in rows if reviews.is_own(review=review, user=request.user)]
    own_too = bool(own) and TeamPolicy.current().approve_own_work
    for review in rows:
        review.look = reviewable_for(review.content_type.model_class())
        review.due = review.look.queue_line(review)
        review.waits = timezone.now() - review.submitted_at
        review.may = reviews.refusal(review=review, by=request.user, own_too=own_too) is None
    return rows


class ReviewQueueView(TeamRequired, View):
    """The list, with what is due soonest open beside it (on a phone the list alone); says so when nothing waits."""

    def get(self, request: HttpRequest) -> HttpResponse:
        first = _seen_by(request).waiting().first()
        if first is not None:
            return show(request, first, as_list=True)
        last = Review.objects.visible_to(request.user).decided().order_by("-decided_at").first()
        return render(request, "team/review_queue.html", {"waiting": [], "last": last, **_elsewhere(request)})


class DecidedListView(TeamRequired, ListView):
    """Every decision, newest first; none is ever deleted."""

    template_name = "team/review_decided.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Review]:
        decided = Review.objects.visible_to(self.request.user).decided()
        people = decided.select_related("submitted_by", "decided_by", "voided_by")
        return people.defer("snapshot").order_by("-decided_at", "-pk")


class ReviewDetailView(TeamRequired, View):
    """One submission: its panes, its thread, and the decision."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        review = _find(request, pk)
        return show(request, review)


class Decision(View, ABC):
    """A POST that decides and opens the next one; what cannot be done is said on the page, nothing typed is lost."""

    form_class: type[CommentForm] | None = None
    following: int | None = None

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        review = _find(request, pk)
        form = self.form_class(request.POST) if self.form_class else None
        if form is not None and not form.is_valid():
            return show(request, review, form=form, status=422)
        self.following = _next_after(request, review)
        try:
            self.decide(review, form)
        except reviews.AlreadyDecided as decided:
            messages.info(request, str(decided))
            return go_to(request, "team:review-detail", pk)
        except reviews.ReviewError as refused:
            return show(request, review, form=form, refused=str(refused), status=409)
        return self.go_on(review)

    @abstractmethod
    def decide(self, review: Review, form: CommentForm | None) -> None:
        """Decide as the button says."""

    def go_on(self, review: Review) -> HttpResponse:
        if self.following:
            return go_to(self.request, "team:review-detail", self.following)
        return go_to(self.request, "team:review-queue")


class ApprovalView(ManagerRequired, Decision):
    def decide(self, review: Review, form: CommentForm | None) -> None:
        reviews.approve(review=review, by=self.request.user)
        messages.success(self.request, f"Approved “{review.title}”.")


class TogetherView(ManagerRequired, View):
    """Approves what belongs to one campaign, each exactly as it stood in the list that was confirmed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = [int(key) for key in request.POST.getlist("review") if key.isdecimal() and len(key) < 19]
        done = reviews.approve_together(keys=keys[:SHOWN], by=request.user)
        if done.approved:
            messages.success(request, f"Approved: {', '.join(f'“{one.title}”' for one in done.approved)}.")
        for why in done.refused:
            messages.error(request, why)
        if not done.approved and not done.refused:
            messages.info(request, "Nothing was chosen, so nothing was approved.")
        following = next((each.pk for each in waiting_for(request) if each.may), None)
        return go_to(request, "team:review-detail", following) if following else go_to(request, "team:review-queue")


class ChangesView(ManagerRequired, Decision):
    form_class = ChangesForm

    def decide(self, review: Review, form: CommentForm | None) -> None:
        reviews.ask_for_changes(review=review, by=self.request.user, text=form.cleaned_data["text"])
        messages.success(self.request, f"Sent “{review.title}” back to {review.submitted_by.name}.")


class WithdrawalView(TeamRequired, Decision):
    def decide(self, review: Review, form: CommentForm | None) -> None:
        reviews.withdraw(review=review, by=self.request.user)
        messages.success(self.request, f"Taken back: “{review.title}”.")

    def go_on(self, review: Review) -> HttpResponse:
        look = reviewable_for(review.content_type.model_class())
        return go_to(self.request, look.url(review.subject))


class CommentView(TeamRequired, Decision):
    form_class = CommentForm

    def decide(self, review: Review, form: CommentForm | None) -> None:
        reviews.comment(review=review, by=self.request.user, text=form.cleaned_data["text"])

    def go_on(self, review: Review) -> HttpResponse:
        return redirect(f"{review.get_absolute_url()}#thread")


class CommentDoneView(TeamRequired, View):
    """Ticks off what was asked for, or takes the tick away."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = ReviewComment.objects.filter(review__in=Review.objects.visible_to(request.user))
        comment = get_object_or_404(visible.select_related("review"), pk=pk)
        reviews.mark_done(comment=comment, done=comment.done_at is None)
        return redirect(f"{comment.review.get_absolute_url()}#thread")


def _find(request: HttpRequest, pk: int) -> Review:
    return get_object_or_404(_seen_by(request), pk=pk)


def _seen_by(request: HttpRequest) -> ReviewQuerySet:
    people = ("submitted_by", "decided_by", "voided_by")
    return Review.objects.visible_to(request.user).select_related(*people, "content_type")


def show(
    request: HttpRequest,
    review: Review,
    *,
    form: CommentForm | None = None,
    refused: str = "",
    as_list: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page of one review, with what waits beside it; `as_list`: a phone shows what waits instead."""
    look = reviewable_for(review.content_type.model_class())
    versions = list(_versions(review))
    compared_with = _compared_with(request, review, versions)
    context = {
        "review": review,
        "look": look,
        "summary": look.summary(review),
        "as_list": as_list,
        "versions": [version for version in versions if version.version < review.version],
        "newer": next((version for version in versions if version.version > review.version), None),
        "compared_with": compared_with,
        "thread": _thread(versions),
        "may_withdraw": reviews.may_withdraw(review=review, by=request.user),
        "is_own": reviews.is_own(review=review, user=request.user),
        "changes_form": form if isinstance(form, ChangesForm) else ChangesForm(),
        "comment_form": form if type(form) is CommentForm else CommentForm(),
        "refused": refused,
        **_queue(request, review),
        **look.context(review, compared_with, request),
    }
    context |= _tabs(request, look, context.get("tab_counts", {}))
    return render(request, "team/review_detail.html", context, status=status)


def _queue(request: HttpRequest, review: Review) -> dict[str, Any]:
    """What waits, and which of it comes before and after this one."""
    waiting = waiting_for(request)
    here = next((n for n, each in enumerate(waiting) if each.pk == review.pk), -1)
    number, oldest = len(waiting), max((each.waits for each in waiting), default=None)
    if number == SHOWN:
        found = Review.objects.visible_to(request.user).waiting().order_by()
        counted = found.aggregate(number=Count("pk"), since=Min("submitted_at"))
        number, oldest = counted["number"], timezone.now() - counted["since"]
    beside = _elsewhere(request)
    ages: list[timedelta] = [age for age in (oldest, beside["oldest"]) if age is not None]
    together = [each for each in waiting if each.may and review.batch and each.batch == review.batch]
    return {
        **beside,
        "waiting": waiting,
        "reviews": number,
        "number": number + beside["number"],
        "oldest": max(ages, default=None),
        "previous": waiting[here - 1] if here > 0 else None,
        "following": waiting[here + 1] if here + 1 < len(waiting) else None,
        "together": together if len(together) > 1 and any(each.pk == review.pk for each in together) else [],
        "may_decide": waiting[here].may if here >= 0 else reviews.refusal(review=review, by=request.user) is None,
    }


def _elsewhere(request: HttpRequest) -> dict[str, Any]:
    """What waits for a decision and is decided on another page; the first SHOWN of each kind."""
    now = timezone.now()
    found = awaited.lines(request.user, most=SHOWN)
    return {
        "elsewhere": [{"of": of, "line": line, "waits": now - line.since} for of, line in found],
        "number": len(found),
        "oldest": max((now - line.since for _, line in found), default=None),
    }


def _next_after(request: HttpRequest, review: Review) -> int | None:
    """What to open once this is decided: the next below it that the reader may decide about, else the first above."""
    waiting = waiting_for(request)
    here = next((n for n, each in enumerate(waiting) if each.pk == review.pk), -1)
    return next((each.pk for each in [*waiting[here + 1 :], *waiting[: max(here, 0)]] if each.may), None)


def _thread(versions: list[Review]) -> list[ReviewComment]:
    """Everything said about the thing, oldest first, each remark with the version it was said on."""
    said = []
    for version in reversed(versions):
        for comment in version.comments.all():
            comment.version = version.version  # type: ignore[attr-defined]
            said.append(comment)
    return said


def _versions(review: Review) -> QuerySet[Review]:
    """Every submission of the same thing, newest first, with what was said on it."""
    said = Prefetch("comments", ReviewComment.objects.select_related("author"))
    same = Review.objects.filter(content_type=review.content_type_id, object_id=review.object_id)
    people = same.select_related("submitted_by", "decided_by", "voided_by").defer("snapshot")
    return people.prefetch_related(said).order_by("-version")


def _compared_with(request: HttpRequest, review: Review, versions: list[Review]) -> Review | None:
    """The version asked for by `?with=`, else the one submitted before this."""
    earlier = [version for version in versions if version.version < review.version]
    wanted = request.GET.get("with", "")
    return next((version for version in earlier if str(version.version) == wanted), earlier[0] if earlier else None)


def _tabs(request: HttpRequest, look: Reviewable, counts: dict[str, int]) -> dict[str, Any]:
    """The tabs that this kind has templates for, and the template of the current one."""
    names = [pane for pane in PANES if pane in look.templates]
    current = request.GET.get("show", "")
    if current not in names:
        current = names[0] if names else ""
    return {
        "tabs": [{"pane": pane, "label": PANES[pane], "n": counts.get(pane)} for pane in names],
        "tab": current,
        "pane_template": look.templates.get(current, ""),  # type: ignore[call-overload]
        "side_template": look.templates.get("side", ""),
    }

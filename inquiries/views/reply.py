"""Writing to the reporter: the draft, what stands in its way, who signs it off, and sending it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from core.html import to_text
from core.journalist_pages import journalist_page
from core.toasts import say
from core.tokens import TOKEN_LENGTH
from core.typed import number_in, text_in
from inquiries import replies
from inquiries.destinations import destination_of
from inquiries.errors import InquiryError, NotPossible
from inquiries.models import Answer, Inquiry, SignOff
from inquiries.views.page import Action, find
from mail import answering
from mail.models import Mailbox
from team.access import TeamRequired
from team.models import Review, TeamPolicy
from team.reviews import ReviewError

MOST = 20


class ReplyBegin(Action):
    """A draft of one kind, to be gone on with."""

    def post(self, request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        inquiry = find(request, pk)
        try:
            replies.compose(inquiry=inquiry, kind=request.POST.get("kind", ""), by=request.user)
        except InquiryError as problem:
            say(request, str(problem), tone="bad")
            return redirect(inquiry)
        return redirect("inquiries:reply", pk=inquiry.pk)


class Reply(TeamRequired, View):
    """The answer that is being written; where there is none, the page offers to begin one."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        inquiry = find(request, pk)
        answer = inquiry.replies.filter(state__in=Answer.OPEN).select_related("owner").first()
        if answer is None:
            kind = request.GET.get("kind", "")
            context = {"inquiry": inquiry, "kind": kind if kind in Answer.Kind.values else "full"}
            return render(request, "inquiries/reply_begin.html", context)
        return show(request, inquiry, answer)


class ReplySave(TeamRequired, View):
    """Save, ask for sign-off, send or drop: what was typed is kept first, whatever was pressed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, answer: int) -> HttpResponse:
        inquiry = find(request, pk)
        found = get_object_or_404(Answer.objects.select_related("inquiry", "owner"), pk=answer, inquiry=inquiry)
        try:
            return self.act(inquiry, found)
        except (InquiryError, ReviewError) as problem:
            found.refresh_from_db()
            text = text_in(request.POST, "text", most=20_000)
            return show(request, inquiry, found, text=text, problem=problem, status=409)

    def act(self, inquiry: Inquiry, answer: Answer) -> HttpResponse:
        given, by = self.request.POST, self.request.user
        do = given.get("do", "save")
        if do == "withdraw":
            replies.withdraw(answer=answer, by=by)
            say(self.request, "Withdrawn; nobody decides about it now")
            return redirect("inquiries:reply", pk=inquiry.pk)
        if do == "drop":
            replies.drop(answer=answer, by=by)
            say(self.request, "Dropped")
            return redirect(inquiry)
        text = text_in(given, "text", most=20_000)
        revision = number_in(given, "revision", otherwise=-1)
        answer = replies.edit(answer=answer, text=text, by=by, revision=revision)
        if do == "submit":
            replies.submit(answer=answer, by=by)
            say(self.request, "Asked for sign-off")
        elif do == "send":
            mailbox = Mailbox.objects.usable_by(by).filter(pk=number_in(given, "mailbox")).first()
            replies.send(answer=answer, by=by, mailbox=mailbox, latest=given.get("latest") or None)
            say(self.request, f"{answer.get_kind_display()} sent to {inquiry.reporter}")
            return redirect(inquiry)
        else:
            say(self.request, "Saved")
        return redirect("inquiries:reply", pk=inquiry.pk)


class SignOffNote(TeamRequired, View):
    """Legal says their word; or the spokesperson said theirs by phone, which whoever heard it writes down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, sign_off: int) -> HttpResponse:
        inquiry = find(request, pk)
        found = get_object_or_404(SignOff, pk=sign_off, answer__inquiry=inquiry)
        try:
            if found.user_id and found.user_id != request.user.pk:
                raise NotPossible("That is for somebody else to sign off.")
            agrees = "agrees" in request.POST or not found.user_id
            how = "" if found.user_id else f"by phone, noted by {request.user.name}"
            comment = text_in(request.POST, "comment", most=4000)
            replies.decide(sign_off=found, agrees=agrees, comment=comment, how=how, by=request.user)
            say(request, "Signed off" if agrees else "Changes asked for")
        except InquiryError as problem:
            say(request, str(problem), tone="bad")
        return redirect("inquiries:reply", pk=inquiry.pk)


@journalist_page
def sign_off(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a spokesperson opens by their link. A GET changes nothing."""
    is_possible = len(token) == TOKEN_LENGTH and "\x00" not in token
    rows = SignOff.objects.select_related("answer__inquiry__journalist", "answer__inquiry__outlet", "answer__owner")
    found = rows.filter(token=token, spokesperson__isnull=False).select_related("spokesperson").first()
    if not is_possible or found is None:
        return render(request, "public/unknown_link.html", status=404)
    problem = ""
    comment = text_in(request.POST, "comment", most=4000)
    if request.method == "POST":
        try:
            replies.decide(sign_off=found, agrees="agrees" in request.POST, comment=comment, how="by their link")
            return redirect("inquiries:sign-off", token=token)
        except InquiryError as refused:
            problem = str(refused)
            found.refresh_from_db()
    context = {
        "sign_off": found, "answer": found.answer, "inquiry": found.answer.inquiry, "problem": problem,
        "comment": comment, "policy": TeamPolicy.current(),
    }  # fmt: skip
    return render(request, "inquiries/public/sign_off.html", context, status=409 if problem else 200)


def show(
    request: HttpRequest, inquiry: Inquiry, answer: Answer, *, text: str | None = None,
    problem: Exception | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    answer.inquiry = inquiry
    if not answer.is_open:
        say(request, str(problem or "It has gone out."), tone="bad")
        return redirect(inquiry)
    context = {
        "inquiry": inquiry,
        "answer": answer,
        "text": to_text(answer.text) if text is None else text,
        "problem": problem,
        "standing": replies.standing_of(answer, by=request.user),
        "sign_offs": answer.sign_offs.select_related("user", "spokesperson").order_by("-pk")[:MOST],
        "review": Review.objects.of(answer).first(),
        "latest": answering.latest_of(inquiry.thread) if inquiry.thread else "",
        "mailboxes": Mailbox.objects.usable_by(request.user)[:MOST],
        "to": destination_of(inquiry),
    }
    return render(request, "inquiries/reply.html", context, status=status)

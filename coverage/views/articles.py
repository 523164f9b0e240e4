"""Articles: the list with its search, one article, and what is said of it."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View

from contacts.models import Journalist
from contacts.paging import BoundedPaginator
from core.history import history_of
from core.htmx import render_page
from core.toasts import say
from coverage.articles import bylines, catching_up, regrouping
from coverage.articles.addresses import LETTER
from coverage.articles.outlets import outlet_for
from coverage.articles.regrouping import NotPossible, TooLate
from coverage.clips import proposing
from coverage.forms.articles import SORTS, ArticleFilter, ClientForm, OriginalForm, OutletNameForm
from coverage.models import Article, Byline, Clip, MonitorMatch
from coverage.monitors import highlighting
from coverage.querysets import ArticleQuerySet
from team.access import TeamRequired

PER_PAGE = 50
MOST_SHOWN = 50
NOT_IN_ROWS = ("text", "search", "shingles", "how", "links")


class ArticlePages(BoundedPaginator):
    """To count what a query finds, PostgreSQL reads the words of each."""

    most = 2_000


class ArticleList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Article.objects.visible_to(request.user)
        wanted = ArticleFilter(request.GET, user=request.user)
        page = ArticlePages(as_rows(wanted.found(visible)), PER_PAGE).get_page(request.GET.get("page"))
        context: dict[str, Any] = {
            "page": page,
            "articles": page.object_list,
            "filter_form": wanted,
            "pills": wanted.pills(),
            "sorts": SORTS.items(),
            "any": bool(page.object_list) or visible.exists(),
            "query": request.GET.urlencode(),
            "client_form": ClientForm(user=request.user),
        }
        if wanted.problem:
            context["problem"] = _in_parts(request.GET.get("q", ""), wanted.problem.start, wanted.problem.end)
        return render_page(request, "coverage/article_list.html", context, partial="results")


def as_rows(found: ArticleQuerySet) -> ArticleQuerySet:
    """With what a row of the list shows, in a constant number of queries."""
    return (
        found.defer(*NOT_IN_ROWS)
        .select_related("outlet")
        .prefetch_related("bylines", Prefetch("clips", Clip.objects.select_related("client").defer("suggested")))
    )


def _in_parts(query: str, start: int, end: int) -> tuple[str, str, str]:
    """A query before, at and behind the place that cannot be read."""
    return query[:start], query[start:end], query[end:]


class ArticleDetail(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Article.objects.visible_to(request.user).select_related("outlet", "original__outlet")
        article = get_object_or_404(visible.defer("search", "shingles"), pk=pk)
        matches = MonitorMatch.objects.filter(article=article).select_related("monitor__client")[:MOST_SHOWN]
        monitors = [match.monitor for match in matches]
        signed = bylines.with_namesakes(article.bylines.select_related("journalist"))
        group = _group_of(article)
        context = {
            "article": article,
            "paragraphs": _marked(article.text or article.excerpt, monitors),
            "signed": signed,
            "monitors": monitors,
            "clips": article.clips.select_related("client").defer("suggested"),
            "root": article.original or article,
            "group": group,
            "addresses": article.addresses.exclude(url__startswith=LETTER)[:MOST_SHOWN],
            "sightings": article.sightings.exclude(source=None).select_related("source").order_by("pk")[:MOST_SHOWN],
            "history": history_of(article, limit=20),
            "client_form": ClientForm(user=request.user),
            "original_form": OriginalForm(),
        }
        return render_page(request, "coverage/article_detail.html", context)


def _group_of(article: Article) -> list[Article]:
    """The other articles of its group, the original first."""
    root = article.original or article
    copies = Article.objects.filter(original=root).exclude(pk=article.pk).select_related("outlet").defer(*NOT_IN_ROWS)
    others = list(copies.order_by("published_at", "pk")[:MOST_SHOWN])
    return others if root == article else [root, *others]


def _marked(text: str, monitors: list) -> list[list[tuple[str, bool]]]:
    """Each paragraph in pieces, with whether a monitor looks for that piece."""
    paragraphs = []
    for line in filter(str.strip, text.splitlines()):
        pieces, at = [], 0
        for start, end in highlighting.spans(line, monitors):
            pieces += [(line[at:start], False), (line[start:end], True)]
            at = end
        paragraphs.append([piece for piece in [*pieces, (line[at:], False)] if piece[0]])
    return paragraphs


class ArticleAction(TeamRequired, View):
    """Something that a button on the page of an article does; it leads back there."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
        try:
            self.act(article, **rest)
        except (NotPossible, TooLate) as problem:
            say(request, str(problem), tone="bad")
        return redirect(article)

    def act(self, article: Article, **rest: Any) -> None:
        raise NotImplementedError

    def refuse(self, form: Any) -> None:
        """Say what is wrong with what was given."""
        say(self.request, " ".join(error for errors in form.errors.values() for error in errors), tone="bad")


class ClipAdd(ArticleAction):
    """Put it to the coverage of a client."""

    def act(self, article: Article, **rest: Any) -> None:
        form = ClientForm(self.request.POST, user=self.request.user)
        if not form.is_valid():
            return self.refuse(form)
        client = form.cleaned_data["client"]
        clip = proposing.propose_for(article=article, client=client, origin=Clip.Origin.ADDRESS, by=self.request.user)
        words: dict[str, str] = {Clip.State.OURS: "is a clip of", Clip.State.NOT_OURS: "is marked as not ours for"}
        say(self.request, f"It {words.get(clip.state, 'waits in triage for')} {client}")
        return None


class ClipAddMany(TeamRequired, View):
    """The same for the articles that were chosen in the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ClientForm(request.POST, user=request.user)
        chosen = [key for key in request.POST.getlist("article")[:PER_PAGE] if key.isdecimal() and len(key) < 19]
        articles = Article.objects.visible_to(request.user).filter(pk__in=chosen).select_related("outlet")
        if not form.is_valid() or not articles:
            say(request, "Choose at least one article, and whose coverage it is.", tone="bad")
        else:
            client = form.cleaned_data["client"]
            for article in articles:
                proposing.propose_for(article=article, client=client, origin=Clip.Origin.ADDRESS, by=request.user)
            count = len(articles)
            say(
                request, f"{count} article{'' if count == 1 else 's'} put to the coverage of {client}; decide in triage"
            )
        return redirect(f"{reverse('coverage:article-list')}?{request.POST.get('filters', '')}")


class Separation(ArticleAction):
    """It is no copy."""

    def act(self, article: Article, **rest: Any) -> None:
        done = regrouping.set_apart(article=article)
        say(self.request, "It stands by itself now", undo=_undo(article, done))


class Original(ArticleAction):
    """It is a copy of the article whose address is given."""

    def act(self, article: Article, **rest: Any) -> None:
        form = OriginalForm(self.request.POST)
        if not form.is_valid():
            return self.refuse(form)
        done = regrouping.make_copy(article=article, of=form.cleaned_data["address"])
        say(self.request, f"It is a copy of “{done.original}” now", undo=_undo(article, done))
        return None


class Promotion(ArticleAction):
    """It is the original of its group."""

    def act(self, article: Article, **rest: Any) -> None:
        done = regrouping.make_original(article=article)
        say(self.request, "It is the original now", undo=_undo(article, done))


class Regrouped(ArticleAction):
    """Takes back what was said last of it and its copies; `kept` names it."""

    def act(self, article: Article, kept: str = "", **rest: Any) -> None:
        done = regrouping.recall(kept)
        taken = regrouping.take_back(done)
        say(self.request, "Taken back" if taken else "Somebody has changed it since. Nothing was taken back.")


def _undo(article: Article, done: regrouping.Regrouping) -> str:
    return reverse("coverage:article-regrouped", args=[article.pk, done.remember()])


class OutletAdd(ArticleAction):
    """Its site becomes an outlet."""

    def act(self, article: Article, **rest: Any) -> None:
        form = OutletNameForm(self.request.POST)
        if not form.is_valid() or not article.domain:
            return self.refuse(form)
        known = outlet_for(article.url)
        outlet = catching_up.add_outlet(article=article, name=form.cleaned_data["name"], by=self.request.user)
        say(self.request, f"{outlet} {'was there already' if known else 'added to outlets'}; its articles follow")
        return None


class BylineDecision(TeamRequired, View):
    """Who a name above an article is: the journalist given, or nobody the team knows."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, byline: int) -> HttpResponse:
        visible = Article.objects.visible_to(request.user)
        signed = get_object_or_404(
            Byline.objects.select_related("article"), pk=byline, article__in=visible.filter(pk=pk)
        )
        key = request.POST.get("journalist", "")
        theirs = None
        if key:
            theirs = get_object_or_404(Journalist.objects.visible_to(request.user), pk=key if key.isdecimal() else 0)
        bylines.decide(byline=signed, journalist=theirs)
        say(request, f"“{signed.name}” is {theirs} now" if theirs else f"“{signed.name}” is nobody you know now")
        return redirect(signed.article)

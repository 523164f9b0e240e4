"""What did we tell them? Everything that reporters were told, found by its words."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.views import View

from contacts.paging import BoundedPaginator
from core.folding import Fold, words_of
from core.htmx import render_page
from inquiries.models import Told
from team.access import TeamRequired

PER_PAGE = 30


class ToldList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        q = request.GET.get("q", "").strip()[:200]
        told = Told.objects.visible_to(request.user).select_related("inquiry", "client", "by", "statement")
        if words := words_of(q):
            vector = SearchVector(Fold("asked"), Fold("text"), Fold("to_name"), Fold("to_outlet"), config="simple")
            told = told.annotate(found=vector)
            for word in words:
                told = told.filter(found=SearchQuery(Fold(Value(word)), config="simple"))
        page = BoundedPaginator(told, PER_PAGE).get_page(request.GET.get("page"))
        return render_page(request, "inquiries/told_list.html", {"page": page, "q": q}, partial="results")

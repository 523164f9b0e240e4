from django.db.models import Q

from contacts.importing import no_use
from core import doctor
from coverage.articles.doctor import articles
from coverage.models import Article, Byline, Clip


def register_all() -> None:
    doctor.register("articles", articles)
    no_use.register(Byline, "journalist", unless=Q(is_by_hand=True))
    no_use.register(Article, "outlet")
    no_use.register(Clip, "journalist")

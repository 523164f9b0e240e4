from core import doctor
from coverage.articles.doctor import articles


def register_all() -> None:
    doctor.register("articles", articles)

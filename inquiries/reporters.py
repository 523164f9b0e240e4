"""Who asks: found among the journalists that the team knows by address, else by number, else by name and outlet."""

from dataclasses import dataclass

from django.db.models import QuerySet

from contacts.addresses import BadAddress, clean_phone
from contacts.correspondence import with_address
from contacts.models import Journalist, Outlet
from core.folding import every_word
from coverage.articles.outlets import outlet_for

PUBLIC_MAIL = frozenset({
    "aol.com", "gmail.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "icloud.com", "mail.ru", "me.com",
    "outlook.com", "posteo.de", "proton.me", "protonmail.com", "t-online.de", "web.de", "yahoo.com",
})  # fmt: skip
"""Who writes from there may be anybody: the domain says nothing of an outlet."""


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """Who asks, as they gave it. `journalist` is who a person said that it is."""

    name: str = ""
    outlet: str = ""
    email: str = ""
    phone: str = ""
    journalist: Journalist | None = None


def recognise(reporter: Reporter) -> tuple[Journalist | None, Outlet | None]:
    """The journalist and the outlet that are meant, where that is certain."""
    journalist = reporter.journalist or _by_address(reporter) or _by_phone(reporter) or _by_name(reporter)
    if journalist:
        position = Journalist.objects.with_primary().get(pk=journalist.pk).primary_position
        if position:
            return journalist, position.outlet
    return journalist, _outlet_of(reporter)


def _by_address(reporter: Reporter) -> Journalist | None:
    return with_address(reporter.email, Journalist.objects.all()) if reporter.email else None


def _by_phone(reporter: Reporter) -> Journalist | None:
    """Whose number it is; a desk's number, which several share, says nothing."""
    if not reporter.phone:
        return None
    try:
        number = clean_phone(reporter.phone)
    except BadAddress:
        return None
    return _only(Journalist.objects.filter(phones__number=number).distinct())


def _by_name(reporter: Reporter) -> Journalist | None:
    """Somebody of that name at that outlet; a name alone is not enough."""
    if len(reporter.name.split()) < 2 or not reporter.outlet:
        return None
    called = Journalist.objects.filter(every_word("search_text", reporter.name))
    there = Outlet.objects.named(reporter.outlet).values("pk")
    found = called.filter(positions__outlet__in=there, name__iexact=reporter.name.strip())
    return _only(found.distinct())


def _only(found: "QuerySet[Journalist]") -> Journalist | None:
    first = list(found.order_by("pk")[:2])
    return first[0] if len(first) == 1 else None


def _outlet_of(reporter: Reporter) -> Outlet | None:
    if reporter.outlet and (named := Outlet.objects.named(reporter.outlet).order_by("pk").first()):
        return named
    domain = reporter.email.rpartition("@")[2].lower()
    return outlet_for(f"https://{domain}/") if domain and domain not in PUBLIC_MAIL else None

"""Every address of the project, with something in each of its gaps, and the table of who may open it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).with_name("table.txt")
GROUPS = ("everybody", "key", "signed in", "team", "managers", "admins")
GAPS = {
    "int": "0", "str": "x" * 20, "slug": "x" * 20, "path": "x/y", "uuid": "00000000-0000-0000-0000-000000000000",
}  # fmt: skip
EXPRESSIONS = {
    r"^coverage/clips/(?P<pk>\d{1,18})/state/(?P<to>ours|not-ours|open)/$": "coverage/clips/0/state/ours/",
    r"^(?P<pk>[0-9]{1,18})/preview/(?P<which>all|photos)\.zip\Z": "0/preview/all.zip",
}
"""Routes that are regular expressions with more than a plain gap."""


def addresses() -> Iterator[tuple[str, str]]:
    """Name with its namespace, and a path that leads there; nothing that the path names exists."""
    yield from _below(get_resolver(), "", "/")


def _below(resolver: URLResolver, space: str, before: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = _filled(str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", before + route
        else:
            yield from _below(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""), before + route)


def _filled(route: str) -> str:
    if route in EXPRESSIONS:
        return EXPRESSIONS[route]
    plain = re.sub(r"\(\?P<\w+>[^)]*\)", "x", route.replace("^", "").replace("\\Z", "").replace("$", ""))
    return re.sub(r"<(?:(\w+):)?\w+>", lambda gap: GAPS.get(gap[1] or "str", "x"), plain).replace("\\", "")


@cache
def table() -> dict[str, str]:
    """The group of each name."""
    groups: dict[str, str] = {}
    group = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif line and not line.startswith("#"):
            assert line not in groups, f"{line} stands in the table twice"
            groups[line] = group
    return groups


def is_refused(answer: object) -> bool:
    """Whether the door stayed shut: sent to the sign-in page, or told that it is for others."""
    status = answer.status_code  # type: ignore[attr-defined]
    to_sign_in = answer.get("Location", "").startswith("/account/login/")  # type: ignore[attr-defined]
    return status in {401, 403} or (status == 302 and to_sign_in)

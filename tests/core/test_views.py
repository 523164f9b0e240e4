"""Every address leads to a view that can be made."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def test_no_view_lacks_a_method_that_its_base_asks_for():
    views = [getattr(one.callback, "view_class", None) for one in patterns(get_resolver())]
    assert len(views) > 100
    assert [view for view in views if getattr(view, "__abstractmethods__", None)] == []

"""The interface for other systems, put together of what each app offers. Errors are problem details (RFC 9457)."""

from typing import Any

from django.urls import URLPattern, re_path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from campaigns.api import router as campaigns
from contacts.api import router as contacts
from coverage.api import router as coverage
from events.api import router as events
from inquiries.api import router as inquiries
from mediakits.api_v1 import router as mediakits
from pitches.api import router as pitches
from team.api import describing, etags, problems
from team.api.door import door, nowhere
from team.api.parsing import JsonOnly


class Interface(NinjaAPI):
    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        return describing.completed(super().get_openapi_schema(*args, **kwargs))


api = Interface(
    title="Mediarel",
    version="1",
    description=describing.ABOUT,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    parser=JsonOnly(),
)
problems.install(api)
api.add_exception_handler(etags.NotModified, etags.not_modified)
for router in (campaigns, contacts, pitches, mediakits, coverage, inquiries, events):
    api.add_router("", router)


def urlpatterns() -> list[URLPattern]:
    """The addresses, and an answer at every other one under them."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        pattern.callback = door(nowhere if pattern.name == "api-root" else pattern.callback)
    return [*patterns, re_path(".*", door(nowhere), name="nowhere")]

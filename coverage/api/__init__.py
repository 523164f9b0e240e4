"""Articles and clips for other programs."""

from ninja import Router

from coverage.api import articles, clips

router = Router(tags=["coverage"])
for part in (articles.router, clips.router):
    router.add_router("", part)

__all__ = ["router"]

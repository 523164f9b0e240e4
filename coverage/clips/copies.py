"""Syndicated copies: the same story in many places, of which one is the original."""

from django.db.models import Q, QuerySet

from coverage.models import Article, Clip, ClipMessage

SHARED = ("campaign", "tone", "prominence", "depth", "value", "links_to_us")


def waiting_copies(clip: Clip) -> "QuerySet[Clip]":
    """The clips that are decided with this one: of the copies of its article, for the same client."""
    return Clip.objects.waiting().filter(client=clip.client_id, article__original=clip.article_id).order_by("pk")


def decided_sibling(article: Article, client_id: int) -> Clip | None:
    """A clip of the same story that was found to be ours: of its original, else of another copy."""
    if article.original_id is None:
        return None
    story = Q(article=article.original_id) | Q(article__original=article.original_id)
    found = Clip.objects.ours().filter(story, client=client_id).exclude(article=article)
    return found.select_related("campaign").order_by("article__original_id", "pk").last()


def take_over(clip: Clip, like: Clip) -> None:
    """What was said of one holds for the other; who wrote it and how many read it is its own. `clip` is not saved."""
    for name in SHARED:
        setattr(clip, name, getattr(like, name))
    clip.quoted.set(like.quoted.all())
    clip.messages.all().delete()
    ClipMessage.objects.bulk_create(
        ClipMessage(clip=clip, key_message_id=row.key_message_id, score=row.score, sentence=row.sentence)
        for row in like.messages.all()
    )

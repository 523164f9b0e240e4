"""What Celery does for newsrooms. Truth stands in PostgreSQL: each task only finds what is due there."""

from celery import shared_task

from mediakits import notices, subscribing


@shared_task
def send_confirmations() -> int:
    """Ask those who subscribed whether it was them."""
    return subscribing.send_confirmations()


@shared_task
def tell_subscribers() -> int:
    """Tell subscribers of what has become public."""
    return notices.send_due()


@shared_task
def forget_unconfirmed() -> int:
    """Forget those who never confirmed."""
    return subscribing.forget_unconfirmed()

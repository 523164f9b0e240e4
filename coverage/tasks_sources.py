"""Celery's entry points of sources."""

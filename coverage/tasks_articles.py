"""Celery's entry points of articles."""

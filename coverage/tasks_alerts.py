"""Celery's entry points of alerts."""

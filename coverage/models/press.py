from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import TimeStamped


class NotAPerson(TimeStamped):
    """A name that stands above articles and is nobody's: an agency, a desk. `name_key` is that of the bylines."""

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "name of no person"
        verbose_name_plural = "names of no person"
        ordering = ["name_key"]
        constraints = [models.CheckConstraint(condition=~Q(name_key=""), name="coverage_not_a_person_named")]

    def __str__(self) -> str:
        return self.name

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pghistory
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.models import TimeStamped
from core.pictures import PicturePath


def default_time_zone() -> str:
    """The zone a new member has until they choose another."""
    return settings.TIME_ZONE


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        fields.setdefault("role", User.Role.ADMIN)
        user = self.create_user(email, password, is_superuser=True, **fields)
        apps.get_model("team.FirstSteps").objects.create(user=user)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def working(self) -> "models.QuerySet[User]":
        """Those who do the work: active, and not observers."""
        return self.filter(is_active=True).exclude(role=User.Role.OBSERVER)


@pghistory.track(
    fields=["email", "name", "role", "job_title", "phone", "is_active", "is_superuser"],
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    model_name="UserEvent",
)
class User(AbstractBaseUser, PermissionsMixin, TimeStamped):
    """A member of the team, or an observer (a client, a boss) who reads along."""

    class Role(models.TextChoices):
        SPECIALIST = "specialist", "Specialist"
        MANAGER = "manager", "Manager"
        ADMIN = "admin", "Admin"
        OBSERVER = "observer", "Observer"

    email = models.EmailField("e-mail", max_length=254)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role, default=Role.SPECIALIST)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True, help_text="Journalists see it on your pitch pages.")
    photo = models.ImageField(upload_to=PicturePath("people"), blank=True)
    time_zone = models.CharField(max_length=60, default=default_time_zone)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="team_user_email",
                violation_error_message="Somebody on the team has this e-mail address.",
            ),
            models.CheckConstraint(condition=~Q(email=""), name="team_user_has_email"),
            models.CheckConstraint(
                condition=Q(role__in=["specialist", "manager", "admin", "observer"]), name="team_user_role"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def zone(self) -> ZoneInfo:
        """Where their day begins and ends; the team's zone when theirs is not known on this machine."""
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo(settings.TIME_ZONE)

    @property
    def is_manager(self) -> bool:
        """May decide reviews and see everybody's work: managers and admins."""
        return self.role in {self.Role.MANAGER, self.Role.ADMIN}

    @property
    def is_admin(self) -> bool:
        return self.role == self.Role.ADMIN

    @property
    def is_observer(self) -> bool:
        return self.role == self.Role.OBSERVER

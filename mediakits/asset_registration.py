"""What assets say to the rooms below: the doctor, the shell, the job that takes files in."""

from django.http import HttpRequest

from core import doctor
from core.navigation import Entry, register
from mediakits import taking_in  # noqa: F401  (registers its job)
from mediakits.storage_doctor import storage


def register_all() -> None:
    doctor.register("storage", storage)
    register(
        Entry(
            "Photo or file",
            icon="photo-plus",
            url="mediakits:asset-add",
            place="new",
            order=82,
            shown_to=_works_here,
        )
    )


def _works_here(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not request.user.is_observer

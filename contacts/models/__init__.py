from contacts.models.imports import ContactImport, ImportRow
from contacts.models.journalist import (
    Beat,
    EmailAddress,
    Journalist,
    PhoneNumber,
    Position,
    Tag,
)
from contacts.models.media_list import MediaList, MediaListMember
from contacts.models.outlet import Outlet
from contacts.models.privacy import PrivacyRequest, WithdrawnLink
from contacts.models.timeline import TimelineEntry

__all__ = [
    "Beat",
    "ContactImport",
    "EmailAddress",
    "ImportRow",
    "Journalist",
    "MediaList",
    "MediaListMember",
    "Outlet",
    "PhoneNumber",
    "Position",
    "PrivacyRequest",
    "Tag",
    "TimelineEntry",
    "WithdrawnLink",
]

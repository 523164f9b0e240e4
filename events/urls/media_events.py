"""Addresses of media events: for the team, in invitations, and at the door."""

from django.urls import path

from events.views import door, media_events, rsvp

ONE = "events/<int:pk>/"
urlpatterns = [
    path("events/", media_events.EventList.as_view(), name="event-list"),
    path("events/new/", media_events.EventCreate.as_view(), name="event-create"),
    path(ONE, media_events.EventDetail.as_view(), name="event-detail"),
    path(f"{ONE}edit/", media_events.EventEdit.as_view(), name="event-edit"),
    path(f"{ONE}invite/", media_events.Inviting.as_view(), name="event-invite"),
    path(f"{ONE}state/", media_events.StateSet.as_view(), name="event-state"),
    path(f"{ONE}call-off/", media_events.CallingOff.as_view(), name="event-call-off"),
    path(f"{ONE}invitees/", media_events.InviteeAdd.as_view(), name="invitee-create"),
    path(f"{ONE}invitees/<int:invitee>/", media_events.AnswerFor.as_view(), name="invitee-answer"),
    path(f"{ONE}follow-up/", media_events.FollowUp.as_view(), name="event-follow-up"),
    path(f"{ONE}door/", media_events.DoorLink.as_view(), name="event-door"),
    path("e/p/<str:token>/", rsvp.invitation, name="invitation"),
    path("e/p/<str:token>/link/", rsvp.send_link, name="invitation-link"),
    path("e/p/<str:token>/own/", rsvp.own_answer, name="invitation-own"),
    path("e/<str:token>/", rsvp.rsvp, name="rsvp"),
    path("e/<str:token>/event.ics", rsvp.file, name="rsvp-file"),
    path("door/<str:token>/", door.door, name="door"),
    path("door/<str:token>/sync/", door.sync, name="door-sync"),
    path("door/<str:token>/worker.js", door.worker, name="door-worker"),
]

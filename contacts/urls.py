from django.urls import path

from contacts.models import Tag
from contacts.views import bulk, journalist_list, journalists, media_lists, outlets, preferences, words

app_name = "contacts"
urlpatterns = [
    path("contacts/", journalist_list.JournalistList.as_view(), name="journalist-list"),
    path("contacts/journalists/new/", journalists.Form.as_view(), name="journalist-create"),
    path("contacts/journalists/<int:pk>/", journalists.Record.as_view(), name="journalist-detail"),
    path("contacts/journalists/<int:pk>/details/", journalists.Details.as_view(), name="journalist-details"),
    path("contacts/journalists/<int:pk>/edit/", journalists.Form.as_view(), name="journalist-update"),
    path(
        "contacts/journalists/<int:pk>/verification/",
        journalists.Verification.as_view(),
        name="journalist-verification",
    ),
    path("contacts/journalists/<int:pk>/refusal/", journalists.Refusal.as_view(), name="journalist-refusal"),
    path("contacts/journalists/<int:pk>/link/", journalists.NewLink.as_view(), name="journalist-link"),
    path(
        "contacts/journalists/<int:pk>/requests/<int:request_pk>/",
        journalists.RequestHandled.as_view(),
        name="privacy-request-handled",
    ),
    path("contacts/bulk/list/", bulk.AddToList.as_view(), name="bulk-list"),
    path("contacts/bulk/tag/", bulk.AddTag.as_view(), name="bulk-tag"),
    path("contacts/bulk/owner/", bulk.AssignOwner.as_view(), name="bulk-owner"),
    path("contacts/bulk/verification/", bulk.Verify.as_view(), name="bulk-verification"),
    path("contacts/bulk/export/", bulk.Export.as_view(), name="bulk-export"),
    path("contacts/undo/<str:token>/", bulk.Undo.as_view(), name="undo"),
    path("contacts/outlets/", outlets.OutletList.as_view(), name="outlet-list"),
    path("contacts/outlets/new/", outlets.OutletEdit.as_view(), name="outlet-create"),
    path("contacts/outlets/options/", outlets.OutletOptions.as_view(), name="outlet-options"),
    path("contacts/outlets/<int:pk>/", outlets.OutletDetail.as_view(), name="outlet-detail"),
    path("contacts/outlets/<int:pk>/edit/", outlets.OutletEdit.as_view(), name="outlet-update"),
    path("contacts/lists/", media_lists.MediaListList.as_view(), name="list-list"),
    path("contacts/lists/new/", media_lists.MediaListCreate.as_view(), name="list-create"),
    path("contacts/lists/<int:pk>/", media_lists.MediaListDetail.as_view(), name="list-detail"),
    path("contacts/lists/<int:pk>/edit/", media_lists.MediaListEdit.as_view(), name="list-update"),
    path("contacts/lists/<int:pk>/deletion/", media_lists.MediaListDelete.as_view(), name="list-deletion"),
    path("contacts/lists/<int:pk>/removal/", bulk.RemoveFromList.as_view(), name="list-removal"),
    path("contacts/beats/", words.WordList.as_view(), name="beat-list"),
    path("contacts/beats/new/", words.WordCreate.as_view(), name="beat-create"),
    path("contacts/beats/<int:pk>/", words.WordRename.as_view(), name="beat-rename"),
    path("contacts/beats/<int:pk>/deletion/", words.WordDelete.as_view(), name="beat-delete"),
    path("contacts/tags/new/", words.WordCreate.as_view(model=Tag), name="tag-create"),
    path("contacts/tags/<int:pk>/", words.WordRename.as_view(model=Tag), name="tag-rename"),
    path("contacts/tags/<int:pk>/deletion/", words.WordDelete.as_view(model=Tag), name="tag-delete"),
    path("preferences/<str:token>/", preferences.show, name="preferences"),
    path("preferences/<str:token>/correction/", preferences.correct, name="correction"),
    path("preferences/<str:token>/deletion/", preferences.delete, name="deletion"),
    path("unsubscribe/<str:token>/", preferences.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<str:token>/mistake/", preferences.come_back, name="come-back"),
]

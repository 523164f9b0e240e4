from django.urls import URLPattern, path, re_path

from coverage.views import clip, clip_bulk, clip_new, clips

urlpatterns: list[URLPattern] = [
    path("coverage/clips/", clips.ClipList.as_view(), name="clip-list"),
    path("coverage/clips/filters/", clips.ClipFilters.as_view(), name="clip-filters"),
    path("coverage/clips/export/", clips.ClipExport.as_view(), name="clip-export"),
    path("coverage/clips/new/", clip_new.ClipCreate.as_view(), name="clip-create"),
    path("coverage/clips/by-hand/", clip_new.ClipByHand.as_view(), name="clip-by-hand"),
    path("coverage/clips/bulk/scores/", clip_bulk.BulkEdit.as_view(), name="clip-bulk-scores"),
    path("coverage/clips/bulk/export/", clip_bulk.BulkExport.as_view(), name="clip-bulk-export"),
    path("coverage/clips/bulk/undo/<str:token>/", clip_bulk.BulkUndo.as_view(), name="clip-bulk-undo"),
    path("coverage/clips/<int:pk>/", clip.ClipDetail.as_view(), name="clip-detail"),
    path("coverage/clips/<int:pk>/edit/", clip.ClipEdit.as_view(), name="clip-edit"),
    re_path(
        r"^coverage/clips/(?P<pk>\d{1,18})/state/(?P<to>ours|not-ours|open)/$",
        clip.ClipState.as_view(),
        name="clip-state",
    ),
    path("coverage/clips/<int:pk>/page/", clip.ClipPage.as_view(), name="clip-page"),
    path("coverage/clips/<int:pk>/evidence/", clip.EvidenceAdd.as_view(), name="evidence-add"),
    path("coverage/evidence/<int:pk>/", clip.EvidenceFile.as_view(), name="evidence-file"),
    path("coverage/evidence/<int:pk>/removal/", clip.EvidenceRemoval.as_view(), name="evidence-removal"),
]

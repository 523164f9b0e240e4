from django.urls import path

from coverage.views import source_forms, sources

urlpatterns = [
    path("coverage/sources/", sources.SourceList.as_view(), name="source-list"),
    path("coverage/sources/new/", source_forms.SourceCreate.as_view(), name="source-create"),
    path("coverage/sources/newsletter/", source_forms.SourceEdit.as_view(), name="source-newsletter"),
    path("coverage/sources/import/", source_forms.SourceImport.as_view(), name="source-import"),
    path("coverage/sources/import/undo/", source_forms.SourceImportUndo.as_view(), name="source-import-undo"),
    path("coverage/sources/export.opml", sources.SourceExport.as_view(), name="source-export"),
    path("coverage/sources/<int:pk>/", sources.SourceDetail.as_view(), name="source-detail"),
    path("coverage/sources/<int:pk>/edit/", source_forms.SourceEdit.as_view(), name="source-update"),
    path("coverage/sources/<int:pk>/poll/", sources.SourcePoll.as_view(), name="source-poll"),
    path("coverage/sources/<int:pk>/pause/", sources.SourcePause.as_view(), name="source-pause"),
    path("coverage/sources/<int:pk>/polling/", sources.SourcePolling.as_view(), name="source-polling"),
    path("coverage/sources/<int:pk>/removal/", sources.SourceRemoval.as_view(), name="source-removal"),
]

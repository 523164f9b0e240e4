"""Addresses of documents."""

from django.urls import path

from mediakits.views import document_acts, document_editor, document_files, document_versions, documents

urlpatterns = [
    path("documents/", documents.DocumentList.as_view(), name="document-list"),
    path("documents/new/", documents.DocumentCreate.as_view(), name="document-create"),
    path("documents/<int:pk>/", documents.DocumentDetail.as_view(), name="document-detail"),
    path("documents/<int:pk>/write/", document_editor.DocumentEdit.as_view(), name="document-edit"),
    path("documents/<int:pk>/draft/", document_editor.DocumentSave.as_view(), name="document-save"),
    path("documents/<int:pk>/rows/", document_editor.DocumentRows.as_view(), name="document-rows"),
    path("documents/<int:pk>/look/", document_editor.DocumentLook.as_view(), name="document-look"),
    path("documents/<int:pk>/versions/", document_versions.VersionList.as_view(), name="document-versions"),
    path(
        "documents/<int:pk>/versions/<int:number>/restoration/",
        document_versions.VersionRestoration.as_view(),
        name="document-restoration",
    ),
    path("documents/<int:pk>/review/", document_acts.DocumentReview.as_view(), name="document-review"),
    path(
        "documents/<int:pk>/review/withdrawal/",
        document_acts.DocumentReviewWithdrawal.as_view(),
        name="document-review-withdrawal",
    ),
    path("documents/<int:pk>/publication/", document_acts.DocumentPublication.as_view(), name="document-publication"),
    path("documents/<int:pk>/withdrawal/", document_acts.DocumentWithdrawal.as_view(), name="document-withdrawal"),
    path("documents/<int:pk>/copy/", document_acts.DocumentCopy.as_view(), name="document-copy"),
    path("documents/<int:pk>/translation/", document_acts.DocumentTranslation.as_view(), name="document-translation"),
    path("documents/<int:pk>/aside/", document_acts.DocumentAside.as_view(), name="document-aside"),
    path("documents/<int:pk>/taking-up/", document_acts.DocumentTakingUp.as_view(), name="document-taking-up"),
    path("documents/<int:pk>/deletion/", document_acts.DocumentDeletion.as_view(), name="document-deletion"),
    path("documents/<int:pk>/email/", document_files.DocumentEmail.as_view(), name="document-email"),
    path("documents/<int:pk>/file.<slug:format>", document_files.DocumentExport.as_view(), name="document-export"),
]

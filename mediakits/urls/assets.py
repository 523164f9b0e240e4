"""Addresses of the library of assets, uploads and downloads."""

from django.urls import URLPattern, path

from mediakits.views import assets, uploads

urlpatterns: list[URLPattern] = [
    path("assets/", assets.AssetList.as_view(), name="asset-list"),
    path("assets/add/", uploads.AssetAdd.as_view(), name="asset-add"),
    path("assets/video/", assets.VideoLinkAdd.as_view(), name="asset-add-video"),
    path("assets/uploads/", uploads.UploadBegin.as_view(), name="upload-begin"),
    path("assets/uploads/<str:token>/", uploads.UploadDetail.as_view(), name="upload-detail"),
    path("assets/uploads/<str:token>/bytes/", uploads.UploadBytes.as_view(), name="upload-bytes"),
    path("assets/uploads/<str:token>/attempt/", uploads.UploadAttempt.as_view(), name="upload-attempt"),
    path("assets/bulk/archival/", assets.BulkArchival.as_view(), name="bulk-archival"),
    path("assets/bulk/return/<str:token>/", assets.BulkReturn.as_view(), name="bulk-return"),
    path("assets/bulk/words/", assets.BulkWords.as_view(), name="bulk-words"),
    path("assets/<int:pk>/", assets.AssetDetail.as_view(), name="asset-detail"),
    path("assets/<int:pk>/edit/", assets.AssetEdit.as_view(), name="asset-edit"),
    path("assets/<int:pk>/archival/", assets.AssetArchival.as_view(), name="asset-archival"),
    path("assets/<int:pk>/return/", assets.AssetReturn.as_view(), name="asset-return"),
    path("assets/<int:pk>/deletion/", assets.AssetDeletion.as_view(), name="asset-deletion"),
    path("assets/<int:pk>/files/<int:number>/current/", assets.FileRestoral.as_view(), name="file-restoral"),
]

"""Addresses of kits."""

from django.urls import path, re_path

from mediakits.views import kit_readers, kit_sections, kits

urlpatterns = [
    path("", kits.KitList.as_view(), name="kit-list"),
    path("new/", kits.KitCreate.as_view(), name="kit-create"),
    path("<int:pk>/", kits.KitDetail.as_view(), name="kit-detail"),
    path("<int:pk>/about/", kits.KitAbout.as_view(), name="kit-about"),
    path("<int:pk>/access/", kits.KitAccess.as_view(), name="kit-access"),
    path("<int:pk>/filling/", kits.KitFilling.as_view(), name="kit-filling"),
    path("<int:pk>/review/", kits.KitReview.as_view(), name="kit-review"),
    path("<int:pk>/review/withdrawal/", kits.KitWithdrawal.as_view(), name="kit-withdrawal"),
    path("<int:pk>/sharing/", kits.KitSharing.as_view(), name="kit-sharing"),
    path("<int:pk>/sharing/end/", kits.KitSharingEnd.as_view(), name="kit-sharing-end"),
    path("<int:pk>/copy/", kits.KitCopy.as_view(), name="kit-copy"),
    path("<int:pk>/translation/", kits.KitTranslation.as_view(), name="kit-translation"),
    path("<int:pk>/archiving/", kits.KitArchiving.as_view(), name="kit-archiving"),
    path("<int:pk>/restoring/", kits.KitRestoring.as_view(), name="kit-restoring"),
    path("<int:pk>/sections/", kit_sections.SectionCreate.as_view(), name="kit-section-create"),
    path("<int:pk>/items/restoration/", kit_sections.ItemRestoration.as_view(), name="kit-item-restoration"),
    path("sections/<int:pk>/", kit_sections.SectionDetail.as_view(), name="kit-section"),
    path("sections/<int:pk>/place/", kit_sections.SectionPlace.as_view(), name="kit-section-place"),
    path("sections/<int:pk>/removal/", kit_sections.SectionRemoval.as_view(), name="kit-section-removal"),
    path("sections/<int:pk>/things/", kit_sections.SectionThings.as_view(), name="kit-section-things"),
    path("sections/<int:pk>/links/", kit_sections.SectionLinks.as_view(), name="kit-section-links"),
    path("items/<int:pk>/place/", kit_sections.ItemPlace.as_view(), name="kit-item-place"),
    path("items/<int:pk>/removal/", kit_sections.ItemRemoval.as_view(), name="kit-item-removal"),
    path("<int:pk>/readers/", kit_readers.KitReaders.as_view(), name="kit-readers"),
    path("<int:pk>/readers/search/", kit_readers.KitReaderSearch.as_view(), name="kit-reader-search"),
    path("<int:pk>/links/", kit_readers.KitLinks.as_view(), name="kit-links"),
    path("links/<int:pk>/", kit_readers.LinkDetail.as_view(), name="kit-link"),
    path("links/<int:pk>/revocation/", kit_readers.LinkRevocation.as_view(), name="kit-link-revocation"),
    path("<int:pk>/preview/", kit_readers.KitPreview.as_view(), name="kit-preview"),
    re_path(
        r"^(?P<pk>[0-9]{1,18})/preview/(?P<which>all|photos)\.zip\Z",
        kit_readers.KitPreviewZip.as_view(),
        name="kit-preview-zip",
    ),
]

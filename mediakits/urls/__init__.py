"""Addresses of media kits, behind the sign-in; what journalists open stands in `public.py`."""

from mediakits.urls import assets, documents, kits, newsrooms

app_name = "mediakits"
urlpatterns = [*kits.urlpatterns, *documents.urlpatterns, *assets.urlpatterns, *newsrooms.urlpatterns]

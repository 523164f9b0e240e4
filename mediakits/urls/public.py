"""Addresses that journalists open: files, kits, newsrooms. No sign-in, no cookie."""

from django.urls import URLPattern

app_name = "mediakits-public"
urlpatterns: list[URLPattern] = []

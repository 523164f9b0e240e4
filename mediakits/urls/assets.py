"""Addresses of the library of assets, uploads and downloads."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

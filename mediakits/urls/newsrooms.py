"""Addresses of newsrooms, as the team sees them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

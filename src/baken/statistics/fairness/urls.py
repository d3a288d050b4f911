"""Addresses of the fairness of the rules."""

from django.urls import path

from baken.statistics.fairness import views

app_name = "fairness"
urlpatterns = [
    path("", views.fairness, name="fairness"),
    path("weeg/", views.weigh, name="weigh"),
    path("bestand/", views.take_out, name="take_out"),
]

"""Addresses of looking back at proven cases."""

from django.urls import path

from baken.statistics.hindsight import views

app_name = "hindsight"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("bestand/", views.take_out, name="take_out"),
    path("nieuw/<slug:advertiser>/", views.ask, name="ask"),
    path("<uuid:review_id>/", views.review, name="review"),
    path("<uuid:review_id>/beslis/", views.decide, name="decide"),
]

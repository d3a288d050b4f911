"""Addresses of the door, below /deur/."""

from django.urls import path

from baken.door import views

app_name = "door"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("controle/<uuid:check_id>/", views.check, name="check"),
    path("beleid/", views.policy, name="policy"),
    path("beleid/nieuw/", views.new_policy, name="new_policy"),
    path("beleid/<uuid:policy_id>/", views.decide, name="decide"),
]

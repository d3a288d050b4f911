"""Addresses of the door, below /deur/."""

from django.urls import path

from baken.door import views
from baken.door.reviews import views as reviews

app_name = "door"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("controle/<uuid:check_id>/", views.check, name="check"),
    path("controle/<uuid:check_id>/beslis/", reviews.review, name="review"),
    path("controle/<uuid:check_id>/doorgeven/", reviews.referral, name="referral"),
    path("beleid/", views.policy, name="policy"),
    path("beleid/nieuw/", views.new_policy, name="new_policy"),
    path("beleid/<uuid:policy_id>/", views.decide, name="decide"),
]

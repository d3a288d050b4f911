"""Addresses of the door, below /deur/."""

from django.urls import path

from baken.door import evidence, views
from baken.door.appeals import views as appeals
from baken.door.rates import views as rates
from baken.door.reviews import views as reviews

app_name = "door"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("controle/<uuid:check_id>/", views.check, name="check"),
    path("controle/<uuid:check_id>/beslis/", reviews.review, name="review"),
    path("controle/<uuid:check_id>/bezwaar/", appeals.lodge, name="lodge_appeal"),
    path("controle/<uuid:check_id>/bewijs/", evidence.evidence, name="evidence"),
    path("missers/", rates.rates, name="rates"),
    path("missers/bestand/", rates.rates_file, name="rates_file"),
    path("bezwaren/", appeals.appeals, name="appeals"),
    path("bezwaren/<uuid:appeal_id>/", appeals.appeal, name="appeal"),
    path("beleid/", views.policy, name="policy"),
    path("beleid/nieuw/", views.new_policy, name="new_policy"),
    path("beleid/<uuid:policy_id>/", views.decide, name="decide"),
]

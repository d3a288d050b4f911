"""/beheer/bewaren/."""

from django.urls import path

from baken.rights import views

app_name = "rights"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("wissen/", views.run, name="run"),
    path("termijn/<slug:keep>/", views.period, name="period"),
    path("vasthouden/", views.holds, name="holds"),
    path("vasthouden/nieuw/", views.place, name="place"),
    path("vasthouden/<uuid:hold_id>/", views.hold, name="hold"),
    path("vasthouden/<uuid:hold_id>/loslaten/", views.end, name="end"),
    path("verzoek/", views.request_erasure, name="request"),
]

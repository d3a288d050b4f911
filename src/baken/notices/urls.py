"""The desk's pages about notices."""

from django.urls import path

from baken.notices.received import misuse_views, views

app_name = "notices"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("aantallen/", views.counts, name="counts"),
    path("meldpunt/", views.settings, name="settings"),
    path("opschortingen/", misuse_views.suspensions, name="suspensions"),
    path(
        "opschortingen/<uuid:suspension_id>/",
        misuse_views.decide_suspension,
        name="decide_suspension",
    ),
    path("klacht/<uuid:complaint_id>/", views.complaint, name="complaint"),
    path("<uuid:notice_id>/", views.notice, name="notice"),
    path("<uuid:notice_id>/neem/", views.move, name="move"),
    path("<uuid:notice_id>/besluit/", views.decide, name="decide"),
    path("<uuid:notice_id>/flagger/", views.flagger, name="flagger"),
    path("<uuid:notice_id>/misbruik/", misuse_views.misuse, name="misuse"),
]

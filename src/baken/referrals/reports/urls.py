"""Addresses of reports, below /doorverwijzen/vermoedens/."""

from django.urls import path

from baken.referrals.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.listed, name="list"),
    path("blik/<uuid:look_id>/", views.look, name="look"),
    path("pakket/<uuid:packet_id>/ontvanger/", views.build, name="build"),
    path("pakket/<uuid:packet_id>/vraag/", views.ask, name="ask"),
    path("pakket/<uuid:packet_id>/versturen/", views.send, name="send"),
    path("pakket/<uuid:packet_id>/verloop/", views.came_of, name="came_of"),
    path("pakket/<uuid:packet_id>/niet/", views.leave, name="leave"),
    path("<uuid:report_id>/", views.report, name="report"),
    path("<uuid:report_id>/inhoud/", views.items, name="items"),
    path("<uuid:report_id>/ook/", views.add, name="add"),
]

from django.urls import path

from baken.door.audits import report_views, views

app_name = "audits"
urlpatterns = [
    path("", views.audits, name="list"),
    path("nieuw/", views.start, name="start"),
    path("proefingang/", views.start_entrance, name="start_entrance"),
    path("proef/", views.trial, name="trial"),
    path("rapport/", report_views.report, name="report"),
    path("rapport/bestand/", report_views.report_file, name="report_file"),
    path("lijsten/", report_views.lists, name="lists"),
    path("lijsten/<slug:code>/", report_views.platform, name="platform"),
    path("lijsten/<slug:code>/<slug:checklist>/", report_views.fill, name="fill"),
    path("toets/<uuid:audit_id>/", views.audit, name="audit"),
    path("toets/<uuid:audit_id>/poging/", views.attempt, name="attempt"),
    path("toets/<uuid:audit_id>/sluit/", views.close, name="close"),
    path("toets/<uuid:audit_id>/intrekken/", views.withdraw, name="withdraw"),
    path("poging/<uuid:attempt_id>/weg/", views.remove, name="remove"),
]

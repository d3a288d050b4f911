from django.urls import path

from baken.referrals.directory import views

urlpatterns = [
    path("", views.directory, name="directory"),
    path("nieuw/", views.add, name="add_help"),
    path("landelijk/", views.load, name="load_help"),
    path("bestand/", views.take_in, name="import_help"),
    path("bestand/<uuid:import_id>/terug/", views.undo, name="undo_import"),
    path("<uuid:help_id>/", views.one, name="help"),
    path("<uuid:help_id>/verander/", views.change, name="change_help"),
]

"""Addresses that open to everybody. With a language in it an address can be cited; without, a page stands in
that of its reader."""

from django.urls import path

from baken.statistics.editions import public_views
from baken.statistics.publications import public_views as publications

app_name = "published"
urlpatterns = [
    path("<slug:slug>/", public_views.published, name="list"),
    path(
        "<slug:slug>/publicatie/<uuid:publication_id>/",
        publications.published_publication,
        name="publication",
    ),
    path(
        "<slug:slug>/publicatie/<uuid:publication_id>/<slug:form>/",
        publications.published_publication_file,
        name="publication_file",
    ),
    path(
        "<slug:slug>/<slug:language>/publicatie/<uuid:publication_id>/",
        publications.published_publication,
        name="publication_in",
    ),
    path("<slug:slug>/<uuid:edition_id>/", public_views.published_edition, name="edition"),
    path("<slug:slug>/<slug:language>/", public_views.published, name="list_in"),
    path("<slug:slug>/<slug:language>/<uuid:edition_id>/", public_views.published_edition, name="edition_in"),
    path("<slug:slug>/<uuid:edition_id>/<slug:form>/", public_views.published_file, name="file"),
]

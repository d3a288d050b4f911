from django.urls import path

from baken.statistics import export_pages, views

app_name = "statistics"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("uitvoer/", export_pages.exports, name="exports"),
    path("uitvoer/herkomst/", export_pages.check_export, name="check_export"),
    path("<slug:name>/", views.table, name="table"),
    path("<slug:name>/uitvoer/", views.export, name="export"),
]

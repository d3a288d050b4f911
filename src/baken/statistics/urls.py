from django.urls import path

from baken.statistics import export_pages, views
from baken.statistics.team import views as team_views

app_name = "statistics"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("uitvoer/", export_pages.exports, name="exports"),
    path("uitvoer/herkomst/", export_pages.check_export, name="check_export"),
    path("team/", team_views.team, name="team"),
    path("team/<slug:name>/uitvoer/", team_views.team_export, name="team_export"),
    path("<slug:name>/", views.table, name="table"),
    path("<slug:name>/uitvoer/", views.export, name="export"),
]

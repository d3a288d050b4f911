from django.urls import path

from baken.platforms.dialogue import meeting_views, taking_out, views

app_name = "dialogue"
urlpatterns = [
    path("", views.points, name="points"),
    path("nieuw/", views.raise_one, name="raise"),
    path("bestand/", taking_out.points_file, name="points_file"),
    path("punt/<uuid:point_id>/", views.point, name="point"),
    path("punt/<uuid:point_id>/stap/", views.step, name="step"),
    path("stap/<uuid:step_id>/verbeter/", views.correct, name="correct"),
    path("stap/<uuid:step_id>/terug/", views.take_back, name="take_back"),
    path("stap/<uuid:step_id>/wis/", views.erase, name="erase"),
    path("bijeenkomsten/", meeting_views.meetings, name="meetings"),
    path("bijeenkomsten/nieuw/", meeting_views.plan, name="plan"),
    path("bijeenkomst/<uuid:meeting_id>/", meeting_views.meeting, name="meeting"),
    path("bijeenkomst/<uuid:meeting_id>/stap/", meeting_views.step, name="meeting_step"),
    path("bijeenkomst/<uuid:meeting_id>/bestand/", taking_out.agenda_file, name="agenda_file"),
    path("bijeenkomst/stap/<uuid:meeting_step_id>/wis/", meeting_views.erase, name="erase_meeting"),
]

from django.urls import path

from baken.notices.statements import views

app_name = "statements"
urlpatterns = [
    path("", views.statements, name="list"),
    path("klaarzetten/", views.release_all, name="release_all"),
    path("<uuid:statement_id>/", views.statement, name="statement"),
    path("<uuid:statement_id>/verbeter/", views.correct, name="correct"),
    path("<uuid:statement_id>/klaar/", views.release, name="release"),
    path("<uuid:statement_id>/terug/", views.hold, name="hold"),
]

from django.urls import path

from baken.operations.closing import views

app_name = "closing"
urlpatterns = [
    path("", views.closing, name="closing"),
    path("vragen/", views.ask, name="ask"),
    path("<uuid:asked_closing_id>/", views.decide, name="decide"),
    path("<uuid:asked_closing_id>/terug/", views.take_back, name="take_back"),
]

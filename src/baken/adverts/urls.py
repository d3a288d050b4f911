from django.urls import path

from baken.adverts import views

app_name = "adverts"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("<slug:indicator>/", views.rule, name="rule"),
]

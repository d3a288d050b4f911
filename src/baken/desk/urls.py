from django.urls import path

from baken.desk import views

app_name = "desk"
urlpatterns = [path("reden/", views.reason, name="reason")]

"""The addresses that providers call."""

from django.urls import path

from baken.conversations.received import views

app_name = "received"
urlpatterns = [
    path("whatsapp/<slug:slug>/", views.whatsapp, name="whatsapp"),
    path("sms/<slug:slug>/<str:secret>/", views.sms, name="sms"),
]

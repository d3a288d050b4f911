"""Addresses that open to everybody: giving notice, and asking how one stands."""

from django.urls import path

from baken.notices.received import public_views

app_name = "notice_desk"
urlpatterns = [
    path("<slug:slug>/", public_views.give, name="give"),
    path("<slug:slug>/stand/", public_views.standing, name="standing"),
    path("<slug:slug>/stand/<slug:language>/", public_views.standing, name="standing_in"),
    path("<slug:slug>/<slug:language>/", public_views.give, name="give_in"),
]

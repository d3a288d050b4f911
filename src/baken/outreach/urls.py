from django.urls import path

from baken.outreach import views

app_name = "outreach"
urlpatterns = [
    path("gesprek/<uuid:conversation_id>/", views.follow, name="follow"),
    path("<uuid:lead_id>/", views.begin, name="begin"),
]

from django.urls import path

from baken.conversations.rules import text_views, views

app_name = "contact_rules"
urlpatterns = [
    path("", views.grounds, name="grounds"),
    path("grond/nieuw/", views.ask_for_ground, name="ask_ground"),
    path("grond/<uuid:contact_ground_id>/", views.ground, name="ground"),
    path("uren/", views.hours, name="hours"),
    path("uren/nieuw/", views.ask_for_hours, name="ask_hours"),
    path("uren/<uuid:asked_rules_id>/", views.decide_hours, name="decide_hours"),
    path("teksten/", text_views.texts, name="texts"),
    path("teksten/nieuw/", text_views.write, name="write_text"),
    path("tekst/<uuid:message_template_id>/", text_views.text, name="text"),
]

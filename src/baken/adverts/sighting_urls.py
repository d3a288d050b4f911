"""Addresses of what was seen: recording it, and reading what was captured."""

from django.urls import path

from baken.adverts import by_hand_views, capture_views, hand_over_views

app_name = "sightings"
urlpatterns = [
    path("vastleggen/", by_hand_views.record, name="record"),
    path("vastleggen/bewaar/", by_hand_views.keep, name="keep"),
    path("vastleggen/gooi-weg/", by_hand_views.discard, name="discard"),
    path("ronde/<uuid:crawl_id>/", capture_views.of_crawl, name="of_crawl"),
    path("bewijs/", hand_over_views.requests, name="requests"),
    path("bewijs/<uuid:request_id>/", hand_over_views.take, name="take"),
    path("bewijs/<uuid:request_id>/beslis/", hand_over_views.decide, name="decide"),
    path("<uuid:sighting_id>/bewijspakket/", hand_over_views.ask, name="hand_over"),
    path("<uuid:sighting_id>/", capture_views.capture, name="capture"),
    path("<uuid:sighting_id>/neem-terug/", by_hand_views.undo, name="undo"),
    path("<uuid:sighting_id>/controleer/", capture_views.verify, name="verify"),
]

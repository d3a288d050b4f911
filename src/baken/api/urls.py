from django.urls import path

from baken.api import views, webhook_views

app_name = "api"
urlpatterns = [
    path("programmasleutels/", views.keys, name="keys"),
    path("programmasleutels/nieuw/", views.new_key, name="new_key"),
    path("programmasleutels/<uuid:key_id>/", views.key, name="key"),
    path("programmasleutels/<uuid:key_id>/vernieuwen/", views.rotate, name="rotate_key"),
    path("programmasleutels/<uuid:key_id>/intrekken/", views.revoke, name="revoke_key"),
    path("berichten/", webhook_views.webhooks, name="webhooks"),
    path("berichten/nieuw/", webhook_views.new_webhook, name="new_webhook"),
    path("berichten/<uuid:webhook_id>/", webhook_views.webhook, name="webhook"),
    path("berichten/<uuid:webhook_id>/geheim/", webhook_views.renew, name="renew_webhook"),
    path("berichten/<uuid:webhook_id>/weg/", webhook_views.remove, name="remove_webhook"),
    path("berichten/<uuid:webhook_id>/uit/", webhook_views.switch_off, name="switch_off"),
    path("berichten/<uuid:webhook_id>/aan/", webhook_views.switch_on, name="switch_on"),
    path("berichten/<uuid:webhook_id>/proef/", webhook_views.try_one, name="try_webhook"),
    path("berichten/bericht/<uuid:delivery_id>/opnieuw/", webhook_views.send_again, name="send_again"),
]

from django.urls import path

from baken.platforms import views

app_name = "platforms"
urlpatterns = [
    path("", views.platforms, name="list"),
    path("nieuw/", views.new_platform, name="new"),
    path("p/<slug:code>/", views.platform, name="platform"),
    path("p/<slug:code>/<slug:name>/", views.change, name="change"),
]

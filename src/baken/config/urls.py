"""Which room answers which address."""

from django.urls import include, path

urlpatterns = [
    path("", include("baken.accounts.urls")),
    path("", include("baken.desk.urls")),
    path("taal/", include("django.conf.urls.i18n")),
]

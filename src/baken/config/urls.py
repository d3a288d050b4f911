"""Which room answers which address."""

from django.urls import include, path

urlpatterns = [
    path("", include("baken.accounts.urls")),
    path("", include("baken.desk.urls")),
    path("taal/", include("django.conf.urls.i18n")),
]

handler400 = "baken.desk.views.could_not_read"
handler403 = "baken.desk.views.not_permitted"
handler404 = "baken.desk.views.not_there"

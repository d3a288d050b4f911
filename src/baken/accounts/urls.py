from django.urls import include, path

from baken.accounts import views

urlpatterns = [
    path("", views.start, name="start"),
    path("toegang/", include("allauth.account.urls")),
    path("toegang/", include("allauth.mfa.urls")),
    path("profiel/", include(([path("", views.profile, name="profile")], "accounts"))),
]

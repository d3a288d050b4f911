from django.urls import include, path

from baken.referrals import views

app_name = "referrals"
urlpatterns = [
    path("", views.listed, name="list"),
    path("hulp/", include("baken.referrals.directory.urls")),
    path("nieuw/", views.new, name="new"),
    path("blik/<uuid:look_id>/", views.look, name="look"),
    path("<uuid:referral_id>/", views.referral, name="referral"),
    path("<uuid:referral_id>/pakket/", views.items, name="items"),
    path("<uuid:referral_id>/toestemming/", views.consent, name="consent"),
    path("<uuid:referral_id>/toestemming/terug/", views.take_back_consent, name="take_back"),
    path("<uuid:referral_id>/vraag/", views.ask, name="ask"),
    path("<uuid:referral_id>/aanbieden/", views.offer, name="offer"),
    path("<uuid:referral_id>/adres/", views.renew, name="renew"),
    path("<uuid:referral_id>/stap/", views.step, name="step"),
    path("<uuid:referral_id>/bestand/", views.file, name="file"),
]

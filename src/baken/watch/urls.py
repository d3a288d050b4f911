"""Addresses of watch: the market, search campaigns, language."""

from django.urls import path

from baken.watch.campaigns import check_views, views
from baken.watch.language import views as language_views
from baken.watch.market import views as market_views

app_name = "watch"
urlpatterns = [
    path("", market_views.market, name="market"),
    path("platform/<uuid:platform_id>/", market_views.platform, name="platform"),
    path("bestand/", market_views.take_out, name="market_file"),
    path("opvallend/", market_views.alarms, name="alarms"),
    path("opvallend/<uuid:alarm_id>/", market_views.alarm, name="alarm"),
    path("opvallend/<uuid:alarm_id>/bekeken/", market_views.look, name="look"),
    path("opvallend/<uuid:alarm_id>/opnieuw/", market_views.reopen, name="reopen"),
    path("zoekacties/", views.campaigns, name="campaigns"),
    path("zoekacties/nieuw/", views.new_campaign, name="new_campaign"),
    path("zoekacties/waarneming/<uuid:sighting_id>/", views.add_stored, name="add_stored"),
    path("zoekacties/<uuid:campaign_id>/", views.campaign, name="campaign"),
    path("zoekacties/<uuid:campaign_id>/vondst/", views.new_find, name="new_find"),
    path("zoekacties/<uuid:campaign_id>/gezocht/", views.searched, name="searched"),
    path("zoekacties/<uuid:campaign_id>/sluit/", views.close, name="close"),
    path("zoekacties/<uuid:campaign_id>/keuren/", check_views.next_check, name="next_check"),
    path("zoekacties/<uuid:campaign_id>/vondst/<uuid:find_id>/", check_views.find, name="find"),
    path("zoekacties/<uuid:campaign_id>/vondst/<uuid:find_id>/samen/", check_views.join, name="join"),
    path("zoekacties/<uuid:campaign_id>/verslag/", check_views.report, name="report"),
    path(
        "zoekacties/<uuid:campaign_id>/verslag/<slug:form>/", check_views.take_report_out, name="report_file"
    ),
    path("platforms/", check_views.proposals, name="proposals"),
    path("platforms/<uuid:proposal_id>/", check_views.proposal, name="proposal"),
    path("taal/", language_views.rising, name="rising"),
    path("taal/<uuid:rising_id>/", language_views.word, name="word"),
    path("taal/<uuid:rising_id>/stel-voor/", language_views.propose, name="propose_word"),
    path("woorden/", language_views.word_lists, name="word_lists"),
    path("woorden/nieuw/", language_views.propose, name="new_word"),
    path("woorden/overnemen/", language_views.take_over, name="take_over_words"),
    path("woorden/bestand/", language_views.take_word_lists_out, name="word_file"),
    path("woorden/<uuid:word_id>/", language_views.proposed, name="proposed_word"),
]

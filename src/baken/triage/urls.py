from django.urls import path

from baken.triage import (
    advertiser_views,
    lead_page,
    lead_views,
    outcome_views,
    practice_views,
    views,
)

app_name = "triage"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("spoed/", views.urgent, name="urgent"),
    path("besloten/", views.decided, name="decided"),
    path("zaak/", views.look_up, name="look_up"),
    path("adverteerder/<slug:advertiser>/", advertiser_views.advertiser, name="advertiser"),
    path("adverteerder/<slug:advertiser>/apart/", advertiser_views.split, name="split"),
    path("adverteerder/<slug:advertiser>/samen/", advertiser_views.join, name="join"),
    path("adverteerder/oordeel/<uuid:judgement_id>/herstel/", advertiser_views.undo, name="undo_judgement"),
    path("uitkomsten/", outcome_views.outcomes, name="outcomes"),
    path("uitkomsten/steekproef/", outcome_views.sample, name="sample"),
    path("uitkomsten/vraag/", outcome_views.ask, name="ask_outcomes"),
    path("uitkomsten/<uuid:export_id>/", outcome_views.learned, name="learned"),
    path("uitkomsten/<uuid:export_id>/beslis/", outcome_views.decide, name="decide_outcomes"),
    path("volgende/", lead_views.take_next, name="claim_next"),
    path("oefenen/", practice_views.practise, name="practise"),
    path("oefenen/<slug:name>/", practice_views.exercise, name="exercise"),
    path("<uuid:lead_id>/", lead_page.lead, name="lead"),
    path("<uuid:lead_id>/neem/", lead_views.take, name="claim"),
    path("<uuid:lead_id>/terug/", lead_views.give_back, name="release"),
    path("<uuid:lead_id>/beoordeel/", lead_views.assess, name="assess"),
    path("<uuid:lead_id>/spoedblik/", lead_views.look, name="urgent_second"),
    path("<uuid:lead_id>/kladblok/", lead_views.keep_draft, name="save_draft"),
    path("<uuid:assessment_id>/herstel/", lead_views.undo, name="undo"),
]

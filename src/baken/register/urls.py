from django.urls import path

from baken.register.taking_back import views as taking_back
from baken.register.views import (
    cases,
    exchange,
    files,
    lists,
    mappings,
    other_files,
    platforms_page,
    reading_page,
    review,
    writing_pages,
)

app_name = "register"
urlpatterns = [
    path("", lists.registrations, name="list"),
    path("nieuw/", writing_pages.start, name="start"),
    path("concept/<uuid:draft_id>/weg/", writing_pages.discard, name="discard"),
    path("concept/<uuid:draft_id>/platforms/zoek/", platforms_page.find, name="find_platform"),
    path("concept/<uuid:draft_id>/rollen/<int:number>/", writing_pages.roles_apart, name="roles_apart"),
    path("concept/<uuid:draft_id>/verhaal/", reading_page.read_along, name="read_along"),
    path("concept/<uuid:draft_id>/<slug:slug>/", writing_pages.part, name="part"),
    path("concept/<uuid:draft_id>/<slug:slug>/bewaar/", writing_pages.keep, name="keep"),
    path("zaak/<uuid:registration_id>/", cases.case, name="case"),
    path("zaak/<uuid:registration_id>/verbeter/", cases.correct, name="correct"),
    path("zoek/", cases.search, name="search"),
    path("uitwisselen/", exchange.exchange, name="exchange"),
    path("uitwisselen/ophalen/", exchange.take_out, name="take_out"),
    path("uitwisselen/inlezen/", exchange.take_in, name="take_in"),
    path("bestanden/", files.files, name="files"),
    path("bestanden/<uuid:batch_id>/terug/", taking_back.undo, name="undo"),
    path("bestanden/terugnemen/<uuid:asked_undo_id>/intrekken/", taking_back.withdraw, name="withdraw_undo"),
    path("bestanden/terugnemen/<uuid:asked_undo_id>/gelezen/", taking_back.dismiss, name="dismiss_undo"),
    path("bestanden/<uuid:batch_id>/nakijken/", review.review, name="review"),
    path("bestanden/ander/", other_files.other_file, name="other_file"),
    path("bestanden/ander/<uuid:held_id>/", other_files.other_columns, name="other_columns"),
    path("bestanden/ander/<uuid:held_id>/woorden/", other_files.other_words, name="other_words"),
    path("bestanden/ander/<uuid:held_id>/proef/", other_files.other_trial, name="other_trial"),
    path("bestanden/leeswijzers/", mappings.mappings, name="mappings"),
    path("bestanden/leeswijzers/<uuid:mapping_id>/", mappings.mapping, name="mapping"),
]

"""Which room answers which address."""

from django.urls import include, path

from baken.config.api_rooms import described, document, nowhere, programs
from baken.config.menu import start

urlpatterns = [
    path("", start, name="start"),
    path("", include("baken.accounts.urls")),
    path("", include("baken.desk.urls")),
    path("openbaar/", include("baken.statistics.editions.public_urls")),
    path("meldpunt/", include("baken.notices.public_urls")),
    path("meldingen/motiveringen/", include("baken.notices.statements.urls")),
    path("meldingen/", include("baken.notices.urls")),
    path("gesprekken/ontvangen/", include("baken.conversations.received.urls")),
    path("gesprekken/", include("baken.conversations.urls")),
    path("contact-zoeken/", include("baken.outreach.urls")),
    path("antwoord/", include("baken.referrals.answer_urls")),
    path("triage/", include("baken.triage.urls")),
    path("begeleiding/", include("baken.cases.urls")),
    path("doorverwijzen/vermoedens/", include("baken.referrals.reports.urls")),
    path("doorverwijzen/", include("baken.referrals.urls")),
    path("beheer/organisatie/sluiten/", include("baken.operations.closing.urls")),
    path("beheer/contact/", include("baken.conversations.rules.urls")),
    path("beheer/platforms/", include("baken.platforms.urls")),
    path("overleg/", include("baken.platforms.dialogue.urls")),
    path("deur/toetsen/", include("baken.door.audits.urls")),
    path("beheer/", include("baken.collection.urls")),
    path("beheer/", include("baken.operations.urls")),
    path("beheer/bewaren/", include("baken.rights.urls")),
    path("register/", include("baken.register.urls")),
    path("cijfers/terugblik/", include("baken.statistics.hindsight.urls")),
    path("cijfers/", include("baken.statistics.urls")),
    path("regels/eerlijkheid/", include("baken.statistics.fairness.urls")),
    path("regels/", include("baken.adverts.urls")),
    path("waarnemingen/", include("baken.adverts.sighting_urls")),
    path("markt/", include("baken.watch.urls")),
    path("beheer/", include("baken.api.urls")),
    path("api/", described, name="programs_described"),
    path("api/openapi.json", document, name="programs_document"),
    path("api/", programs.urls),
    path("api/", include(nowhere)),
    path("deur/", include("baken.door.urls")),
]

handler400 = "baken.desk.views.could_not_read"
handler403 = "baken.desk.views.not_permitted"
handler404 = "baken.desk.views.not_there"

from django.urls import path

from baken.statistics import export_pages, views
from baken.statistics.editions import providing_views
from baken.statistics.editions import views as edition_views
from baken.statistics.programme import views as programme_views
from baken.statistics.publications import block_views
from baken.statistics.publications import views as publication_views
from baken.statistics.team import views as team_views
from baken.statistics.transparency import views as transparency_views
from baken.statistics.workbench import views as workbench_views

app_name = "statistics"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("transparantie/", transparency_views.report, name="transparency"),
    path("transparantie/<slug:name>/", transparency_views.report_file, name="transparency_file"),
    path("uitvoer/", export_pages.exports, name="exports"),
    path("uitvoer/herkomst/", export_pages.check_export, name="check_export"),
    path("uitgaven/", edition_views.editions, name="editions"),
    path("uitgaven/nieuw/", edition_views.make, name="make_edition"),
    path("uitgaven/gevraagd/<uuid:asked_id>/", edition_views.asked, name="asked_edition"),
    path("uitgaven/<uuid:edition_id>/", edition_views.edition, name="edition"),
    path("uitgaven/<uuid:edition_id>/vergelijk/", edition_views.compare, name="compare_edition"),
    path("uitgaven/<uuid:edition_id>/voorstel/", edition_views.propose, name="propose_edition"),
    path("uitgaven/<uuid:edition_id>/besluit/", edition_views.decide, name="decide_edition"),
    path("uitgaven/<uuid:edition_id>/terug/", edition_views.withdraw, name="withdraw_edition"),
    path("werkbank/", workbench_views.workbench, name="workbench"),
    path("werkbank/uitvoer/", workbench_views.take_out, name="workbench_file"),
    path("uitgaven/<uuid:edition_id>/partner/", providing_views.ask, name="ask_provision"),
    path("uitgaven/partner/<uuid:provision_id>/besluit/", providing_views.decide, name="decide_provision"),
    path("uitgaven/partner/<uuid:provision_id>/bestand/", providing_views.take, name="take_provision"),
    path("publicaties/", publication_views.publications, name="publications"),
    path("publicaties/nieuw/", publication_views.make, name="make_publication"),
    path("publicaties/gevraagd/<uuid:wanted_id>/", publication_views.asked, name="asked_publication"),
    path("publicaties/<uuid:publication_id>/", publication_views.publication, name="publication"),
    path("publicaties/<uuid:publication_id>/titel/", block_views.title, name="publication_title"),
    path("publicaties/<uuid:publication_id>/nieuw/<slug:kind>/", block_views.add, name="add_block"),
    path("publicaties/<uuid:publication_id>/blok/<slug:block>/", block_views.change, name="change_block"),
    path("publicaties/<uuid:publication_id>/blok/<slug:block>/plek/", block_views.move, name="move_block"),
    path("publicaties/<uuid:publication_id>/blok/<slug:block>/weg/", block_views.remove, name="remove_block"),
    path("publicaties/<uuid:publication_id>/zet-terug/", block_views.put_back, name="put_block_back"),
    path(
        "publicaties/<uuid:publication_id>/voorbeeld/", publication_views.preview, name="publication_preview"
    ),
    path(
        "publicaties/<uuid:publication_id>/voorstel/", publication_views.propose, name="propose_publication"
    ),
    path("publicaties/<uuid:publication_id>/besluit/", publication_views.decide, name="decide_publication"),
    path("publicaties/<uuid:publication_id>/terug/", publication_views.withdraw, name="withdraw_publication"),
    path("publicaties/<uuid:publication_id>/volgende/", publication_views.next_version, name="next_version"),
    path(
        "publicaties/<uuid:publication_id>/bestand/<slug:form>/",
        publication_views.file,
        name="publication_file",
    ),
    path("programma/", programme_views.programme, name="programme"),
    path("programma/uitvoer/", programme_views.programme_file, name="programme_file"),
    path("team/", team_views.team, name="team"),
    path("team/<slug:name>/uitvoer/", team_views.team_export, name="team_export"),
    path("<slug:name>/", views.table, name="table"),
    path("<slug:name>/uitvoer/", views.export, name="export"),
]

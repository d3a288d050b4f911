from django.urls import path

from baken.collection import crawl_pages, source_pages, views

app_name = "collection"
urlpatterns = [
    path("grondslagen/", views.bases, name="bases"),
    path("grondslagen/nieuw/", views.new_basis, name="new_basis"),
    path("grondslagen/<uuid:basis_id>/", views.basis, name="basis"),
    path("grondslagen/<uuid:basis_id>/document/", views.upload, name="upload"),
    path("grondslagen/<uuid:basis_id>/van-kracht/", views.approve, name="approve"),
    path("grondslagen/<uuid:basis_id>/intrekken/", views.withdraw, name="withdraw"),
    path("grondslagen/<uuid:basis_id>/beeindigen/", views.end, name="end"),
    path("grondslagen/document/<uuid:document_id>/", views.download, name="download"),
    path("bronnen/", source_pages.sources, name="sources"),
    path("bronnen/nieuw/", source_pages.new_source, name="new_source"),
    path("bronnen/rondes/<uuid:crawl_id>/", crawl_pages.crawl, name="crawl"),
    path("bronnen/rondes/<uuid:crawl_id>/stop/", crawl_pages.stop, name="stop_crawl"),
    path("bronnen/<uuid:source_id>/", source_pages.source, name="source"),
    path("bronnen/<uuid:source_id>/begin/", crawl_pages.start, name="start_crawl"),
    path("bronnen/<uuid:source_id>/vanzelf/", crawl_pages.schedule, name="schedule"),
    path("bronnen/<uuid:source_id>/profiel/", crawl_pages.profile, name="profile"),
    path("bronnen/<uuid:source_id>/beeindigen/", source_pages.end, name="end_source"),
]

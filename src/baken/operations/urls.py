from django.urls import path

from baken.operations import job_pages, log_pages, views

app_name = "operations"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("taken/", job_pages.jobs, name="jobs"),
    path("taken/<int:job_id>/opnieuw/", job_pages.retry, name="retry_job"),
    path("logboek/", log_pages.log, name="log"),
    path("logboek/heel/", log_pages.verify, name="verify_log"),
    path("logboek/<uuid:event_id>/", log_pages.event, name="event"),
]

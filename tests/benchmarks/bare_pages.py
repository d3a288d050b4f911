"""A page that asks the database for the number one.

It goes through the same server, middleware and session as every page of the desk, so it is the floor
under their times.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """SELECT 1, and as little as a page can hold."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return HttpResponse(str(cursor.fetchone()))


urlpatterns = [path("bare/", bare), path("", include("baken.config.urls"))]

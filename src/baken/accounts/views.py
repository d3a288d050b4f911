"""Where one comes in, and one's own profile."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The first page of the reader's own work."""
    return redirect("accounts:profile")


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, roles, second factor and sessions."""
    return render(request, "accounts/profile.html")

"""What a page says that needs the rules in force, where the program takes those no more."""

from django.http import HttpResponse
from django.shortcuts import render

from baken.adverts.permissions import CHANGE_RULES
from baken.adverts.rule_sets.queries import live_row
from baken.desk.guard import DeskRequest
from baken.tenancy.permission import may


def refused_page(request: DeskRequest) -> HttpResponse:
    """In words: which version, why nothing can be shown, and who does what about it. For `FaultyRules`."""
    context = {"row": live_row(), "may_change": may(request.user, CHANGE_RULES)}
    return render(request, "adverts/rules_refused.html", context, status=409)

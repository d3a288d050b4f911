"""The pages of word lists of an organisation's own: what stands on them, and proposing others."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.adverts.exceptions import FaultyRuleSet, SameRules, TriedTooOften
from baken.adverts.permissions import OWN_WORDS
from baken.adverts.rule_sets.models import RuleSet
from baken.adverts.rule_sets.own_words import lists_of
from baken.adverts.rule_sets.queries import live_row, shipped_rules
from baken.adverts.rule_sets.views import WHY_NOT, rules_or_faults
from baken.adverts.rule_sets.word_actions import propose_lists, read_lists
from baken.adverts.rule_sets.word_forms import ADD, LARGEST, REPLACE, WordsForm, told
from baken.adverts.rule_sets.word_shown import shown_lists, word_changes
from baken.desk.guard import DeskRequest, page
from baken.desk.uploads import bounded, takes_file
from baken.indicators.faults import Fault
from baken.indicators.own_lists import NotOnAList, OwnLists, with_list

WHY = "own word lists of the rules"


@page(OWN_WORDS, reason=WHY)
@require_safe
def own_words(request: DeskRequest) -> HttpResponse:
    """The lists that count now, and what waits for somebody else."""
    live = live_row()
    rules = rules_or_faults(live)[0] if live else shipped_rules()
    context = {
        "live": live,
        "lists": shown_lists(read_lists(by=request.actor, row=live), rules),
        "proposed": list(
            RuleSet.objects.filter(state="proposed").defer("files", "words").order_by("-number")
        ),
    }
    return render(request, "adverts/own_words.html", context)


@page(OWN_WORDS, reason=WHY)
@require_safe
def words_of_version(request: DeskRequest, rule_set_id: uuid.UUID) -> HttpResponse:
    """The lists of one version, and what differs from those that count now."""
    row = get_object_or_404(RuleSet, id=rule_set_id)
    live = live_row()
    lists = read_lists(by=request.actor, row=row)
    context = {
        "row": row,
        "lists": shown_lists(lists, rules_or_faults(row)[0]),
        "changes": word_changes(lists_of(live), lists) if live is None or live.id != row.id else None,
    }
    return render(request, "adverts/words_of_version.html", context)


@takes_file(bounded(LARGEST))
@page(OWN_WORDS, reason=WHY)
def propose_words(request: DeskRequest) -> HttpResponse:
    """Proposes a version with other lists; what is wrong is told by line, not by the word."""
    form = WordsForm(request.POST or None, request.FILES or None, own=lists_of(live_row()))
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def change(lists: OwnLists) -> OwnLists:
            here = set(lists.get(given["list_name"], {}).get(given["language"], ()))
            asked = set(given["phrases"])
            kept = asked if given["how"] == REPLACE else here | asked if given["how"] == ADD else here - asked
            return with_list(lists, given["list_name"], given["language"], kept)

        try:
            row = propose_lists(by=request.actor, change=change, reason=given["reason"])
        except FaultyRuleSet as fault:
            faults = fault.faults
        except SameRules:
            form.add_error(None, _("Zo staan de lijsten er al, of is het al voorgesteld."))
        except TriedTooOften as fault:
            form.add_error(None, str(WHY_NOT[type(fault)]))
        except NotOnAList as fault:
            form.add_error(None, told(fault))
        else:
            messages.success(
                request, _("Voorgesteld. Baken telt wat er verandert; een ander maakt het van kracht.")
            )
            return redirect("adverts:rule_set", row.id)
    status = 200 if request.method != "POST" else 422
    return render(request, "adverts/propose_words.html", {"form": form, "faults": faults}, status=status)

"""The pages of language watch: rising words, one in its sentences, and words for a list of one's own."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from baken.adverts.exceptions import FaultyRuleSet, SameRules, TriedTooOften
from baken.adverts.permissions import OWN_WORDS
from baken.adverts.rule_sets.views import WHY_NOT
from baken.desk.exports import export_response
from baken.desk.guard import DeskRequest, page
from baken.indicators.own_lists import NotOnAList
from baken.watch.language import exceptions, forms, queries
from baken.watch.language.actions import agree_word, decline_word, propose_word
from baken.watch.language.names import language_name, trait_name
from baken.watch.language.rising import DEFAULT
from baken.watch.language.sparkline import sparkline
from baken.watch.language.word_lists import own_word_lists, take_over_words, word_list_file
from baken.watch.models import RisingTerm, WordProposal
from baken.watch.permissions import PROPOSE_WORDS, READ_WORDS, TAKE_WORDS_OUT

WHY, WHY_LISTS = "rising words", "word lists"
WRONG: dict[type[exceptions.WordError], str | Promise] = {
    exceptions.NotAWord: gettext_lazy(
        "Schrijf een woord, twee woorden of een emoji: geen nummer, adres of account."
    ),
    exceptions.ProtectedWord: gettext_lazy(
        "Dit woord raakt een beschermd kenmerk. Geen regel mag ernaar zoeken, dus het komt op geen lijst."
    ),
    exceptions.NotAListName: gettext_lazy("Noem de lijst met letters, zonder cijfers."),
    exceptions.WordTaken: gettext_lazy("Dit woord is al voorgesteld voor deze lijst, of staat er al op."),
    exceptions.SamePerson: gettext_lazy("U stelde dit woord zelf voor. Een ander beslist."),
    exceptions.DecidedAlready: gettext_lazy("Hierover is al beslist."),
}


@page(READ_WORDS, reason=WHY)
def rising(request: DeskRequest) -> HttpResponse:
    """The words that rise, per language."""
    seen = RisingTerm.objects.order_by("language").values_list("language", flat=True).distinct()
    languages = [(code, _in_words(code)) for code in seen]
    filters = forms.LanguageFilter(request.GET, languages=languages)
    language = filters.cleaned_data.get("language", "") if filters.is_valid() else ""
    groups: dict[str, list[tuple[object, object]]] = {}
    for shown in queries.rising_words(by=request.actor, language=language):
        groups.setdefault(shown.row.language, []).append((shown, sparkline(shown.row.series, DEFAULT.recent)))
    context = {
        "groups": [(language_name(code), rows) for code, rows in groups.items()],
        "filters": filters,
        "filtered": bool(language),
        "newest": queries.newest_week(),
        "weeks": queries.weeks_counted(),
        "least": DEFAULT,
        "enough": DEFAULT.recent + DEFAULT.fewest_earlier,
    }
    return render(request, "watch/rising.html", context)


def _in_words(code: str) -> str:
    name = language_name(code)
    return name.nl if get_language() == "nl" else name.en


@page(READ_WORDS, reason=WHY)
def word(request: DeskRequest, rising_id: uuid.UUID) -> HttpResponse:
    """One rising word in a few sentences."""
    found = queries.read_in_context(by=request.actor, rising_id=rising_id)
    row = found.shown.row
    context = {
        "shown": found.shown,
        "row": row,
        "windows": found.windows,
        "word_language": language_name(row.language),
        "protected": trait_name(row.protected) if row.protected else None,
        "spark": sparkline(row.series, DEFAULT.recent),
    }
    return render(request, "watch/word.html", context)


@page(PROPOSE_WORDS, reason=WHY_LISTS)
def word_lists(request: DeskRequest) -> HttpResponse:
    """What waits for a second person, and what was agreed on."""
    shown = queries.proposed_words(by=request.actor)
    lists: dict[str, list[object]] = {}
    for one in shown:
        if one.row.state == "accepted":
            lists.setdefault(one.row.list_name, []).append(one)
    context = {
        "waiting": [one for one in shown if one.row.state == "proposed"],
        "declined": [one for one in shown if one.row.state == "declined"],
        "lists": sorted(lists.items()),
    }
    return render(request, "watch/word_lists.html", context)


@page(PROPOSE_WORDS, reason=WHY_LISTS)
def propose(request: DeskRequest, rising_id: uuid.UUID | None = None) -> HttpResponse:
    """Proposes a word: one that rises, or one that somebody heard of."""
    found = queries.read_in_context(by=request.actor, rising_id=rising_id).shown if rising_id else None
    if found is not None and found.row.protected:
        messages.error(request, str(WRONG[exceptions.ProtectedWord]))
        return redirect("watch:word", rising_id)
    start = {"term": found.term, "language": found.row.language} if found else {"language": "nl"}
    form = forms.ProposeWordForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            propose_word(
                by=request.actor,
                term=given["term"],
                language=given["language"],
                list_name=given["list_name"],
                means=given["means"],
                because=given["because"],
            )
        except exceptions.WordError as fault:
            form.add_error("term", str(WRONG[type(fault)]))
        else:
            messages.success(request, _("Voorgesteld. Een collega beslist."))
            return redirect("watch:word_lists")
    return render(
        request, "watch/propose_word.html", {"form": form, "found": found}, status=422 if form.errors else 200
    )


@page(PROPOSE_WORDS, reason=WHY_LISTS)
def proposed(request: DeskRequest, word_id: uuid.UUID) -> HttpResponse:
    """One proposed word: the second person agrees, or not."""
    row = get_object_or_404(WordProposal.objects.select_related("proposed_by", "decided_by"), id=word_id)
    form = forms.DecideWordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = agree_word if request.POST.get("do") == "agree" else decline_word
        try:
            act(by=request.actor, proposal_id=row.id, because=form.cleaned_data["because"])
        except exceptions.WordError as fault:
            form.add_error(None, str(WRONG[type(fault)]))
        else:
            messages.success(request, _("Uw besluit is bewaard."))
            return redirect("watch:word_lists")
    shown = queries.shown_proposal(request.actor.organisation.id, row)
    context = {
        "shown": shown,
        "row": row,
        "form": form,
        "word_language": language_name(row.language),
        "own": row.proposed_by_id == request.user.id,
    }
    return render(request, "watch/proposed_word.html", context, status=422 if form.errors else 200)


@page(OWN_WORDS, reason=WHY_LISTS)
def take_over(request: DeskRequest) -> HttpResponse:
    """Takes the agreed words over into a proposed version of the rules."""
    if request.method != "POST":
        return redirect("watch:word_lists")
    try:
        row = take_over_words(by=request.actor)
    except SameRules:
        messages.info(request, _("De regels hebben deze woorden al, of het is al voorgesteld."))
    except TriedTooOften as fault:
        messages.error(request, str(WHY_NOT[type(fault)]))
    except exceptions.NoSuchWordList:
        messages.info(request, _("Er staat nog geen woord op een eigen lijst."))
    except (FaultyRuleSet, NotOnAList):
        messages.error(request, _("Met deze woorden kloppen de regels niet meer. Er is niets voorgesteld."))
    else:
        messages.success(
            request, _("Voorgesteld. Baken telt wat er verandert; een ander maakt het van kracht.")
        )
        return redirect("adverts:rule_set", row.id)
    return redirect("watch:word_lists")


@page(TAKE_WORDS_OUT, confirm=True, reason=WHY_LISTS)
def take_word_lists_out(request: DeskRequest) -> HttpResponse:
    """All own lists in one encrypted file."""
    if not own_word_lists(by=request.actor):
        messages.info(request, _("Er staat nog geen woord op een eigen lijst."))
        return redirect("watch:word_lists")
    data, rows = word_list_file(by=request.actor)
    return export_response(
        request,
        data=data,
        filename="own-lists.words",
        content_type="application/octet-stream",
        what="words:own-lists",
        rows=rows,
    )

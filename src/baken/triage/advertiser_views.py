"""The page of an advertiser, and saying what belongs to it: reached from a lead or from another advertiser,
never by searching (rule 15)."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from baken.adverts import advertiser_links as links
from baken.adverts.actions.judge_links import touched_by
from baken.adverts.advertiser_queries import ContactInAdvert, advertiser_contacts
from baken.adverts.exceptions import (
    DividedMeanwhile,
    JudgementError,
    NothingApart,
    OneAlready,
    UndoneAlready,
)
from baken.adverts.models import Judgement
from baken.adverts.permissions import JUDGE_LINKS, READ_ADVERTISER
from baken.adverts.reading.segments import names_of
from baken.adverts.reading.template_words import text_template
from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.look_ups import looked_up_too_often
from baken.tenancy.acting import Actor
from baken.triage.actions import judge_advertisers
from baken.triage.advertiser_dossier import compose_advertiser
from baken.triage.advertiser_findings import (
    MOST_PAIRS,
    READ,
    opened_too_often,
    order_and_lead,
    order_of,
    read_advertiser,
)
from baken.triage.advertiser_forms import JudgementForm
from baken.triage.advertiser_sides import parted_sides, side
from baken.triage.dossier_contacts import contacts_shown
from baken.triage.forms import CaseNumberForm
from baken.triage.models import Lead
from baken.triage.queries import lead_of_case

WHY = "what belongs together"
PAGE_SIZE = 8
"""Texts on one page of the list: each is opened and read."""
VERSIONS_BESIDE = 12
"""Versions of one text that are laid side by side before two advertisers are joined."""
LONGEST_NUMBER = 6
MOST_TICKED = 100
"""Ticks that go along from page to page: a server reads no line of more than 4,094 characters."""


@page(READ_ADVERTISER, reason="what belongs together")
@require_safe
def advertiser(request: DeskRequest, advertiser: str) -> HttpResponse:
    """What belongs to one advertiser and why, eight of its texts at a time; `?bij=2` keeps those with the
    second contact of its list, `?tekst=` ticks a text, here or on another page of the list."""
    by = request.actor
    seen, order, lead = order_and_lead(by=by, advertiser=advertiser)
    if opened_too_often(by=by):
        return render(request, "adverts/read_too_often.html", status=429)
    contacts = advertiser_contacts(by=by, advertiser=advertiser, most=MOST_PAIRS)
    number = request.GET.get("bij", "")
    chosen, name = _with_contact(number, order, contacts)
    texts = Paginator(chosen or order, PAGE_SIZE).get_page(request.GET.get("p"))
    shown = list(texts.object_list)
    ticked = [text for text in request.GET.getlist("tekst")[:MOST_TICKED] if text in order]
    found = read_advertiser(
        by=by, advertiser=advertiser, seen=seen, order=order, contacts=contacts, shown=shown,
        reason=_why(lead),
    )  # fmt: skip
    context = {
        "here": reverse("triage:advertiser", args=[advertiser]),
        "dossier": compose_advertiser(found, shown),
        "lead": lead,
        "texts": texts,
        "ticked": ticked,
        "ticked_elsewhere": [text for text in ticked if text not in shown],
        "contact": name,
        "contact_number": number if chosen else "",
    }
    return render(request, "triage/advertiser.html", context)


@page(JUDGE_LINKS, reason="what belongs together")
def split(request: DeskRequest, advertiser: str) -> HttpResponse:
    """Some texts belong to another advertiser: what will be in which, then a reason, then it is done.
    `?tekst=` names them, or `?alle=2` all that have the second contact of the list."""
    by = request.actor
    seen, order = order_of(by=by, advertiser=advertiser)
    contacts = advertiser_contacts(by=by, advertiser=advertiser, most=MOST_PAIRS)
    given = request.POST if request.method == "POST" else request.GET
    going = set(given.getlist("tekst"))
    if request.method != "POST":
        going |= set(_with_contact(request.GET.get("alle", ""), order, contacts)[0])
    form, status = JudgementForm("split"), 200
    if request.POST.get("do") == "split":
        form = JudgementForm("split", request.POST)
        status = 422
        if form.is_valid():
            try:
                done = judge_advertisers.split(
                    by=by, advertiser=advertiser, unique_adverts=sorted(going), **form.cleaned_data
                )
            except JudgementError as fault:
                messages.error(request, said(fault))
                status = 409
            else:
                count = len(going)
                words = ngettext(
                    "%(n)s tekst staat nu bij een andere adverteerder.",
                    "%(n)s teksten staan nu bij een andere adverteerder.",
                    count,
                ) % {"n": count}
                _say_done(request, words, done.right)
                return redirect("triage:advertiser", done.left or advertiser)
    _note(by, advertiser, seen.sightings)
    stays, goes = parted_sides(
        links.texts_of_advertiser(by=by, advertiser=advertiser), order, contacts,
        names_of(one.pseudonym for one in contacts), going,
    )  # fmt: skip
    context = {
        "here": reverse("triage:advertiser", args=[advertiser]),
        "action": reverse("triage:split", args=[advertiser]),
        "lead": Lead.objects.filter(advertiser=advertiser).first(),
        "stays": stays,
        "goes": goes,
        "form": form,
    }
    return render(request, "triage/split.html", context, status=status)


@page(JUDGE_LINKS, reason="what belongs together")
def join(request: DeskRequest, advertiser: str) -> HttpResponse:
    """This advertiser and another are one: named by a refused link (`?met=`) or by its case number."""
    by = request.actor
    order_of(by=by, advertiser=advertiser)
    other = request.POST.get("met", "") if request.method == "POST" else request.GET.get("met", "")
    if not other:
        return _which_other(request, advertiser)
    if other == advertiser:
        messages.error(request, said(OneAlready()))
        return redirect("triage:advertiser", advertiser)
    form, status = JudgementForm("join"), 200
    if request.POST.get("do") == "join":
        form = JudgementForm("join", request.POST)
        status = 422
        if form.is_valid():
            try:
                done = judge_advertisers.join(by=by, advertiser=advertiser, other=other, **form.cleaned_data)
            except JudgementError as fault:
                messages.error(request, said(fault))
                status = 409
            else:
                _say_done(request, _("Dit is nu één adverteerder."), "")
                return redirect("triage:advertiser", done.left or advertiser)
    if opened_too_often(by=by):
        return render(request, "adverts/read_too_often.html", status=429)
    return _side_by_side(request, advertiser, other, form, status)


def _which_other(request: DeskRequest, advertiser: str) -> HttpResponse:
    form = CaseNumberForm(request.POST or None)
    context = {"here": reverse("triage:advertiser", args=[advertiser]), "form": form}
    if request.method != "POST":
        _note(request.actor, advertiser, None)
        return render(request, "triage/join_which.html", context)
    if form.is_valid():
        if looked_up_too_often(by=request.actor):
            return render(request, "triage/join_which.html", context | {"too_often": True}, status=429)
        lead = lead_of_case(by=request.actor, case_number=form.cleaned_data["case_number"])
        if lead is not None:
            other = Lead.objects.get(id=lead.id).advertiser
            return redirect(f"{reverse('triage:join', args=[advertiser])}?met={other}")
        form.add_error("case_number", _("Er is geen aanwijzing met dit zaaknummer."))
    return render(request, "triage/join_which.html", context, status=422)


def _side_by_side(
    request: DeskRequest, advertiser: str, other: str, form: JudgementForm, status: int
) -> HttpResponse:
    by = request.actor
    both = (advertiser, other)
    read = {one: order_of(by=by, advertiser=one) for one in both}
    contacts = {one: advertiser_contacts(by=by, advertiser=one, most=MOST_PAIRS) for one in both}
    names = names_of(found.pseudonym for one in both for found in contacts[one])
    sides = []
    for one, beside in (both, (other, advertiser)):
        seen, order = read[one]
        opened = links.open_texts(by=by, advertiser=one, unique_adverts=order[:1], most=VERSIONS_BESIDE)
        _note(by, one, seen.sightings, sum(map(len, opened.values())))
        sides.append(
            {
                "advertiser": one,
                "lead": Lead.objects.filter(advertiser=one).first(),
                "side": side(
                    links.texts_of_advertiser(by=by, advertiser=one), order, contacts[one], contacts[beside],
                    names,
                ),
                "template": text_template(opened.get(order[0], ()), names),
            }
        )  # fmt: skip
    context = {
        "here": reverse("triage:advertiser", args=[advertiser]),
        "sides": sides,
        "other": other,
        "form": form,
    }
    return render(request, "triage/join.html", context, status=status)


@page(JUDGE_LINKS, reason="what belongs together")
def undo(request: DeskRequest, judgement_id: uuid.UUID) -> HttpResponse:
    """What somebody said holds no more."""
    judgement = get_object_or_404(Judgement, id=judgement_id)
    if request.method == "POST":
        try:
            done = judge_advertisers.undo(by=request.actor, judgement_id=judgement_id)
        except JudgementError as fault:
            messages.error(request, said(fault))
        else:
            _say_done(request, _("Ongedaan gemaakt."), done.right if done.right != done.left else "")
            if done.left:
                return redirect("triage:advertiser", done.left)
    stands = sorted(touched_by(judgement))
    return redirect("triage:advertiser", stands[0]) if stands else redirect("triage:queue")


def said(fault: JudgementError) -> str:
    """Why it can't be, and what one can do."""
    match fault:
        case NothingApart():
            return _("Kies ten minste één tekst om apart te zetten, en laat er ten minste één staan.")
        case DividedMeanwhile():
            return _("De indeling veranderde terwijl u keek. Er is niets gedaan; kijk opnieuw.")
        case OneAlready():
            return _("Dit is al één adverteerder.")
        case UndoneAlready():
            return _("Dit was al ongedaan gemaakt.")
    return _("Dit kan nu niet. Laad de pagina opnieuw.")


def _say_done(request: HttpRequest, words: str, elsewhere: str) -> None:
    """What was done, the way to the other side, and what follows by itself."""
    later = _("De redenen en de plaats in de wachtrij volgen bij de volgende berekening; die is aangevraagd.")
    if not elsewhere:
        messages.success(request, f"{words} {later}")
        return
    link = format_html(
        '<a href="{}">{}</a>',
        reverse("triage:advertiser", args=[elsewhere]),
        _("Bekijk de andere adverteerder"),
    )
    messages.success(request, format_html("{} {}. {}", words, link, later))


def _with_contact(
    number: str, order: Sequence[str], contacts: Sequence[ContactInAdvert]
) -> tuple[list[str], str]:
    """The texts with one of the contacts, by its place in the list of the page, and its name; none for what
    is no place in it. By the contact itself nobody can ask (rule 15)."""
    place = int(number) if number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER else 0
    lines = contacts_shown(
        contacts,
        {text: at for at, text in enumerate(order, 1)},
        names_of(one.pseudonym for one in contacts),
    )
    if not 0 < place <= len(lines):
        return [], ""
    line = lines[place - 1]
    return [order[number - 1] for number in line.texts], line.name


def _why(lead: Lead | None) -> str | None:
    return f"{WHY}: {lead.case_number}" if lead else None


def _note(by: Actor, advertiser: str, sightings: int | None, opened: int = 0) -> None:
    record_event(
        by=by, action=READ, subject=f"advertiser:{advertiser}",
        details={"sightings": sightings, "opened": opened},
    )  # fmt: skip

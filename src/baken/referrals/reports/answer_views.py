"""The receiver's page of a report: the code, what goes, and the receipt with the receiver's own number."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from baken.accounts.attempts import count, counter_key, take_back
from baken.referrals.answer_frame import answer_page, origin_of, private, wait_page
from baken.referrals.exceptions import NoSuchLink, ReferralsError, WrongCode
from baken.referrals.forms import CodeForm
from baken.referrals.links import token_hash
from baken.referrals.models import CrimePacket
from baken.referrals.reports import files
from baken.referrals.reports.actions.answer_packet import confirm_packet, open_packet
from baken.referrals.reports.forms import ReceiptForm
from baken.referrals.reports.packet import Packet
from baken.referrals.wording import WHY_NOT
from baken.vocabulary.code_list import Label


def answer_report(request: HttpRequest, packet: CrimePacket, token: str) -> HttpResponse:
    """The code is asked; with it the packet is shown and its receipt can be confirmed, once. Raises
    `NoSuchLink`."""
    number = packet.report.number
    if request.method != "POST":
        return answer_page("code", {"form": CodeForm(), "number": number})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return answer_page("code", {"form": form, "number": number}, status=422)
    keys = [counter_key("referral", token_hash(token)), counter_key("referral origin", origin_of(request))]
    refused = [one for one in (count(key) for key in keys) if not one.allowed]
    if refused:
        return wait_page(max(refused, key=lambda one: one.wait), number)
    code = form.cleaned_data["code"]
    try:
        goes = open_packet(packet=packet, token=token, code=code)
    except WrongCode:
        form.add_error("code", str(WHY_NOT[WrongCode][1]))
        return answer_page("code", {"form": form, "number": number}, status=422)
    for key in keys:
        take_back(key)
    return _opened(request, packet, token, code, goes)


def _opened(request: HttpRequest, packet: CrimePacket, token: str, code: str, goes: Packet) -> HttpResponse:
    do = request.POST.get("do", "")
    ours = Label(packet.organisation.name_nl, packet.organisation.name_en)
    if do in ("pdf", "json"):
        return _file(goes, ours, do)
    form = ReceiptForm(request.POST) if do == "receipt" else ReceiptForm(initial={"code": code})
    if do == "receipt" and form.is_valid():
        try:
            with transaction.atomic():
                confirm_packet(packet=packet, token=token, code=code, receipt=form.cleaned_data["receipt"])
        except NoSuchLink:
            raise
        except ReferralsError as fault:
            form.add_error(None, str(WHY_NOT[type(fault)][1]))
        else:
            return answer_page("received", {"number": goes.number})
    packet.refresh_from_db()
    confirmed = packet.state == "acknowledged"
    context = {"packet": goes, "form": form, "code": code, "from": ours, "confirmed": confirmed}
    return answer_page("report", context, status=422 if form.errors else 200)


def _file(goes: Packet, ours: Label, form: str) -> HttpResponse:
    language = "nl" if translation.get_language() == "nl" else "en"
    data, ending, kind = files.as_file(goes, ours, language, form)  # type: ignore[arg-type]
    given = HttpResponse(data, content_type=kind)
    given["Content-Disposition"] = f'attachment; filename="{goes.number}.{ending}"'
    given["X-Content-Type-Options"] = "nosniff"
    given["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return private(given)

"""The receiver's page, without an account and without a cookie: the code, the package, the answer.

Nothing of a person stands here until the spoken code is given; the code travels with the form and is kept
nowhere. Every wrong attempt counts, for this address and for where it comes from, and waits get longer.
"""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from baken.accounts.attempts import count, counter_key, take_back
from baken.desk.guard import public_page
from baken.referrals import package_files
from baken.referrals.actions.answer_link import answer_link, link_of, open_package
from baken.referrals.answer_frame import answer_page, origin_of, private, wait_page
from baken.referrals.exceptions import NoSuchLink, ReferralsError, WrongCode
from baken.referrals.forms import AnswerForm, CodeForm
from baken.referrals.links import token_hash
from baken.referrals.models import ReferralLink
from baken.referrals.package import Package
from baken.referrals.reports.actions.answer_packet import packet_at
from baken.referrals.reports.answer_views import answer_report
from baken.referrals.views import refuse
from baken.vocabulary.code_list import Label

LANGUAGES = ("nl", "en")


# No cookie is set, so there is no token of a form either; the secret in the address stands for it.
@csrf_exempt
@public_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The code is asked; with it the package is shown and can be answered, once."""
    spoken = translation.get_language_from_request(request)
    if (asked := request.GET.get("taal")) in LANGUAGES:
        spoken = asked
    with translation.override(spoken if spoken in LANGUAGES else "nl"):
        try:
            with link_of(token) as link:
                return _answer(request, link, token)
        except NoSuchLink:
            pass
        try:
            with packet_at(token) as packet:
                return answer_report(request, packet, token)
        except NoSuchLink:
            # the same for what never was, what is over and what is not well formed
            return answer_page("gone", {}, status=404)


def _answer(request: HttpRequest, link: ReferralLink, token: str) -> HttpResponse:
    if request.method != "POST":
        return answer_page("code", {"form": CodeForm(), "number": link.referral.number})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return answer_page("code", {"form": form, "number": link.referral.number}, status=422)
    keys = [counter_key("referral", token_hash(token)), counter_key("referral origin", origin_of(request))]
    refused = [one for one in (count(key) for key in keys) if not one.allowed]
    if refused:
        return wait_page(max(refused, key=lambda one: one.wait), link.referral.number)
    code = form.cleaned_data["code"]
    try:
        package = open_package(link=link, token=token, code=code)
    except WrongCode as fault:
        refuse(form, fault)
        return answer_page("code", {"form": form, "number": link.referral.number}, status=422)
    except NoSuchLink:
        raise
    except ReferralsError:
        return answer_page("gone", {}, status=404)
    for key in keys:
        take_back(key)
    return _opened(request, link, token, code, package)


def _opened(
    request: HttpRequest, link: ReferralLink, token: str, code: str, package: Package
) -> HttpResponse:
    do = request.POST.get("do", "")
    ours = Label(link.organisation.name_nl, link.organisation.name_en)
    if do in ("pdf", "json"):
        return _file(package, ours, do)
    link.refresh_from_db()
    form = AnswerForm(request.POST) if do == "answer" else AnswerForm(initial={"code": code})
    if do == "answer" and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                answer_link(
                    link=link, token=token, code=code, kind=given["kind"], refusal=given["refusal"],
                    words=given["words"],
                )  # fmt: skip
        except ReferralsError as fault:
            refuse(form, fault)
        else:
            return answer_page("thanks", {"number": package.number, "kind": given["kind"]})
    context = {"package": package, "form": form, "code": code, "from": ours, "answered": link.used_at}
    return answer_page("package", context, status=422 if form.errors else 200)


def _file(package: Package, ours: Label, form: str) -> HttpResponse:
    language = "nl" if translation.get_language() == "nl" else "en"
    data, ending, kind = package_files.as_file(package, ours, language, form)  # type: ignore[arg-type]
    given = HttpResponse(data, content_type=kind)
    given["Content-Disposition"] = f'attachment; filename="{package.number}.{ending}"'
    given["X-Content-Type-Options"] = "nosniff"
    given["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return private(given)

"""The receiver's page, without an account and without a cookie: the code, the package, the answer.

Nothing of a person stands here until the spoken code is given; the code travels with the form and is kept
nowhere. Every wrong attempt counts, for this address and for where it comes from, and waits get longer.
"""

import math
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from baken.accounts.attempts import Count, count, counter_key, take_back
from baken.accounts.limits import waiting_words
from baken.desk.guard import public_page
from baken.referrals import package_files
from baken.referrals.actions.answer_link import answer_link, link_of, open_package
from baken.referrals.exceptions import NoSuchLink, ReferralsError, WrongCode
from baken.referrals.forms import AnswerForm, CodeForm
from baken.referrals.links import token_hash
from baken.referrals.models import ReferralLink
from baken.referrals.package import Package
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
            # the same for what never was, what is over and what is not well formed
            return _page("gone", {}, status=404)


def _answer(request: HttpRequest, link: ReferralLink, token: str) -> HttpResponse:
    if request.method != "POST":
        return _page("code", {"form": CodeForm(), "number": link.referral.number})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page("code", {"form": form, "number": link.referral.number}, status=422)
    keys = [counter_key("referral", token_hash(token)), counter_key("referral origin", _origin(request))]
    refused = [one for one in (count(key) for key in keys) if not one.allowed]
    if refused:
        return _wait(max(refused, key=lambda one: one.wait), link)
    code = form.cleaned_data["code"]
    try:
        package = open_package(link=link, token=token, code=code)
    except WrongCode as fault:
        refuse(form, fault)
        return _page("code", {"form": form, "number": link.referral.number}, status=422)
    except NoSuchLink:
        raise
    except ReferralsError:
        return _page("gone", {}, status=404)
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
            return _page("thanks", {"number": package.number, "kind": given["kind"]})
    context = {"package": package, "form": form, "code": code, "from": ours, "answered": link.used_at}
    return _page("package", context, status=422 if form.errors else 200)


def _file(package: Package, ours: Label, form: str) -> HttpResponse:
    language = "nl" if translation.get_language() == "nl" else "en"
    data, ending, kind = package_files.as_file(package, ours, language, form)  # type: ignore[arg-type]
    given = HttpResponse(data, content_type=kind)
    given["Content-Disposition"] = f'attachment; filename="{package.number}.{ending}"'
    given["X-Content-Type-Options"] = "nosniff"
    given["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _private(given)


def _origin(request: HttpRequest) -> str:
    address = get_client_ip(request)
    return truncate_ip(address) if address else "unknown"


def _wait(refused: Count, link: ReferralLink) -> HttpResponse:
    wait = waiting_words(refused.wait)
    given = _page("wait", {"wait": wait, "number": link.referral.number}, status=429)
    given["Retry-After"] = str(math.ceil(refused.wait.total_seconds()))
    return given


def _page(name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    language = translation.get_language()
    frame = {"language": language, "other": "en" if language == "nl" else "nl"}
    # without the request: the page knows no reader
    return _private(
        HttpResponse(render_to_string(f"referrals/answer/{name}.html", frame | context), status=status)
    )


def _private(given: HttpResponse) -> HttpResponse:
    given["Cache-Control"] = "no-store, private"
    given["Referrer-Policy"] = "no-referrer"
    given["X-Robots-Tag"] = "noindex, nofollow"
    given["Content-Language"] = translation.get_language() or "nl"
    return given

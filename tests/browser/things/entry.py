"""Coming in, and the users of the organisation."""

import json
from pathlib import Path
from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague

PASSWORD = "vlinder-lantaarn-fiets"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_sign_in_names: list[str] = []


# coming in


def password(by: Any) -> Parameters:
    by.user.set_password(PASSWORD)
    by.user.save()
    return {}


def app(by: Any, user: Any = None) -> Parameters:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt

    Authenticator.objects.create(
        user=user or by.user, type=Authenticator.Type.TOTP, data={"secret": encrypt(TOTP_SECRET)}
    )
    return {}


def key(by: Any) -> Parameters:
    from allauth.mfa.models import Authenticator

    data = json.loads((Path(__file__).parents[1] / "passkey.json").read_text("utf-8"))
    made = Authenticator.objects.create(user=by.user, type=Authenticator.Type.WEBAUTHN, data=data)
    return {"pk": made.pk}


def app_and_key(by: Any) -> Parameters:
    key(by)
    return app(by)


def key_in_address_and_app(by: Any) -> Parameters:
    app(by)
    return key(by)


def recovery_codes(by: Any) -> Parameters:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    app(by)
    if not Authenticator.objects.filter(user=by.user, type=Authenticator.Type.RECOVERY_CODES).exists():
        RecoveryCodes.activate(by.user)
    return {}


def start_link(by: Any) -> Parameters:
    from baken.accounts.actions import give_start_link

    secret = give_start_link(by=acting(by, "accountability"), user=make_colleague(by, "observer"))
    return {"organisation": by.organisation.slug, "secret": secret}


def no_start_link(by: Any) -> Parameters:
    return {"organisation": by.organisation.slug, "secret": "x" * 32}


def somebody_with_an_app(by: Any) -> Parameters:
    user = make_colleague(by, "outreach_worker")
    user.set_password(PASSWORD)
    user.save()
    app(by, user)
    _sign_in_names.append(user.sign_in_name)
    return {}


def _sign_in(page: Any, name: str, password: str) -> None:
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")


def password_given(page: Any) -> None:
    page.goto(page.url.replace("/code/", "/login/"))
    _sign_in(page, _sign_in_names.pop(), PASSWORD)
    page.wait_for_url("**/toegang/code/")


def wrong_password(page: Any) -> None:
    _sign_in(page, "niemand@demo", "verkeerd")


# users


def colleague(by: Any) -> Parameters:
    return {"user_id": make_colleague(by, "outreach_worker").id}


def colleague_shut_out(by: Any) -> Parameters:
    user = make_colleague(by, "outreach_worker")
    user.is_active = False
    user.save()
    return {"user_id": user.id}

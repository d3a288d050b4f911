"""What allauth asks of us: words, where one goes next, and secrets that are stored encrypted."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from baken.accounts.middleware import SESSION_SECOND_FACTOR
from baken.accounts.models import User
from baken.accounts.sessions import SessionStore
from baken.audit.actions import record_event
from baken.privacy.encryption import Cipher, associated_data
from baken.tenancy.acting import Actor, acting_organisation

SECRET_COLUMN = "mfa_authenticator.data"  # noqa: S105
_WORDS = {
    "mfa/messages/totp_activated.txt": _("Uw app is gekoppeld."),
    "mfa/messages/totp_deactivated.txt": _("Uw app is losgekoppeld."),
    "mfa/messages/webauthn_added.txt": _("Uw sleutel is toegevoegd."),
    "mfa/messages/webauthn_removed.txt": _("Uw sleutel is verwijderd."),
}
"""What we say of what allauth did; of the rest nothing, since the page itself shows it."""


class ComingIn(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and confirming, without e-mail and without signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet, of is al gebruikt."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an administrator adds people."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own words, and only to somebody who is in."""
        words = message or _WORDS.get(message_template or "")
        if words and request.user.is_authenticated:
            messages.add_message(request, level, words, extra_tags)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """We have nobody's address."""

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Who was shut out while coming in starts over, and finds that it does not go."""
        return redirect("account_login")

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is their password."""
        return user.check_password(password)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Each way to confirm that one is still there, in our words."""
        words = {
            "reauthenticate": _("met uw wachtwoord"),
            "mfa_reauthenticate": _("met een code"),
            "mfa_reauthenticate:webauthn": _("met uw sleutel"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def login(self, request: HttpRequest, user: User) -> None:
        """They are in: with a second factor, or to choose one first."""
        user.backend = settings.AUTHENTICATION_BACKENDS[0]
        super().login(request, user)
        SessionStore.clear_expired()
        protected = SecondFactor().is_mfa_enabled(user, SECOND_FACTORS)
        request.session[SESSION_SECOND_FACTOR] = protected
        if not protected:
            # who comes in for the first time just gave or chose a password: not again on the next page
            record_authentication(request, user, method="password", reauthenticated=True)
        by = Actor(user, user.organisation, purpose="accountability", reason="signing in")
        record_event(by=by, action="accounts.signed_in", subject=f"user:{user.id}")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """On to where they wanted to be; the device and the language of their profile are kept."""
        request.came_in = user  # type: ignore[attr-defined]
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def logout(self, request: HttpRequest) -> None:
        """They are out."""
        user = request.user
        if user.is_authenticated:
            by = Actor(user, user.organisation, purpose="accountability", reason="signing out")
            record_event(by=by, action="accounts.signed_out", subject=f"user:{user.id}")
        super().logout(request)


SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""What counts as a second factor; recovery codes are for when it is lost."""


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets encrypted under the key of the organisation acted for."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet, of is al gebruikt."),
        "cannot_delete_authenticator": _("U hebt altijd een tweede stap nodig. Voeg eerst een andere toe."),
        "cannot_generate_recovery_codes": _("Kies eerst een app of een sleutel."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        cipher, place = _cipher()
        return base64.b64encode(cipher.encrypt(text, place)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises `NotDecryptable`."""
        cipher, place = _cipher()
        return cipher.decrypt(base64.b64decode(encrypted_text), place)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor stays."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A first name for a key; people change it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return str(_("Sleutel %(number)s") % {"number": number})

    def get_totp_label(self, user: User) -> str:
        """How an app names this account."""
        return user.sign_in_name

    def get_totp_issuer(self) -> str:
        """How an app names us."""
        return "Baken"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For which name a passkey is made: the host without its port."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Baken"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Whom a passkey is made for."""
        return {"id": user.pk.hex.encode(), "display_name": user.name, "name": user.sign_in_name}


def _cipher() -> tuple[Cipher, bytes]:
    organisation = str(acting_organisation())
    keys = settings.BAKEN_KEYRING.keys(organisation, "second factor")
    return Cipher(*keys), associated_data(organisation, SECRET_COLUMN, "")

"""One's own second factors: choosing the first, adding, replacing, taking away."""

from allauth.mfa import signals
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.utils import encrypt
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from baken.accounts.adapters import SECOND_FACTORS
from baken.accounts.forms import AppForm
from baken.accounts.middleware import SESSION_SECOND_FACTOR
from baken.accounts.permissions import OWN_PROFILE
from baken.accounts.posted import posted
from baken.desk.guard import DeskRequest, page

SESSION_APP_SECRET = "app_secret"  # noqa: S105
WHY = "own second factor"


@page(OWN_PROFILE, reason=WHY)
def second_factors(request: DeskRequest) -> HttpResponse:
    """What somebody has now; for who has nothing yet, the choice that must be made first."""
    held = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    codes = next((one for one in held if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return render(
        request,
        "accounts/second_factors.html",
        {
            "app": next((one for one in held if one.type == Authenticator.Type.TOTP), None),
            "keys": [one for one in held if one.type == Authenticator.Type.WEBAUTHN],
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
            "has_codes": codes is not None,
            "first": not any(one.type in SECOND_FACTORS for one in held),
            "keys_possible": _is_a_name(request.get_host()),
        },
    )


def _is_a_name(host: str) -> bool:
    """A passkey is made for a name; browsers refuse one for a number such as 127.0.0.1."""
    name = host.rpartition(":")[0] or host
    return not name.startswith("[") and not name.replace(".", "").isdigit()


@page(OWN_PROFILE, reason=WHY, confirm=True)
def link_app(request: DeskRequest) -> HttpResponse:
    """Links an app that shows codes, in the place of one that was linked before."""
    secret = request.session.get(SESSION_APP_SECRET) or generate_totp_secret()
    form = AppForm(posted(request), secret=secret)
    if request.method == "POST" and form.is_valid():
        Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).delete()
        linked = Authenticator.objects.create(
            user=request.user,
            type=Authenticator.Type.TOTP,
            data={"secret": encrypt(secret), "last_step": form.step},
        )
        del request.session[SESSION_APP_SECRET]
        signals.authenticator_added.send(
            sender=Authenticator, request=request, user=request.user, authenticator=linked
        )
        messages.success(request, _("Uw app is gekoppeld."))
        made = auto_generate_recovery_codes(request)
        return redirect("mfa_view_recovery_codes" if made else "mfa_index")
    request.session[SESSION_APP_SECRET] = secret
    adapter = get_adapter()
    url = adapter.build_totp_url(request.user, secret)
    return render(
        request,
        "accounts/link_app.html",
        {
            "form": form,
            "picture": _inline(adapter.build_totp_svg(url)),
            "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
            "replaces": request.session.get(SESSION_SECOND_FACTOR),
        },
    )


def _inline(svg: str) -> SafeString:
    # drawn by the library from our own address and secret: base32 and an escaped url in a pattern of squares
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308


class RemoveKey(RemoveWebAuthnView):  # type: ignore[misc]
    """Takes a passkey away; the last second factor stays."""

    template_name = "accounts/remove_key.html"

    def form_valid(self, form: object) -> HttpResponse:
        """Removes it, or says why not."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponse = super().form_valid(form)
        return response


unlink_app = never_cache(DeactivateTOTPView.as_view(template_name="accounts/unlink_app.html"))
add_key = page(OWN_PROFILE, reason=WHY, confirm=True)(
    AddWebAuthnView.as_view(template_name="accounts/add_key.html")
)
rename_key = never_cache(EditWebAuthnView.as_view(template_name="accounts/rename_key.html"))
remove_key = never_cache(RemoveKey.as_view())
recovery_codes = never_cache(ViewRecoveryCodesView.as_view(template_name="accounts/recovery_codes.html"))
new_recovery_codes = never_cache(
    GenerateRecoveryCodesView.as_view(template_name="accounts/new_recovery_codes.html")
)


def keys(request: HttpRequest) -> HttpResponse:
    """Keys stand with the other second factors."""
    return redirect("mfa_index")

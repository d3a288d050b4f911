"""The way in and out: name and password, second step, confirming again, a first password, signing out."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from baken.accounts.actions import use_start_link
from baken.accounts.actions.set_password import find_start_link
from baken.accounts.exceptions import LinkUnusable
from baken.accounts.forms import (
    CodeForm,
    ConfirmByCodeForm,
    ConfirmByPasswordForm,
    NewPasswordForm,
    SignInForm,
)
from baken.accounts.limits import limited, limited_sign_in
from baken.accounts.names import acting_as_named
from baken.accounts.posted import posted
from baken.accounts.sessions import begin_session
from baken.desk.guard import public_page


class SignIn(LoginView):  # type: ignore[misc]
    """Name and password."""

    template_name = "accounts/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        """Our own form."""
        return SignInForm

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """On to the second step."""
        return form.login_user(self.request, self.get_success_url())


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """A code or a key, after the password."""

    template_name = "accounts/second_step.html"
    form_class = CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which of the two this user has."""
        held = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "has_app": Authenticator.Type.TOTP in held,
            "has_key": Authenticator.Type.WEBAUTHN in held,
        }


class ConfirmByKey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """A passkey again, before what matters."""

    template_name = "accounts/confirm_by_key.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Says so here, and keeps where one was going."""
        return FormView.form_invalid(self, form)


class SignOut(LogoutView):  # type: ignore[misc]
    """Out; asks first when it was not a button that brought one here."""

    template_name = "accounts/sign_out.html"


_hidden = sensitive_post_parameters("password", "again", "old", "code")
sign_in = public_page(limited_sign_in(_hidden(SignIn.as_view())))
second_step = public_page(limited("second_factor")(_hidden(SecondStep.as_view())))
confirm_by_password = limited("confirmation")(
    _hidden(
        ReauthenticateView.as_view(template_name="accounts/confirm.html", form_class=ConfirmByPasswordForm)
    )
)
confirm_by_code = limited("confirmation")(
    _hidden(
        ReauthenticateByCodeView.as_view(template_name="accounts/confirm.html", form_class=ConfirmByCodeForm)
    )
)
confirm_by_key = limited("confirmation")(ConfirmByKey.as_view())
sign_out = public_page(SignOut.as_view())


@public_page
@never_cache
@_hidden
def begin(request: HttpRequest, organisation: str, secret: str) -> HttpResponse:
    """The page behind a start link: choose a password, and go on to the second factor.

    A link that was used, has expired or never was gives the same page as any address that is not there.
    """
    with acting_as_named(f"@{organisation}") as found:
        try:
            link = find_start_link(secret)
            form = NewPasswordForm(posted(request), user=link.user)
            if request.method == "POST" and form.is_valid():
                user = use_start_link(secret=secret, password=form.cleaned_data["password"])
                # the link is for whoever got it, not for who happens to be in on this device
                logout(request)
                begin_session(request, user.organisation_id)
                response: HttpResponse = perform_login(request, Login(user=user))
                return response
        except LinkUnusable as fault:
            raise Http404 from fault
        return render(
            request, "accounts/begin.html", {"form": form, "someone": link.user, "organisation": found}
        )

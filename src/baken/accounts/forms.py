"""The forms of coming in and of one's own profile."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.base.internal.flows import post_authentication
from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from baken.accounts.limits import succeed
from baken.accounts.models import User
from baken.accounts.names import LONGEST, split_name
from baken.accounts.one_time_codes import matching_step, spend_code
from baken.accounts.sessions import begin_session
from baken.desk.forms import DeskForm, Line

LONGEST_PASSWORD = 200


class Password(forms.CharField):
    """A password as it is typed, bounded, spaces and all."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(max_length=LONGEST_PASSWORD, strip=False, widget=widget, **kwargs)


class Code(forms.CharField):
    """Six digits of an app, or a recovery code."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attributes), **kwargs)


class SignInForm(DeskForm):
    """Name and password. One answer for whatever is wrong."""

    login = Line(
        label=_("Inlognaam"),
        max_length=LONGEST,
        help_text=_("Uw naam en uw organisatie, zoals noor@organisatie."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = Password(label=_("Wachtwoord"), autocomplete="current-password")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Finds the user within the organisation that is acted for."""
        given = super().clean() or {}
        if "login" in given and "password" in given:
            login, _slug = split_name(given["login"])
            self.user = authenticate(self.request, login=login, password=given["password"])
            if self.user is None:
                raise ValidationError(_("Deze inlognaam en dit wachtwoord horen niet bij elkaar."))
        return given

    def login_user(self, request: HttpRequest, redirect_url: str | None) -> HttpResponse:
        """The password was right: on to the second factor."""
        assert self.user is not None
        begin_session(request, self.user.organisation_id)
        response: HttpResponse = perform_password_login(
            request, {}, Login(user=self.user, redirect_url=redirect_url)
        )
        return response


class CodeForm(DeskForm):
    """The second factor as a code, on the way in."""

    reauthenticated = False
    code = Code(
        label=_("Code"), help_text=_("De zes cijfers die uw app nu toont, of een van uw herstelcodes.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Spends it."""
        code: str = self.cleaned_data["code"]
        self.authenticator = spend_code(self.user, code)
        if self.authenticator is None:
            raise ValidationError(_("Deze code klopt niet, of is al gebruikt. Wacht op de volgende."))
        return code

    def save(self) -> None:
        """Notes how somebody came in."""
        post_authentication(context.request, self.authenticator, reauthenticated=self.reauthenticated)


class ConfirmByCodeForm(CodeForm):
    """The same, for somebody who is in and must show that they still are."""

    reauthenticated = True


class ConfirmByPasswordForm(DeskForm):
    """The password again, before what matters."""

    password = Password(label=_("Wachtwoord"), autocomplete="current-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs["autofocus"] = True

    def clean_password(self) -> str:
        """It must be theirs."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("Dit wachtwoord klopt niet."))
        return password


class AppForm(DeskForm):
    """Shows that an app has the secret, by a code that it shows."""

    code = Code(label=_("Code uit uw app"))

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        self.secret = secret
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """It must be a code of about now."""
        code = "".join(self.cleaned_data["code"].split())
        self.step = matching_step(self.secret, code)
        if self.step is None:
            raise ValidationError(_("Deze code klopt niet. Kijk of de klok van uw telefoon goed staat."))
        return code


class NewPasswordForm(DeskForm):
    """A new password, twice."""

    password = Password(
        label=_("Nieuw wachtwoord"),
        autocomplete="new-password",
        help_text=_("Minstens 12 tekens. Een zin van vier woorden is sterker dan één woord met cijfers."),
    )
    again = Password(label=_("Nog een keer"), autocomplete="new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Strong enough."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("Dit is niet hetzelfde als hierboven."))
        return given


class ChangePasswordForm(NewPasswordForm):
    """The old password, and a new one."""

    old = Password(label=_("Wachtwoord van nu"), autocomplete="current-password")
    field_order = ("old", "password", "again")

    def clean_old(self) -> str:
        """It must be theirs."""
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError(_("Dit wachtwoord klopt niet."))
        succeed(context.request)
        return old

"""The forms with which an administrator says who works here."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason
from baken.vocabulary.roles import Role

LANGUAGES = (("nl", "Nederlands"), ("en", "English"))


def role_choices() -> list[tuple[str, str]]:
    """Every role in the language of the reader."""
    return [(one.code, one.label.nl if get_language() == "nl" else one.label.en) for one in Role]


class ChangeUserForm(DeskForm):
    """Name, roles and language of somebody who works here."""

    name = Line(label=_("Naam"), max_length=150)
    roles = forms.MultipleChoiceField(
        label=_("Rollen"),
        choices=role_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Wie beheerder is, kan niet ook functionaris gegevensbescherming zijn: die ziet toe op wat een "
            "beheerder doet."
        ),
    )
    language = forms.ChoiceField(label=_("Taal"), choices=LANGUAGES)


class AddUserForm(ChangeUserForm):
    """Somebody new."""

    login = Line(
        label=_("Inlognaam"),
        max_length=60,
        help_text=_("Kleine letters, cijfers en streepjes, zoals noor. Dit verandert later niet."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    field_order = ("name", "login", "roles", "language")

    def clean_login(self) -> str:
        """In small letters."""
        login: str = self.cleaned_data["login"]
        return login.lower()


class ReasonForm(DeskForm):
    """Why an administrator does this."""

    reason = Reason(
        label=_("Reden"), min_length=5, help_text=_("Eén zin; die komt in het logboek, met uw naam.")
    )


class OrganisationForm(DeskForm):
    """What the organisation is called."""

    name_nl = Line(label=_("Naam in het Nederlands"), max_length=200)
    name_en = Line(label=_("Naam in het Engels"), max_length=200)


class UserFilter(forms.Form):
    """Which users a list shows."""

    role = forms.ChoiceField(label=_("Rol"), required=False)
    active = forms.ChoiceField(label=_("Toegang"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        all_of_them = [("", lazy(lambda: str(_("alle")), str)())]
        self.fields["role"].choices = all_of_them + role_choices()  # type: ignore[attr-defined]
        self.fields["role"].filter_by = "roles__contains"  # type: ignore[attr-defined]
        self.fields["active"].choices = [  # type: ignore[attr-defined]
            *all_of_them,
            ("True", _("heeft toegang")),
            ("False", _("afgesloten")),
        ]
        self.fields["active"].filter_by = "is_active"  # type: ignore[attr-defined]

    def clean_role(self) -> list[str]:
        """As the column holds them."""
        role = self.cleaned_data["role"]
        return [role] if role else []

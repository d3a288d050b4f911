"""The forms of the catalogue: each change asks why."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Reason
from baken.platforms.models import Platform
from baken.vocabulary.catalogue import DsaQualification, PlatformStatus
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.platforms import PlatformType


def coded_choices(one: CodeList) -> list[tuple[str, str]]:
    """The codes of a list with their words in the reader's language."""
    return one.choices("nl" if get_language() == "nl" else "en")


class Day(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            **kwargs,  # type: ignore[arg-type]
        )


class Because(Reason):
    """Why something changes; it stands in the history."""

    def __init__(self) -> None:
        super().__init__(label=_("Waarom"), min_length=5, help_text=_("Komt in de geschiedenis te staan."))


class PlatformFilter(DeskForm):
    """Which platforms."""

    type = forms.ChoiceField(label=_("Soort"), required=False)
    status = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [("", _("alle")), *coded_choices(PlatformType)]  # type: ignore[attr-defined]
        self.fields["status"].choices = [("", _("alle")), *coded_choices(PlatformStatus)]  # type: ignore[attr-defined]


class NewPlatformForm(DeskForm):
    """A platform of one's own."""

    name = Line(label=_("Naam"), max_length=80)
    type = forms.ChoiceField(label=_("Soort"))
    opened_on = Day(label=_("Begonnen op"), required=False)
    because = Because()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [("", _("kies")), *coded_choices(PlatformType)]  # type: ignore[attr-defined]


class ChangeForm(DeskForm):
    """One change of one platform."""

    def __init__(self, *args: object, platform: Platform, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.platform = platform


class RenameForm(ChangeForm):
    """Another name."""

    name = Line(label=_("Nieuwe naam"), max_length=80, help_text=_("De oude naam blijft als bijnaam."))
    because = Because()


class RetypeForm(ChangeForm):
    """Another type."""

    type = forms.ChoiceField(
        label=_("Soort"), help_text=_("Tabellen tellen alles van dit platform voortaan bij dit soort.")
    )
    because = Because()

    def __init__(self, *args: object, platform: Platform, **kwargs: object) -> None:
        super().__init__(*args, platform=platform, **kwargs)
        self.fields["type"].choices = coded_choices(PlatformType)  # type: ignore[attr-defined]
        self.fields["type"].initial = platform.type


class AliasForm(ChangeForm):
    """A nickname more."""

    alias = Line(label=_("Bijnaam"), max_length=80, help_text=_("Een afkorting, adres of andere spelling."))
    because = Because()


class RemoveAliasForm(ChangeForm):
    """A nickname less."""

    alias = forms.ChoiceField(label=_("Bijnaam"))
    because = Because()

    def __init__(self, *args: object, platform: Platform, **kwargs: object) -> None:
        super().__init__(*args, platform=platform, **kwargs)
        aliases = platform.aliases.order_by("alias").values_list("alias", flat=True)
        self.fields["alias"].choices = [(one, one) for one in aliases]  # type: ignore[attr-defined]


class DateForm(ChangeForm):
    """When it began."""

    opened_on = Day(label=_("Begonnen op"), required=False)
    because = Because()


class CloseForm(ChangeForm):
    """When it stopped."""

    closed_on = Day(label=_("Gestopt op"))
    because = Because()


class ReopenForm(ChangeForm):
    """It is active again."""

    because = Because()


class MergeForm(ChangeForm):
    """Into which platform it went."""

    into = forms.ModelChoiceField(
        label=_("Opgegaan in"), queryset=Platform.objects.none(), empty_label=_("kies")
    )
    closed_on = Day(label=_("Op"))
    because = Because()

    def __init__(self, *args: object, platform: Platform, **kwargs: object) -> None:
        super().__init__(*args, platform=platform, **kwargs)
        others = Platform.objects.filter(status="active").exclude(id=platform.id).order_by("name")
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class QualifyForm(ChangeForm):
    """What it is for the DSA."""

    qualification = forms.ChoiceField(label=_("Kwalificatie"))
    holds_from = Day(label=_("Vanaf"))
    evidence = Line(
        label=_("Waar dit op rust"), min_length=5, help_text=_("Een besluit, een verslag of eigen opgave.")
    )

    def __init__(self, *args: object, platform: Platform, **kwargs: object) -> None:
        super().__init__(*args, platform=platform, **kwargs)
        self.fields["qualification"].choices = [("", _("kies")), *coded_choices(DsaQualification)]  # type: ignore[attr-defined]

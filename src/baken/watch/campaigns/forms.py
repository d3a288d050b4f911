"""The forms of search campaigns."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.accounts.models import User
from baken.adverts.by_hand_forms import ByHandForm
from baken.collection.models import LawfulBasis
from baken.desk.forms import DeskForm, Line, Reason, Text
from baken.platforms.models import Platform
from baken.vocabulary.campaigns import CampaignState, FindOutcome, SearchRoute
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.platforms import PlatformType
from baken.vocabulary.roles import collecting_purposes
from baken.watch.models import Campaign
from baken.watch.permissions import SEARCH

LONGEST_CAMPAIGN_NAME = 80
NOBODY_POSED = _(
    "Ik mocht dit zien. Ik gebruikte geen account onder een valse naam en deed mij niet voor als een ander."
)


def coded_choices(one: CodeList) -> list[tuple[str, str]]:
    """The codes of a list with their words in the reader's language."""
    return one.choices("nl" if get_language() == "nl" else "en")


class Moment(forms.DateTimeField):
    """A day and a time, picked or typed."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M"],
            **kwargs,  # type: ignore[arg-type]
        )


class _People(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: User) -> str:
        return str(obj.name)


def _colleagues() -> QuerySet[User]:
    return User.objects.filter(is_active=True, roles__overlap=sorted(SEARCH.roles)).order_by("name")


class CampaignFilter(DeskForm):
    """Which campaigns."""

    state = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("alle")), *coded_choices(CampaignState)]  # type: ignore[attr-defined]


class NewCampaignForm(DeskForm):
    """What people agree on before they search together."""

    name = Reason(label=_("Naam"), min_length=3, max_length=LONGEST_CAMPAIGN_NAME)
    goal = Reason(
        label=_("Wat zoeken we, en waarom?"),
        min_length=10,
        help_text=_("In één of twee zinnen. Schrijf geen nummers, namen of accounts."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    basis = forms.ModelChoiceField(
        label=_("Grondslag"),
        queryset=LawfulBasis.objects.none(),
        empty_label=None,
        help_text=_("Hij moet de hele zoekactie gelden."),
    )
    begins_at = Moment(label=_("Begint"))
    ends_at = Moment(
        label=_("Eindigt"), help_text=_("Hooguit twee weken later. Daarna kan niemand meer iets toevoegen.")
    )
    leads = _People(label=_("Wie leidt"), queryset=User.objects.none())
    searches = _People(label=_("Wie zoekt"), queryset=User.objects.none())
    checks = _People(
        label=_("Wie kijkt na"),
        queryset=User.objects.none(),
        help_text=_("Niemand kijkt eigen vondsten na: voor wie zoekt, is er een ander nodig."),
    )
    platforms = forms.ModelMultipleChoiceField(
        label=_("Op welke platforms"),
        queryset=Platform.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_platforms = forms.BooleanField(
        label=_("Ook op platforms die nog niet in de lijst staan"), required=False, initial=True
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        purposes = collecting_purposes(user.roles)
        today = timezone.localdate()
        bases = LawfulBasis.objects.filter(
            state="in_force", valid_until__gte=today, purpose__in=sorted(purposes)
        ).order_by("code")
        chosen = {
            "basis": bases,
            "platforms": Platform.objects.filter(status="active").order_by("type", "name"),
            **dict.fromkeys(("leads", "searches", "checks"), _colleagues()),
        }
        for name, things in chosen.items():
            self.fields[name].queryset = things  # type: ignore[attr-defined]
        begin = timezone.localtime() + timedelta(minutes=10)
        self.fields["begins_at"].initial = begin
        self.fields["ends_at"].initial = begin + timedelta(hours=3)
        self.fields["leads"].initial = [user.pk]

    @property
    def has_basis(self) -> bool:
        """Whether there is any basis to search under."""
        return self.fields["basis"].queryset.exists()  # type: ignore[attr-defined,no-any-return]

    @property
    def platform_groups(self) -> list[tuple[str, list[Any]]]:
        """The choices of platforms by type, for the eye."""
        words = dict(coded_choices(PlatformType))
        types = dict(Platform.objects.filter(status="active").values_list("pk", "type"))
        groups: dict[str, list[Any]] = {code: [] for code in words}
        for widget in self["platforms"].subwidgets:
            groups[types[getattr(widget.data["value"], "value", widget.data["value"])]].append(widget)
        return [(words[code], widgets) for code, widgets in groups.items() if widgets]


class RouteFields(DeskForm):
    """How something was found."""

    route = forms.ChoiceField(label=_("Hoe vond u het?"), widget=forms.RadioSelect)
    from_platform = forms.ModelChoiceField(
        label=_("Op welk platform stond de link?"),
        queryset=Platform.objects.none(),
        required=False,
        empty_label=_("kies"),
    )
    route_words = Reason(
        label=_("Welk woord, welke tip?"),
        required=False,
        max_length=200,
        help_text=_("Wordt versleuteld bewaard. Schrijf geen nummer of account."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].choices = coded_choices(SearchRoute)  # type: ignore[attr-defined]
        self.fields["from_platform"].queryset = Platform.objects.order_by("name")  # type: ignore[attr-defined]


class FindForm(ByHandForm, RouteFields):
    """One find, in the order in which one sees it: the form of recording by hand, and how it was found."""

    def __init__(self, *args: object, campaign: Campaign, **kwargs: object) -> None:
        super().__init__(*args, bases=[campaign.basis], **kwargs)  # type: ignore[arg-type]
        self.campaign = campaign
        self.fields.pop("basis")
        self.fields["lawful"].label = NOBODY_POSED

    def clean_platform(self) -> str:
        """A platform that this campaign searches."""
        found = super().clean_platform()
        if self.entry is None:
            if not self.campaign.new_platforms:
                raise forms.ValidationError(
                    _("Deze zoekactie kijkt alleen op de platforms die zijn afgesproken.")
                )
        elif not self.campaign.platforms.filter(platform__code=self.entry.code).exists():
            raise forms.ValidationError(_("Dit platform hoort niet bij deze zoekactie."))
        return found

    def clean_seen_at(self) -> datetime:
        """Within the time of the campaign."""
        moment = super().clean_seen_at()
        if moment < self.campaign.begins_at - timedelta(minutes=5):
            raise forms.ValidationError(_("Toen was deze zoekactie nog niet begonnen."))
        return moment


class StoredFindForm(RouteFields):
    """A find that is stored already: how it was found, in which campaign."""

    campaign = forms.ModelChoiceField(
        label=_("Zoekactie"), queryset=Campaign.objects.none(), empty_label=None
    )
    lawful = forms.BooleanField(label=NOBODY_POSED)

    def __init__(self, *args: object, campaigns: QuerySet[Campaign], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        self.order_fields(["campaign", "route", "from_platform", "route_words", "lawful"])


class CheckForm(DeskForm):
    """What a find is, and why."""

    outcome = forms.ChoiceField(label=_("Wat is het?"), widget=forms.RadioSelect)
    because = Line(label=_("Waarom"), min_length=3, max_length=300, help_text=_("Wordt versleuteld bewaard."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = coded_choices(FindOutcome)  # type: ignore[attr-defined]


class SearchedForm(DeskForm):
    """Where one searched, and for how long."""

    platform = forms.ModelChoiceField(
        label=_("Waar zocht u?"), queryset=Platform.objects.none(), empty_label=_("kies")
    )
    minutes = forms.IntegerField(label=_("Hoeveel minuten?"), min_value=1, max_value=1440)

    def __init__(self, *args: object, campaign: Campaign, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        chosen = campaign.platforms.values("platform")
        self.fields["platform"].queryset = Platform.objects.filter(pk__in=chosen).order_by("name")  # type: ignore[attr-defined]


class CloseForm(DeskForm):
    """Why a campaign ends before its time."""

    because = Reason(label=_("Waarom nu al"), min_length=5)


class ReportForm(DeskForm):
    """What whoever led it learned."""

    learned = Text(
        label=_("Wat hebben we geleerd?"),
        required=False,
        help_text=_(
            "Is het doel gehaald? Welke woorden of tekens zijn nieuw? Wat doen we een volgende keer anders? "
            "Schrijf niets over één adverteerder. Wordt versleuteld bewaard."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AcceptForm(DeskForm):
    """A proposed platform as it will stand in the catalogue."""

    name = Line(label=_("Naam"), max_length=80)
    type = forms.ChoiceField(label=_("Soort"))
    because = Reason(label=_("Waarom"), min_length=5, help_text=_("Komt in de geschiedenis te staan."))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = coded_choices(PlatformType)  # type: ignore[attr-defined]


class DeclineForm(DeskForm):
    """Why a proposed platform stays out of the catalogue."""

    because = Reason(label=_("Waarom niet"), min_length=5)

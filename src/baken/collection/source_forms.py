"""The forms of sources and of crawls: adding one, its profile, how often it is crawled, stopping it."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.collection.forms import Day, coded_choices
from baken.collection.models import LawfulBasis
from baken.collection.profile import BadProfile, Profile, read_profile
from baken.desk.forms import DeskForm, Line, Reason
from baken.desk.templatetags.desk import words
from baken.vocabulary.crawls import CrawlEvery, CrawlState
from baken.vocabulary.grounds import CaptureKind

LONGEST_PROFILE = 20_000
LONGEST_PAGE = 1_000_000
NEEDS_CRAWL = _(
    "Dit profiel zegt niet hoe de site bezocht mag worden. Schrijf erbij: contact, beginpagina's en lijst, "
    "onder ‘crawl’."
)


class ProfileText(forms.CharField):
    """A profile in YAML; what is wrong is said with its line. `with_crawl`: it must say how to visit."""

    def __init__(self, *, with_crawl: bool = False, **kwargs: object) -> None:
        kwargs.setdefault("max_length", LONGEST_PROFILE)
        kwargs.setdefault("strip", False)
        kwargs.setdefault(
            "widget",
            forms.Textarea(attrs={"rows": 20, "spellcheck": "false", "class": "profile", "wrap": "off"}),
        )
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.with_crawl = with_crawl

    def clean(self, value: object) -> object:
        """The text as it was written, when a profile can be read from it."""
        text = super().clean(value)
        if not isinstance(text, str) or not text.strip():
            return text
        profile = read_or_refuse(text)
        if self.with_crawl and profile.crawl is None:
            raise forms.ValidationError(NEEDS_CRAWL)
        return text


def read_or_refuse(text: str) -> Profile:
    """The profile; what is wrong as the form says it: the line as it stands, and what is wrong with it."""
    try:
        return read_profile(text)
    except BadProfile as fault:
        lines = text.splitlines()
        if fault.line is not None and 0 < fault.line <= len(lines):
            raise forms.ValidationError(
                _(
                    "Dit profiel kan niet gebruikt worden. Regel %(line)s, ‘%(words)s’. "
                    "Wat er mis is: %(fault)s."
                ),
                params={
                    "line": fault.line,
                    "words": lines[fault.line - 1].strip()[:80],
                    "fault": words(fault.reason),
                },
            ) from fault
        raise forms.ValidationError(
            _("Dit profiel kan niet gebruikt worden: %(fault)s"), params={"fault": words(fault.reason)}
        ) from fault


class SourceForm(DeskForm):
    """A new source."""

    name = Line(label=_("Naam"), max_length=80, help_text=_("Zoals u erover praat."))
    platform = Line(
        label=_("Platform"),
        max_length=200,
        help_text=_("Het adres, precies zoals het in de advertenties staat, zoals kleinmarkt.example."),
    )
    kind = forms.ChoiceField(label=_("Hoe verzameld"))
    basis = forms.ModelChoiceField(
        label=_("Grondslag"),
        queryset=LawfulBasis.objects.none(),
        empty_label=None,
        help_text=_("Alleen een grondslag die vandaag van kracht is."),
    )
    active_until = Day(label=_("Tot en met"), help_text=_("Niet later dan de laatste dag van de grondslag."))
    profile = ProfileText(
        label=_("Profiel: waar op de pagina's wat staat"),
        required=False,
        help_text=_("YAML. Nodig om een site op te halen; handig bij webarchieven."),
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = coded_choices(CaptureKind)  # type: ignore[attr-defined]
        self.fields["basis"].queryset = LawfulBasis.objects.filter(  # type: ignore[attr-defined]
            state="in_force", valid_from__lte=today, valid_until__gte=today
        ).order_by("code")
        self._today = today

    def clean_platform(self) -> str:
        """One word: an address or a name without spaces around it."""
        return " ".join(str(self.cleaned_data["platform"]).split())

    def clean(self) -> dict[str, object]:
        """Active no longer than its basis; a site is only crawled as a profile says."""
        given = self.cleaned_data
        until, basis = given.get("active_until"), given.get("basis")
        if until and until < self._today:
            self.add_error("active_until", _("Deze dag is voorbij."))
        elif until and basis and until > basis.valid_until:
            self.add_error("active_until", _("De grondslag loopt eerder af dan deze dag."))
        profile: str | None = given.get("profile")
        crawled = given.get("kind") == "crawl" and profile is not None
        if crawled and not (profile and profile.strip() and read_or_refuse(profile).crawl):
            self.add_error("profile", NEEDS_CRAWL)
        return given


class SourceFilter(DeskForm):
    """Which sources."""

    kind = forms.ChoiceField(label=_("Hoe verzameld"), required=False)
    active = forms.ChoiceField(
        label=_("Actief"), required=False, choices=[("", _("alle")), ("1", _("ja")), ("0", _("nee"))]
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = coded_choices(CaptureKind, _("alle"))  # type: ignore[attr-defined]


class ProfileForm(DeskForm):
    """Another profile for a source that is crawled, and a page to try it on."""

    profile = ProfileText(label=_("Profiel"), with_crawl=True)
    capture = forms.ChoiceField(label=_("Probeer het op"), required=False)
    page = forms.CharField(
        label=_("Of plak de broncode van een pagina"),
        required=False,
        max_length=LONGEST_PAGE,
        help_text=_("Wordt alleen nu gelezen en niet bewaard."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "profile"}),
    )

    def __init__(self, *args: object, captures: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capture"].choices = captures  # type: ignore[attr-defined]
        if not captures:
            del self.fields["capture"]
            self.fields["page"].label = _("Plak de broncode van een pagina om het te proberen")


class ScheduleForm(DeskForm):
    """How often a source is crawled by itself."""

    every = forms.ChoiceField(label=_("Hoe vaak vanzelf"), widget=forms.RadioSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["every"].choices = coded_choices(CrawlEvery)  # type: ignore[attr-defined]


class StopForm(DeskForm):
    """Why a crawl is stopped."""

    because = Reason(label=_("Waarom stopt u deze ronde?"), min_length=5)


class CrawlFilter(DeskForm):
    """Which crawls."""

    state = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = coded_choices(CrawlState, _("alle"))  # type: ignore[attr-defined]

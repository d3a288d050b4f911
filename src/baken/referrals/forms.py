"""The forms of referrals: beginning one, its items, consent, a step, offering it, the receiver's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line, Text
from baken.extraction.told_contacts import tells_contact
from baken.platforms.forms import coded_choices
from baken.referrals.models import HelpOrganisation
from baken.referrals.package import ITEMS_FOR, NEEDS_SECOND
from baken.referrals.wording import WHY_NOT
from baken.vocabulary.adverts import ContactKind
from baken.vocabulary.referrals import (
    ConsentWay,
    PackageItem,
    ReferralGround,
    ReferralState,
    ReferralStepKind,
    RefusalReason,
)


class Told(Text):
    """Some lines without a contact in them."""

    def clean(self, value: object) -> object:
        """Without a number, address or account."""
        text = super().clean(value)
        if isinstance(text, str) and tells_contact(text):
            from baken.referrals.exceptions import ContactTold

            raise forms.ValidationError(WHY_NOT[ContactTold][1])  # type: ignore[arg-type]
        return text


class Seen(DeskForm):
    """How many steps who writes saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReferralFilter(DeskForm):
    """Which referrals."""

    standing = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("alle")), *coded_choices(ReferralState)]
        self.fields["standing"].choices = choices  # type: ignore[attr-defined]


class NewForm(DeskForm):
    """To whom, on which ground, and why."""

    receiver = forms.ModelChoiceField(
        label=_("Naar wie"),
        queryset=HelpOrganisation.objects.none(),
        empty_label=_("kies"),
        help_text=_("Zoek in de gids wie past, en begin vanaf daar."),
    )
    ground = forms.ChoiceField(label=_("Op welke grond"), widget=forms.RadioSelect)
    why = Told(
        label=_("Waarom verwijst u door?"),
        min_length=10,
        help_text=_("Voor uw eigen team. Dit gaat niet mee. Zonder namen, nummers of accounts."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = HelpOrganisation.objects.filter(gone=False).order_by("name")
        self.fields["receiver"].queryset = known  # type: ignore[attr-defined]
        self.fields["ground"].choices = coded_choices(ReferralGround)  # type: ignore[attr-defined]
        self.fields["ground"].initial = "consent"


class ItemsForm(Seen):
    """The items of a package for this kind of receiver; an empty one does not go."""

    contact_kind = forms.ChoiceField(label=_("Soort contact"), required=False)

    def __init__(self, *args: object, receiver: str, there: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields.pop("contact_kind")
        for item in ITEMS_FOR[receiver]:
            label = PackageItem[item].label
            words = dict(coded_choices(PackageItem)).get(item, label.nl)
            if item == NEEDS_SECOND:
                kind, _sign, value = there.get(item, "").partition(": ")
                kinds.choices = coded_choices(ContactKind)  # type: ignore[attr-defined]
                kinds.initial = kind or "phone"
                self.fields["contact_kind"] = kinds
                self.fields[item] = Line(
                    label=words.capitalize(), required=False, initial=value, max_length=200,
                    help_text=_("Gaat alleen mee als een tweede persoon dat goedkeurt."),
                )  # fmt: skip
                self.fields[item].widget.attrs["autocomplete"] = "off"
            else:
                self.fields[item] = Told(
                    label=words.capitalize(), required=False, initial=there.get(item, ""), max_length=2_000
                )

    @property
    def words(self) -> dict[str, str]:
        """The words by item."""
        return {item: words for item, words in self.cleaned_data.items() if item in PackageItem}


class ConsentForm(Seen):
    """To which items the person agrees, and how they said so."""

    items = forms.MultipleChoiceField(
        label=_("Waarmee stemt de persoon in, voor deze ontvanger?"), widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(label=_("Hoe is dat gezegd?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, among: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = dict(coded_choices(PackageItem))
        self.fields["items"].choices = [(item, named[item]) for item in among]  # type: ignore[attr-defined]
        self.fields["way"].choices = coded_choices(ConsentWay)  # type: ignore[attr-defined]


class TakeBackForm(DeskForm):
    """For which items the person takes their consent back."""

    items = forms.MultipleChoiceField(
        label=_("Waarvoor neemt de persoon de toestemming terug?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, among: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = dict(coded_choices(PackageItem))
        self.fields["items"].choices = [(item, named[item]) for item in among]  # type: ignore[attr-defined]


class OfferForm(Seen):
    """What goes with an offer besides the items."""

    receipt = Line(
        label=_("Kenmerk van de ontvanger"),
        required=False,
        max_length=60,
        help_text=_("Als u al belde en een kenmerk kreeg."),
    )
    evidence = Line(
        label=_("Nummer van het bewijspakket"),
        required=False,
        max_length=64,
        help_text=_("Als er bewijs bij hoort. Bewijs vraagt u aan bij een waarneming."),
    )


class StepForm(Seen):
    """What happened to a referral next."""

    kind = forms.ChoiceField(label=_("Wat gebeurde er?"), widget=forms.RadioSelect)
    refusal = forms.ChoiceField(
        label=_("Waarom weigert de ontvanger?"), required=False, help_text=_("Alleen bij een weigering.")
    )
    words = Told(label=_("Toelichting"), required=False, max_length=2_000)

    def __init__(self, *args: object, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = dict(coded_choices(ReferralStepKind))
        self.fields["kind"].choices = [(kind, named[kind]) for kind in kinds]  # type: ignore[attr-defined]
        if "refused" in kinds:
            reasons = [("", "–"), *coded_choices(RefusalReason)]
            self.fields["refusal"].choices = reasons  # type: ignore[attr-defined]
        else:
            del self.fields["refusal"]

    def clean(self) -> dict[str, Any]:
        """A refusal has its reason, and nothing else has one; what needs words has them."""
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        if kind == "refused" and not given.get("refusal"):
            self.add_error("refusal", str(_("Kies waarom.")))
        if kind in ("withdrawn", "taken_over") and not given.get("words") and "words" not in self.errors:
            self.add_error("words", str(_("Schrijf erbij waarom.")))
        return given


class CodeForm(DeskForm):
    """The code that was spoken."""

    code = Line(
        label=_("De code die u hoorde"),
        max_length=20,
        help_text=_("Acht cijfers. Die zegt wie u belde; zij staan niet in het bericht met dit adres."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})


class AnswerForm(DeskForm):
    """What the receiver answers."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=20)
    kind = forms.ChoiceField(
        label=_("Uw antwoord"),
        widget=forms.RadioSelect,
        choices=(("accepted", _("Wij nemen deze persoon aan")), ("refused", _("Wij kunnen dit niet"))),
    )
    refusal = forms.ChoiceField(label=_("Als u het niet kunt: waarom?"), required=False)
    words = Told(
        label=_("Wilt u er iets bij zeggen?"),
        required=False,
        max_length=1_000,
        help_text=_("Zonder namen, nummers of accounts."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        reasons = [("", "–"), *coded_choices(RefusalReason)]
        self.fields["refusal"].choices = reasons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A refusal has its reason."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == "refused" and not given.get("refusal"):
            self.add_error("refusal", str(_("Kies waarom.")))
        if given.get("kind") == "accepted":
            given["refusal"] = ""
        return given

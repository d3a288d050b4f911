"""The forms of language watch."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm, Line
from baken.desk.templatetags.desk import words
from baken.indicators.wordlists import shipped_word_lists
from baken.vocabulary.languages import LANGUAGES
from baken.watch.language.names import word_list_name
from baken.watch.models import WordProposal

UNKNOWN = "und"


class LanguageFilter(DeskForm):
    """Of which language."""

    language = forms.ChoiceField(label=_("Taal van de advertentie"), required=False)

    def __init__(self, *args: object, languages: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("alle")), *languages]  # type: ignore[attr-defined]


class ProposeWordForm(DeskForm):
    """A word for a list, what one thinks it means, and why."""

    term = Line(label=_("Woord, twee woorden of emoji"), max_length=60)
    language = forms.ChoiceField(label=_("Taal"))
    list_name = forms.ChoiceField(label=_("Voor welke lijst"), required=False)
    new_list = Line(
        label=_("Of een nieuwe lijst"),
        required=False,
        max_length=40,
        help_text=_("Een korte naam, zoals: geregeld door een ander."),
    )
    means = Line(
        label=_("Wat betekent het, denkt u?"),
        min_length=3,
        max_length=300,
        help_text=_("En kan het ook iets gewoons betekenen? Schrijf dat erbij."),
    )
    because = Line(label=_("Waarom hoort het op de lijst?"), min_length=3, max_length=300)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        own = WordProposal.objects.values_list("list_name", flat=True).distinct()
        names = sorted({*shipped_word_lists(), *own})
        lists = [(name, words(word_list_name(name))) for name in names]
        languages = [(code, words(label)) for code, label in LANGUAGES.items() if code != UNKNOWN]
        self.fields["list_name"].choices = [("", _("kies")), *lists]  # type: ignore[attr-defined]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """One list, old or new."""
        given = self.cleaned_data
        new = slugify(str(given.get("new_list") or "")).replace("-", "_")[:40]
        given["list_name"] = new or given.get("list_name") or ""
        if not given["list_name"]:
            self.add_error("list_name", _("Kies een lijst of geef een nieuwe een naam."))
        return given


class DecideWordForm(DeskForm):
    """What a second person says, and why."""

    because = Line(label=_("Waarom"), min_length=3, max_length=300)

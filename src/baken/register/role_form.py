"""Part 5: which roles each platform played, when, and how sure that is.

A row of toggles per platform, with one moment and one certainty for all of its roles. Where roles of a
platform differ in these, they are told one by one on a page of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.register.content import Content
from baken.register.forms import StoryForm, choices_of
from baken.register.story import mention_name, words
from baken.vocabulary.platforms import BAKEN, EMM, Certainty, Moment, PlatformRole

APART = "apart"
"""Said of a moment or a certainty that is not the same for all roles of the platform."""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """The toggles of one platform, as the page shows them."""

    number: int
    name: str
    study: forms.BoundField
    added: forms.BoundField
    moment: forms.BoundField
    certainty: forms.BoundField
    apart: bool

    @property
    def added_chosen(self) -> bool:
        """Whether one of Baken's own roles is on."""
        return bool(self.added.value())


def _shared(roles: list[dict[str, str]], name: str) -> str:
    values = {role[name] for role in roles}
    return values.pop() if len(values) == 1 else (APART if values else "unknown")


class RolesForm(StoryForm):
    """All mentions of the draft; a field is named after the number of its mention."""

    def __init__(self, mentions: list[Content], *args: Any, **kwargs: Any) -> None:
        self._mentions = mentions
        initial: dict[str, Any] = {}
        super().__init__(*args, **kwargs)
        for number, mention in enumerate(mentions, 1):
            roles = mention.get("roles", [])
            chosen = {role["role"] for role in roles}
            for group in (EMM, BAKEN):
                codes = PlatformRole.codes_in(group)
                self.fields[f"{group}-{number}"] = forms.MultipleChoiceField(
                    label=_("Rollen") if group == EMM else _("Andere rollen"),
                    choices=partial(_roles_of, group),
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )
                initial[f"{group}-{number}"] = [code for code in codes if code in chosen]
            for name, codes_of, label in (
                ("moment", Moment, _("Wanneer")),
                ("certainty", Certainty, _("Hoe zeker")),
            ):
                value = _shared(roles, name)
                known = choices_of(codes_of)
                if value == APART:
                    known = [(APART, _("verschilt per rol")), *known]
                self.fields[f"{name}-{number}"] = forms.ChoiceField(label=label, choices=known)
                initial[f"{name}-{number}"] = value
        self.initial = {**initial, **self.initial}

    @property
    def rows(self) -> list[MentionRow]:
        """A row per platform."""
        return [
            MentionRow(
                number,
                mention_name(mention),
                self[f"{EMM}-{number}"],
                self[f"{BAKEN}-{number}"],
                self[f"moment-{number}"],
                self[f"certainty-{number}"],
                APART in (self.initial[f"moment-{number}"], self.initial[f"certainty-{number}"]),
            )
            for number, mention in enumerate(self._mentions, 1)
        ]

    def mentions(self) -> list[Content]:
        """The mentions with their roles."""
        found = []
        for number, mention in enumerate(self._mentions, 1):
            chosen = {*self.cleaned_data[f"{EMM}-{number}"], *self.cleaned_data[f"{BAKEN}-{number}"]}
            moment, certainty = (self.cleaned_data[f"{name}-{number}"] for name in ("moment", "certainty"))
            roles = _as_chosen(mention.get("roles", []), chosen, moment, certainty)
            found.append(mention | {"roles": roles})
        return found


def _roles_of(group: str) -> list[tuple[str, str]]:
    codes = set(PlatformRole.codes_in(group))
    return [pair for pair in choices_of(PlatformRole) if pair[0] in codes]


def _as_chosen(
    before: list[dict[str, str]], chosen: set[str], moment: str, certainty: str
) -> list[dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for role in sorted(chosen, key=PlatformRole.place):
        told = [one for one in before if one["role"] == role] or [
            {"role": role, "moment": "unknown", "certainty": "unknown"}
        ]
        for one in told:
            at = one["moment"] if moment == APART else moment
            sure = one["certainty"] if certainty == APART else certainty
            found.setdefault((role, at), {"role": role, "moment": at, "certainty": sure})
    return list(found.values())


class RolesApartForm(StoryForm):
    """One platform, role by role: at which moments, and how sure each is."""

    def __init__(self, mention: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {(role["role"], role["moment"]): role["certainty"] for role in mention.get("roles", [])}
        for role in PlatformRole.codes:
            for moment in Moment.codes:
                self.fields[f"{role}-{moment}"] = forms.ChoiceField(
                    label=f"{words_of_role(role)}, {words_of_moment(moment)}",
                    choices=[("", "–"), *choices_of(Certainty)],
                    required=False,
                    initial=told.get((role, moment), ""),
                )

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A row per role, with a field per moment."""
        return [
            (words_of_role(role), [self[f"{role}-{moment}"] for moment in Moment.codes])
            for role in PlatformRole.codes
        ]

    @property
    def moments(self) -> list[str]:
        """The headings."""
        return [words_of_moment(moment) for moment in Moment.codes]

    def roles(self) -> list[dict[str, str]]:
        """The roles that have a certainty."""
        values: Mapping[str, str] = self.cleaned_data
        return [
            {"role": role, "moment": moment, "certainty": values[f"{role}-{moment}"]}
            for role in PlatformRole.codes
            for moment in Moment.codes
            if values.get(f"{role}-{moment}")
        ]


def words_of_role(code: str) -> str:
    """The words of a role; one that is not known says so."""
    return str(_("rol niet bekend")) if code == "unknown" else words(code, PlatformRole)


def words_of_moment(code: str) -> str:
    """The words of a moment; one that is not known says so."""
    return str(_("moment niet bekend")) if code == "unknown" else words(code, Moment)

"""Part 5: which roles each platform played, when, and how sure that is.

A row of toggles per platform, with one moment, one certainty and one source for all of its roles. Where roles
of a platform differ in these, they are told one by one on a page of their own.
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
from baken.vocabulary.sources import RoleSource

APART = "apart"
"""Said of a moment, a certainty or a source that is not the same for all roles of the platform."""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """The toggles of one platform, as the page shows them."""

    number: int
    name: str
    study: forms.BoundField
    added: forms.BoundField
    moment: forms.BoundField
    certainty: forms.BoundField
    source: forms.BoundField
    apart: bool

    @property
    def added_chosen(self) -> bool:
        """Whether one of Baken's own roles is on."""
        return bool(self.added.value())


UNKNOWN = {"moment": "unknown", "certainty": "unknown", "role_source": ""}
"""What is asked of a role, and what stands there where nobody knows: of its source, nothing."""


def _shared(roles: list[dict[str, str]], name: str) -> str:
    nothing = UNKNOWN[name]
    values = {role.get(name, nothing) for role in roles}
    return values.pop() if len(values) == 1 else (APART if values else nothing)


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
                ("role_source", RoleSource, _("Waaruit blijkt het")),
            ):
                value = _shared(roles, name)
                known = choices_of(codes_of, blank=True)
                if value == APART:
                    known = [(APART, _("verschilt per rol")), *known]
                self.fields[f"{name}-{number}"] = forms.ChoiceField(
                    label=label, choices=known, required=bool(UNKNOWN[name])
                )
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
                self[f"role_source-{number}"],
                APART in (self.initial[f"{name}-{number}"] for name in UNKNOWN),
            )
            for number, mention in enumerate(self._mentions, 1)
        ]

    def mentions(self) -> list[Content]:
        """The mentions with their roles."""
        found = []
        for number, mention in enumerate(self._mentions, 1):
            chosen = {*self.cleaned_data[f"{EMM}-{number}"], *self.cleaned_data[f"{BAKEN}-{number}"]}
            said = {name: self.cleaned_data[f"{name}-{number}"] for name in UNKNOWN}
            roles = _as_chosen(mention.get("roles", []), chosen, said)
            found.append(mention | {"roles": roles})
        return found


def _roles_of(group: str) -> list[tuple[str, str]]:
    codes = set(PlatformRole.codes_in(group))
    return [pair for pair in choices_of(PlatformRole) if pair[0] in codes]


def _as_chosen(
    before: list[dict[str, str]], chosen: set[str], said: Mapping[str, str]
) -> list[dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    same = {name: value for name, value in said.items() if value != APART}
    for role in sorted(chosen, key=PlatformRole.place):
        told = [one for one in before if one["role"] == role] or [{"role": role, **UNKNOWN}]
        for one in told:
            cells = {name: value for name, value in {**one, **same}.items() if value}
            found.setdefault((role, cells["moment"]), cells)
    return list(found.values())


class RolesApartForm(StoryForm):
    """One platform, role by role: at which moments, how sure each is, and what the role is known from."""

    def __init__(self, mention: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before: list[dict[str, str]] = mention.get("roles", [])
        told = {(role["role"], role["moment"]): role["certainty"] for role in self._before}
        for role in PlatformRole.codes:
            for moment in Moment.codes:
                self.fields[f"{role}-{moment}"] = forms.ChoiceField(
                    label=f"{words_of_role(role)}, {words_of_moment(moment)}",
                    choices=[("", "–"), *choices_of(Certainty)],
                    required=False,
                    initial=told.get((role, moment), ""),
                )
            source = _shared([one for one in self._before if one["role"] == role], "role_source")
            known = choices_of(RoleSource, blank=True)
            self.fields[f"{role}-source"] = forms.ChoiceField(
                label=_("%(role)s, waaruit het blijkt") % {"role": words_of_role(role)},
                choices=[(APART, _("verschilt per moment")), *known] if source == APART else known,
                required=False,
                initial=source,
            )

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A row per role, with a field per moment and one for its source."""
        return [
            (words_of_role(role), [self[f"{role}-{name}"] for name in (*Moment.codes, "source")])
            for role in PlatformRole.codes
        ]

    @property
    def moments(self) -> list[str]:
        """The headings."""
        return [*(words_of_moment(moment) for moment in Moment.codes), str(_("Waaruit blijkt het"))]

    def roles(self) -> list[dict[str, str]]:
        """The roles that have a certainty."""
        values: Mapping[str, str] = self.cleaned_data
        return [
            {"role": role, "moment": moment, "certainty": values[f"{role}-{moment}"]}
            | self._source(role, moment)
            for role in PlatformRole.codes
            for moment in Moment.codes
            if values.get(f"{role}-{moment}")
        ]

    def _source(self, role: str, moment: str) -> dict[str, str]:
        source = self.cleaned_data[f"{role}-source"]
        if source == APART:
            own = (one for one in self._before if (one["role"], one["moment"]) == (role, moment))
            source = next(own, {}).get("role_source", "")
        return {"role_source": source} if source else {}


def words_of_role(code: str) -> str:
    """The words of a role; one that is not known says so."""
    return str(_("rol niet bekend")) if code == "unknown" else words(code, PlatformRole)


def words_of_moment(code: str) -> str:
    """The words of a moment; one that is not known says so."""
    return str(_("moment niet bekend")) if code == "unknown" else words(code, Moment)

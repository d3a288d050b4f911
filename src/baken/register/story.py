"""A registration told as a paragraph, and as facts with their words, in the language of the reader.

Works on content that is not complete yet: what is missing is left out or said to be unknown.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.register.content import Cells, Content, days_by_role, keyed
from baken.register.countries import country_name
from baken.vocabulary.circumstances import Vulnerability
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.country_groups import CountryGroup
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    ExploitationForm,
    GroomerType,
    MetOnline,
    OffenderType,
    RecruitmentMode,
    Scope,
    SextortionKind,
    StatusDecider,
    TechnologyPart,
)
from baken.vocabulary.municipalities import MERGED, Municipality
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import Certainty, Moment, PlatformRole, PlatformType
from baken.vocabulary.sources import RoleSource, SourceKind


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a registration says: what it is about, and the words for it."""

    key: str
    label: str
    value: str


def words(code: str | None, codes: CodeList) -> str:
    """The label of a code; what is not known says so."""
    if not code or code not in codes or code == "unknown":
        return _("niet bekend")
    label = codes[code].label
    return label.nl if get_language() == "nl" else label.en


def story(content: Content) -> list[str]:
    """The sentences of the paragraph."""
    own: Cells = content["registration"]
    told = [
        _source(own),
        _allegation(own, content["statuses"]),
        _course(content["statuses"]),
        _period(own),
        *_persons(content["persons"]),
        *_platforms(content["mentions"]),
        *_more(own),
        _place(own),
    ]
    return [capfirst(sentence) for sentence in told if sentence]


def day(value: str | None) -> str:
    """A date in words, or nothing."""
    try:
        return date_format(date.fromisoformat(value or ""))
    except ValueError:
        return ""


def listed(values: Sequence[str]) -> str:
    """Words with commas, and the last one with "and"."""
    if len(values) < 2:
        return "".join(values)
    return _("%(first)s en %(last)s") % {"first": ", ".join(values[:-1]), "last": values[-1]}


def _source(own: Cells) -> str:
    parts = {
        "source": _source_words(own),
        "reference": own.get("reference") or "…",
        "day": day(own.get("registered_on")) or "…",
    }
    if own.get("source_kind") in (None, "unknown") and not own.get("source_organisation"):
        return _("Nummer %(reference)s, geregistreerd op %(day)s; de soort bron is niet bekend.") % parts
    return _("%(source)s met nummer %(reference)s, geregistreerd op %(day)s.") % parts


def _source_words(own: Cells) -> str:
    kind = words(own.get("source_kind"), SourceKind)
    return f"{kind} ({own['source_organisation']})" if own.get("source_organisation") else kind


def _allegation(own: Cells, statuses: list[Cells]) -> str:
    if own.get("form") in (None, "unknown"):
        form = _("een vorm van uitbuiting die niet bekend is")
    elif own["form"] == "other":
        form = _("een andere vorm van uitbuiting")
    else:
        form = words(own["form"], ExploitationForm)
    if own.get("scope") in ("domestic", "cross_border"):
        form = f"{form} ({words(own['scope'], Scope)})"
    status = statuses[-1]["allegation_status"] if statuses else None
    if status == "possible" and any(earlier["allegation_status"] != status for earlier in statuses):
        return _("Er is nu een vermoeden van %(form)s; eerder was het anders.") % {"form": form}
    if status == "possible":
        return _("Er is een vermoeden van %(form)s; niemand heeft beslist.") % {"form": form}
    if status == "actual":
        return _("Een bevoegde organisatie heeft vastgesteld: %(form)s.") % {"form": form}
    if status == "not":
        return _("Gemeld als %(form)s; een bevoegde organisatie stelde vast dat het dat niet was.") % {
            "form": form
        }
    return _("Het gaat volgens de bron om %(form)s.") % {"form": form}


def status_words(status: Cells) -> str:
    """One status, with its day and who decided it as far as these are known."""
    told = words(status["allegation_status"], AllegationStatus)
    more = [day(status.get("decided_on"))]
    if status.get("decided_by"):
        more.append(words(status["decided_by"], StatusDecider))
    beside = ", ".join(filter(None, more))
    return f"{told} ({beside})" if beside else told


def course(statuses: list[Cells]) -> str:
    """The statuses as they followed each other."""
    return _("; daarna ").join(map(status_words, statuses))


def _course(statuses: list[Cells]) -> str:
    if len(statuses) > 1 or any(len(status) > 1 for status in statuses):
        return _("Status: %(course)s.") % {"course": course(statuses)}
    return ""


def _period(own: Cells) -> str:
    first, last = day(own.get("incident_from")), day(own.get("incident_until"))
    if first and first == last:
        return _("Het gebeurde op %(first)s.") % {"first": first}
    if first and last:
        return _("Het speelde van %(first)s tot en met %(last)s.") % {"first": first, "last": last}
    if first:
        return _("Het begon op %(first)s; tot wanneer is niet bekend.") % {"first": first}
    if last:
        return _("Het duurde tot en met %(last)s; sinds wanneer is niet bekend.") % {"last": last}
    return _("Wanneer het speelde, is niet bekend.")


def person_words(person: Cells) -> str:
    """One person: sex, age, country of birth, and the roles that the source gives."""
    told = [words(person.get("sex"), Sex)] if person.get("sex") != "unknown" else [_("geslacht niet bekend")]
    if person.get("age"):
        told.append(_("%(age)s jaar") % {"age": person["age"]})
    else:
        told.append(_("leeftijd niet bekend"))
    if person.get("birth_country"):
        told.append(_("geboren in %(country)s") % {"country": country_name(person["birth_country"])})
    elif person.get("birth_group"):
        group = words(person["birth_group"], CountryGroup)
        told.append(_("geboren in %(country)s") % {"country": group})
    else:
        told.append(_("geboorteland niet bekend"))
    told.append(_("in de bron: %(roles)s") % {"roles": listed(_roles_of_person(person))})
    if person.get("vulnerabilities"):
        told.append(_("omstandigheden: %(told)s") % {"told": _circumstances(person["vulnerabilities"])})
    return ", ".join(told)


def _roles_of_person(person: Cells) -> list[str]:
    """Roles as they came after each other: those without a day first, then by day."""
    since = days_by_role(person)
    roles = [role for role in person.get("person_roles", "").split(";") if role]
    return [
        _("%(role)s sinds %(day)s") % {"role": words(role, PersonRole), "day": day(since[role])}
        if role in since
        else words(role, PersonRole)
        for role in sorted(roles, key=lambda role: since.get(role, ""))
    ]


def _circumstances(codes: str) -> str:
    return listed([words(code, Vulnerability) for code in codes.split(";")])


def _persons(persons: list[Cells]) -> list[str]:
    if not persons:
        return [_("Er staan geen personen in.")]
    if len(persons) == 1:
        return [_("Eén persoon: %(person)s.") % {"person": person_words(persons[0])}]
    told = "; ".join(f"({number}) {person_words(person)}" for number, person in enumerate(persons, 1))
    return [_("%(count)s personen: %(persons)s.") % {"count": len(persons), "persons": told}]


def mention_name(mention: Cells) -> str:
    """A platform with its type, or what stands where a name should."""
    if mention.get("naming") == "unnamed":
        return _("een platform zonder naam")
    if mention.get("naming") == "unclear":
        return _("een onduidelijk platform")
    type_ = mention.get("platform_type")
    name = mention.get("platform", "")
    return f"{name} ({words(type_, PlatformType)})" if type_ else name


def roles_words(mention: Content) -> str:
    """The roles of a platform, those of one moment, certainty and source together."""
    together: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for role in mention.get("roles", []):
        name = (
            _("een rol die niet bekend is")
            if role["role"] == "unknown"
            else words(role["role"], PlatformRole)
        )
        together[role["moment"], role["certainty"], role.get("role_source", "")].append(name)
    told = []
    for (moment, certainty, source), names in together.items():
        when = words(moment, Moment) if moment != "unknown" else _("moment niet bekend")
        sure = words(certainty, Certainty) if certainty != "unknown" else _("zekerheid niet bekend")
        known_from = [_("blijkt uit: %(source)s") % {"source": words(source, RoleSource)}] if source else []
        told.append(f"{listed(names)} ({'; '.join([when, sure, *known_from])})")
    return listed(told)


def _platforms(mentions: list[Content]) -> list[str]:
    if not mentions:
        return [_("Er is geen platform genoemd.")]
    told = []
    for mention in mentions:
        name, roles = mention_name(mention), roles_words(mention)
        told.append(
            _("%(platform)s voor %(roles)s") % {"platform": name, "roles": roles}
            if roles
            else _("%(platform)s, rol niet bekend") % {"platform": name}
        )
    return [_("Genoemd: %(told)s.") % {"told": "; ".join(told)}]


def _more(own: Cells) -> list[str]:
    return [f"{fact.label}: {fact.value}." for fact in _later_facts(own)]


def _later_facts(own: Cells) -> list[Fact]:
    found = []
    for name, codes, several in (
        ("coercion_means", CoercionMeans, _("Dwangmiddelen")),
        ("sextortion_kinds", SextortionKind, _("Sextortion")),
    ):
        if own.get(name):
            told = [words(code, codes) for code in own[name].split(";")]
            found.append(Fact(name, several, listed(told)))
    for name, codes in (
        ("met_online", MetOnline),
        ("recruitment_mode", RecruitmentMode),
        ("customer_contact", CustomerContact),
        ("technology_part", TechnologyPart),
        ("offender_type", OffenderType),
        ("groomer_type", GroomerType),
    ):
        if own.get(name) and own[name] != "unknown":
            label = codes.label.nl if get_language() == "nl" else codes.label.en
            found.append(Fact(name, label, words(own[name], codes)))
    return found


def _place(own: Cells) -> str:
    places = []
    if own.get("police_unit"):
        places.append(_("politie-eenheid %(unit)s") % {"unit": words(own["police_unit"], PoliceUnit)})
    if own.get("province"):
        places.append(_("provincie %(province)s") % {"province": words(own["province"], Province)})
    if own.get("municipality"):
        told = {"municipality": municipality_words(own["municipality"])}
        places.append(_("gemeente %(municipality)s") % told)
    if not places:
        return _("De plaats is niet bekend.")
    return _("Plaats: %(places)s.") % {"places": listed(places)}


def municipality_words(code: str | None) -> str:
    """A municipality, and what it is today where it is no more."""
    name = words(code, Municipality)
    merged = MERGED.get(code or "")
    if merged is None:
        return name
    return _("%(municipality)s (nu %(today)s)") % {
        "municipality": name,
        "today": listed([words(one, Municipality) for one in merged.into]),
    }


def facts(content: Content) -> list[Fact]:
    """Every fact with its label, in the order of the form: for the page and for what changed."""
    own: Cells = content["registration"]
    unknown = _("niet bekend")
    found = [
        Fact("source_kind", _("Soort bron"), words(own.get("source_kind"), SourceKind)),
        Fact("source_organisation", _("Organisatie"), own.get("source_organisation", "") or unknown),
        Fact("reference", _("Zaaknummer"), own.get("reference", "")),
        Fact("registered_on", _("Geregistreerd op"), day(own.get("registered_on"))),
        Fact("incident_from", _("Gebeurd vanaf"), day(own.get("incident_from")) or unknown),
        Fact("incident_until", _("Gebeurd tot en met"), day(own.get("incident_until")) or unknown),
        Fact("form", _("Vorm"), words(own.get("form"), ExploitationForm)),
        Fact("scope", _("Binnenlands of niet"), words(own.get("scope"), Scope)),
        Fact(
            "allegation_status",
            _("Status van het vermoeden"),
            course(content["statuses"]) or unknown,
        ),
        *_later_facts(own),
        Fact("police_unit", _("Politie-eenheid"), words(own.get("police_unit"), PoliceUnit)),
        Fact("province", _("Provincie"), words(own.get("province"), Province)),
        Fact("municipality", _("Gemeente"), municipality_words(own.get("municipality"))),
    ]
    return found


def parts_as_facts(content: Content) -> list[Fact]:
    """The persons and the platforms as facts: each with what is said of it."""
    found = [
        Fact(f"person {key}", _("Persoon %(pseudonym)s") % {"pseudonym": key}, person_words(person))
        for key, person in keyed("persons", content["persons"])
    ]
    return found + [
        Fact(
            f"mention {key}",
            _("Platform %(platform)s") % {"platform": mention_name(mention)},
            roles_words(mention) or _("rol niet bekend"),
        )
        for key, mention in keyed("mentions", content["mentions"])
    ]

"""Part 3: the persons, each under a pseudonym that the register makes."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from baken.audit.actions import record_event
from baken.register.content import Cells, days_by_role
from baken.register.forms import SINCE, PersonForm
from baken.register.person_numbers import pseudonym_of_number, pseudonym_without_number
from baken.register.queries import stored_persons
from baken.register.story import person_words, words
from baken.register.writing import Writing
from baken.vocabulary.circumstances import NONE_KNOWN, QUESTIONS, Vulnerability
from baken.vocabulary.country_groups import CountryGroup, group_of
from baken.vocabulary.persons import Sex


def persons(writing: Writing) -> HttpResponse:
    """Shows who is in it, and takes in one more, or a change of one."""
    request, people = writing.request, writing.content["persons"]
    editing = _index(writing.held.get("editing"), people)
    if request.method != "POST":
        known = _as_initial(people[editing]) if editing is not None else {}
        form = PersonForm(initial=writing.initial(PersonForm(), known))
        return _shown(writing, form, editing)
    chosen = _index(request.POST.get("remove") or request.POST.get("edit"), people)
    if chosen is not None:
        if "remove" in request.POST:
            people.pop(chosen)
            writing.held.pop("editing", None)
        else:
            writing.held["editing"] = chosen
        writing.accept()
        return writing.to(writing.part)
    form = PersonForm(request.POST, registered_on=_registered_on(writing))
    if form.is_empty and editing is None:
        writing.accept()
        return _onwards(writing)
    if form.is_valid() and _taken_in(writing, form, editing):
        writing.held.pop("editing", None)
        writing.accept()
        return _onwards(writing)
    writing.keep_typed(request.POST)
    if writing.asked:
        return writing.onwards()
    return _shown(writing, form, editing, 422)


def _registered_on(writing: Writing) -> date | None:
    try:
        return date.fromisoformat(writing.content["registration"].get("registered_on", ""))
    except ValueError:
        return None


def _onwards(writing: Writing) -> HttpResponse:
    again = writing.request.POST.get("do") == "another"
    return writing.to(writing.part) if again else writing.onwards()


def _index(text: Any, people: list[Cells]) -> int | None:
    found = str(text) if text is not None else ""
    return int(found) if found.isdecimal() and int(found) < len(people) else None


def _as_initial(person: Cells) -> dict[str, Any]:
    told = set(person.get("vulnerabilities", "").split(";"))
    return {
        **person,
        "person_roles": person["person_roles"].split(";"),
        "birth_group": _group(person),
        **{question.group: told & set(Vulnerability.codes_in(question.group)) for question in QUESTIONS},
        NONE_KNOWN: told & {NONE_KNOWN},
        **{f"{SINCE}{role}": day for role, day in days_by_role(person).items()},
    }


def _group(person: Cells) -> str | None:
    country = person.get("birth_country")
    return group_of(country) if country else person.get("birth_group")


def _take_birth(cells: Cells, country: str | None, group: str | None) -> None:
    """Puts a country or a group of countries in the place of what was chosen."""
    for name, value in (("birth_country", country), ("birth_group", group)):
        cells.pop(name, None)
        if value:
            cells[name] = value


def _shown(writing: Writing, form: PersonForm, editing: int | None, status: int = 200) -> HttpResponse:
    people = [
        {"index": index, "words": person_words(person), "pseudonym": person["person"]}
        for index, person in enumerate(writing.content["persons"])
    ]
    registered_on = _registered_on(writing)
    late = registered_on and any(
        day > registered_on.isoformat()
        for person in writing.content["persons"]
        for day in days_by_role(person).values()
    )
    context = {"form": form, "people": people, "editing": editing, "late": late}
    return writing.show("persons.html", status, **context)


def _taken_in(writing: Writing, form: PersonForm, editing: int | None) -> bool:
    """Puts the person among the others, or says on the form why not."""
    people = writing.content["persons"]
    pseudonym = _who(writing, form, people[editing]["person"] if editing is not None else None)
    if pseudonym is None:
        return False
    if any(person["person"] == pseudonym for index, person in enumerate(people) if index != editing):
        form.add_error(
            "same_as" if form.cleaned_data["same_as"] else "number", _("Deze persoon staat er al in.")
        )
        return False
    cells = form.cells() | {"person": pseudonym}
    before = people[editing] if editing is not None else {}
    if before.get("person") == pseudonym and before.get("birth_country") and _group(before) == _group(cells):
        _take_birth(cells, before["birth_country"], None)
    if not _agrees(writing, form, cells):
        return False
    if editing is None:
        people.append(cells)
    else:
        people[editing] = cells
    return True


def _who(writing: Writing, form: PersonForm, before: str | None) -> str | None:
    given, own = form.cleaned_data, writing.content["registration"]
    if given["same_as"]:
        known = stored_persons([given["same_as"]])
        record_event(
            by=writing.request.actor,
            action="register.person_recognised",
            subject=f"draft:{writing.draft.id}",
            details={"found": bool(known)},
        )
        if not known:
            form.add_error("same_as", _("Dit pseudoniem staat niet in het register."))
            return None
        return str(given["same_as"])
    if not given["number"]:
        return before or pseudonym_without_number(by=writing.request.actor)
    if not own.get("source_kind") or (given["within"] == "case" and not own.get("reference")):
        form.add_error("number", _("Vul eerst deel 1 in: het nummer hoort bij die bron en die zaak."))
        return None
    return pseudonym_of_number(
        by=writing.request.actor,
        source_kind=own["source_kind"],
        number=given["number"],
        case=own["reference"] if given["within"] == "case" else None,
    )


def _agrees(writing: Writing, form: PersonForm, cells: Cells) -> bool:
    """A person has one sex and one country of birth in the register.

    What is not known here is taken over from it. Other facts can only come from a correction of a
    registration in which the person stands already; then they change everywhere.
    """
    known = stored_persons([cells["person"]]).get(cells["person"])
    if known is None:
        return True
    sex, country, group = known
    known_group = group_of(country) if country else group
    if cells["sex"] == sex and _group(cells) == known_group:
        _take_birth(cells, country, group)
        return True
    if cells["sex"] == "unknown" and not _group(cells):
        cells["sex"] = sex
        _take_birth(cells, country, group)
        messages.success(
            writing.request,
            _("Het register kent deze persoon al; geslacht en geboorteland zijn overgenomen."),
        )
        return True
    base = writing.held.get("base")
    if base and any(person["person"] == cells["person"] for person in base["persons"]):
        return True
    form.add_error(
        "sex",
        _(
            "Deze persoon staat al in het register (%(sex)s, geboorteland: %(country)s). Neem dat over, of "
            "verbeter eerst de andere registratie."
        )
        % {"sex": words(sex, Sex), "country": words(known_group, CountryGroup)},
    )
    return False

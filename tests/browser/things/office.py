"""The register, figures, rules, and the administration."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from tests.browser.things.who import Parameters, acting, basis_in_force, make_colleague, turns

PARTS = ("bron", "vermoeden", "personen", "platforms", "rollen", "plaats", "samenvatting")


# the register


def draft(by: Any) -> Parameters:
    from baken.register.actions.keep_draft import start_correction
    from baken.register.models import Registration

    several = Registration.objects.filter(mentions__number=2).order_by("reference").first()
    return {"draft_id": start_correction(by=acting(by, "registration"), registration=several).id}


def part(slug: str) -> Callable[[Any], Parameters]:
    return lambda by: draft(by) | {"slug": slug}


def roles_apart(by: Any) -> Parameters:
    return draft(by) | {"number": 1}


def registration(by: Any) -> Parameters:
    from baken.register.models import Registration

    return {"registration_id": Registration.objects.order_by("reference").values_list("id", flat=True)[0]}


def import_batch(by: Any) -> Parameters:
    from baken.register.models import ImportBatch

    return {"batch_id": ImportBatch.objects.order_by("imported_at").values_list("id", flat=True)[0]}


OTHER_OFFICE = (
    "Zaaknummer;Datum melding;Platform;Cliënt;Geslacht;Leeftijd;Opmerking\n"
    "N-1;1-2-2021;insta;C1;v;30;\n"
    "N-2;3-2-2021;ig-dm;C2;m;41;\n"
    "N-3;3-2-2021;Snapchat;C3;m;141;\n"
)
OTHER_COLUMNS = {
    "zaaknummer": "reference", "datum melding": "registered_on", "platform": "platform",
    "cliënt": "person_number", "geslacht": "sex", "leeftijd": "age",
}  # fmt: skip


def _mapping() -> Any:
    from baken.register.mapped.mapping import ColumnMapping

    fixed = {"source_kind": "outreach", "form": "sexual", "scope": "domestic", "person_roles": "victim"}
    return ColumnMapping(OTHER_COLUMNS, fixed, {"sex": {"v": "female", "m": "male"}})


def held_file(by: Any) -> Parameters:
    from baken.register.actions.hold_file import hold_file

    return {"held_id": hold_file(by=acting(by, "registration"), data=OTHER_OFFICE.encode()).id}


def held_file_mapped(by: Any) -> Parameters:
    from baken.register.actions.hold_file import choose_for_file
    from baken.register.models import HeldFile

    found = held_file(by)
    choices = {"name": "Kantoor Noord", "mapping": _mapping().as_json()}
    held = HeldFile.objects.get(id=found["held_id"])
    choose_for_file(by=acting(by, "registration"), held=held, choices=choices)
    return found


def mapping(by: Any) -> Parameters:
    from baken.register.actions.keep_mapping import keep_mapping

    kept = keep_mapping(by=acting(by, "registration"), name="Kantoor Noord", content=_mapping())
    return {"mapping_id": kept.id}


def import_to_review(by: Any) -> Parameters:
    import io

    from baken.register.actions.import_mapped import import_mapped
    from baken.register.mapped.table import open_table
    from baken.register.models import ImportMapping

    kept = ImportMapping.objects.get(id=mapping(by)["mapping_id"])
    table = open_table(io.BytesIO(OTHER_OFFICE.encode()))
    batch = import_mapped(by=acting(by, "registration"), table=table, mapping=kept).batch
    assert batch is not None
    return {"batch_id": batch.id}


def _imported(by: Any, waiting: int = 0) -> Any:
    """A small file; `waiting` so many that wait for the meaning of a word."""
    from django.utils import timezone

    from baken.register.models import ImportBatch, WaitingRegistration
    from tests.factories.imports import imported

    batch = imported(acting(by, "registration"), 3, f"T{next(turns)}")
    now = timezone.now()
    WaitingRegistration.objects.bulk_create(
        WaitingRegistration(
            organisation=by.organisation, batch=batch, line=line, reference_key=uuid.uuid4().hex, words=[],
            sealed=b"", held_at=now, expires_at=now + datetime.timedelta(days=90),
        )
        for line in range(waiting)
    )  # fmt: skip
    return ImportBatch.objects.get(id=batch.id)


def import_for_a_worker(by: Any) -> Parameters:
    from baken.register.taking_back.actions import AT_ONCE

    return {"batch_id": _imported(by, AT_ONCE).id}


def import_corrected(by: Any) -> Parameters:
    batch = _imported(by)
    batch.imported.update(version=2)
    return {"batch_id": batch.id}


def undo_asked(by: Any, state: str = "waiting", **told: Any) -> Parameters:
    from baken.register.models import AskedUndo
    from baken.register.taking_back.actions import ask_undo

    batch = _imported(by)
    asked = ask_undo(by=acting(by, "registration", make_colleague(by, "registrar")), batch=batch)
    ended = None if state in ("waiting", "running") else asked.asked_at
    AskedUndo.objects.filter(id=asked.id).update(state=state, ended_at=ended, **told)
    return {"batch_id": batch.id, "asked_undo_id": asked.id}


def undos_in_every_state(by: Any) -> Parameters:
    for state in ("waiting", "running", "done", "failed"):
        undo_asked(by, state)
    undo_asked(by, "refused", reason="corrected", corrected=2)
    undo_asked(by, "refused", reason="no_longer_may")
    return {}


def columns_lacking(page: Any) -> None:
    page.locator(".mapping-form > .buttons button").first.click()
    page.wait_for_load_state("networkidle")


def imported_from_trial(page: Any) -> None:
    page.locator("button[name=do][value=import]").click()
    page.wait_for_load_state("networkidle")


def bad_lines_taken_in(page: Any) -> None:
    columns = "registration,record,registered_on,source_kind,form,scope,person,sex,age,person_roles"
    own = "ZAAK-{0},registration,2026-0{0}-01,outreach,sexual,domestic,,,,"
    rows = [own.format(1), "ZAAK-1,person,,,,,P-1,female,141,victim", own.format(2), "ZAAK-2,persoon,,,,,,,,"]
    file = {"name": "zaken.csv", "mimeType": "text/csv", "buffer": "\n".join([columns, *rows]).encode()}
    page.set_input_files("#id_file", file)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")


def standard_taken_in(page: Any) -> None:
    columns = "prs_FirstName,prs_Gender,vic_AgeWhenTrafficked,vic_MethodsOfControl,con_Consent"
    rows = "Noor,Feminine,31,DebtBondage ,TRUE\nNoor,Masculine,28,FalsePromises,FALSE\n"
    page.set_input_files(
        "#id_file",
        {"name": "victims.csv", "mimeType": "text/csv", "buffer": f"{columns}\n{rows}".encode()},
    )
    page.fill("#id_registered_on", "2026-03-01")
    page.check("input[name=source_kind][value=help_organisation]")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def onwards(page: Any) -> None:
    page.locator("#part button[name=do][data-key=v]").click()
    page.wait_for_load_state("networkidle")


STORY = (
    "Aangeefster van 28 jaar leerde hem kennen via insta. De klanten maakten afspraken per sms.\n"
    "Later stond er een advertentie op een website. Zij werkte in Tilburg."
)


def story_read(page: Any) -> None:
    page.fill("#id_story", STORY)
    page.locator("#part button[name=step]").click()
    page.wait_for_load_state("networkidle")


def story_half_answered(page: Any) -> None:
    story_read(page)
    page.locator("#part input[value=yes]").first.check()
    page.locator("#part button[name=step]").click()
    page.wait_for_load_state("networkidle")


# figures and rules


def table(name: str) -> Callable[[Any], Parameters]:
    return lambda by: {"name": name}


def rule(by: Any) -> Parameters:
    from baken.indicators.rulebook import load_rules

    return {"indicator": load_rules()[0].indicator}


# administration


def event(by: Any) -> Parameters:
    from baken.audit.models import Event

    return {"event_id": Event.objects.order_by("at").values_list("id", flat=True)[0]}


CRAWLED = ("new", "running", "done", "stopped", "failed")
_ENDS = {"done": "finished", "stopped": "site_refused", "failed": "nothing_found"}


def crawled(state: str) -> Callable[[Any], Parameters]:
    return lambda by: _crawled(by, state)


def _crawled(by: Any, state: str) -> Parameters:
    from django.utils import timezone

    from tests.factories.captures import make_crawl, make_source

    made = make_source(by, basis_in_force(by), name=f"Kleinmarkt {uuid.uuid4().hex[:6]}")
    if state == "new":
        return {"source_id": made.id}
    now = timezone.now()
    over = {"ended_at": now, "ended_because": _ENDS[state]} if state in _ENDS else {}
    troubles = {"timed_out": 2, "no_advert": 1}
    ran = make_crawl(by, made, state=state, started_at=now, errors=3, troubles=troubles, **over)
    return {"source_id": made.id, "crawl_id": ran.id}


def source_of_files(by: Any) -> Parameters:
    from tests.factories.captures import make_source

    made = make_source(
        by, basis_in_force(by), name=f"Bestand {uuid.uuid4().hex[:6]}", kind="file", profile=""
    )
    return {"source_id": made.id}


def source_without_a_way(page: Any) -> None:
    page.fill("input[name=name]", "Nieuwe bron")
    page.select_option("select[name=kind]", "crawl")
    page.fill("textarea[name=profile]", "title: h1")
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")


def profile_tried(page: Any) -> None:
    page.fill("textarea[name=page]", "<h1>Rust</h1><div class=advert>Bel 06 00 00 00 42</div>")
    page.click("button[value=try]")
    page.wait_for_load_state("networkidle")


def profile_broken(page: Any) -> None:
    page.fill("textarea[name=profile]", "title: 'h1['")
    page.click("button[value=keep]")
    page.wait_for_load_state("networkidle")


def basis(by: Any) -> Parameters:
    from baken.collection.models import LawfulBasis

    return {"basis_id": LawfulBasis.objects.get(code="demo-synthetic").id}


def draft_basis(by: Any) -> Parameters:
    from baken.collection.actions import draft_basis as begin

    made = begin(
        by=acting(by, "accountability", make_colleague(by, "admin")), code=f"proef-{uuid.uuid4().hex[:8]}",
        purpose="outreach", ground="synthetic", special_ground="none_held", ground_nl="Verzonnen gegevens.",
        ground_en="Invented data.", dpia_reference="DPIA-1", responsible="functionaris",
        valid_from=datetime.date(2026, 1, 1), valid_until=datetime.date(2035, 1, 1),
    )  # fmt: skip
    return {"basis_id": made.id}


def source(by: Any) -> Parameters:
    from baken.collection.actions import add_source

    today = datetime.datetime.now(datetime.UTC).date()
    made = add_source(
        by=acting(by, "accountability", make_colleague(by, "admin")), name=f"Bron {uuid.uuid4().hex[:8]}",
        platform="kleinmarkt.example", kind="file", basis_id=basis(by)["basis_id"],
        active_until=today + datetime.timedelta(days=30), today=today,
    )  # fmt: skip
    return {"source_id": made.id}


def platform(by: Any) -> Parameters:
    from baken.platforms.models import Platform

    return {"code": Platform.objects.order_by("code").values_list("code", flat=True)[0]}


def platform_name(by: Any) -> Parameters:
    return platform(by) | {"name": "naam"}


def period(by: Any) -> Parameters:
    return {"keep": "lead"}


def hold(by: Any) -> Parameters:
    from baken.register.models import Registration
    from baken.rights.actions.hold_things import place_hold

    chosen = Registration.objects.order_by("-reference")[next(turns) % 50]
    until = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=90)
    made = place_hold(
        by=acting(by, "accountability"), kind="registration", name=chosen.reference, until=until
    )
    return {"hold_id": made.id}

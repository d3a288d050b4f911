"""A question of one's own to the register, as a researcher asks it."""

import io
import zipfile
from importlib import resources
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from django.test import Client

from baken.accounts.models import User
from baken.audit.models import Event
from baken.register.actions import import_registrations
from baken.register.queries import coded_frames
from baken.statistics.models import Export
from baken.statistics.workbench.dimensions import READS
from baken.statistics.workbench.views import _source
from tests.factories.users import confirm, make_user, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/cijfers/werkbank/"
REASON = "Antwoord op een vraag van de gemeente"


@pytest.fixture
def filled(actor: Any) -> Any:
    """The study in the register."""
    content = (resources.files("baken.demo") / "data" / "emm-2021-registrations.csv").read_bytes()
    import_registrations(by=actor, data=content, format="csv", source="emm-2021-registrations.csv")
    return actor


def asked(client: Client, filled: Any, role: str = "researcher", **question: str) -> Any:
    return sign_in(client, make_user(filled.organisation, role)).get(PAGE, question)


def test_first_visit_shows_an_answer(client: Client, filled: Any) -> None:
    page = asked(client, filled)
    assert page.status_code == 200
    assert "Vermeldingen van platforms, soort platform en jaar van registratie" in page.text
    assert "&lt;5" in page.text


def test_answer_has_rounded_numbers_of_the_register(client: Client, filled: Any) -> None:
    page = asked(client, filled, tel="registrations", rijen="bron").text
    assert '<th scope="row">totaal</th><td class="number">210</td>' in page
    assert "Elk aantal is voor zich afgerond" in page
    assert "Dit belooft niets over twee vragen naast elkaar" in page


def test_questions_are_answered_from_every_row_of_the_register(filled: Any) -> None:
    read = _source(SimpleNamespace(actor=filled)).frames  # type: ignore[arg-type]
    whole = coded_frames(filled.organisation)
    for frame in READS:
        assert getattr(read, frame).height == getattr(whole, frame).height > 0


def test_question_is_logged_without_its_answer(client: Client, filled: Any) -> None:
    asked(client, filled, tel="persons", rijen="geslacht", kolommen="leeftijd", alleen_provincie="NL-NB")
    event = Event.objects.get(action="statistics.question_asked")
    assert event.details == {
        "unit": "persons", "rows": "geslacht", "columns": "leeftijd", "only": ["provincie=NL-NB"],
        "period": {"from": None, "to": None}, "shown": event.details["shown"],
    }  # fmt: skip


def test_too_small_a_part_shows_nothing(client: Client, filled: Any) -> None:
    page = asked(client, filled, tel="persons", rijen="geslacht", alleen_vorm="labour").text
    assert "Dit deel is te klein om te tonen: minder dan 10" in page
    assert 'class="figures"' not in page
    assert Event.objects.get(action="statistics.question_asked").details["shown"] is False


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"tel": "persons", "rijen": "rol", "kolommen": "rol"}, "Dit staat al in de rijen"),
        ({"tel": "persons", "rijen": "rol", "van": "2020", "tot": "2019"}, "Dit jaar ligt na het laatste"),
        ({"tel": "names", "rijen": "rol"}, ""),
        ({"tel": "persons", "rijen": "reference"}, ""),
        ({"tel": "persons", "rijen": "rol", "alleen_geslacht": "x'"}, ""),
    ],
)  # fmt: skip
def test_question_that_can_not_be_asked_is_refused(
    client: Client, filled: Any, question: dict[str, str], words: str
) -> None:
    page = asked(client, filled, **question)
    assert page.status_code == 422 and words in page.text
    assert 'class="figures"' not in page.text
    assert not Event.objects.filter(action="statistics.question_asked").exists()


def test_empty_register_says_what_to_do(client: Client, actor: Any) -> None:
    assert "Er is nog niets om te tellen" in asked(client, actor).text


@pytest.mark.parametrize("role", ["registrar", "observer", "outreach_worker", "admin", "moderator"])
def test_others_ask_nothing(client: Client, filled: Any, role: str) -> None:
    assert asked(client, filled, role).status_code == 403
    assert "werkbank" not in client.get("/cijfers/").text


def taker(client: Client, filled: Any) -> User:
    """A researcher who gave a reason and confirmed."""
    user = make_user(filled.organisation, "researcher")
    user.set_password("een lang wachtwoord van niemand")
    user.save()
    confirm(sign_in(client, user), user)
    client.post("/reden/", {"permission": "statistics.workbench_export", "reason": REASON, "next": "/"})
    return user


def test_file_has_the_numbers_of_the_page_and_who_took_it(client: Client, filled: Any) -> None:
    user = taker(client, filled)
    address = f"{PAGE}uitvoer/?tel=registrations&rijen=bron&soort=json"
    page = client.get(address).text
    assert "niet gemaakt om te publiceren" in page and REASON in page
    answer = client.post(address, {"form": "json"})
    assert answer.status_code == 200 and user.name.lower() in answer.content.decode()
    export = Export.objects.get()
    assert (export.what, export.user, export.reason) == ("table:workbench", user, REASON)
    assert '"TOTAL"' in answer.content.decode() and "210" in answer.content.decode()


def test_csv_of_an_answer_has_rounded_counts(client: Client, filled: Any) -> None:
    taker(client, filled)
    answer = client.post(f"{PAGE}uitvoer/?tel=mentions&rijen=platform", {"form": "csv"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".csv"))
        figures = pl.read_csv(packed.read(name))
    assert figures.columns == ["row", "count"]
    assert {"OTHER_PLATFORMS", "not_recorded", "TOTAL"} <= set(figures["row"])
    assert (figures["count"] % 5 == 0).all()


def test_file_of_too_small_a_part_is_none(client: Client, filled: Any) -> None:
    taker(client, filled)
    question = "tel=persons&rijen=geslacht&alleen_vorm=labour"
    answer = client.post(f"{PAGE}uitvoer/?{question}", {"form": "csv"})
    assert answer.status_code == 302 and not Export.objects.exists()
    assert answer["Location"] == f"{PAGE}?{question}", "the page says why"

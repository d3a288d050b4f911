"""What the invented organisation published: by two of its invented people, once."""

import pytest
from django.test import Client

from baken.demo.publishing import publish_some
from baken.demo.staff import hire
from baken.statistics.models import Publication
from baken.tenancy.acting import Actor
from tests.factories import editions

pytestmark = pytest.mark.django_db


def test_demo_publishes_what_can_be_safe_and_only_once(actor: Actor) -> None:
    editions.import_study(actor)
    hire(by=actor)
    publish_some(by=actor)
    publish_some(by=actor)
    made = Publication.objects.get()
    assert made.state == "published"
    assert (made.made_by.login, made.decided_by.login) == ("bram", "inge")  # type: ignore[union-attr]
    # without a market there is nothing of it to publish
    assert [block["kind"] for block in made.blocks] == ["heading", "text", "table", "chart"]
    page = Client().get(f"/openbaar/{actor.organisation.slug}/publicatie/{made.id}/").text
    assert "Soorten platforms" in page and "Vermeldingen zijn geen mensen." in page

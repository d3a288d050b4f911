"""The text that Meta holds under the name of a template, held against what two people reviewed (rule 9).

What the person reads of a template is Meta's own copy: we send its name alone. So right before each one goes,
that copy is asked for and compared word for word. Nothing of it is kept for a next time: few go, and a text
that was changed a minute ago is seen.

Source: developers.facebook.com/documentation/business-messaging/whatsapp/templates (as of 2026): GET
/{business account id}/message_templates?name=… answers pages of name, language, status and components. `name`
may find longer names too.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from baken.conversations.channels.asking import object_of, objects, wait_of
from baken.conversations.channels.protocol import NotSent

MOST_PAGES = 10
ON_A_PAGE = 100
APPROVED = "APPROVED"
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def check_text(
    client: httpx.Client, business_id: str, *, name: str, language: str, values: Sequence[str], text: str
) -> None:
    """Lets pass what Meta would show the person as exactly `text`.

    Raises `NotSent`: to be tried again where the text could not be had (`text_unknown`, `away`, `busy`); for
    good where it is not there or not approved (`template`) or says anything else (`text_differs`).
    """
    if not business_id:
        raise NotSent(retry=False, reason="not_set_up")
    found = [
        one
        for one in _listed(client, business_id, name)
        if one.get("name") == name and one.get("language") == language
    ]
    if len(found) != 1 or found[0].get("status") != APPROVED:
        raise NotSent(retry=False, reason="template")
    if read_by_person(found[0], values) != plain(text):
        raise NotSent(retry=False, reason="text_differs")


def read_by_person(template: Mapping[str, Any], values: Sequence[str]) -> str | None:
    """What a person gets of a template with these values; None where that is more than words, or where places
    and values don't fit: a heading, a footer or a button was reviewed by nobody."""
    parts = template.get("components")
    if not isinstance(parts, list) or len(parts) != 1 or not isinstance(parts[0], dict):
        return None
    held = parts[0].get("text")
    if str(parts[0].get("type")).upper() != "BODY" or not isinstance(held, str):
        return None
    places = {str(place): value for place, value in enumerate(values, 1)}
    if set(_PLACE.findall(held)) != set(places):
        return None
    # in one go: what a value says is never taken for a place
    return plain(_PLACE.sub(lambda place: places[place[1]], held))


def plain(text: str) -> str:
    """The words: how a line ends, and what is empty around them, differs by who wrote them down where."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _listed(client: httpx.Client, business_id: str, name: str) -> list[dict[str, Any]]:
    """Every template whose name the provider finds with this one. Raises `NotSent`, to be tried again."""
    found: list[dict[str, Any]] = []
    asked = {"name": name, "fields": "name,language,status,components", "limit": str(ON_A_PAGE)}
    for _page in range(MOST_PAGES):
        told = _ask(client, f"/{business_id}/message_templates", asked)
        held = told.get("data")
        if not isinstance(held, list):
            raise NotSent(retry=True, reason="text_unknown")
        found += objects(held)
        paging = told.get("paging")
        if not isinstance(paging, dict) or not paging.get("next"):
            return found
        cursors = paging.get("cursors")
        after = cursors.get("after") if isinstance(cursors, dict) else None
        if not isinstance(after, str) or not after or after == asked.get("after"):
            break
        # the address of the next page holds what it likes: only its cursor is taken
        asked["after"] = after
    raise NotSent(retry=True, reason="text_unknown")


def _ask(client: httpx.Client, path: str, asked: Mapping[str, str]) -> dict[str, Any]:
    try:
        answer = client.get(path, params=asked)
    except httpx.HTTPError as fault:
        # asking sends nothing: any silence is certainly not sent
        raise NotSent(retry=True, reason="away") from fault
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise NotSent(retry=True, after_seconds=wait_of(answer), reason="busy")
    if not answer.is_success:
        raise NotSent(retry=True, reason="text_unknown")
    return object_of(answer.content)

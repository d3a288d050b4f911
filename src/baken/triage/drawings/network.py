"""How adverts and contacts hang together: texts left, contacts right, a line where one stands in the
other; dashed where the contact is shared by so many that nothing was linked through it."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desk.drawings.svg import Drawing, Value, element, picture

MOST_TEXTS, MOST_CONTACTS = 7, 5
"""Boxes that are drawn at the most; the rest is told as a number."""

WIDTH, ROW, BOX = 340, 36, 28
LEFT_WIDTH, RIGHT_X, RIGHT_WIDTH = 84, 174, 166


@dataclass(frozen=True, slots=True)
class TextNode:
    """A unique advert: its number on the page, and how often it was seen."""

    number: int
    sightings: int


@dataclass(frozen=True, slots=True)
class ContactNode:
    """A contact by the name that the page gives it; `others` is the number of unique adverts outside
    this advertiser that share it, where it is a hub and so links nothing."""

    name: str
    sightings: int
    hub: bool = False
    others: int = 0


def draw_network(
    texts: Sequence[TextNode],
    contacts: Sequence[ContactNode],
    edges: Iterable[tuple[int, str]],
) -> Drawing | None:
    """The network; `edges` are (text number, contact name). None without a contact.

    Shown are the texts and contacts that were seen most, linking contacts before hubs.
    """
    if not contacts:
        return None
    pairs = set(edges)
    own = sorted(contacts, key=lambda one: (one.hub, -one.sightings, one.name))
    right = own[:MOST_CONTACTS]
    names = {one.name for one in right}
    touched = {number for number, name in pairs if name in names}
    left = sorted(
        sorted(texts, key=lambda one: (one.number not in touched, -one.sightings, one.number))[:MOST_TEXTS],
        key=lambda one: one.number,
    )
    said = _sentence(texts, contacts)
    values = tuple(Value(one.name, one.sightings) for one in own)
    return Drawing(_drawn(left, right, pairs, len(texts), len(contacts), said), said, values)


def _sentence(texts: Sequence[TextNode], contacts: Sequence[ContactNode]) -> str:
    hubs = [one for one in contacts if one.hub]
    said = _("{texts} en {contacts}").format(
        texts=ngettext("%(n)s tekst", "%(n)s teksten", len(texts)) % {"n": len(texts)},
        contacts=ngettext("%(n)s contact", "%(n)s contacten", len(contacts)) % {"n": len(contacts)},
    )
    if not hubs:
        return said
    most = max(one.others for one in hubs)
    shared = ngettext(
        "%(n)s daarvan is niet gekoppeld: gedeeld met %(others)s andere teksten",
        "%(n)s daarvan zijn niet gekoppeld: gedeeld met ten hoogste %(others)s andere teksten",
        len(hubs),
    ) % {"n": len(hubs), "others": most}
    return f"{said}; {shared}"


def _drawn(
    left: Sequence[TextNode],
    right: Sequence[ContactNode],
    pairs: Set[tuple[int, str]],
    texts: int,
    contacts: int,
    said: str,
) -> SafeString:
    rows = max(len(left), len(right))
    rest = texts > len(left) or contacts > len(right)
    height = rows * ROW + (22 if rest else 4)
    at_left = _places(len(left), rows)
    at_right = _places(len(right), rows)
    lines, boxes = [], []
    by_name = {one.name: (one, y) for one, y in zip(right, at_right, strict=True)}
    for text, y in zip(left, at_left, strict=True):
        for name, (contact, there) in by_name.items():
            if (text.number, name) in pairs:
                lines.append(
                    element(
                        "line", x1=LEFT_WIDTH, y1=y, x2=RIGHT_X, y2=there,
                        class_="edge edge-hub" if contact.hub else "edge",
                        stroke_dasharray="5 4" if contact.hub else None,
                    )
                )  # fmt: skip
        boxes += _box(0, y, LEFT_WIDTH, _("tekst {number}").format(number=text.number), "node")
    for one, y in zip(right, at_right, strict=True):
        words = one.name if not one.hub else _("{name} (gedeeld)").format(name=one.name)
        boxes += _box(RIGHT_X, y, RIGHT_WIDTH, words, "node node-hub" if one.hub else "node", one.hub)
    if texts > len(left):
        boxes.append(_rest(0, height, texts - len(left)))
    if contacts > len(right):
        boxes.append(_rest(RIGHT_X, height, contacts - len(right)))
    return picture(
        "network",
        *lines,
        *boxes,
        title=_("Samenhang van teksten en contacten"),
        description=said,
        width=WIDTH,
        height=height,
    )


def _places(count: int, rows: int) -> list[float]:
    room = rows * ROW
    return [room * (place + 0.5) / count for place in range(count)]


def _box(x: int, y: float, width: int, words: str, class_: str, dashed: bool = False) -> list[SafeString]:
    return [
        element(
            "rect", x=x + 1, y=y - BOX / 2, width=width - 2, height=BOX, rx=4, class_=class_,
            stroke_dasharray="5 4" if dashed else None,
        ),
        element("text", words, x=x + 8, y=y, dy=4.5, class_="node-words"),
    ]  # fmt: skip


def _rest(x: int, height: int, count: int) -> SafeString:
    return element(
        "text", _("en {count} meer").format(count=count), x=x + 8, y=height - 6, class_="axis-words"
    )

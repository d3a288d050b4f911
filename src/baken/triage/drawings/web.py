"""How an advertiser hangs together: its texts left, its contacts in the middle, and right the advertisers to
which links were refused. A whole line was followed, a dotted one was refused.

Texts that have the same contacts stand together as one box with their number, so that five hundred of them
still make a picture that can be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desk.drawings.svg import Drawing, Value, element, picture

MOST_GROUPS, MOST_CONTACTS, MOST_OTHERS = 12, 10, 8
WIDTH, ROW, BOX, TOP = 360, 36, 28, 24
COLUMNS = ((0, 96), (128, 110), (270, 90))
"""Where each of the three columns begins, and how wide its boxes are."""
DOTS = "2 4"


@dataclass(frozen=True, slots=True)
class WebContact:
    """A contact by the name that the page gives it; `hub` where so many share it that it links nothing."""

    name: str
    sightings: int
    hub: bool


@dataclass(frozen=True, slots=True)
class WebOther:
    """Another advertiser: the letter that the page gives it; refused links go from contacts (by name) or,
    where it is a text, photo or account that is alike, from texts (by number)."""

    letter: str
    times: int
    contacts: tuple[str, ...]
    texts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that have the same contacts, by number."""

    texts: tuple[int, ...]
    contacts: frozenset[str]


def groups_of(texts: Iterable[int], edges: Iterable[tuple[int, str]]) -> list[Group]:
    """The texts by the contacts that stand in them, most texts first."""
    had: dict[int, set[str]] = {number: set() for number in texts}
    for number, name in edges:
        had.setdefault(number, set()).add(name)
    found: dict[frozenset[str], list[int]] = {}
    for number, names in sorted(had.items()):
        found.setdefault(frozenset(names), []).append(number)
    made = [Group(tuple(numbers), names) for names, numbers in found.items()]
    return sorted(made, key=lambda one: (-len(one.texts), one.texts))


def draw_web(
    groups: Sequence[Group], contacts: Sequence[WebContact], others: Sequence[WebOther], others_in_all: int
) -> Drawing | None:
    """The picture; None where there is neither a contact nor a refused link."""
    if not contacts and not others:
        return None
    left, right = groups[:MOST_GROUPS], others[:MOST_OTHERS]
    middle = _beside(contacts, left)
    texts = sum(len(one.texts) for one in groups)
    said = _("{texts} en {contacts}").format(
        texts=ngettext("%(n)s tekst", "%(n)s teksten", texts) % {"n": texts},
        contacts=ngettext("%(n)s contact", "%(n)s contacten", len(contacts)) % {"n": len(contacts)},
    )
    if others_in_all:
        refused = ngettext(
            "%(n)s andere adverteerder waarmee niet is gekoppeld",
            "%(n)s andere adverteerders waarmee niet is gekoppeld",
            others_in_all,
        ) % {"n": others_in_all}
        said = f"{said}; {refused}"
    values = tuple(Value(one.name, one.sightings) for one in contacts)
    rest = (len(groups) - len(left), len(contacts) - len(middle), others_in_all - len(right))
    return Drawing(_drawn(left, middle, right, rest, said), said, values)


def _beside(contacts: Sequence[WebContact], groups: Sequence[Group]) -> list[WebContact]:
    """The contacts that are drawn, those of the drawn texts first, each near the first of these."""
    place = {name: at for at, group in reversed(list(enumerate(groups))) for name in group.contacts}
    chosen = sorted(contacts, key=lambda one: one.name not in place)[:MOST_CONTACTS]
    return sorted(chosen, key=lambda one: (one.hub, place.get(one.name, len(groups))))


def _drawn(
    left: Sequence[Group],
    middle: Sequence[WebContact],
    right: Sequence[WebOther],
    rest: tuple[int, int, int],
    said: str,
) -> SafeString:
    rows = max(len(left), len(middle), len(right), 1)
    height = TOP + rows * ROW + (20 if any(rest) else 4)
    group_at, contact_at, other_at = (_places(len(one), rows) for one in (left, middle, right))
    named = {one.name: y for one, y in zip(middle, contact_at, strict=True)}
    numbered = {number: y for one, y in zip(left, group_at, strict=True) for number in one.texts}
    hubs = {one.name for one in middle if one.hub}
    lines: list[SafeString] = []
    for one, y in zip(left, group_at, strict=True):
        for name in sorted(one.contacts & named.keys()):
            lines.append(_line(0, y, 1, named[name], refused=name in hubs))
    for other, y in zip(right, other_at, strict=True):
        lines += _refusals(other, y, named, numbered)
    boxes: list[SafeString] = []
    for one, y in zip(left, group_at, strict=True):
        boxes += _box(0, y, _group_words(one), "node")
    for contact, y in zip(middle, contact_at, strict=True):
        boxes += _box(
            1, y, contact.name, "node node-hub" if contact.hub else "node node-contact", contact.hub
        )
    for other, y in zip(right, other_at, strict=True):
        boxes += _box(2, y, _("ander {letter}").format(letter=other.letter), "node node-other", True)
    heads = [
        element("text", words, x=COLUMNS[column][0] + 1, y=13, class_="axis-words")
        for column, words in enumerate((_("teksten"), _("contacten"), _("niet gekoppeld")))
        if (left, middle, right)[column]
    ]
    tails = [
        element(
            "text", _("en {count} meer").format(count=count), x=COLUMNS[column][0] + 1, y=height - 5,
            class_="axis-words",
        )
        for column, count in enumerate(rest)
        if count > 0
    ]  # fmt: skip
    return picture(
        "web",
        *lines,
        *boxes,
        *heads,
        *tails,
        title=_("Samenhang van teksten, contacten en andere adverteerders"),
        description=said,
        width=WIDTH,
        height=height,
    )


def _refusals(
    other: WebOther, y: float, named: Mapping[str, float], numbered: Mapping[int, float]
) -> list[SafeString]:
    from_contacts = [_line(1, named[name], 2, y, refused=True) for name in other.contacts if name in named]
    places = sorted({numbered[number] for number in other.texts if number in numbered})
    return from_contacts or [_line(0, place, 2, y, refused=True) for place in places]


def _group_words(group: Group) -> str:
    if len(group.texts) == 1:
        return _("tekst {number}").format(number=group.texts[0])
    return _("{count} teksten").format(count=len(group.texts))


def _places(count: int, rows: int) -> list[float]:
    room = rows * ROW
    return [TOP + room * (place + 0.5) / count for place in range(count)]


def _line(one: int, y1: float, other: int, y2: float, *, refused: bool) -> SafeString:
    begin = COLUMNS[one][0] + COLUMNS[one][1]
    return element(
        "line", x1=begin, y1=y1, x2=COLUMNS[other][0], y2=y2,
        class_="edge edge-refused" if refused else "edge",
        stroke_dasharray=DOTS if refused else None,
    )  # fmt: skip


def _box(column: int, y: float, words: str, class_: str, dashed: bool = False) -> list[SafeString]:
    x, width = COLUMNS[column]
    return [
        element(
            "rect", x=x + 1, y=y - BOX / 2, width=width - 2, height=BOX, rx=4, class_=class_,
            stroke_dasharray="5 4" if dashed else None,
        ),
        element("text", words, x=x + 8, y=y, dy=4.5, class_="node-words"),
    ]  # fmt: skip

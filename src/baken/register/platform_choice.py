"""Choosing platforms: the catalogue by type with the most used first, and finding one by any of its names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from baken.platforms.catalogue import PlatformEntry, PlatformIndex, folded
from baken.platforms.queries import platform_index
from baken.register.building import NO_NAMES
from baken.register.content import Content
from baken.register.fields import PLATFORM_NAME
from baken.register.models import Mention
from baken.vocabulary.code_list import Label
from baken.vocabulary.platforms import PlatformType

SUGGESTED = 8
FIRST_SHOWN = 6
"""Platforms of a type that stand open; the others of that type are behind a disclosure."""


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """The platforms of one type that are not chosen yet, the most used first."""

    label: Label
    first: Sequence[PlatformEntry]
    rest: Sequence[PlatformEntry]


def groups(content: Content) -> list[TypeGroup]:
    """The catalogue in its types."""
    chosen = {mention.get("platform") for mention in content["mentions"]}
    used = _times_used()
    found = []
    entries = [entry for entry in platform_index().entries if entry.name not in chosen]
    entries.sort(key=lambda entry: (-used.get(entry.code, 0), entry.order is None, entry.order, entry.name))
    for member in PlatformType:
        own = [entry for entry in entries if entry.type == member.code]
        if own:
            found.append(TypeGroup(member.label, own[:FIRST_SHOWN], own[FIRST_SHOWN:]))
    return found


def _times_used() -> dict[str, int]:
    return {
        str(code): count
        for code, count in Mention.objects.filter(platform__isnull=False)
        .values_list("platform__code")
        .annotate(count=Count("id"))
    }


def matching(typed: str, index: PlatformIndex | None = None) -> list[PlatformEntry]:
    """The platforms that what was typed could mean: the one that is called so exactly, else those of
    which a name or a nickname begins with it, then those that have it somewhere."""
    wanted = folded(typed)
    if not wanted:
        return []
    index = index or platform_index()
    exact = index.find(wanted)
    if exact:
        return [exact]
    places = {entry.code: _place(wanted, entry) for entry in index.entries}
    found = [entry for entry in index.entries if places[entry.code] < _NOWHERE]
    used = _times_used()
    found.sort(key=lambda entry: (places[entry.code], -used.get(entry.code, 0), entry.name))
    return found[:SUGGESTED]


_NOWHERE = 9


def _place(wanted: str, entry: PlatformEntry) -> int:
    names = [folded(name) for name in (entry.name, entry.code, *entry.aliases)]
    if any(name.startswith(wanted) for name in names):
        return 0
    return 1 if len(wanted) > 2 and any(wanted in name for name in names) else _NOWHERE


def fault_of_new(name: str) -> str | None:
    """What is wrong with a name that would be added to the catalogue, in words."""
    if folded(name) in NO_NAMES:
        return _("Dit is geen naam. Kies ‘platform zonder naam’ of ‘onduidelijk platform’.")
    if re.search(r"\d{7}", re.sub(r"[\W_]", "", name)) or "@" in name:
        return _("Hier staat een nummer of adres in. Dat komt niet in de lijst van platforms.")
    if not PLATFORM_NAME.fullmatch(name):
        return _("Een naam begint met een letter of cijfer en heeft hooguit 80 tekens.")
    return None


def mention_of(entry: PlatformEntry) -> Content:
    """A mention of a platform, without roles yet."""
    return {"naming": "named", "platform": entry.name, "platform_type": entry.type, "roles": []}

"""What templates ask of audits."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from baken.door.audits.checklists import checklists
from baken.door.audits.report import percent

register = template.Library()


@register.filter
def whole_percent(share: float) -> int:
    """A share in whole percents."""
    return percent(share)


@register.filter
def split_words(text: str) -> list[str]:
    """The words of a text, to go through."""
    return text.split()


@register.filter
def count_of(counts: Mapping[str, int], code: str) -> int:
    """How often a code was counted."""
    return counts.get(code, 0)


@register.filter
def checklist_title(code: str) -> str:
    """The title of a checklist in the reader's language; its code where it is shipped no longer."""
    known = checklists().get(code)
    return known.title.in_language("nl" if get_language() == "nl" else "en") if known else code

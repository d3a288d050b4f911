"""What templates ask of the desk."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

from baken.tenancy.permission import ALL_PERMISSIONS, may
from baken.vocabulary.code_list import CodeList, Label
from baken.vocabulary.lists import ALL_LISTS

register = template.Library()
_LISTS: dict[str, CodeList] = {one.name: one for one in ALL_LISTS}


@register.filter
def words(label: Label) -> str:
    """A label in the language of the reader: `{{ rule.means|words }}`."""
    return label.nl if get_language() == "nl" else label.en


@register.filter
def coded(code: str | None, list_name: str) -> str:
    """The words of a code: `{{ registration.form|coded:"ExploitationForm" }}`; nothing for no code."""
    return "" if not code else words(_LISTS[list_name][code].label)


@register.simple_tag(takes_context=True)
def allowed(context: dict[str, Any], code: str) -> bool:
    """Whether the reader has a permission: `{% allowed "triage.work" as can_work %}`."""
    return may(context["request"].user, ALL_PERMISSIONS[code])


@register.simple_tag
def days(first: datetime, last: datetime, style: str = "SHORT_DATE_FORMAT") -> str:
    """From the first day to the last, or the day if they are one: `{% days side.first side.last %}`."""
    begins, ends = (date_format(localtime(moment), style) for moment in (first, last))
    return begins if begins == ends else f"{begins} – {ends}"

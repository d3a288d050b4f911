"""What the public pages ask: the name of the organisation in the language of the page."""

from django import template
from django.utils.translation import get_language

from baken.accounts.models import Organisation

register = template.Library()


@register.filter
def named(organisation: Organisation) -> str:
    """`{{ organisation|named }}`."""
    return organisation.name_nl if get_language() == "nl" else organisation.name_en

"""What the pages of the catalogue ask: a label in words, anything else as it is."""

from django import template

from baken.desk.templatetags.desk import words
from baken.vocabulary.code_list import Label

register = template.Library()


@register.filter
def said(value: object) -> object:
    """`{{ before|said }}`."""
    return words(value) if isinstance(value, Label) else value

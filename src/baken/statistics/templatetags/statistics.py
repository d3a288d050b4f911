"""What templates ask of the figures."""

from django import template

from baken.statistics import forms

register = template.Library()


@register.filter
def what_words(what: str) -> str:
    """What an export holds, in words: `{{ thing.what|what_words }}`."""
    return forms.what_words(what)

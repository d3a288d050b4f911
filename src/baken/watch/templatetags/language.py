"""Word lists in templates."""

from django import template

from baken.desk.templatetags.desk import words
from baken.watch.language.names import word_list_name

register = template.Library()


@register.filter
def word_list(name: str) -> str:
    """What a word list is called, in the language of the reader."""
    return words(word_list_name(name))

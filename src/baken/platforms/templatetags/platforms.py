"""What pages ask of the catalogue: a platform by its name, a label in words."""

from collections.abc import Mapping
from typing import Any

from django import template

from baken.desk.templatetags.desk import words
from baken.platforms.queries import platform_index
from baken.vocabulary.code_list import Label

register = template.Library()


@register.filter
def said(value: object) -> object:
    """`{{ before|said }}`."""
    return words(value) if isinstance(value, Label) else value


@register.simple_tag(takes_context=True)
def platform_name(context: Mapping[str, Any], called: str) -> str:
    """`{% platform_name row.platform %}`: what the catalogue calls what a source calls so, or that itself.

    The catalogue is read once a page.
    """
    request = context["request"]
    if not hasattr(request, "platform_index"):
        request.platform_index = platform_index()
    entry = request.platform_index.find(called)
    return entry.name if entry else called

"""The navigation of the administration: `{% load operations %}{% administration_nav %}` in `subnav`."""

from typing import Any

from django import template

from baken.operations.sections import current_of, open_sections

register = template.Library()


@register.inclusion_tag("operations/subnav.html", takes_context=True)
def administration_nav(context: dict[str, Any]) -> dict[str, Any]:
    """The sections of the administration that the reader may open, the current one marked."""
    request = context["request"]
    sections = open_sections(request.user)
    current = current_of(sections, request.path)
    return {
        "sections": [
            {
                "label": one.section.label,
                "link": one.link,
                "current": one is current,
            }
            for one in sections
        ]
    }

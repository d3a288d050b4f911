"""The navigation of the administration: `{% load operations %}{% administration_nav %}` in `subnav`."""

from typing import Any

from django import template

from baken.operations.sections import open_sections

register = template.Library()


@register.inclusion_tag("operations/subnav.html", takes_context=True)
def administration_nav(context: dict[str, Any]) -> dict[str, Any]:
    """The sections of the administration that the reader may open, the current one marked."""
    request = context["request"]
    return {
        "sections": [
            {
                "label": one.section.label,
                "link": one.link,
                "current": one.is_current(request.path),
            }
            for one in open_sections(request.user)
        ]
    }

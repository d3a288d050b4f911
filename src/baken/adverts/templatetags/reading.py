"""How pages show the words of adverts."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from baken.adverts.reading.folding import stand_open

register = template.Library()
_ASKED = "adverts_stand_open"


@register.simple_block_tag(takes_context=True)
def fold(context: dict[str, Any], content: str, words: str, more: str = "", known: Any = None) -> SafeString:
    """Folds words of adverts away, unless the reader chose to have them open:
    `{% fold _("Lees de tekst") %}…{% endfold %}`. `e` opens and closes all of a page. `more` follows the
    words quietly; `known` is the reader's choice where the page has read it already."""
    is_open = _stands_open(context) if known in (None, "") else bool(known)
    return format_html(
        '<details class="fold"{}>\n<summary data-key="e">{}{} <kbd aria-hidden="true">e</kbd></summary>\n{}'
        "</details>",
        mark_safe(" open" if is_open else ""),  # noqa: S308 - one of two fixed words
        words,
        format_html(' <span class="quiet-words">{}</span>', more) if more else "",
        content,
    )


def _stands_open(context: dict[str, Any]) -> bool:
    """The reader's choice, asked once a page."""
    request = context["request"]
    if not hasattr(request, _ASKED):
        setattr(request, _ASKED, stand_open(request.actor))
    return bool(getattr(request, _ASKED))
